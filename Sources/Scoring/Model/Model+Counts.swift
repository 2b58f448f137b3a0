import Records

extension Model {
  /// What gates and rank keys count, in the order of the file.
  package var countQueries: [CountQuery] {
    gates.flatMap(\.when.countQueries)
      + rankKeys.compactMap { key in
        if case .count(let query) = key.measure { query } else { nil }
      }
  }
}

extension Condition {
  fileprivate var countQueries: [CountQuery] {
    switch self {
    case .all(let parts): parts.flatMap(\.countQueries)
    case .any(let parts): parts.flatMap(\.condition.countQueries)
    case .not(let part): part.countQueries
    case .count(let query, _): [query]
    case .test, .score: []
    }
  }
}

extension CountQuery {
  /// Whether two queries are equal text by text in bytes; `==` alone would call two codes one.
  package func isSame(as other: CountQuery) -> Bool { self == other && texts == other.texts }

  /// In the order in which they stand.
  fileprivate var texts: [Key] {
    switch self {
    case .records(let relation, let window, let condition): [Key(relation), Key(window)] + condition.texts
    case .kept(let leaf, let condition): [Key(leaf)] + condition.texts
    }
  }
}

extension Condition {
  fileprivate var texts: [Key] {
    switch self {
    case .all(let parts): parts.flatMap(\.texts)
    case .any(let parts): parts.flatMap { [$0.name].compactMap(\.self).map(Key.init) + $0.condition.texts }
    case .not(let part): part.texts
    case .test(.field(let name), let test), .test(.member(let name), let test): [Key(name)] + test.texts
    case .count(let query, _): query.texts
    case .score(.category(let code), _): [Key(code)]
    case .score: []
    }
  }
}

extension Test {
  fileprivate var texts: [Key] {
    switch self {
    case .isOneOf(let values), .isNoneOf(let values):
      values.compactMap { if case .text(let text) = $0 { Key(text) } else { nil } }
    case .compares, .isMissing, .isPresent: []
    }
  }
}
