import Records

/// The canonical forms read straight from bytes; nil sends a cell the slow way.
enum CanonicalForms {
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

  /// The value of 1 to 9 digits.
  @inline(__always)
  static func digits(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    var value: UInt32 = 0
    for index in start..<end {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt32(digit)
    }
    return value
  }
}
