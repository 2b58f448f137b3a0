import Scoring

extension Condition {
  /// True when whatever fits this one fits the other too, as far as their tests show; false does not say the contrary.
  func implies(_ other: Condition) -> Bool {
    switch other {
    case .all(let parts): parts.allSatisfy { implies($0) }
    case .any(let parts): parts.contains { implies($0.condition) } || conjuncts.contains(other)
    case .not, .test, .count, .score: conjuncts.contains { $0.isAtLeast(other) }
    }
  }

  private var conjuncts: [Condition] {
    if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }

  /// Of two tests of one subject.
  private func isAtLeast(_ other: Condition) -> Bool {
    if self == other { return true }
    guard case .test(let subject, let test) = self, case .test(let same, let weaker) = other, subject == same
    else { return false }
    switch (test, weaker) {
    case (.isOneOf(let few), .isOneOf(let many)): return few.allSatisfy(many.contains)
    case (.isOneOf(let few), .isNoneOf(let none)): return !few.contains(where: none.contains)
    case (.isNoneOf(let many), .isNoneOf(let few)): return few.allSatisfy(many.contains)
    case (.isOneOf, .isPresent), (.isNoneOf, .isPresent), (.compares, .isPresent): return true
    default: return false
    }
  }
}
