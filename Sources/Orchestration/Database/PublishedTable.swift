import Publishing
import Records
import SystemCalls

/// A file of a published run, what its manifest states of it, and the table that it goes to.
struct PublishedTable {
  let path: String
  let digest: String
  let rows: Int
  let table: DatabaseTable

  init(_ file: OutputFile, of run: PublishedRun) throws(RunError) {
    path = "\(run.path)/\(file.rawValue)"
    guard let stated = run.manifest.outputs.first(where: { $0.name == file.rawValue }),
      let rows = stated.rows, let headings = PublishedTable.headings(path)
    else { throw PublishedTable.notAsStated(path) }
    digest = stated.sha256
    self.rows = rows
    let table: DatabaseTable? =
      switch file {
      case .ranking: .ranking(headings)
      case .ledger: .ledger
      default: .quarantine
      }
    guard let table, table.fits(headings) else {
      throw .usage(
        Message(
          zh: "\(path)：列与本版本不同；请用本版本重新运行",
          en: "\(path): its columns are not this version's; run it again with this one"))
    }
    self.table = table
  }

  /// Of the first line; nil where the file cannot be read.
  private static func headings(_ path: String) -> [String]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    guard let count = try? SystemFile(reading: path).readNext(&buffer) else { return nil }
    let line = String(decoding: buffer[..<count].prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
    return line.replacing("\u{FEFF}", with: "").split(separator: ",").map(String.init)
  }

  var notAsStated: RunError { PublishedTable.notAsStated(path) }

  private static func notAsStated(_ path: String) -> RunError {
    .data([
      Message(
        zh: "\(path)：与运行清单不符，未写入数据库；请用verify核对，或重新运行",
        en: "\(path): not what the manifest states, nothing was loaded; verify it, or run again")
    ])
  }

  /// For a file that no run of this version writes.
  func refused(zh: String, en: String) -> RunError {
    .data([
      Message(
        zh: "\(path)：\(zh)，未写入数据库；请用verify核对，或重新运行",
        en: "\(path): \(en), nothing was loaded; verify it, or run again")
    ])
  }

  func unreadable(_ error: SystemError) -> RunError {
    .operation(
      Message(
        zh: "\(path)：无法读取（\(error.text)），未写入数据库",
        en: "\(path): cannot be read (\(error.text)), nothing was loaded"))
  }
}
