/// Takes the sign off a rate in percent: `77.5%` → `77.5`.
enum Percent {
  static let suspiciousBytes: [UInt8] = [UInt8(ascii: "%"), 0xEF]

  static func mend(_ text: String) -> String {
    text.hasSuffix("%") || text.hasSuffix("％") ? Trim.mend(String(text.dropLast())) : text
  }
}
