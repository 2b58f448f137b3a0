/// Takes the spaces out of a name of Han characters: `张  三` → `张三`; a name with Latin letters keeps its own.
enum NameSpaces {
  static let suspiciousBytes: [UInt8] = (0...0x20).map(UInt8.init) + [0x7F, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF]

  static func mend(_ text: String) -> String {
    let kept = text.unicodeScalars.filter { !Trim.isBlank($0) }
    guard kept.count < text.unicodeScalars.count, !kept.isEmpty,
      kept.allSatisfy({ $0.properties.isIdeographic || NameDots.isDot($0) })
    else { return text }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: kept)
    return String(result)
  }
}
