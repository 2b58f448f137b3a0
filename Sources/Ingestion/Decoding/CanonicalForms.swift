import Records

/// The canonical forms read straight from bytes; nil sends a cell the slow way.
enum CanonicalForms {
  /// `2025-03-12` as days since 1970-01-01.
  @inline(__always)
  static func day(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int32? {
    guard end - start == 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
      let century = two(bytes, start), let year = two(bytes, start + 2), let month = two(bytes, start + 5),
      let day = two(bytes, start + 8)
    else { return nil }
    return Day(year: century * 100 + year, month: month, day: day)?.number
  }

  /// `2025-03-12T08:52:00`, with a space for the T or without seconds too, as seconds of `Instant`.
  @inline(__always)
  static func time(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    let hasSeconds = end - start == 19
    guard hasSeconds || end - start == 16, bytes[start + 13] == UInt8(ascii: ":"),
      bytes[start + 10] == UInt8(ascii: "T") || bytes[start + 10] == UInt8(ascii: " "),
      let hour = two(bytes, start + 11), hour < 24, let minute = two(bytes, start + 14), minute < 60,
      let day = day(bytes, start, start + 10)
    else { return nil }
    let minutes = Int64(day) * Instant.secondsPerDay + Int64(hour * 3600 + minute * 60)
    guard hasSeconds else { return minutes }
    guard bytes[start + 16] == UInt8(ascii: ":"), let second = two(bytes, start + 17), second < 60 else {
      return nil
    }
    return minutes + Int64(second)
  }

  /// 1 to 18 digits.
  @inline(__always)
  static func integer(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    guard 1...18 ~= end - start else { return nil }
    var value: Int64 = 0
    for index in start..<end {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value
  }

  /// 是 or 否.
  @inline(__always)
  static func flag(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt8? {
    guard end - start == 3 else { return nil }
    switch (bytes[start], bytes[start + 1], bytes[start + 2]) {
    case (0xE6, 0x98, 0xAF): return 1
    case (0xE5, 0x90, 0xA6): return 0
    default: return nil
    }
  }

  /// True for exactly `width` digits.
  @inline(__always)
  static func isCode(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, width: Int) -> Bool {
    guard end - start == width, width > 0 else { return false }
    for index in start..<end where bytes[index] &- UInt8(ascii: "0") >= 10 { return false }
    return true
  }

  @inline(__always)
  private static func two(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
    let high = bytes[index] &- UInt8(ascii: "0")
    let low = bytes[index + 1] &- UInt8(ascii: "0")
    return high < 10 && low < 10 ? Int(high) * 10 + Int(low) : nil
  }
}
