import CSV
package import Records

/// `unused.csv`, the surviving rows that no leaf used, and `filtered.csv`, the rows that a stage took out without
/// refusing them; both with the reason.
package enum SetAsideTable {
  package static func artifact(
    _ file: OutputFile, _ rows: [SetAsideRow], _ run: RunRecord, _ workers: Workers = .one
  ) -> Artifact {
    let table = TableParts(
      file: file, header: ["source", "file", "record", "line", "row_id", "code", "message_zh", "message_en"],
      workers: workers)
    let order = OriginOrder(rows.map(\.origin))
    return table.artifact(entries: rows.count) { index, csv in
      let row = rows[order.indices[index]]
      csv.text(row.source)
      csv.text(run.file(row.origin).path)
      csv.number(row.origin.record)
      csv.number(row.origin.firstLine)
      run.writeRowID(row.origin, to: &csv)
      csv.text(row.code)
      csv.text(row.message.zh)
      csv.text(row.message.en)
      csv.endRow()
    }
  }
}

/// The order of rows by file and place; what has no place comes first in its file, what has no file first of all.
/// Equal places keep the order in which they were given.
struct OriginOrder {
  let indices: [Int]

  init(_ origins: [Origin?], files: [UInt32?]? = nil) {
    let keys = origins.indices.map { index -> (file: Int64, byte: Int64) in
      let file = origins[index]?.file ?? files?[index]
      return (file.map(Int64.init) ?? -1, origins[index]?.byteStart ?? -1)
    }
    let isSorted = origins.indices.dropFirst().allSatisfy { keys[$0 - 1] <= keys[$0] }
    indices =
      isSorted
      ? Array(origins.indices)
      : origins.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
  }
}
