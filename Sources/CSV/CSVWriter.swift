/// Writes RFC 4180 tables into a buffer as model.md §5 states: comma, CRLF after every line, the last too.
///
/// A cell is quoted only if it holds a comma, a quote, CR or LF or begins or ends with a space. A text cell
/// that a spreadsheet would take for a formula, because it begins with `= + - @` TAB or CR, gets a `'` before
/// it; a number cell never does.
package struct CSVWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var isInRow = false

  /// With a byte order mark, Excel reads the file as UTF-8.
  package init(byteOrderMark: Bool = false) {
    if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
  }

  /// A cell of text; empty is missing.
  package mutating func text(_ text: String) {
    separate()
    let cell = Array(text.utf8)
    let isFormula = cell.first.map(CSVWriter.opensFormula) ?? false
    let isQuoted = CSVWriter.needsQuotes(cell, isFormula: isFormula)
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in cell {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
  }

  /// A cell that holds a number's text: ASCII digits, `.` and `-`.
  package mutating func number(_ digits: String) {
    separate()
    bytes.append(contentsOf: digits.utf8)
  }

  /// A cell that holds a whole number.
  package mutating func number(_ value: some BinaryInteger) {
    number(String(value))
  }

  /// An empty cell.
  package mutating func missing() {
    separate()
  }

  package mutating func endRow() {
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
    isInRow = false
  }

  /// A whole row of text cells.
  package mutating func row(_ texts: some Sequence<String>) {
    for cell in texts { text(cell) }
    endRow()
  }

  /// Hands over what is written so far and starts an empty buffer, so that a long table need not be held at
  /// once.
  package mutating func drain() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private mutating func separate() {
    if isInRow { bytes.append(UInt8(ascii: ",")) }
    isInRow = true
  }

  private static func opensFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
      UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  private static func needsQuotes(_ cell: [UInt8], isFormula: Bool) -> Bool {
    if cell.last == UInt8(ascii: " ") || (!isFormula && cell.first == UInt8(ascii: " ")) { return true }
    return cell.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r")
        || byte == UInt8(ascii: "\n")
    }
  }
}
