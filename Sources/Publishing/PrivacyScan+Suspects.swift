extension PrivacyScan {
  /// The end of the line that begins at `start`, and whether it may hold a number: so many digits of any form with
  /// nothing between them but what holds groups together. Whoever changes what a hit is must keep every hit within these.
  /// O(line).
  static func line(
    _ bytes: Span<UInt8>, from start: Int, least: Int
  ) -> (end: Int, isSuspect: Bool) {
    var digits = 0
    var isSuspect = false
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- UInt8(ascii: "0") < 10 {
        digits += 1
        index += 1
      } else if byte < 0x80 {
        if byte == UInt8(ascii: "\n") { break }
        if joint(UInt32(byte)) == .none { digits = 0 }
        index += 1
      } else {
        let (scalar, length) = scalar(bytes, at: index)
        if otherDigit(scalar) != nil || isDigit(halfWidth(scalar)) {
          digits += 1
        } else if joint(halfWidth(scalar)) == .none {
          digits = 0
        }
        index += length
      }
      if digits == least { isSuspect = true }
    }
    return (index, isSuspect)
  }

  /// The scalar of more than one byte that begins at a place, and its length; one byte that is no beginning counts as
  /// U+FFFD.
  private static func scalar(_ bytes: Span<UInt8>, at index: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[index])
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
    guard length > 1, index + length <= bytes.count else { return (0xFFFD, 1) }
    var scalar = first & (0x7F >> UInt32(length))
    for place in 1..<length {
      guard bytes[index + place] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      scalar = scalar << 6 | UInt32(bytes[index + place] & 0x3F)
    }
    return (scalar, length)
  }
}
