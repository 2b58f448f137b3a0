/// Tells a record of damaged UTF-8 that can be read as GB18030 from one that is GB18030.
///
/// Read the wrong way, Chinese text is full of rare characters, and around the damage it is still made of whole UTF-8
/// characters; genuine GB18030 is one or the other by chance at most. The record's bytes and the file's head decide, no other record.
struct DamagedUTF8 {
  /// How far the characters of a text are from those that everyone writes.
  private enum Rarity: Comparable {
    /// Rows 1 to 9 and 16 to 55 of GB 2312.
    case common
    /// Rows 56 to 87.
    case secondLevel
    case beyond
  }

  /// True when the bytes beyond ASCII make UTF-8 characters with one gap in them, or few, and as GB18030 would hold rare
  /// ones; of a single character, when UTF-8 is expected and the two bytes that are left of it are none of GB 2312. O(bytes).
  let isLikely: Bool

  init(_ bytes: Span<UInt8>, isUTF8Expected: Bool) {
    let found = Fragments(bytes)
    if found.characters == 0 {
      isLikely =
        isUTF8Expected && found.highBytes == 2 && found.pairs == 1 && DamagedUTF8.rarity(bytes) == .beyond
    } else if found.gaps > max(1, found.characters / 2) || 2 * found.inCharacters < found.highBytes {
      isLikely = false
    } else {
      isLikely = DamagedUTF8.rarity(bytes) >= (found.characters == 1 ? .beyond : .secondLevel)
    }
  }

  /// What of a text is UTF-8.
  private struct Fragments {
    var (characters, inCharacters, highBytes) = (0, 0, 0)
    /// Runs of bytes beyond ASCII that are in no character; two with one byte between them are one.
    var gaps = 0
    /// Such bytes that follow one another.
    var pairs = 0

    init(_ bytes: Span<UInt8>) {
      var (index, lastLost) = (0, -3)
      while index < bytes.count {
        let length = Fragments.length(bytes, index)
        if length > 0 {
          characters += 1
          inCharacters += length
        } else if bytes[index] >= 0x80 {
          highBytes += 1
          if index - lastLost > 2 { gaps += 1 }
          if index - lastLost == 1 { pairs += 1 }
          lastLost = index
        }
        index += max(length, 1)
      }
      highBytes += inCharacters
    }

    /// Bytes of the UTF-8 character at a place that Chinese text may have: U+00B7, U+2000 to U+9FFF, U+F000 to U+FFFF or
    /// U+10000 to U+3FFFF; 0 for any other.
    private static func length(_ bytes: Span<UInt8>, _ index: Int) -> Int {
      let length =
        switch bytes[index] {
        case 0xC2: index + 1 < bytes.count && bytes[index + 1] == 0xB7 ? 2 : 0
        case 0xE2...0xE9, 0xEF: 3
        case 0xF0: 4
        default: 0
        }
      guard length > 0, index + length <= bytes.count else { return 0 }
      for place in index + 1..<index + length where bytes[place] & 0xC0 != 0x80 { return 0 }
      return length
    }
  }

  /// Of the rarest character, read as GB18030.
  private static func rarity(_ bytes: Span<UInt8>) -> Rarity {
    var (index, rarest) = (0, Rarity.common)
    while index < bytes.count {
      let first = bytes[index]
      guard first >= 0x80 else {
        index += 1
        continue
      }
      guard index + 1 < bytes.count, bytes[index + 1] >= 0xA1 else { return .beyond }
      switch first {
      case 0xA1...0xA9, 0xB0...0xD7: break
      case 0xD8...0xF7: rarest = .secondLevel
      default: return .beyond
      }
      index += 2
    }
    return rarest
  }
}
