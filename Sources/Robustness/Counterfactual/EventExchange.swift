import Records
import Scoring

/// Whether an event may take another's place in a set and the member never stands worse: one that gives more in every leaf,
/// or one of the same kind that no limit counts as one with others.
///
/// It may where more points and more kept records never do harm and where the time of a record decides nothing.
struct EventExchange {
  private let model: Model
  private let leaves: [Node]
  private let touched: Set<Int>

  init(_ model: Model, _ pool: EventPool) {
    self.model = model
    leaves = model.leaves.map(\.node)
    touched = Set(pool.kinds.flatMap { $0.signature.worth.keys })
  }

  func isAllowed(upTo grade: Int) -> Bool {
    leaves.allSatisfy(\.asksNoFact) && model.queries.allSatisfy(\.condition.asksNoFact)
      && touched.allSatisfy { hasPlainLimits(leaves[$0]) }
      && model.queries.allSatisfy(keepsAlike)
      && model.rankKeys.allSatisfy { $0.prefer == .more || $0.countsRecords }
      && model.gates.allSatisfy { $0.effect == .alert || $0.when.barsLessByMore(isNegated: false) }
      && model.hasPlainSeats(grade)
  }

  /// One limit by groups at most, then one of the whole window; the first n are never skipped.
  private func hasPlainLimits(_ node: Node) -> Bool {
    let limits = node.limits
    guard limits.allSatisfy({ if case .skip = $0.rule { false } else { true } }) else { return false }
    return switch limits.count {
    case 0, 1: true
    case 2: !limits[0].per.isEmpty && limits[1].per.isEmpty
    default: false
    }
  }

  /// Counts of what a leaf keeps follow from how many there are.
  private func keepsAlike(_ query: CountQuery) -> Bool {
    guard case .kept(let code, let condition) = query,
      let node = leaves.first(where: { Key($0.code) == Key(code) })
    else { return true }
    return node.limits.allSatisfy { limit in
      guard limit.per.isEmpty else { return true }
      if case .best = limit.rule { return condition == .always }
      return false
    }
  }
}

extension Model {
  /// Who is left out of a better grade competes for this one: then a lower total may win the seat that a higher one loses.
  func hasPlainSeats(_ grade: Int) -> Bool {
    grades[grade].quota == nil || grades[..<grade].allSatisfy { $0.quota == nil }
  }
}

extension RankKey {
  fileprivate var countsRecords: Bool {
    if case .count(.records) = measure { true } else { false }
  }
}

extension Node {
  fileprivate var limits: [Limit] { if case .leaf(let leaf) = content { leaf.limits } else { [] } }

  /// What a record gives is the same for all members of a profile.
  fileprivate var asksNoFact: Bool {
    guard case .leaf(let leaf) = content else { return true }
    let cases: [Condition] =
      if case .perRecord(.cases(let cases), _, _) = leaf.award { cases.map(\.condition) } else { [] }
    return (cases + [leaf.selection?.condition ?? .always]).allSatisfy(\.asksNoFact)
  }
}

extension CountQuery {
  fileprivate var condition: Condition {
    switch self {
    case .records(_, _, let condition), .kept(_, let condition): condition
    }
  }
}

extension Condition {
  fileprivate var asksNoFact: Bool {
    switch self {
    case .all(let parts): parts.allSatisfy(\.asksNoFact)
    case .any(let parts): parts.allSatisfy(\.condition.asksNoFact)
    case .not(let part): part.asksNoFact
    case .test(.member(let fact), _): Key(fact) == Key("profile")
    case .test(.field, _), .count, .score: true
    }
  }

  /// Points and kept records are compared with what they must reach, never with what they must not.
  fileprivate func barsLessByMore(isNegated: Bool) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.barsLessByMore(isNegated: isNegated) }
    case .any(let parts): parts.allSatisfy { $0.condition.barsLessByMore(isNegated: isNegated) }
    case .not(let part): part.barsLessByMore(isNegated: !isNegated)
    case .test, .count(.records, _): true
    case .count(.kept, let comparisons), .score(_, let comparisons):
      comparisons.allSatisfy { comparison in
        switch comparison.operator {
        case .atLeast, .moreThan: isNegated
        case .atMost, .lessThan: !isNegated
        }
      }
    }
  }
}
