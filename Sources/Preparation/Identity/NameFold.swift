/// What is left of a name when spaces, dots and widths, which exports change at will, do not count.
package enum NameFold {
  /// The text without white space, invisible marks and the dots of minority names, full-width ASCII made half-width.
  /// Only for looking names up: what it gives is never shown or stored.
  package static func of(_ name: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E where !dots.contains(scalar):
        if let narrow = Unicode.Scalar(scalar.value - 0xFEE0) { folded.append(narrow) }
      case 0x200B, 0xFEFF: break
      default:
        if !dots.contains(scalar), !scalar.properties.isWhitespace { folded.append(scalar) }
      }
    }
    return String(folded)
  }

  /// · and what stands for it (domain.md §5, case 9).
  private static let dots: Set<Unicode.Scalar> = [
    "\u{B7}", "\u{2022}", "\u{30FB}", "\u{2027}", "\u{2219}", "\u{22C5}", ".", "\u{FF0E}", "\u{FF65}",
  ]
}
