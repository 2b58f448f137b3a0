extension PrivacyScan {
  /// Where a line ends, and what it may hold.
  struct LineFacts {
    var end: Int
    /// So many digits of any form with nothing between them but what holds groups together.
    var isSuspect = false
    /// What stands in a page for something else: an entity or an escape.
    var isEncoded = false
  }

  /// What a byte does to a run of digits.
  private enum Kind: UInt8 {
    /// Ends it.
    case other
    case digit, joint
    case lineEnd, escape
    /// It is of a scalar of more bytes than one.
    case part
  }

  /// By byte its `Kind`.
  static let kindsOfBytes: [UInt8] = (0..<256).map { byte in
    let kind: Kind =
      switch UInt8(byte) {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
      case UInt8(ascii: "\n"): .lineEnd
      case UInt8(ascii: "&"), UInt8(ascii: "\\"): .escape
      case 0x80...: .part
      case let byte: joint(UInt32(byte)) == .none ? .other : .joint
      }
    return kind.rawValue
  }

  /// Of the line that begins at `start`. Whoever changes what a hit is must keep every hit within these. O(line).
  static func line(
    _ bytes: Span<UInt8>, from start: Int, least: Int, _ kinds: Span<UInt8>, _ digitForms: Span<UInt64>
  ) -> LineFacts {
    precondition(start >= 0 && kinds.count == 256)
    var digits = 0
    var facts = LineFacts(end: start)
    var index = start
    while index < bytes.count {
      let kind = unsafe kinds[unchecked: Int(bytes[unchecked: index])]
      if kind == Kind.other.rawValue {
        digits = 0
        repeat {
          index &+= 1
        } while unsafe index < bytes.count
          && kinds[unchecked: Int(bytes[unchecked: index])] == Kind.other.rawValue
      } else if kind == Kind.digit.rawValue {
        digits += 1
        index += 1
        if digits == least { facts.isSuspect = true }
      } else if kind == Kind.part.rawValue {
        let (scalar, length) = scalar(bytes, at: index)
        index += length
        if isDigitForm(scalar, digitForms) {
          digits += 1
          if digits == least { facts.isSuspect = true }
        } else if digits > 0, joint(halfWidth(scalar)) == .none {
          digits = 0
        }
      } else if kind == Kind.lineEnd.rawValue {
        break
      } else {
        if kind == Kind.escape.rawValue {
          facts.isEncoded = true
          digits = 0
        }
        index += 1
      }
    }
    facts.end = index
    return facts
  }

  /// A bit for each scalar below U+10000 that is a digit, but for 0 to 9 themselves.
  static let digitForms: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 1024)
    for scalar in UInt32(0x80)...0xFFFF where otherDigit(scalar) != nil || isDigit(halfWidth(scalar)) {
      bits[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63)
    }
    return bits
  }()

  @inline(__always)
  private static func isDigitForm(_ scalar: UInt32, _ forms: Span<UInt64>) -> Bool {
    scalar < 0x1_0000
      ? forms[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1 : otherDigit(scalar) != nil
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
