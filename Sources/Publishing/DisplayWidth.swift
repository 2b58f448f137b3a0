/// Columns that a text takes on a terminal: 2 for East Asian wide characters, 0 for controls and for marks that combine
/// (Unicode Standard Annex 11; ambiguous characters count 1).
package enum DisplayWidth {
  package static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1.value) }
  }

  /// The text and spaces after it up to `columns`; a wider text stays as it is.
  package static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - of(text)))
  }

  /// Spaces up to `columns` and the text after them.
  package static func rightAligned(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - of(text))) + text
  }

  /// The text, or as much of its beginning as fits into `columns` with an … after it; nothing for no columns.
  package static func cut(_ text: String, _ columns: Int) -> String {
    guard of(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var kept = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      used += width(scalar.value)
      guard used < columns else { break }
      kept.append(scalar)
    }
    return String(kept) + "…"
  }

  private static func width(_ scalar: UInt32) -> Int {
    switch scalar {
    case 0x0000...0x001F, 0x007F...0x009F, 0x0300...0x036F, 0x200B...0x200F, 0x20D0...0x20FF,
      0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF:
      0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
