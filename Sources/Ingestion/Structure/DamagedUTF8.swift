/// Tells a record of damaged UTF-8 that can be read as GB18030 from one that is GB18030.
///
/// Read the wrong way, Chinese text is full of rare characters and still made of whole UTF-8 characters for the most part;
/// genuine GB18030 is one or the other by chance at most.
struct DamagedUTF8 {
  /// True when at least half of the bytes beyond ASCII make whole Chinese characters of UTF-8, and not all of the
  /// characters of GB18030 are common ones or signs (rows 1 to 9 and 16 to 55 of GB 2312). O(bytes).
  let isLikely: Bool

  init(_ bytes: Span<UInt8>) {
    isLikely = DamagedUTF8.isMostlyUTF8(bytes) && DamagedUTF8.holdsRareCharacter(bytes)
  }

  private static func isMostlyUTF8(_ bytes: Span<UInt8>) -> Bool {
    var (highBytes, inCharacters, index) = (0, 0, 0)
    while index < bytes.count {
      let length = lengthOfCharacter(bytes, index)
      let step = max(length, 1)
      if bytes[index] >= 0x80 { highBytes += step }
      inCharacters += length
      index += step
    }
    return 2 * inCharacters >= highBytes
  }

  /// Bytes of the UTF-8 character from U+3000 to U+9FFF, U+F000 to U+FFFF or U+10000 to U+3FFFF at a place; 0 for any other.
  private static func lengthOfCharacter(_ bytes: Span<UInt8>, _ index: Int) -> Int {
    let length =
      switch bytes[index] {
      case 0xE3...0xE9, 0xEF: 3
      case 0xF0: 4
      default: 0
      }
    guard length > 0, index + length <= bytes.count else { return 0 }
    for place in index + 1..<index + length where bytes[place] & 0xC0 != 0x80 { return 0 }
    return length
  }

  private static func holdsRareCharacter(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      guard first >= 0x80 else {
        index += 1
        continue
      }
      guard index + 1 < bytes.count, bytes[index + 1] >= 0xA1 else { return true }
      guard 0xA1...0xA9 ~= first || 0xB0...0xD7 ~= first else { return true }
      index += 2
    }
    return false
  }
}
