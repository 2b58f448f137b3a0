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
