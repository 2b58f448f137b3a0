/// Keeps the first of several that a cell lists: `提案委；教科卫体委` → `提案委`.
enum FirstOfList {
  static let suspiciousBytes: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "|"), 0x0A, 0xE3, 0xEF,
  ]

  /// A cell that begins with a separator stays whole.
  static func mend(_ text: String) -> String {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { separators.contains($0) }
    guard parts.count > 1 else { return text }
    let first = Trim.mend(String(parts[0]))
    return first.isEmpty ? text : first
  }

  private static let separators: Set<Character> = ["、", "，", ",", "；", ";", "／", "/", "|", "\n", "\r\n"]
}
