import CSV
import Foundation
package import Records

/// `unused.csv`, the surviving rows that no leaf used, and `filtered.csv`, the rows that a stage took out without
/// refusing them; both with the reason.
package enum SetAsideTable {
  package static func artifact(_ file: OutputFile, _ rows: [SetAsideRow], _ run: RunRecord) -> Artifact {
    let order = OriginOrder(rows.count) { rows[$0].origin }
    let reasons = reasons(rows)
    var paths = SharedCellsList()
    for file in run.files { paths.append(SharedCells([file.path])) }
    let places = paths
    return Artifact(
      file: file,
      header: ["source", "file", "record", "line", "row_id", "code", "message_zh", "message_en"],
      lines: EntryLines(rows.count) { index, csv in
        let row = rows.span[order[index]]
        csv.text(row.source)
        places.write(Int(row.origin.file), to: &csv)
        csv.number(row.origin.record)
        csv.number(row.origin.firstLine)
        run.sourceFiles.writeRowID(row.origin, to: &csv)
        write(row, reasons[row.code], to: &csv)
        csv.endRow()
      })
  }

  /// Why the row is set aside; `reason` is what another of its code says.
  private static func write(_ row: SetAsideRow, _ reason: Reason?, to csv: inout CSVWriter) {
    if let reason, reason.isOf(row) { return csv.cells(reason.cells) }
    csv.text(row.code)
    csv.text(row.message.zh)
    csv.text(row.message.en)
  }

  /// Rows that are looked at for what most of a code say.
  private static let looked = 4096

  /// By code, what one of its rows says; of the codes of rows at even distances.
  private static func reasons(_ rows: [SetAsideRow]) -> [String: Reason] {
    var reasons: [String: Reason] = [:]
    for index in stride(from: 0, to: rows.count, by: max(1, rows.count / looked))
    where reasons[rows[index].code] == nil {
      reasons[rows[index].code] = Reason(rows[index])
    }
    return reasons
  }

  /// What most rows of a code say, quoted once.
  private struct Reason: Sendable {
    let message: Message
    let cells: SharedCells

    init(_ row: SetAsideRow) {
      message = row.message
      cells = SharedCells([row.code, row.message.zh, row.message.en])
    }

    /// Whether a row of the code says the same, byte for byte.
    func isOf(_ row: SetAsideRow) -> Bool {
      Reason.areEqual(message.zh.utf8.span, row.message.zh.utf8.span)
        && Reason.areEqual(message.en.utf8.span, row.message.en.utf8.span)
    }

    private static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
      guard left.count == right.count, !left.isEmpty else { return left.count == right.count }
      return unsafe left.withUnsafeBufferPointer { left in
        unsafe right.withUnsafeBufferPointer { right in
          guard let left = left.baseAddress, let other = right.baseAddress else { return false }
          return unsafe memcmp(left, other, right.count) == 0
        }
      }
    }
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
