/// A raw row as a terminal may print it: what controls, turns or hides text is shown by a sign or its code.
package enum VisibleText {
  /// C0 controls as their Unicode pictures (U+2400…), DEL as ␡, C1 controls, direction marks and invisible characters
  /// as `\u{XXXX}`. A raw row can so neither move the cursor nor reorder the line.
  package static func of(_ text: String) -> String {
    guard mayHide(text.utf8.span) else { return text }
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x00...0x1F: append(0x2400 + scalar.value, to: &visible)
      case 0x7F: append(0x2421, to: &visible)
      case 0x80...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF:
        visible.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      default: visible.append(scalar)
      }
    }
    return String(visible)
  }

  private static func mayHide(_ text: Span<UInt8>) -> Bool {
    for place in text.indices where mayBeginHidden(text, place) { return true }
    return false
  }

  /// Whether the byte at a place of a text in UTF-8 is what is shown otherwise, or begins a scalar of two or three that may
  /// be.
  static func mayBeginHidden(_ text: Span<UInt8>, _ place: Int) -> Bool {
    switch text[place] {
    case 0x00...0x1F, 0x7F, 0xC2, 0xD8: true
    case 0xE2: text[place + 1] == 0x80 || text[place + 1] == 0x81  // U+2000–207F
    case 0xEF: text[place + 1] == 0xBB  // U+FEC0–FEFF
    default: false
    }
  }

  private static func append(_ value: UInt32, to view: inout String.UnicodeScalarView) {
    if let scalar = Unicode.Scalar(value) { view.append(scalar) }
  }
}
