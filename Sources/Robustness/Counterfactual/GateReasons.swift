import Ranking
import Records
import Scoring

/// For how many reasons a gate holds, so that an event that takes one of several away is seen to help.
struct GateReasons {
  private let tests: MemberTests
  private let members: Int
  private let profile: Int

  /// Of so many members, all of one profile.
  init(_ tests: MemberTests, members: Int, profile: Int) {
    self.tests = tests
    self.members = members
    self.profile = profile
  }

  /// By member; 0 where the condition does not hold. The reasons of an `any` are added, of an `all` the fewest hold, and a
  /// count that is too small holds for each record that it lacks.
  func of(_ condition: Condition) -> [Int] {
    switch condition {
    case .any(let parts):
      return parts.map { of($0.condition) }.reduce(none) { sum, part in zip(sum, part).map(+) }
    case .all(let parts):
      guard let first = parts.first.map(of) else { return none.map { _ in 1 } }
      return parts.dropFirst().reduce(first) { least, part in zip(least, of(part)).map(min) }
    case .count(let query, let comparisons):
      return zip(tests.mask(condition), tests.counts(query)).map { holds, count in
        holds ? comparisons.map { $0.lacking(count, profile: profile) }.min() ?? 1 : 0
      }
    case .not, .test, .score: return tests.mask(condition).map { $0 ? 1 : 0 }
    }
  }

  private var none: [Int] { Array(repeating: 0, count: members) }
}

extension Comparison {
  /// How many more make it false; 1 where more do not.
  fileprivate func lacking(_ count: Int64, profile: Int) -> Int {
    let bound = bound[profile]
    let whole = Int(bound.numerator / bound.denominator)
    return switch self.operator {
    case .atMost: max(1, whole + 1 - Int(count))
    case .lessThan: max(1, (Fraction(Int64(whole)) < bound ? whole + 1 : whole) - Int(count))
    case .atLeast, .moreThan: 1
    }
  }
}

extension Gate.Effect {
  /// Whether it keeps from a grade whom it holds for.
  func bars(_ grade: Int, of model: Model) -> Bool {
    switch self {
    case .setAside: true
    case .alert: false
    case .ceiling(let name): model.grades.firstIndex { Key($0.name) == Key(name) }.map { $0 > grade } ?? false
    }
  }
}
