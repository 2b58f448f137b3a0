import Spreadsheet

/// A sheet of a workbook as CSV in UTF-8: a line per row of the sheet up to its last one, so that lines are rows as long as no
/// cell holds a line end.
struct SheetText: Sendable {
  let sheet: String
  /// By physical line of the text, from 0: the row of the sheet, from 1.
  private let rowOfLine: [Int32]

  /// More text than that is not made of a sheet.
  static let mostBytes = 1 << 30

  /// Rows are as long as the longest of the first ones, among which the header is; a row beyond that keeps its cells.
  static func rendition(of file: [UInt8], _ layout: FileLayout) throws(SpreadsheetError) -> Rendition {
    let sheet = try Workbook.read(file, sheet: layout.sheet, fillsMerged: layout.fillsMerged)
    let width = sheet.rows.prefix(layout.headerWithinRows).map(\.cells.count).max() ?? 0
    var text: [UInt8] = []
    var rowOfLine: [Int32] = []
    var next = 1
    for row in sheet.rows {
      while next < row.number {
        rowOfLine.append(Int32(next))
        text.append(UInt8(ascii: "\n"))
        next += 1
      }
      append(row.cells, width: width, layout.delimiter, to: &text)
      let lines = row.cells.reduce(1) { $0 + lineEnds($1) }
      rowOfLine += Array(repeating: Int32(row.number), count: lines)
      next = row.number + 1
      if text.count > mostBytes {
        throw .tooLarge(what: sheet.name, limit: "\(mostBytes >> 20) MiB")
      }
    }
    return Rendition(
      bytes: text, source: .sheet(SheetText(sheet: sheet.name, rowOfLine: rowOfLine)), encoding: .workbook)
  }

  private static func append(_ cells: [String], width: Int, _ delimiter: UInt8, to text: inout [UInt8]) {
    for index in 0..<max(cells.count, width) {
      if index > 0 { text.append(delimiter) }
      guard index < cells.count else { continue }
      let cell = cells[index].utf8
      if cell.contains(where: { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) {
        text.append(0x22)
        for byte in cell {
          if byte == 0x22 { text.append(0x22) }
          text.append(byte)
        }
        text.append(0x22)
      } else {
        text.append(contentsOf: cell)
      }
    }
    text.append(UInt8(ascii: "\n"))
  }

  /// As the reader counts physical lines: CRLF is one.
  private static func lineEnds(_ cell: String) -> Int {
    var count = 0
    var last: UInt8 = 0
    for byte in cell.utf8 {
      if byte == 0x0D || byte == 0x0A && last != 0x0D { count += 1 }
      last = byte
    }
    return count
  }

  /// The row of the sheet that a physical line, from 1, belongs to.
  func row(ofLine line: Int32) -> Int32 {
    rowOfLine.isEmpty ? line : rowOfLine[min(Int(line) - 1, rowOfLine.count - 1)]
  }
}
