import Records
import Scoring

extension ModelDecoder {
  /// `count` or `score` of a gate's map with the comparisons that stand beside it; nil when there is none.
  mutating func counted(_ fields: Fields, _ label: String) -> Condition? {
    let comparisons = comparisons(fields, label)
    let hasTest = fields.entries.contains { Comparison.Operator(rawValue: $0.key) != nil }
    switch (fields["count"], fields["score"]) {
    case (nil, nil):
      if hasTest { log.report("\(label): a comparison stands beside count or score", at: fields.place) }
      return nil
    case (_?, _?):
      log.report("\(label): one of count, score", at: fields.place)
      return nil
    case (let count?, nil):
      if !hasTest { missingComparison("count", fields, label) }
      return countQuery(count, reader: gateReader, label).map { .count($0, comparisons) }
    case (nil, let score?):
      if !hasTest { missingComparison("score", fields, label) }
      return scoreReference(score, label).map { .score($0, comparisons) }
    }
  }

  private mutating func missingComparison(_ key: String, _ fields: Fields, _ label: String) {
    let operators = Comparison.Operator.allCases.map(\.rawValue).joined(separator: ", ")
    log.report("\(label): \(key) needs one of \(operators) beside it", at: fields.place(of: key))
  }

  /// `{from, where, window}` or `{leaf, where}`.
  mutating func countQuery(_ node: YAMLNode, reader: String, _ label: String) -> CountQuery? {
    let keys = ["from", "where", "window", "leaf"]
    guard let fields = log.fields(node, in: "count", kind: "a count", keys: keys) else { return nil }
    switch (fields["from"], fields["leaf"]) {
    case (let from?, nil):
      guard let (name, schema) = relation(from, reader: reader) else { return nil }
      let window = windowName(fields["window"], "window")
      let condition = selectionCondition(fields, schema)
      return .records(relation: name, window: window, condition: condition)
    case (nil, let leaf?):
      if let place = fields.place(of: "window") {
        log.report("window stands with from, not with leaf", at: place)
      }
      guard let (code, schema) = leafReference(leaf, label) else { return nil }
      let condition = selectionCondition(fields, schema)
      return .kept(leaf: code, condition: condition)
    default:
      log.report("count: one of from, leaf", at: node.place)
      return nil
    }
  }

  private mutating func leafReference(_ node: YAMLNode, _ label: String) -> (String, RelationSchema?)? {
    guard let code = log.text(node, label) else { return nil }
    guard let leaf = leaves.first(where: { Key($0.code) == Key(code) }) else {
      let nearest = Nearest.name(to: code, among: leaves.map(\.code))
      log.report(
        "\(label): no leaf '\(code)'", at: node.place, notes: nearest.map { ["nearest '\($0)'"] } ?? [])
      return nil
    }
    return (code, leaf.relation.flatMap { vocabulary.relation($0) })
  }

  /// The relation that a leaf or a count reads; nil when there is no such relation.
  mutating func relation(_ node: YAMLNode, reader: String) -> (String, RelationSchema?)? {
    guard let name = log.text(node, "from") else { return nil }
    reads.append((name, reader))
    if let schema = vocabulary.relation(name) { return (name, schema) }
    guard vocabulary.isComplete else { return (name, nil) }
    let nearest = Nearest.suffixOrList(to: name, among: vocabulary.relations.map(\.name))
    log.report("from: no relation '\(name)'\(nearest)", at: node.place, hidesOthers: true)
    return nil
  }

  /// A category's code, `base`, `bonus`, `deduction` or `total`.
  mutating func scoreReference(_ node: YAMLNode, _ label: String) -> ScoreReference? {
    guard let name = log.text(node, label) else { return nil }
    switch name {
    case "base": return .base
    case "bonus": return .bonus
    case "deduction": return .deduction
    case "total": return .total
    default:
      if categoryCodes.holds(name) { return .category(name) }
      log.report("\(label): \(noCategory(name))", at: node.place)
      return nil
    }
  }
}
