import CSV
import Publishing
import Records

/// A run's ranking as its directory holds it, for a run whose inputs may have changed since.
enum PublishedList {
  /// The holders of a grade in `ranking.csv`, which must be what the manifest states.
  static func holders(of grade: String, in published: PublishedRun) throws(RunError) -> [ListedHolder] {
    let rows = try cells(
      ["member_no", "name", "sector", "grade", "rank"], of: published, option: "--against")
    return rows.filter { Key($0[3]) == Key(grade) && !$0[4].isEmpty }.map { row in
      ListedHolder(number: row[0], name: row[1], sector: row[2])
    }
  }

  /// Every member's place in `ranking.csv`, in its order, likewise.
  static func places(in published: PublishedRun) throws(RunError) -> [EarlierRanking.Place] {
    let rows = try cells(["member_no", "name", "profile", "rank"], of: published, option: "--earlier")
    return rows.map { EarlierRanking.Place(number: $0[0], name: $0[1], profile: $0[2], rank: Int($0[3])) }
  }

  /// The cells below some headings, a list for each row. `option` names the run in an error.
  private static func cells(
    _ headings: [String], of published: PublishedRun, option: String
  ) throws(RunError) -> [[String]] {
    try published.checkFiles()
    let place = "\(published.path)/\(OutputFile.ranking.rawValue)"
    guard let bytes = try? DurableFile.read(place), let rows = rows(bytes), let heading = rows.first else {
      throw unreadable(place, option)
    }
    let columns = headings.compactMap { heading.firstIndex(of: $0) }
    guard columns.count == headings.count else { throw unreadable(place, option) }
    return rows.dropFirst().map { row in columns.map { row[$0] } }
  }

  /// The cells of a table without its byte order mark; nil where it is none.
  private static func rows(_ bytes: [UInt8]) -> [[String]]? {
    var batch = RecordBatch()
    batch.append(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
    guard var tokeniser = try? Tokeniser(delimiter: UInt8(ascii: ","), maximumRecordBytes: 1 << 20),
      (try? tokeniser.tokenise(&batch, isLast: true)) != nil
    else { return nil }
    let rows = batch.records.filter { $0.kind == .record }.map { record in
      (0..<record.cellCount).map { batch.text(record.firstCell + $0) }
    }
    return rows.allSatisfy { $0.count == rows.first?.count } ? rows : nil
  }

  private static func unreadable(_ place: String, _ option: String) -> RunError {
    .data([
      Message(
        zh: "\(place)：读不出名单；请取回原来的文件，或用\(option)指定另一次运行",
        en: "\(place): no list can be read from it; restore the file, or name another run with \(option)")
    ])
  }
}
