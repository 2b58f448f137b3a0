import Records
package import Scoring

/// What the ranking rests on, member by member, so that some members' part can be taken from another run of the same
/// members: what would the list be if only theirs were different?
package struct RankBasis: Sendable {
  /// By member.
  package private(set) var cards: [Scorecard]
  /// The total in nano and the model's keys, each by member; greater is better.
  private(set) var keys: [[Int64]]
  private(set) var gates: [GateOutcome]

  package init(_ model: Model, _ input: ScoringInput, _ scores: Scores) {
    let tests = MemberTests(model, input, scores)
    cards = scores.cards
    keys = RankOrder.keys(model, scores.cards, tests)
    gates = model.gates.map { GateOutcome($0, tests) }
  }

  /// The same with some members as in another basis, which must be of the same model and members.
  package func replacing(_ members: [Int], from other: RankBasis) -> RankBasis {
    precondition(other.cards.count == cards.count, "the same members")
    var mixed = self
    for member in members {
      mixed.cards[member] = other.cards[member]
      for key in keys.indices { mixed.keys[key][member] = other.keys[key][member] }
      for gate in gates.indices { mixed.gates[gate].replace(member, from: other.gates[gate]) }
    }
    return mixed
  }
}

extension Ranking {
  /// Where each member stands, by member, without the reasons. O(members log members).
  package static func places(_ model: Model, _ input: ScoringInput, _ basis: RankBasis) -> [MemberPlace] {
    let order = RankOrder(model, basis.cards, keys: basis.keys)
    let grading =
      input.period.isYear ? Grading(model, input, basis.cards, order: order, gates: basis.gates) : nil
    return basis.cards.indices.map { member in
      MemberPlace(rank: order.ranks[member], grade: grading?.grade(member), step: grading?.steps[member])
    }
  }
}

/// A member's rank and grade; nil where he has none.
package struct MemberPlace: Hashable, Sendable {
  package let rank: Int?
  package let grade: String?
  /// Index of the grade into the model's; who is referred has no seat yet and stands at the grade below. nil for who is
  /// set aside and where no grades are given.
  package let step: Int?
}
