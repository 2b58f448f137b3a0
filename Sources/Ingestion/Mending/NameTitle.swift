/// Takes a title and a bracketed former name off the end of a name of Han characters: `王五委员` → `王五`,
/// `李四（原名李思）` → `李四`.
enum NameTitle {
  private static let titles = [
    "委员", "常委", "主席", "副主席", "秘书长", "副秘书长", "主任", "副主任", "同志", "先生", "女士",
  ].map { Array($0.unicodeScalars) }.sorted { $0.count > $1.count }
  private static let formerMarks = ["原名", "曾用名", "又名"].map { Array($0.unicodeScalars) }

  /// What the rule can change ends with one of these.
  private static let lastCharacters = Set(
    (titles.compactMap(\.last) + ["）"]).map { last in
      let bytes = Array(String(last).utf8)
      return packed(bytes[0], bytes[1], bytes[2])
    })
  /// One entry a byte: true where a last character of these may end so.
  private static let lastBytes = (0...UInt8.max).map { byte in
    byte == UInt8(ascii: ")") || lastCharacters.contains { UInt8(truncatingIfNeeded: $0) == byte }
  }

  /// The three bytes of a character as one number.
  private static func packed(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
    UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
  }

  /// What stays has at least two characters, so that a name which is short, or nothing but a title, stays whole.
  static func mend(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var end = scalars.count
    while let shorter = withoutLast(scalars[..<end]) { end = shorter }
    guard end < scalars.count else { return text }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[..<end])
    return String(result)
  }

  /// Where the name ends without its last title or bracket; nil when it has none.
  private static func withoutLast(_ name: ArraySlice<Unicode.Scalar>) -> Int? {
    let end = titles.first { name.suffix($0.count).elementsEqual($0) }.map { name.endIndex - $0.count }
    return (end ?? bracket(name)).flatMap { end in
      let rest = name[..<end].lastIndex { !Trim.isBlank($0) }.map { $0 + 1 } ?? 0
      let isName = name[..<rest].allSatisfy { $0.properties.isIdeographic || NameDots.isDot($0) }
      return rest >= 2 && (isName || withoutLast(name[..<rest]) != nil) ? rest : nil
    }
  }

  /// Where a bracket with a former name begins that ends the name.
  private static func bracket(_ name: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let last = name.last, last == ")" || last == "）",
      let opening = name.lastIndex(where: { $0 == "(" || $0 == "（" }),
      formerMarks.contains(where: { name[(opening + 1)...].starts(with: $0) })
    else { return nil }
    return opening
  }

  /// False only for a cell that the rule leaves as it is.
  @inline(__always)
  static func mayMend(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start > 6, lastBytes[Int(bytes[end - 1])] else { return false }
    return bytes[end - 1] == UInt8(ascii: ")")
      || lastCharacters.contains(packed(bytes[end - 3], bytes[end - 2], bytes[end - 1]))
  }
}
