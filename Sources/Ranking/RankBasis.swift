package import Records
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

  /// The same with some members as they stand in another basis of the same model, at indices of its own.
  package func replacing(_ members: [Int], from other: RankBasis, at places: [Int]) -> RankBasis {
    var mixed = self
    for (member, place) in zip(members, places) { mixed.replace(member, from: other, at: place) }
    return mixed
  }

  /// The same with one member as he stands in another basis of the same model, at an index of its own.
  package func replacing(_ member: Int, from other: RankBasis, at place: Int) -> RankBasis {
    var mixed = self
    mixed.replace(member, from: other, at: place)
    return mixed
  }

  /// The same with one member at a total, who loses every tie.
  package func lowering(_ member: Int, to total: Points) -> RankBasis {
    var turned = self
    turned.cards[member] = cards[member].with(total: total)
    for key in keys.indices { turned.keys[key][member] = key == 0 ? total.nano : .min }
    return turned
  }

  /// The same with one member at a total, who wins every tie and for whom no gate holds.
  package func raising(_ member: Int, to total: Points) -> RankBasis {
    var turned = self
    turned.cards[member] = cards[member].with(total: total).setAside(by: nil)
    for key in keys.indices { turned.keys[key][member] = key == 0 ? total.nano : .max }
    for gate in gates.indices { turned.gates[gate].lift(member) }
    return turned
  }

  /// The same with one gate asked again, of a model with other numbers in its condition.
  package func asking(gate: Int, of model: Model, _ tests: MemberTests) -> RankBasis {
    var turned = self
    turned.gates[gate] = GateOutcome(model.gates[gate], tests)
    return turned
  }

  /// The same with one of the model's keys counted again, of a model with other numbers in its condition.
  package func counting(key: Int, of model: Model, _ tests: MemberTests) -> RankBasis {
    var turned = self
    turned.keys[key + 1] = model.rankKeys[key].column(tests)
    return turned
  }

  /// The same where other members are set aside, each by a gate.
  package func settingAside(_ gates: [Int?]) -> RankBasis {
    var turned = self
    for member in cards.indices where cards[member].setAsideBy != gates[member] {
      turned.cards[member] = cards[member].setAside(by: gates[member])
    }
    return turned
  }

  /// Index of the gates that hold for a member and bar him from a grade, or from any.
  package func bars(_ member: Int, from grade: Int, of model: Model) -> [Int] {
    gates.indices.filter { index in
      guard gates[index].holds[member] else { return false }
      switch gates[index].gate.effect {
      case .setAside: return true
      case .alert: return false
      case .ceiling(let name):
        return model.grades.firstIndex { Key($0.name) == Key(name) }.map { $0 > grade } ?? false
      }
    }
  }

  private mutating func replace(_ member: Int, from other: RankBasis, at place: Int) {
    cards[member] = other.cards[place].moved(to: Int32(member))
    for key in keys.indices { keys[key][member] = other.keys[key][place] }
    for gate in gates.indices { gates[gate].replace(member, from: other.gates[gate], at: place) }
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
