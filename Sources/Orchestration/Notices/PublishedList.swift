import CSV
import Publishing
import Records

/// The list of a run's top grade as its directory holds it, for a run whose inputs may have changed since.
enum PublishedList {
  /// The holders of a grade in `ranking.csv`, which must be what the manifest states.
  static func holders(of grade: String, in published: PublishedRun) throws(RunError) -> [ListedHolder] {
    try published.checkFiles()
    let place = "\(published.path)/\(OutputFile.ranking.rawValue)"
    guard let bytes = try? DurableFile.read(place), let rows = rows(bytes), let heading = rows.first else {
      throw unreadable(place)
    }
    let columns = ["member_no", "name", "sector", "grade", "rank"].compactMap { heading.firstIndex(of: $0) }
    guard columns.count == 5 else { throw unreadable(place) }
    return rows.dropFirst().filter { Key($0[columns[3]]) == Key(grade) && !$0[columns[4]].isEmpty }.map {
      row in
      ListedHolder(number: row[columns[0]], name: row[columns[1]], sector: row[columns[2]])
    }
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

  private static func unreadable(_ place: String) -> RunError {
    .data([
      Message(
        zh: "\(place)：读不出名单；请取回原来的文件，或用--against指定另一次运行",
        en: "\(place): no list can be read from it; restore the file, or name another run with --against")
    ])
  }
}
