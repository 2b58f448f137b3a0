import Records
import Scoring

/// What a condition may ask about.
enum ConditionScope {
  /// A record of the relation; nil when the relation is not known, and then nothing is checked.
  case record(RelationSchema?)
  /// A member, in a gate: facts, counts and scores.
  case member
}

extension ModelDecoder {
  private static let operators = Comparison.Operator.allCases.map(\.rawValue)

  /// A condition; a problem is reported and left out.
  mutating func condition(_ node: YAMLNode, in scope: ConditionScope, _ label: String) -> Condition {
    guard case .map(let entries) = node.content else {
      log.report("\(label): expected a map, found \(node.found)", at: node.place)
      return .always
    }
    var parts: [Condition] = []
    for entry in entries {
      if let part = part(entry, in: scope, label) { parts.append(part) }
    }
    if case .member = scope, let counted = counted(Fields(place: node.place, entries: entries), label) {
      parts.append(counted)
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// The `where` of a leaf, a count or a case; all records when there is none.
  mutating func selectionCondition(_ fields: Fields, _ relation: RelationSchema?) -> Condition {
    guard let node = fields["where"] else { return .always }
    return condition(node, in: .record(relation), "where")
  }

  private mutating func part(
    _ entry: YAMLNode.Entry, in scope: ConditionScope, _ label: String
  ) -> Condition? {
    switch entry.key {
    case "all": return .all(parts(entry.value, label, "all").map { condition($0, in: scope, label) })
    case "any":
      return .any(
        parts(entry.value, label, "any").map { part in
          NamedCondition(name: partName(part, in: scope), condition: condition(part, in: scope, label))
        })
    case "not": return .not(condition(entry.value, in: scope, label))
    default: break
    }
    if case .member = scope,
      ["name", "count", "score"].contains(entry.key) || Self.operators.contains(entry.key)
    {
      return nil
    }
    guard let (subject, type) = subject(entry, in: scope, label) else { return nil }
    return test(entry.value, of: subject, type, named: entry.key, label)
  }

  private mutating func parts(_ node: YAMLNode, _ label: String, _ key: String) -> [YAMLNode] {
    let parts = log.list(node, "\(label).\(key)")
    if node.isList, parts.isEmpty { log.report("\(label).\(key): the list is empty", at: node.place) }
    return parts
  }

  private mutating func partName(_ node: YAMLNode, in scope: ConditionScope) -> String? {
    guard case .member = scope, case .map(let entries) = node.content else { return nil }
    return entries.first { $0.key == "name" }.flatMap { log.text($0.value, "name") }
  }

  /// The field or fact that an entry names, with its type; the type is nil when it is not known.
  private mutating func subject(
    _ entry: YAMLNode.Entry, in scope: ConditionScope, _ label: String
  ) -> (Subject, FieldType?)? {
    switch scope {
    case .member: return fact(entry.key, entry, label)
    case .record(let relation):
      let prefix = "member."
      if entry.key.hasPrefix(prefix) { return fact(String(entry.key.dropFirst(prefix.count)), entry, label) }
      guard let relation else { return (.field(entry.key), nil) }
      if let field = field(entry.key, of: relation, label, at: entry.place) {
        return (.field(entry.key), field.type)
      }
      return vocabulary.isComplete ? nil : (.field(entry.key), nil)
    }
  }

  private mutating func fact(
    _ name: String, _ entry: YAMLNode.Entry, _ label: String
  ) -> (Subject, FieldType?)? {
    if let fact = vocabulary.fact(name) { return (.member(name), fact.type) }
    let nearest = Nearest.suffixOrList(to: name, among: vocabulary.facts.map(\.key))
    log.report("\(label): a member has no fact '\(name)'\(nearest)", at: entry.place)
    return nil
  }

  /// A field of a relation, or nil with the problem reported; `besides` are other names that would do.
  mutating func field(
    _ name: String, of relation: RelationSchema, _ label: String, at place: Place, besides: [String] = []
  ) -> FieldSchema? {
    if let field = relation.fields.first(where: { Key($0.key) == Key(name) }) { return field }
    guard vocabulary.isComplete else { return nil }
    let nearest = Nearest.suffixOrList(to: name, among: besides + relation.fields.map(\.key))
    log.report("\(label): \(relation.name) has no field '\(name)'\(nearest)", at: place)
    return nil
  }

  private mutating func test(
    _ node: YAMLNode, of subject: Subject, _ type: FieldType?, named name: String, _ label: String
  ) -> Condition? {
    guard case .map(let entries) = node.content else {
      let literals = literals(node, type, named: name, label)
      return literals.isEmpty ? nil : .test(subject, .isOneOf(literals))
    }
    let keys = Self.operators + ["not", "is"]
    guard let fields = log.fields(node, in: "\(label) \(name)", kind: "a test", keys: keys) else {
      return nil
    }
    if entries.isEmpty { log.report("\(label): \(name) has no test", at: node.place) }
    var tests: [Test] = []
    let comparisons = comparisons(fields, "\(label) \(name)")
    if !comparisons.isEmpty { tests.append(.compares(comparisons)) }
    if let first = fields.entries.first(where: { Self.operators.contains($0.key) }), let type, !type.isNumeric
    {
      log.report("\(label): '\(name)' is not a number; \(first.key) compares numbers", at: first.place)
    }
    if let not = fields["not"] { tests.append(.isNoneOf(literals(not, type, named: name, label))) }
    if let node = fields["is"], let presence = log.oneOf(["missing", "present"], node, "\(label) \(name) is")
    {
      tests.append(presence == "missing" ? .isMissing : .isPresent)
    }
    let conditions = tests.map { Condition.test(subject, $0) }
    return conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  /// The comparisons among the entries of a map, in its order.
  mutating func comparisons(_ fields: Fields, _ label: String) -> [Comparison] {
    fields.entries.compactMap { entry in
      guard let comparison = Comparison.Operator(rawValue: entry.key),
        let bound = amount(entry.value, "\(label) \(entry.key)")
      else { return nil }
      return Comparison(comparison, bound)
    }
  }
}
