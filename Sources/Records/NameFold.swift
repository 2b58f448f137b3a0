/// What is left of a name when spaces, dots and widths, which exports change at will, do not count.
package enum NameFold {
  /// The text without white space, invisible marks and the dots of minority names, full-width ASCII made half-width.
  /// Only for looking names up: what it gives is never shown or stored.
  package static func of(_ name: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if let kept = of(scalar) { folded.append(kept) }
    }
    return String(folded)
  }

  /// What a scalar of a name counts as; nil for one that does not count.
  package static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x4E00...0x9FFF: scalar
    case _ where isDot(scalar) || isBlank(scalar): nil
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    default: scalar
    }
  }

  /// White space, and marks that nobody sees: of width zero, of direction, of a glyph's variant, the soft hyphen.
  package static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x7E, 0x4E00...0x9FFF: false
    default: scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// · and what stands for it (domain.md §5, case 9).
  private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E, 0xB7, 0x387, 0x16EB, 0x2022, 0x2027, 0x2219, 0x22C5, 0x2E31, 0x2E33, 0x30FB, 0xFF0E, 0xFF65:
      true
    default: false
    }
  }
}
