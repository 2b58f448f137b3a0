/// Full-width ASCII (U+FF01…U+FF5E) and the ideographic space to their half-width forms, and nothing else of
/// NFKC.
enum Width {
  static let suspiciousBytes: [UInt8] = [0xE3, 0xEF]

  static func mend(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isChanged = false
    for scalar in text.unicodeScalars {
      let mended = half(scalar)
      isChanged = isChanged || mended != scalar
      result.append(mended)
    }
    return isChanged ? String(result) : text
  }

  private static func half(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x3000: " "
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
    default: scalar
    }
  }
}
