internal import Foundation

/// Folds a text to what is compared: compatibility forms to their plain ones (Unicode NFKC, UAX #15), capitals to small
/// letters, and letters, marks, numbers and private characters kept alone, so that a space or a comma is no difference.
package enum TextFold {
  /// Appends the folded scalars. O(scalars).
  package static func append(_ text: String, to scalars: inout [UInt32]) {
    append(utf8: text.utf8.span, to: &scalars)
  }

  /// The same of a text given as valid UTF-8.
  package static func append(utf8 text: Span<UInt8>, to scalars: inout [UInt32]) {
    let start = scalars.count
    var place = 0
    while place < text.count {
      switch plain(scalar(of: text, at: &place)) {
      case .kept(let value): scalars.append(value)
      case .dropped: break
      case .other:
        scalars.removeSubrange(start...)
        let whole = unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
        return appendNormalized(whole, to: &scalars)
      }
    }
  }

  /// The scalar that begins at a place, which moves behind it.
  @inline(__always)
  private static func scalar(of text: Span<UInt8>, at place: inout Int) -> UInt32 {
    let first = UInt32(text[place])
    place += 1
    guard first >= 0x80 else { return first }
    let more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
    var value = first & (0x3F >> UInt32(more))
    for _ in 0..<more {
      value = value << 6 | UInt32(text[place]) & 0x3F
      place += 1
    }
    return value
  }

  private enum Plain {
    case kept(UInt32)
    case dropped
    /// Needs the tables of Unicode.
    case other
  }

  /// What folds without looking at its neighbours: ASCII, Han, the common signs, and full-width letters and digits.
  private static func plain(_ value: UInt32) -> Plain {
    switch value {
    case 0x4E00...0x9FA5, 0x30...0x39, 0x61...0x7A: .kept(value)
    case 0x41...0x5A: .kept(value + 0x20)
    case 0...0x7F, 0x2013...0x2014, 0x2018...0x2019, 0x201C...0x201D, 0x3000...0x3003, 0x3008...0x3011:
      .dropped
    case 0xFF10...0xFF19, 0xFF41...0xFF5A: .kept(value - 0xFEE0)
    case 0xFF21...0xFF3A: .kept(value - 0xFEE0 + 0x20)
    case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF5E: .dropped
    default: .other
    }
  }

  /// The same by Unicode's tables alone.
  static func appendNormalized(_ text: String, to scalars: inout [UInt32]) {
    for scalar in text.precomposedStringWithCompatibilityMapping.unicodeScalars where isKept(scalar) {
      for small in scalar.properties.lowercaseMapping.unicodeScalars { scalars.append(small.value) }
    }
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .privateUse:
      true
    default: false
    }
  }
}
