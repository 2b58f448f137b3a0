import Foundation

/// Replaces Kangxi and other radicals that PDF exports put in the place of characters: ⼦ U+2F26 → 子.
enum Radicals {
  static let suspiciousBytes: [UInt8] = [0xE2]

  /// NFKC of the radicals alone; the rest of the text stays as it is.
  static func mend(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isChanged = false
    for scalar in text.unicodeScalars {
      guard 0x2E80...0x2FD5 ~= scalar.value else {
        result.append(scalar)
        continue
      }
      let mended = String(scalar).precomposedStringWithCompatibilityMapping.unicodeScalars
      isChanged = isChanged || !mended.elementsEqual([scalar])
      result.append(contentsOf: mended)
    }
    return isChanged ? String(result) : text
  }
}
