/// Writes the dot inside a minority name as U+00B7 (GB18030 A1A4): `阿依古丽•买买提` → `阿依古丽·买买提`.
enum NameDots {
  static let suspiciousBytes: [UInt8] = [UInt8(ascii: "."), 0xCE, 0xE1, 0xE2, 0xE3, 0xEF]
  private static let dot: Unicode.Scalar = "\u{B7}"

  /// A full stop counts only between two ideographs, so that `A.B.` stays.
  static func mend(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var isChanged = false
    for (index, scalar) in scalars.enumerated() {
      let isInside =
        index > 0 && index + 1 < scalars.count && scalars[index - 1].properties.isIdeographic
        && scalars[index + 1].properties.isIdeographic
      if scalar != dot, isDot(scalar), isInside {
        result.append(dot)
        isChanged = true
      } else {
        result.append(scalar)
      }
    }
    return isChanged ? String(result) : text
  }

  static func isDot(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E, 0xB7, 0x387, 0x16EB, 0x2022, 0x2027, 0x2219, 0x22C5, 0x2E31, 0x2E33, 0x30FB, 0xFF0E, 0xFF65:
      true
    default: false
    }
  }
}
