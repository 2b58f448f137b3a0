/// Rows in the binary format of `COPY` (PostgreSQL 15, `COPY`, "Binary Format"), written cell by cell in the order of
/// the statement's columns.
///
/// The server neither cuts lines nor reads digits then, which is most of the work of a copy in CSV.
package struct CopyRows: Sendable {
  /// Room that is made before it is needed; what stands beyond `count` is left over.
  private var bytes: [UInt8]
  /// Bytes that wait to be handed on.
  package private(set) var count: Int

  package init() {
    bytes = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + Array(repeating: 0, count: 8)
    count = bytes.count
  }

  /// Hands over what is written so far.
  package mutating func drain() -> ArraySlice<UInt8> {
    defer { count = 0 }
    return bytes[..<count]
  }

  /// Begins a row of that many cells; at most `Int16.max`.
  package mutating func beginRow(cells: Int) {
    append(Int16(cells))
  }

  /// Says that no row follows.
  package mutating func end() {
    append(Int16(-1))
  }

  package mutating func null() {
    append(Int32(-1))
  }

  /// A cell of type `text`, in UTF-8. A NUL, which the server's texts cannot hold, becomes U+FFFD.
  package mutating func text(_ utf8: Span<UInt8>) {
    let nuls = utf8.indices.count { utf8[$0] == 0 }
    append(Int32(utf8.count + 2 * nuls))
    guard nuls == 0 else { return appendWithoutNULs(utf8) }
    append(utf8)
  }

  private mutating func appendWithoutNULs(_ utf8: Span<UInt8>) {
    for index in utf8.indices {
      if utf8[index] == 0 {
        for byte: UInt8 in [0xEF, 0xBF, 0xBD] { append(byte) }
      } else {
        append(utf8[index])
      }
    }
  }

  /// A cell of type `int`.
  package mutating func int(_ value: Int32) {
    append(Int32(4))
    append(value)
  }

  /// A cell of type `bigint`.
  package mutating func bigint(_ value: Int64) {
    append(Int32(8))
    append(value)
  }

  /// A cell of type `jsonb`, given as JSON in UTF-8.
  package mutating func jsonb(_ json: Span<UInt8>) {
    append(Int32(json.count + 1))
    append(UInt8(1))
    append(json)
  }

  /// A cell of type `numeric` with as many fraction digits as the text has; false, and no cell, where it is no decimal
  /// number of digits, `.` and a leading `-`, or is longer than 4,000 bytes.
  ///
  /// A numeric is a count of digits in base 10,000, the power of the first, the sign, the fraction's decimal digits,
  /// and those digits (`numeric_recv` of PostgreSQL).
  package mutating func numeric(_ decimal: Span<UInt8>) -> Bool {
    guard let shape = DecimalShape(decimal) else { return false }
    makeRoom(12 + 2 * shape.groups)
    append(Int32(8 + 2 * shape.groups))
    append(shape.header)
    // the first group is short by the whole part's missing digits, the last by the fraction's
    var place = 4 * shape.wholeGroups - shape.whole
    var group: Int16 = 0
    for position in shape.start..<decimal.count where decimal[position] != UInt8(ascii: ".") {
      group = group &* 10 &+ Int16(decimal[position] &- UInt8(ascii: "0"))
      place += 1
      guard place % 4 == 0 else { continue }
      append(group)
      group = 0
    }
    while place % 4 != 0 {
      group *= 10
      place += 1
      if place % 4 == 0 { append(group) }
    }
    return true
  }

  /// Most significant byte first.
  private mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
    makeRoom(MemoryLayout<Number>.size)
    let start = count
    count += MemoryLayout<Number>.size
    var span = bytes.mutableSpan
    var raw = unsafe span.mutableBytes
    raw.storeBytes(of: number.bigEndian, toByteOffset: start, as: Number.self)
  }

  private mutating func append(_ text: Span<UInt8>) {
    makeRoom(text.count)
    let start = count
    count += text.count
    var span = bytes.mutableSpan
    for index in text.indices { span[start + index] = text[index] }
  }

  private mutating func makeRoom(_ more: Int) {
    guard bytes.count - count < more else { return }
    bytes.append(contentsOf: repeatElement(0, count: bytes.count + more))
  }
}

/// How many digits a decimal number's text has before and after its point.
private struct DecimalShape {
  let isNegative: Bool
  /// Where the first digit stands.
  let start: Int
  let whole: Int
  let fraction: Int

  /// In base 10,000.
  var wholeGroups: Int { (whole + 3) / 4 }
  var groups: Int { wholeGroups + (fraction + 3) / 4 }
  /// Four numbers of 16 bits: groups, the power of the first, sign, fraction digits.
  var header: UInt64 {
    UInt64(groups) << 48 | UInt64(wholeGroups - 1) << 32 | (isNegative ? 0x4000_0000 : 0) | UInt64(fraction)
  }

  init?(_ decimal: Span<UInt8>) {
    guard decimal.count > 0, decimal.count <= 4_000 else { return nil }
    isNegative = decimal[0] == UInt8(ascii: "-")
    start = isNegative ? 1 : 0
    var point: Int?
    for index in start..<decimal.count {
      if decimal[index] == UInt8(ascii: "."), point == nil {
        point = index
      } else if !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(decimal[index]) {
        return nil
      }
    }
    whole = (point ?? decimal.count) - start
    fraction = point.map { decimal.count - $0 - 1 } ?? 0
    guard whole > 0, point == nil || fraction > 0 else { return nil }
  }
}
