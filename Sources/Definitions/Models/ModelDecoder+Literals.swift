import Records
import Scoring

extension ModelDecoder {
  /// One value or a list of values of a field.
  mutating func literals(_ node: YAMLNode, _ type: FieldType?, named name: String, _ label: String)
    -> [Literal]
  {
    guard case .list(let nodes) = node.content else {
      return literal(node, type, named: name, label).map { [$0] } ?? []
    }
    if nodes.isEmpty { log.report("\(label): \(name) has an empty list", at: node.place) }
    return nodes.compactMap { literal($0, type, named: name, label) }
  }

  /// A value of the field's type; text when the type is not known.
  mutating func literal(_ node: YAMLNode, _ type: FieldType?, named name: String, _ label: String) -> Literal?
  {
    let place = "\(label) \(name)"
    switch type {
    case .category(let values): return categoryLiteral(node, values, named: name, label)
    case .integer, .number: return log.fraction(node, place).map(Literal.number)
    case .flag: return log.flag(node, place).map(Literal.flag)
    case .date: return log.day(node, place).map(Literal.day)
    case .time: return timeLiteral(node, place)
    case .text, .code, .list: return log.text(node, place).map(Literal.text)
    case nil:
      if case .scalar(let text, _) = node.content { return .text(text) }
      return log.text(node, place).map(Literal.text)
    }
  }

  private mutating func categoryLiteral(
    _ node: YAMLNode, _ values: [String], named name: String, _ label: String
  ) -> Literal? {
    guard let text = log.text(node, "\(label) \(name)") else { return nil }
    guard values.holds(text) else {
      let nearest = Nearest.suffixOrList(to: text, among: values)
      log.report("\(label): '\(text)' is not a value of \(name)\(nearest)", at: node.place)
      return nil
    }
    return .text(text)
  }

  /// `"2025-03-12T08:52:00"`, with or without seconds.
  private mutating func timeLiteral(_ node: YAMLNode, _ label: String) -> Literal? {
    guard let text = log.text(node, label) else { return nil }
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    let clock = parts.last?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    let numbers = clock.compactMap { $0.utf8.count == 2 ? Int($0) : nil }
    guard parts.count == 2, let day = Day(text: parts[0]), numbers.count == clock.count,
      2...3 ~= numbers.count,
      0...23 ~= numbers[0], numbers.dropFirst().allSatisfy({ 0...59 ~= $0 })
    else {
      log.report("\(label): '\(text)' is not a time such as \"2025-03-12T08:52:00\"", at: node.place)
      return nil
    }
    let seconds = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    return .time(Instant(seconds: day.start.seconds + Int64(seconds)))
  }
}
