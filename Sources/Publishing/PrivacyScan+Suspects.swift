extension PrivacyScan {
  /// The end of the line that begins at `start`, and whether it may hold a number: eleven digits in a row, three before
  /// what parts groups and a digit after it, or a full-width digit or dash. Whoever changes what a hit is must keep every
  /// hit within these. O(line), without decoding it.
  static func line(_ bytes: Span<UInt8>, from start: Int) -> (end: Int, isSuspect: Bool) {
    var digits = 0
    var isSuspect = false
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- UInt8(ascii: "0") < 10 {
        digits += 1
        if digits == 11 { isSuspect = true }
      } else {
        if byte == UInt8(ascii: "\n") { break }
        if digits == 3, isGroup(bytes, at: index) { isSuspect = true }
        if byte == 0xEF, isFullWidth(bytes, at: index) { isSuspect = true }
        digits = 0
      }
      index += 1
    }
    return (index, isSuspect)
  }

  private static func isGroup(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    let length: Int
    switch bytes[index] {
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"):
      length = 1
    case 0xC2: length = 2
    case 0xE2, 0xE3: length = 3
    default: return false
    }
    return index + length < bytes.count && bytes[index + length] &- UInt8(ascii: "0") < 10
  }

  /// U+FF0D or U+FF10 to U+FF19.
  private static func isFullWidth(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    guard index + 2 < bytes.count, bytes[index + 1] == 0xBC else { return false }
    return bytes[index + 2] == 0x8D || 0x90...0x99 ~= bytes[index + 2]
  }
}
