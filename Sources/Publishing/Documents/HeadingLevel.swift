/// The levels of headings of GB/T 9704-2012, by the form of their number.
package enum HeadingLevel: Int, CaseIterable, Hashable, Sendable {
  /// 一、
  case first = 1
  /// （一）
  case second
  /// 1.
  case third
  /// （1）
  case fourth

  /// The level of a paragraph by how it begins; nil for one that begins with no number.
  package init?(opening text: String) {
    let bracketed = text.hasPrefix("（")
    let number = (bracketed ? text.dropFirst() : text[...]).prefix { HeadingLevel.isDigit($0) }
    let rest = text[number.endIndex...]
    guard !number.isEmpty, let next = rest.first else { return nil }
    let isChinese = number.allSatisfy { HeadingLevel.chinese.contains($0) }
    let isArabic = number.allSatisfy { $0.isASCII }
    switch (bracketed, next) {
    case (false, "、") where isChinese: self = .first
    case (true, "）") where isChinese: self = .second
    case (false, "."), (false, "．"):
      guard isArabic, rest.dropFirst().first.map({ !HeadingLevel.isDigit($0) }) ?? false else { return nil }
      self = .third
    case (true, "）") where isArabic: self = .fourth
    default: return nil
    }
  }

  private static let chinese: Set<Character> = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]

  private static func isDigit(_ character: Character) -> Bool {
    chinese.contains(character) || ("0"..."9").contains(character)
  }

  /// The heading up to and with its first full stop, and the body text after it; a heading without one is whole.
  package static func split(_ text: String) -> (heading: String, body: String) {
    guard let stop = text.firstIndex(of: "。") else { return (text, "") }
    let next = text.index(after: stop)
    return (String(text[..<next]), String(text[next...]))
  }
}
