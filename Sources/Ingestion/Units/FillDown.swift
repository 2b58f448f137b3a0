import CSV
import Records

/// Fills the blank cells of a file's columns from the nearest filled ones above, batch by batch.
struct FillDown {
  private let decoders: [ColumnDecoder]
  private let positions: [(column: Int, position: Int)]
  /// The last filled cell of each.
  private var above: [[UInt8]]

  /// Nil where no column that the file has is filled so, and for a file of corrected rows: what stands above one there is not what
  /// stood above it in its own file.
  init?(_ decoders: [ColumnDecoder], _ header: Header) {
    self.decoders = decoders
    positions = decoders.indices.compactMap { column in
      guard decoders[column].contract.fillsDown, let position = header.positions[column] else { return nil }
      return (column, position)
    }
    above = positions.map { _ in [] }
    if positions.isEmpty || header.namesRows { return nil }
  }

  /// Fills the data rows of a batch; `firstCells` are those of the rows from `firstRow` on.
  mutating func fill(
    _ batch: inout RecordBatch, firstCells: [Int], firstRow: Int, into notes: inout RowNotes
  ) {
    for (index, (column, position)) in positions.enumerated() {
      for (row, firstCell) in firstCells.enumerated() {
        let cell = batch.cells[firstCell + position]
        guard Trim.isBlank(batch.bytes.span, cell.start, cell.end) else {
          above[index] = Array(batch.bytes[cell.start..<cell.end])
          continue
        }
        guard !above[index].isEmpty else { continue }
        batch.replaceCell(firstCell + position, with: above[index])
        notes.add(
          RowNotes.Change(
            row: firstRow + row, order: column, column: decoders[column].field.key, rule: "fill_down",
            before: "",
            after: String(decoding: above[index], as: UTF8.self)))
      }
    }
  }
}
