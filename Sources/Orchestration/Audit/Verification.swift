import Publishing
import Records

/// Makes a published run again and compares every file with what stands in its directory.
package enum Verification {
  /// One line per file and a last line; throws, with all differences, when there is any.
  package static func lines(
    run name: String, in folder: String, observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> [String] {
    let published = try PublishedRun(name, in: folder)
    guard !published.manifest.isErased(ReportDirectory.extracts + "/") else { return try unmade(published) }
    let again = try published.rerun(for: .comparison, observer)
    let manifest = try again.files()
    var lines: [String] = []
    var differences: [Message] = []
    for output in manifest.outputs {
      let (name, now) = (output.name, output.sha256)
      let stored = Digest.of(file: "\(published.path)/\(name)")
      if published.manifest.isErased(name) {
        let stated = published.manifest.outputs.first { $0.name == name }?.sha256
        differences += [
          stored.map { _ in left(name) }, stated == now ? nil : difference(name, stored: stated, now: now),
        ].compactMap(\.self)
        lines.append(erased(name, now))
      } else {
        compare(name, stored: stored, now: now, &lines, &differences)
      }
    }
    let name = OutputFile.manifest.rawValue
    let now = Digest.of(noted(manifest, published.manifest).json())
    compare(name, stored: Digest.of(file: "\(published.path)/\(name)"), now: now, &lines, &differences)
    guard differences.isEmpty else { throw .data(differences) }
    return lines + told(published.manifest, manifest.outputs.count + 1)
  }

  private static func compare(
    _ name: String, stored: String?, now: String, _ lines: inout [String], _ differences: inout [Message]
  ) {
    if now == stored {
      lines.append("  ✓ \(DisplayWidth.padded(name, 18))\(now)")
    } else {
      differences.append(difference(name, stored: stored, now: now))
    }
  }

  private static func told(_ manifest: Manifest, _ count: Int) -> [String] {
    guard let erasure = manifest.erasure else {
      return ["\(count)个文件与重算结果逐字节相同  \(count) files equal a new run byte for byte"]
    }
    let (gone, kept) = (erasure.files.count, count - erasure.files.count)
    return [
      "\(kept)个文件与重算结果逐字节相同，\(gone)个已于\(erasure.on)按规定删除，重算结果与其原摘要相同（\(erasure.rule)）",
      "\(kept) files equal a new run byte for byte; \(gone) erased by rule on \(erasure.on), whose new digests are those of then "
        + "(\(erasure.rule))",
    ]
  }

  /// Of a run whose inputs were erased too: what is left is held to the manifest.
  private static func unmade(_ published: PublishedRun) throws(RunError) -> [String] {
    try published.checkFiles()
    let manifest = published.manifest
    let lines = manifest.outputs.map { output in
      manifest.isErased(output.name)
        ? erased(output.name, output.sha256) : "  ✓ \(DisplayWidth.padded(output.name, 18))\(output.sha256)"
    }
    let on = manifest.erasure?.on ?? ""
    return lines + [
      "\(ReportDirectory.extracts)/已于\(on)按规定删除，不能重算；留下的文件与清单的摘要相同",
      "\(ReportDirectory.extracts)/ was erased by rule on \(on), so the run is not made again; the files that are left have the "
        + "digests of the manifest",
    ]
  }

  private static func erased(_ name: String, _ digest: String) -> String {
    "  – \(DisplayWidth.padded(name, 18))\(digest)  已按规定删除 erased by rule"
  }

  private static func left(_ name: String) -> Message {
    Message(
      zh: "\(name)：清单说已按规定删除，文件却还在；请再执行一次runs --erase",
      en: "\(name): erased by rule, says the manifest, and still there; run runs --erase once more")
  }

  /// A manifest made again, with the note of what was erased.
  private static func noted(_ manifest: Manifest, _ stored: Manifest) -> Manifest {
    var manifest = manifest
    manifest.erasure = stored.erasure
    return manifest
  }

  private static func difference(_ name: String, stored: String?, now: String) -> Message {
    guard let stored else {
      return Message(
        zh: "\(name)：目录中没有这个文件", en: "\(name): the directory lacks this file")
    }
    return Message(
      zh: "\(name)：与重算结果不同（目录\(stored)，重算\(now)）",
      en: "\(name): differs from a new run (stored \(stored), made again \(now))")
  }
}
