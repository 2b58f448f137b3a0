extension Condition {
  /// The bounds of comparisons changed. Each is found by the keys that lead to it, `minutes.at_least`,
  /// `any.2.months.less_than`, `count.where.minutes.at_least`; what must all hold is told apart by these keys, however a
  /// file writes it, and where several begin alike by a number behind the first: `count.1.at_most`.
  ///
  /// A value that a field equals, or does not, says which records are meant: it is no number that may be turned.
  func mappingNumbers(_ own: NumberChange, of scope: ConditionScope) -> Condition {
    var places = PartPlaces(of: self, scope)
    return mapping(own, scope, &places)
  }

  private func mapping(
    _ own: NumberChange, _ scope: ConditionScope, _ places: inout PartPlaces
  ) -> Condition {
    guard hasNumbers else { return self }
    if case .all(let parts) = self { return .all(parts.map { $0.mapping(own, scope, &places) }) }
    let own = places.next(self, scope).map(own.within) ?? own
    switch self {
    case .any(let parts):
      return .any(
        parts.enumerated().map { place, part in
          let condition = part.condition.mappingNumbers(own.within("\(place + 1)"), of: scope)
          return NamedCondition(name: part.name, condition: condition)
        })
    case .not(let part): return .not(part.mappingNumbers(own, of: scope))
    case .test(let subject, .compares(let comparisons)):
      return .test(subject, .compares(comparisons.map { $0.mappingNumbers(own) }))
    case .count(let query, let comparisons):
      return .count(query.mappingNumbers(own), comparisons.map { $0.mappingNumbers(own) })
    case .score(let score, let comparisons):
      return .score(score, comparisons.map { $0.mappingNumbers(own) })
    case .all, .test: return self
    }
  }

  fileprivate var hasNumbers: Bool {
    switch self {
    case .all(let parts): parts.contains(where: \.hasNumbers)
    case .any(let parts): parts.contains { $0.condition.hasNumbers }
    case .not(let part): part.hasNumbers
    case .test(_, .compares), .count, .score: true
    case .test: false
    }
  }

  /// The parts that must all hold and have numbers.
  fileprivate var numbered: [Condition] {
    if case .all(let parts) = self { parts.flatMap(\.numbered) } else { hasNumbers ? [self] : [] }
  }

  /// The key of the file; nil for what must all hold, which needs none.
  fileprivate func key(in scope: ConditionScope) -> String? {
    switch self {
    case .all: nil
    case .any: "any"
    case .not: "not"
    case .test(.field(let name), _): name
    case .test(.member(let name), _): scope == .record ? "member.\(name)" : name
    case .count: "count"
    case .score: "score"
    }
  }
}

/// What a condition is about, which decides how a file writes a member's fact.
enum ConditionScope {
  case record, member
}

/// Tells the parts apart that must all hold.
private struct PartPlaces {
  private let counts: [String: Int]
  private var seen: [String: Int] = [:]

  init(of condition: Condition, _ scope: ConditionScope) {
    counts = condition.numbered.reduce(into: [:]) { counts, part in
      if let key = part.key(in: scope) { counts[key, default: 0] += 1 }
    }
  }

  mutating func next(_ part: Condition, _ scope: ConditionScope) -> String? {
    guard let key = part.key(in: scope) else { return nil }
    seen[key, default: 0] += 1
    return counts[key, default: 1] == 1 ? key : "\(key).\(seen[key, default: 1])"
  }
}

extension Comparison {
  fileprivate func mappingNumbers(_ own: NumberChange) -> Comparison {
    Comparison(self.operator, own(bound, self.operator.rawValue, .other))
  }
}

extension CountQuery {
  func mappingNumbers(_ own: NumberChange) -> CountQuery {
    let own = own.within("where")
    return switch self {
    case .records(let relation, let window, let condition):
      .records(relation: relation, window: window, condition: condition.mappingNumbers(own, of: .record))
    case .kept(let leaf, let condition):
      .kept(leaf: leaf, condition: condition.mappingNumbers(own, of: .record))
    }
  }
}

extension Selection {
  func mappingNumbers(_ own: NumberChange) -> Selection {
    Selection(
      relation: relation, window: window,
      condition: condition.mappingNumbers(own.within("where"), of: .record))
  }
}

extension Gate {
  func mappingNumbers(_ change: @escaping (NumberPath, Amount) -> Amount) -> Gate {
    let own = NumberChange(owner: code, change: change).within("when")
    return Gate(code: code, name: name, when: when.mappingNumbers(own, of: .member), effect: effect)
  }
}

extension RankKey {
  /// A key has a place among the keys instead of a code.
  func mappingNumbers(_ place: Int, _ change: @escaping (NumberPath, Amount) -> Amount) -> RankKey {
    guard case .count(let query) = measure else { return self }
    let own = NumberChange(owner: nil, change: change).within("rank.keys.\(place).count")
    return RankKey(name: name, measure: .count(query.mappingNumbers(own)), prefer: prefer)
  }
}
