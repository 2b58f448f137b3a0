import Records
import Scoring

extension ModelDecoder {
  /// Points of a record: a number, by a field's value, or cases; amounts of both signs are a problem.
  mutating func pointsRule(_ node: YAMLNode, _ schema: RelationSchema?) -> PointsRule? {
    let rule: PointsRule?
    switch node.content {
    case .map(let entries) where entries.contains { ["by", "values", "else"].contains($0.key) }:
      rule = byField(node, schema)
    case .list(let nodes):
      rule = .cases(nodes.compactMap { pointsCase($0, schema) })
      if nodes.isEmpty { log.report("points: the list is empty", at: node.place) }
    default: rule = amount(node, "points").map(PointsRule.constant)
    }
    report(rule.flatMap(NumberRules.signs), "points", at: node.place)
    return rule
  }

  private mutating func byField(_ node: YAMLNode, _ schema: RelationSchema?) -> PointsRule? {
    guard let fields = log.fields(node, in: "points", kind: "points", keys: ["by", "values", "else"]),
      let by = log.required("by", of: fields, as: "points.by"), let name = log.text(by, "points.by"),
      let values = log.required("values", of: fields, as: "points.values")
    else { return nil }
    let known = schema.flatMap { field(name, of: $0, "points.by", at: by.place) }
    if schema != nil, known == nil, vocabulary.isComplete { return nil }
    guard case .map(let entries) = values.content else {
      log.report("points.values: expected a map, found \(values.found)", at: values.place)
      return nil
    }
    let worths = entries.compactMap { entry -> FieldPoints? in
      // A key has lost its quotes: text may be bare or quoted, numbers and flags are read from the text.
      let isPlain = known.map { $0.type.isNumeric || $0.type == .flag } ?? false
      let key = YAMLNode(place: entry.place, content: .scalar(entry.key, isPlain: isPlain))
      let literal = literal(key, known?.type, named: name, "points")
      let points = amount(entry.value, "points")
      guard let literal, let points else { return nil }
      return FieldPoints(value: literal, points: points)
    }
    let otherwise = fields["else"].flatMap { amount($0, "points.else") }
    return .byField(name, worths, otherwise: otherwise ?? Amount(.zero, profiles: profiles.count))
  }

  private mutating func pointsCase(_ node: YAMLNode, _ schema: RelationSchema?) -> PointsCase? {
    guard let fields = log.fields(node, in: "points", kind: "a case", keys: ["where", "points"]),
      let value = log.required("points", of: fields)
    else { return nil }
    let condition = selectionCondition(fields, schema)
    return amount(value, "points").map { PointsCase(condition: condition, points: $0) }
  }

  mutating func limits(_ node: YAMLNode?, _ schema: RelationSchema?) -> [Limit] {
    guard let node else { return [] }
    return log.list(node, "limits").compactMap { limit($0, schema) }
  }

  private mutating func limit(_ node: YAMLNode, _ schema: RelationSchema?) -> Limit? {
    let rules = ["best", "points", "skip"]
    guard let fields = log.fields(node, in: "limits", kind: "a limit", keys: ["per"] + rules) else {
      return nil
    }
    let per = fields["per"].map { limitKeys($0, schema) } ?? []
    let stated = rules.filter { fields.has($0) }
    guard stated.count == 1, let name = stated.first, let value = fields[name] else {
      log.report("limits: one of best, points, skip", at: node.place)
      return nil
    }
    switch name {
    case "best": return wholeAmount(value, "limits.best", atLeast: 0).map { Limit(per: per, rule: .best($0)) }
    case "skip": return wholeAmount(value, "limits.skip", atLeast: 0).map { Limit(per: per, rule: .skip($0)) }
    default:
      guard let amount = amount(value, "limits.points") else { return nil }
      report(NumberRules.number(amount, atLeast: 0), "limits.points", at: value.place)
      return Limit(per: per, rule: .points(amount))
    }
  }

  private mutating func limitKeys(_ node: YAMLNode, _ schema: RelationSchema?) -> [Limit.Key] {
    let nodes: [YAMLNode] = if case .list(let items) = node.content { items } else { [node] }
    return nodes.compactMap { item in
      guard let name = log.text(item, "limits.per") else { return nil }
      switch name {
      case "date": return .date
      case "month": return .month
      case "record": return .record
      default:
        guard let schema else { return .field(name) }
        guard
          let field = field(
            name, of: schema, "limits.per", at: item.place, besides: ["date", "month", "record"])
        else {
          return vocabulary.isComplete ? nil : .field(name)
        }
        return .field(field.key)
      }
    }
  }
}
