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
    let (files, _) = try again.files()
    var lines: [String] = []
    var differences: [Message] = []
    for made in files {
      let (file, bytes) = (made.file, made.bytes)
      let stored = try? DurableFile.read("\(published.path)/\(file.rawValue)")
      if published.manifest.isErased(file.rawValue) {
        let stated = published.manifest.outputs.first { $0.name == file.rawValue }?.sha256
        let now = Digest.of(bytes)
        differences += [
          stored.map { _ in left(file) }, stated == now ? nil : difference(file, stored: stated, now: now),
        ]
        .compactMap(\.self)
        lines.append(erased(file.rawValue, now))
        continue
      }
      let isNoted = file == .manifest && published.manifest.erasure != nil
      let (now, then) = (
        Digest.of(isNoted ? noted(bytes, published.manifest) : bytes), stored.map(Digest.of)
      )
      if now == then {
        lines.append("  ✓ \(DisplayWidth.padded(file.rawValue, 18))\(now)")
      } else {
        differences.append(difference(file, stored: then, now: now))
      }
    }
    guard differences.isEmpty else { throw .data(differences) }
    return lines + told(published.manifest, files.count)
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

  private static func left(_ file: OutputFile) -> Message {
    Message(
      zh: "\(file.rawValue)：清单说已按规定删除，文件却还在；请再执行一次runs --erase",
      en: "\(file.rawValue): erased by rule, says the manifest, and still there; run runs --erase once more")
  }

  /// A manifest made again, with the note of what was erased.
  private static func noted(_ bytes: [UInt8], _ stored: Manifest) -> [UInt8] {
    guard var manifest = Manifest(json: bytes) else { return bytes }
    manifest.erasure = stored.erasure
    return manifest.json()
  }

  private static func difference(_ file: OutputFile, stored: String?, now: String) -> Message {
    guard let stored else {
      return Message(
        zh: "\(file.rawValue)：目录中没有这个文件", en: "\(file.rawValue): the directory lacks this file")
    }
    return Message(
      zh: "\(file.rawValue)：与重算结果不同（目录\(stored)，重算\(now)）",
      en: "\(file.rawValue): differs from a new run (stored \(stored), made again \(now))")
  }
}
