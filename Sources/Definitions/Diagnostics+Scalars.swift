import Records
import Scoring

extension Diagnostics {
  /// A text, with or without quotes; a bare yes, no, on, off, true or false is none.
  mutating func text(_ node: YAMLNode, _ label: String) -> String? {
    guard case .scalar(let text, let isPlain) = node.content, !text.isEmpty,
      !(isPlain && YAMLNode.blanks.contains(text))
    else {
      report("\(label): expected text, found \(node.found)", at: node.place)
      return nil
    }
    if isPlain,
      YAMLNode.truthWords.contains(text.lowercased()) || ["true", "false"].contains(text.lowercased())
    {
      report("\(label): bare '\(text)'; write \"\(text)\" in quotes", at: node.place)
      return nil
    }
    return text
  }

  /// `true` or `false`, without quotes.
  mutating func flag(_ node: YAMLNode, _ label: String) -> Bool? {
    switch node.plainText {
    case "true": return true
    case "false": return false
    default:
      report("\(label): expected true or false, found \(node.found)", at: node.place)
      return nil
    }
  }

  /// A decimal or a fraction, without quotes, at most a million and in parts of at most a million.
  mutating func fraction(_ node: YAMLNode, _ label: String) -> Fraction? {
    guard let text = node.plainText, let value = Fraction(text: text) else {
      report("\(label): expected a number, found \(node.found)", at: node.place)
      return nil
    }
    guard let problem = NumberRules.limit(value, text: text) else { return value }
    report("\(label): \(problem.en)", at: node.place)
    return nil
  }

  /// A whole number of at least `least`.
  mutating func integer(_ node: YAMLNode, _ label: String, atLeast least: Int = 0) -> Int? {
    guard let value = fraction(node, label) else { return nil }
    guard value.denominator == 1 else {
      report("\(label): expected a whole number, found \(node.plainText ?? "")", at: node.place)
      return nil
    }
    guard value >= Fraction(Int64(least)) else {
      report("\(label): at least \(least), found \(node.plainText ?? "")", at: node.place)
      return nil
    }
    return Int(value.numerator)
  }

  /// A date in quotes.
  mutating func day(_ node: YAMLNode, _ label: String) -> Day? {
    guard case .scalar(let text, let isPlain) = node.content, let day = Day(text: text) else {
      let shown = if case .scalar(let text, _) = node.content { "'\(text)'" } else { node.found }
      report("\(label): \(shown) is not a day", at: node.place)
      return nil
    }
    guard !isPlain else {
      report("\(label): write the date in quotes, \"\(text)\"", at: node.place)
      return nil
    }
    return day
  }

  /// One of the names of an enumeration.
  mutating func choice<T: RawRepresentable & CaseIterable>(_ node: YAMLNode, _ label: String) -> T?
  where T.RawValue == String {
    let names = T.allCases.map(\.rawValue)
    guard let text = oneOf(names, node, label) else { return nil }
    return T(rawValue: text)
  }

  /// One of the names.
  mutating func oneOf(_ names: [String], _ node: YAMLNode, _ label: String) -> String? {
    guard let text = text(node, label) else { return nil }
    if names.holds(text) { return text }
    let nearest = Nearest.suffix(to: text, among: names)
    report("\(label): '\(text)' is none of \(names.joined(separator: ", "))\(nearest)", at: node.place)
    return nil
  }

  mutating func list(_ node: YAMLNode, _ label: String) -> [YAMLNode] {
    if case .list(let nodes) = node.content { return nodes }
    report("\(label): expected a list, found \(node.found)", at: node.place)
    return []
  }

  /// A list of texts; one alone may stand without brackets where `single` says so.
  mutating func texts(_ node: YAMLNode, _ label: String, single: Bool = false) -> [String] {
    if single, !node.isList, !node.isMap { return text(node, label).map { [$0] } ?? [] }
    return list(node, label).compactMap { text($0, label) }
  }
}
