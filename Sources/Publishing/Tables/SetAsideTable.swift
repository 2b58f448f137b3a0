package import CSV
package import Records

/// `unused.csv`, the surviving rows that no leaf used, and `filtered.csv`, the rows that a stage took out without
/// refusing them; both with the reason.
package enum SetAsideTable {
  package static let header = [
    "source", "file", "record", "line", "row_id", "code", "message_zh", "message_en",
  ]

  package static func artifact(_ file: OutputFile, _ rows: [SetAsideRow], _ run: RunRecord) -> Artifact {
    let order = OriginOrder(rows.count) { rows[$0].origin }
    return Artifact(
      file: file, header: header,
      lines: EntryLines(rows.count) { index, csv in write(rows[order[index]], run.sourceFiles, to: &csv) })
  }

  /// The line of one row.
  package static func write(_ row: SetAsideRow, _ files: SourceFiles, to csv: inout CSVWriter) {
    csv.text(row.source)
    csv.text(files.file(row.origin).path)
    csv.number(row.origin.record)
    csv.number(row.origin.firstLine)
    files.writeRowID(row.origin, to: &csv)
    csv.text(row.code)
    csv.text(row.message.zh)
    csv.text(row.message.en)
    csv.endRow()
  }
}

/// The order of rows by file and place; what has no place comes first in its file, what has no file first of all.
/// Equal places keep the order in which they were given.
struct OriginOrder {
  /// Nil where the rows stand in this order as they were given.
  private let indices: [Int]?

  init(_ count: Int, file: (Int) -> UInt32? = { _ in nil }, _ origin: (Int) -> Origin?) {
    func key(_ index: Int) -> (file: Int64, byte: Int64) {
      let origin = origin(index)
      return ((origin?.file ?? file(index)).map(Int64.init) ?? -1, origin?.byteStart ?? -1)
    }
    guard (0..<count).dropFirst().contains(where: { key($0 - 1) > key($0) }) else {
      indices = nil
      return
    }
    let keys = (0..<count).map(key)
    indices = (0..<count).sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
  }

  /// Which of the rows as they were given stands at a place.
  subscript(place: Int) -> Int { indices.map { $0[place] } ?? place }
}
