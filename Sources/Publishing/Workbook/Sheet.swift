import Records

/// A sheet before it is written: what stands in it and how it is looked at and printed.
struct Sheet: Sendable {
  /// Rows of an XLSX sheet.
  static let maximumRows = 1_048_576

  struct Row: Hashable, Sendable {
    let cells: [Cell]
    /// In points; nil for the usual one.
    let height: Double?

    init(_ cells: [Cell], height: Double? = nil) {
      self.cells = cells
      self.height = height
    }
  }

  /// Bars from 0 to `top` in the cells of a column.
  struct DataBar: Hashable, Sendable {
    let column: Int
    let rows: Range<Int>
    let top: Points
    /// 0xRRGGBB.
    let colour: UInt32
  }

  /// As `SheetName` mends it.
  let name: String
  /// Widths of the columns in characters.
  let widths: [Double]
  let rows: [Row]
  /// Rows and columns that stay in view.
  let frozen: (rows: Int, columns: Int)
  /// The row above which nothing scrolls in print: it is repeated on each page.
  let repeatedRow: Int?
  /// The heading row and the last row of the list to filter.
  let filter: ClosedRange<Int>?
  let bars: [DataBar]
  /// Below each page, left of its number; at most 200 characters.
  let footer: String

  init(
    name: String, widths: [Double], rows: [Row], frozen: (rows: Int, columns: Int) = (0, 0),
    repeatedRow: Int? = nil, filter: ClosedRange<Int>? = nil, bars: [DataBar] = [], footer: String
  ) {
    self.name = name
    self.widths = widths
    self.rows = rows
    self.frozen = frozen
    self.repeatedRow = repeatedRow
    self.filter = filter
    self.bars = bars
    self.footer = footer
  }

  /// What people read in the sheet, a line per row.
  var text: TextPart {
    let lines = rows.map { row in row.cells.map(\.shown).joined(separator: "\t") + "\n" }
    return TextPart(name: name, bytes: Array(lines.joined().utf8))
  }

  /// An upper bound for a text without many characters that XML escapes.
  var bytesAsXML: Int {
    rows.reduce(64 << 10) { sum, row in
      row.cells.reduce(sum + 64) { $0 + 96 + 2 * $1.shown.utf8.count }
    }
  }

  /// Lines that a text takes in a column, as far as display widths tell; at least 1.
  static func lines(of text: String, in width: Double) -> Int {
    let perLine = max(1, Int(width))
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { max(1, (DisplayWidth.of(String($0)) + perLine - 1) / perLine) }
      .reduce(0, +)
  }

  /// The height of a row with so many lines, in points.
  static func height(lines: Int) -> Double { Double(min(lines, 26)) * 15 + 2 }
}
