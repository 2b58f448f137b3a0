import Records
import Scoring

/// Whether a condition can hold for anybody of a profile, as far as its tests show: true does not say that it ever does.
struct Satisfiability {
  let profile: Int
  /// Of the profile: what the fact `profile` is.
  let name: String
  /// True for a field that may hold several values at once, and for one that is not known.
  let mayBeList: (Subject, Reader) -> Bool

  /// Whose records, or which fact, a test looks at.
  enum Reader: Hashable {
    case relation(String)
    case leaf(String)
    case member
  }

  /// Months of a year, which two facts count.
  private static let counted = ["months": 12, "sick_months": 12] as [String: Int64]

  func canHold(_ condition: Condition, _ reader: Reader) -> Bool {
    let parts = condition.conjuncts
    let alternatives = parts.compactMap { part -> [NamedCondition]? in
      if case .any(let ways) = part { ways } else { nil }
    }
    let plain = parts.filter { if case .any = $0 { false } else { true } }
    guard testsCanHold(plain, reader), countsCanHold(plain), scoresCanHold(plain) else { return false }
    return alternatives.allSatisfy { ways in
      ways.contains { canHold(.all(plain + [$0.condition]), reader) }
    }
  }

  private func testsCanHold(_ parts: [Condition], _ reader: Reader) -> Bool {
    var tests: [Subject: [Test]] = [:]
    for case .test(let subject, let test) in parts { tests[subject, default: []].append(test) }
    return tests.allSatisfy { subject, tests in
      let isList = mayBeList(subject, reader)
      return canHold(tests, of: subject, isList: isList)
    }
  }

  /// All tests of one subject.
  private func canHold(_ tests: [Test], of subject: Subject, isList: Bool) -> Bool {
    if tests.contains(.isMissing) { return tests.allSatisfy { $0 == .isMissing } }
    var comparisons: [Comparison] = []
    var wanted: Set<Literal>? = subject == .member("profile") ? [.text(name)] : nil
    var unwanted: Set<Literal> = []
    for test in tests {
      switch test {
      case .isOneOf(let values): wanted = wanted.map { $0.intersection(values) } ?? Set(values)
      case .isNoneOf(let values): unwanted.formUnion(values)
      case .compares(let more): comparisons += more
      case .isMissing, .isPresent: break
      }
    }
    let span = span(comparisons, of: subject)
    if span.isEmpty { return false }
    guard let wanted, !isList else { return true }
    return wanted.subtracting(unwanted).contains { value in
      if case .number(let number) = value { span.contains(number) } else { true }
    }
  }

  private func span(_ comparisons: [Comparison], of subject: Subject) -> NumberSpan {
    guard case .member(let fact) = subject, let most = Satisfiability.counted[fact] else {
      return NumberSpan(comparisons, profile: profile)
    }
    let bound = Comparison(.atMost, Amount(Fraction(most), profiles: profile + 1))
    return NumberSpan(comparisons + [bound], profile: profile, isCount: true)
  }

  private func countsCanHold(_ parts: [Condition]) -> Bool {
    let counts = parts.compactMap { part -> (query: CountQuery, span: NumberSpan)? in
      guard case .count(let query, let comparisons) = part else { return nil }
      return (query, NumberSpan(comparisons, profile: profile, isCount: true))
    }
    return counts.allSatisfy { one in
      !one.span.isEmpty && (one.span.isFromZero || canCount(one.query))
        && counts.allSatisfy { !(one.span.isAbove($0.span) && one.query.counts(within: $0.query)) }
    }
  }

  /// Whether a record can fit what is counted.
  func canCount(_ query: CountQuery) -> Bool {
    switch query {
    case .records(let relation, _, let condition): canHold(condition, .relation(relation))
    case .kept(let leaf, let condition): canHold(condition, .leaf(leaf))
    }
  }

  /// Whether it holds for everybody: a count that excludes none.
  func mustHold(_ condition: Condition) -> Bool {
    switch condition {
    case .all(let parts): parts.allSatisfy(mustHold)
    case .any(let parts): parts.contains { mustHold($0.condition) }
    case .count(_, let comparisons): NumberSpan(comparisons, profile: profile, isCount: true).isEveryCount
    case .not, .test, .score: false
    }
  }

  private func scoresCanHold(_ parts: [Condition]) -> Bool {
    var comparisons: [ScoreReference: [Comparison]] = [:]
    for case .score(let score, let more) in parts { comparisons[score, default: []] += more }
    return comparisons.values.allSatisfy { !NumberSpan($0, profile: profile).isEmpty }
  }
}
