/// Writes RFC 4180 tables into a buffer as model.md §5 states: comma, CRLF after every line, the last too.
///
/// A cell is quoted only if it holds a comma, a quote, CR or LF or begins or ends with a space. A text cell
/// that a spreadsheet would take for a formula, because it begins with `= + - @` TAB or CR, gets a `'` before
/// it; a number cell never does.
package struct CSVWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Lines ended so far, the header too.
  package private(set) var rows = 0
  private var isInRow = false
  /// Where the text cell in the making begins.
  private var cellStart = 0

  /// With a byte order mark, Excel reads the file as UTF-8.
  package init(byteOrderMark: Bool = false) {
    if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
  }

  /// A cell of text; empty is missing.
  package mutating func text(_ text: String) { self.text(text.utf8.span) }

  /// A cell of text given as UTF-8; empty is missing.
  package mutating func text(_ cell: Span<UInt8>) {
    let isFormula = !cell.isEmpty && CSVWriter.opensFormula(cell[0])
    guard isFormula || CSVWriter.needsQuotes(cell, isFormula: false) else { return cells(cell) }
    openText()
    append(cell)
    closeText()
  }

  /// A cell of text given as UTF-8.
  package mutating func text(utf8: ArraySlice<UInt8>) {
    openText()
    bytes.append(contentsOf: utf8)
    closeText()
  }

  /// Begins a cell of text that is put together by `append`, without a `String` of the whole.
  package mutating func openText() {
    separate()
    cellStart = bytes.count
  }

  /// Adds to the cell of text that is open.
  package mutating func append(_ text: String) {
    append(text.utf8.span)
  }

  mutating func append(_ utf8: Span<UInt8>) { add(utf8, afterComma: false) }

  /// Adds bytes as they stand, behind a comma where one is asked for; in one step, since a line has a dozen of them.
  private mutating func add(_ utf8: Span<UInt8>, afterComma: Bool) {
    bytes.append(addingCapacity: utf8.count + 1) { added in
      if afterComma { added.append(UInt8(ascii: ",")) }
      unsafe added.withUnsafeMutableBufferPointer { room, written in
        unsafe utf8.withUnsafeBufferPointer { cell in
          guard let source = cell.baseAddress, let start = room.baseAddress else { return }
          unsafe (start + written).initialize(from: source, count: cell.count)
        }
        written += utf8.count
      }
    }
  }

  /// Adds the digits of a whole number to the cell that is open.
  package mutating func append(_ value: Int64) {
    append(value.magnitude, fraction: 0, isNegative: value < 0)
  }

  /// Ends the cell that is open, and quotes it if it must be.
  package mutating func closeText() {
    let isFormula = cellStart < bytes.count && CSVWriter.opensFormula(bytes[cellStart])
    let isQuoted = CSVWriter.needsQuotes(bytes.span.extracting(cellStart...), isFormula: isFormula)
    guard isFormula || isQuoted else { return }
    let cell = Array(bytes[cellStart...])
    bytes.removeSubrange(cellStart...)
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
  @inlinable
  package mutating func number(_ value: some FixedWidthInteger & SignedInteger) {
    number(Int64(value))
  }

  /// A cell that holds a whole number.
  package mutating func number(_ value: Int64) {
    separate()
    append(value)
  }

  /// A cell that holds `value · 10⁻ˢᶜᵃˡᵉ` with at least `atLeast` fraction digits and no zeros beyond need; `scale` is
  /// at most 18 and not below `atLeast`.
  package mutating func number(_ value: Int64, scale: Int, atLeast: Int) {
    separate()
    let (number, kept) = CSVWriter.withoutZeros(value.magnitude, scale: scale, atLeast: atLeast)
    append(number, fraction: kept, isNegative: value < 0)
  }

  /// Cells that were written before.
  package mutating func cells(_ shared: SharedCells) {
    cells(shared.bytes.span)
  }

  mutating func cells(_ written: Span<UInt8>) {
    add(written, afterComma: isInRow)
    isInRow = true
  }

  /// An empty cell.
  package mutating func missing() {
    separate()
  }

  package mutating func endRow() {
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
    rows += 1
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

  /// Makes room, so that a table whose length can be guessed is not moved as it grows.
  package mutating func reserve(_ bytes: Int) {
    self.bytes.reserveCapacity(self.bytes.count + bytes)
  }

  /// Adds digits to the cell that is open, the last `fraction` of them, at most 18, behind a point.
  private mutating func append(_ value: UInt64, fraction: Int, isNegative: Bool) {
    let digits = max(CSVWriter.digitCount(value), fraction + 1)
    let length = digits + (fraction > 0 ? 1 : 0) + (isNegative ? 1 : 0)
    bytes.append(addingCapacity: length) { added in
      unsafe added.withUnsafeMutableBufferPointer { text, written in
        var (rest, place) = (value, length)
        for digit in 0..<digits {
          if digit == fraction, digit > 0 {
            place -= 1
            unsafe text[place] = UInt8(ascii: ".")
          }
          let next = rest / 10
          place -= 1
          unsafe text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest - next * 10)
          rest = next
        }
        if isNegative { unsafe text[0] = UInt8(ascii: "-") }
        written = length
      }
    }
  }

  /// Decimal digits, 1 for 0: bits · 1233/4096, which is a little below log₁₀ 2, is their number or one less (Warren,
  /// "Hacker's Delight", 2nd edition, 11–4).
  private static func digitCount(_ value: UInt64) -> Int {
    let least = ((UInt64.bitWidth - (value | 1).leadingZeroBitCount) * 1233) >> 12
    return least + (value | 1 >= powers[least] ? 1 : 0)
  }

  /// The number with so many fraction digits as it needs, at least `atLeast`.
  private static func withoutZeros(
    _ value: UInt64, scale: Int, atLeast: Int
  ) -> (value: UInt64, digits: Int) {
    let unit = powers[scale - atLeast]
    if value % unit == 0 { return (value / unit, atLeast) }
    var (rest, digits) = (value, scale)
    while rest % 10 == 0 { (rest, digits) = (rest / 10, digits - 1) }
    return (rest, digits)
  }

  private static let powers: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  private mutating func separate() {
    if isInRow { bytes.append(UInt8(ascii: ",")) }
    isInRow = true
  }

  /// True for a cell whose first byte is a `'` that was put there so that no spreadsheet takes it for a formula.
  package static func guardsFormula(_ cell: Span<UInt8>) -> Bool {
    cell.count > 1 && cell[0] == UInt8(ascii: "'") && opensFormula(cell[1])
  }

  private static func opensFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
      UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  /// Whether a cell does.
  private static func needsQuotes(_ cell: Span<UInt8>, isFormula: Bool) -> Bool {
    guard !cell.isEmpty else { return false }
    let space = UInt8(ascii: " ")
    if cell[cell.count - 1] == space || (!isFormula && cell[0] == space) { return true }
    guard cell.count >= 8 else {
      for index in cell.indices where isSpecial(cell[index]) {
        return true
      }
      return false
    }
    return unsafe cell.withUnsafeBytes { bytes in
      var index = 0
      while index < bytes.count {
        let place = min(index, bytes.count - 8)
        if unsafe hasSpecial(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) { return true }
        index += 8
      }
      return false
    }
  }

  /// Whether a byte has a cell quoted wherever it stands.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
    default: false
    }
  }

  /// Whether one of eight bytes has a cell quoted (Anderson, Bit Twiddling Hacks, "a byte equal to n").
  @inline(__always)
  private static func hasSpecial(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func hits(_ byte: UInt8) -> UInt64 {
      let rest = word ^ ones &* UInt64(byte)
      return (rest &- ones) & ~rest
    }
    let any =
      hits(UInt8(ascii: ",")) | hits(UInt8(ascii: "\"")) | hits(UInt8(ascii: "\r")) | hits(UInt8(ascii: "\n"))
    return any & 0x8080_8080_8080_8080 != 0
  }
}
