package import Records

/// A structured test of a record or a member (model.md §3, *Conditions*).
///
/// A test on a missing value is false, except `is: missing`.
package indirect enum Condition: Hashable, Sendable {
  case all([Condition])
  /// The parts may have names for the reason trail (gates).
  case any([NamedCondition])
  case not(Condition)
  case test(Subject, Test)
  /// Gates and rank keys only: records, or kept records of a leaf, counted and compared.
  case count(CountQuery, [Comparison])
  /// Gates only: a finished score compared.
  case score(ScoreReference, [Comparison])

  /// True for every record and member.
  package static let always = Condition.all([])

  /// What is counted in it.
  package var queries: [CountQuery] {
    switch self {
    case .all(let parts): parts.flatMap(\.queries)
    case .any(let parts): parts.flatMap(\.condition.queries)
    case .not(let part): part.queries
    case .count(let query, _): [query]
    case .test, .score: []
    }
  }
}

/// A condition that may carry a name for the reason trail.
package struct NamedCondition: Hashable, Sendable {
  package let name: String?
  package let condition: Condition

  package init(name: String? = nil, condition: Condition) {
    self.name = name
    self.condition = condition
  }
}

/// What a test looks at.
package enum Subject: Hashable, Sendable {
  /// A field of the record.
  case field(String)
  /// A fact of the record's member, or in gates and keys of the member.
  case member(String)
}

/// One test of a value.
package enum Test: Hashable, Sendable {
  /// Equals one of the values.
  case isOneOf([Literal])
  /// Equals none of the values; false when missing.
  case isNoneOf([Literal])
  /// Holds when every comparison holds; false when missing.
  case compares([Comparison])
  case isMissing
  case isPresent
}

/// A value of a model, already of the type of the field that it is compared with.
package enum Literal: Hashable, Sendable {
  case text(String)
  case number(Fraction)
  case day(Day)
  case time(Instant)
  case flag(Bool)
}

/// A numeric comparison; the bound may differ by profile.
package struct Comparison: Hashable, Sendable {
  package enum Operator: String, CaseIterable, Sendable {
    case atLeast = "at_least"
    case atMost = "at_most"
    case moreThan = "more_than"
    case lessThan = "less_than"
  }

  package let `operator`: Operator
  package let bound: Amount

  package init(_ operator: Operator, _ bound: Amount) {
    self.operator = `operator`
    self.bound = bound
  }

  package func holds(_ value: Fraction, profile: Int) -> Bool {
    switch self.operator {
    case .atLeast: value >= bound[profile]
    case .atMost: value <= bound[profile]
    case .moreThan: value > bound[profile]
    case .lessThan: value < bound[profile]
    }
  }
}

/// Which records a `count` counts.
package enum CountQuery: Hashable, Sendable {
  /// Records of a relation in a window, `where` true. `window` is a name of the model's windows.
  case records(relation: String, window: String, condition: Condition)
  /// Records kept by a leaf, `where` true.
  case kept(leaf: String, condition: Condition)
}

/// A finished score.
package enum ScoreReference: Hashable, Sendable {
  case category(String)
  case base
  case bonus
  case deduction
  case total
}
