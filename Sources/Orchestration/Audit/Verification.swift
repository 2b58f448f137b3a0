import Publishing
import Records

/// Makes a published run again and compares every file with what stands in its directory.
package enum Verification {
  /// One line per file and a last line; throws, with all differences, when there is any.
  package static func lines(
    run name: String, in folder: String, observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> [String] {
    let published = try PublishedRun(name, in: folder)
    let again = try published.rerun(for: .comparison, observer)
    let (files, _) = try again.files()
    var lines: [String] = []
    var differences: [Message] = []
    for (file, bytes) in files {
      let stored = try? DurableFile.read("\(published.path)/\(file.rawValue)")
      let (now, then) = (Digest.of(bytes), stored.map(Digest.of))
      if now == then {
        lines.append("  ✓ \(DisplayWidth.padded(file.rawValue, 18))\(now)")
      } else {
        differences.append(difference(file, stored: then, now: now))
      }
    }
    guard differences.isEmpty else { throw .data(differences) }
    return lines + ["\(files.count)个文件与重算结果逐字节相同  \(files.count) files equal a new run byte for byte"]
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
