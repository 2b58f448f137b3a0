import Records
import Scoring

extension Condition {
  /// True when whatever fits this one fits the other too, for every profile, as far as their tests show; false does not
  /// say the contrary.
  ///
  /// O(tests of this one · tests of the other).
  func implies(_ other: Condition) -> Bool {
    if case .all(let parts) = other { return parts.allSatisfy { implies($0) } }
    return impliesAtOnce(other)
      || conjuncts.contains { part in
        guard case .any(let ways) = part else { return false }
        return ways.allSatisfy { $0.condition.implies(other) }
      }
  }

  /// Without trying each way of an `any` of this one by itself.
  private func impliesAtOnce(_ other: Condition) -> Bool {
    switch other {
    case .all(let parts): parts.allSatisfy { impliesAtOnce($0) }
    case .any(let parts): parts.contains { impliesAtOnce($0.condition) } || conjuncts.contains(other)
    case .not, .test, .count, .score: shows(other)
    }
  }

  /// What must all hold.
  var conjuncts: [Condition] {
    if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }

  /// One of the parts that must all hold shows it, or the comparisons of one subject together do.
  private func shows(_ other: Condition) -> Bool {
    if conjuncts.contains(where: { $0.isAtLeast(other) }) { return true }
    guard case .test(let subject, .compares(let wider)) = other else { return false }
    return comparisons(of: subject).lie(within: wider)
  }

  /// All that a subject is compared with.
  func comparisons(of subject: Subject) -> [Comparison] {
    conjuncts.flatMap { part -> [Comparison] in
      if case .test(subject, .compares(let comparisons)) = part { comparisons } else { [] }
    }
  }

  /// Of two parts of one kind.
  private func isAtLeast(_ other: Condition) -> Bool {
    if self == other { return true }
    switch (self, other) {
    case (.test(let subject, let test), .test(let same, let weaker)):
      return subject == same && test.shows(weaker)
    case (.not(let wide), .not(let narrow)): return narrow.implies(wide)
    case (.score(let score, let few), .score(let same, let many)):
      return score == same && few.lie(within: many)
    case (.count(let query, let few), .count(let same, let many)): return query.shows(few, same, many)
    default: return false
    }
  }
}

extension Test {
  /// Of one subject.
  fileprivate func shows(_ weaker: Test) -> Bool {
    switch (self, weaker) {
    case (.isOneOf(let few), .isOneOf(let many)): few.allSatisfy(many.contains)
    case (.isOneOf(let few), .isNoneOf(let none)): !few.contains(where: none.contains)
    case (.isNoneOf(let many), .isNoneOf(let few)): few.allSatisfy(many.contains)
    case (.isOneOf(let values), .compares(let comparisons)):
      values.allSatisfy { value in
        guard case .number(let number) = value else { return false }
        return comparisons.allSatisfy { one in
          one.bound.byProfile.indices.allSatisfy { one.holds(number, profile: $0) }
        }
      }
    case (.isOneOf, .isPresent), (.isNoneOf, .isPresent), (.compares, .isPresent): true
    default: false
    }
  }
}

extension CountQuery {
  /// True when what this one counts the other counts too.
  func counts(within other: CountQuery) -> Bool {
    switch (self, other) {
    case (.records(let relation, let window, let few), .records(let same, let period, let many)):
      relation == same && window == period && few.implies(many)
    case (.kept(let leaf, let few), .kept(let same, let many)): leaf == same && few.implies(many)
    default: false
    }
  }

  /// A count of more is at least that of fewer, and the other way round.
  fileprivate func shows(_ own: [Comparison], _ other: CountQuery, _ wider: [Comparison]) -> Bool {
    let (isWithin, isAround) = (counts(within: other), other.counts(within: self))
    return own.profiles.allSatisfy { profile in
      let span = NumberSpan(own, profile: profile, isCount: true)
      let around = NumberSpan(wider, profile: profile, isCount: true)
      return (around.isFromZero || (isWithin && span.startsWithin(around)))
        && (!around.hasMost || (isAround && span.endsWithin(around)))
    }
  }
}
