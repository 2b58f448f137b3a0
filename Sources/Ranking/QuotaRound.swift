import Records
import Scoring

/// One quota in one profile: seats for each group, then the seats given.
struct QuotaRound {
  private let quota: Quota
  private let grade: Int
  private let profile: Int
  private let model: Model
  private let input: ScoringInput
  private let cards: [Scorecard]
  private let order: RankOrder

  init(
    _ quota: Quota, grade: Int, profile: Int, model: Model, input: ScoringInput, cards: [Scorecard],
    order: RankOrder
  ) {
    self.quota = quota
    self.grade = grade
    self.profile = profile
    self.model = model
    self.input = input
    self.cards = cards
    self.order = order
  }

  /// Lowers the grades of who is out, notes every candidate's decision, and gives the groups in byte order.
  ///
  /// `current` holds grade indices by member, nil for who is set aside or referred.
  func fill(_ current: inout [Int?], _ decisions: inout [[SeatDecision]]) -> [GroupSeats] {
    let groups = groups(current)
    let seats = LargestRemainder.seats(
      share: quota.share[profile], rounding: quota.rounding,
      groups: groups.map { group in
        LargestRemainder.Group(
          name: Key(group.name), members: group.members,
          candidateRanks: group.candidates.map { order.ranks[$0] ?? .max })
      })
    return zip(groups, seats).map { group, seats in
      give(seats, to: group, &current, &decisions)
    }
  }

  private struct Group {
    let name: String
    let members: Int
    /// By rank.
    let candidates: [Int]
  }

  private func groups(_ current: [Int?]) -> [Group] {
    QuotaGroups.groups(order.ranked[profile], by: quota.by, poolUnder: quota.poolUnder[profile], input).map {
      Group(
        name: $0.name, members: $0.members.count, candidates: $0.members.filter { current[$0] == grade })
    }
  }

  private func give(
    _ seats: Int, to group: Group, _ current: inout [Int?], _ decisions: inout [[SeatDecision]]
  ) -> GroupSeats {
    let last = LastSeat(group.candidates, seats: seats) { isTied($0, $1) }
    var holders = 0
    // 1 + candidates of the group with a better rank.
    var place = 1
    for (position, member) in group.candidates.enumerated() {
      if position > 0, order.ranks[member] != order.ranks[group.candidates[position - 1]] {
        place = position + 1
      }
      let outcome: SeatDecision.Outcome
      switch last.outcome(position) {
      case .stays: outcome = .stays(place: place)
      case .out: outcome = .out
      case .tied: outcome = .tied(last.tied)
      }
      let keeps = outcome.keeps(quota.tie)
      if keeps { holders += 1 }
      current[member] = after(outcome, keeps: keeps)
      decisions[member].append(
        SeatDecision(
          group: group.name, seats: seats, outcome: outcome, grade: current[member], tie: quota.tie))
    }
    return GroupSeats(
      profile: profile, grade: model.grades[grade].name, group: group.name, members: group.members,
      seats: seats, candidates: group.candidates.count, holders: holders, tied: last.tied)
  }

  /// The grade after the quota: this one, the next lower, or none when referred.
  private func after(_ outcome: SeatDecision.Outcome, keeps: Bool) -> Int? {
    if keeps { return grade }
    if case .tied = outcome, quota.tie == .refer { return nil }
    return min(grade + 1, model.grades.count - 1)
  }

  private func isTied(_ left: Int, _ right: Int) -> Bool {
    switch quota.tied {
    case .sameRank: order.ranks[left] == order.ranks[right]
    case .sameTotal: cards[left].total == cards[right].total
    }
  }
}

extension SeatDecision.Outcome {
  fileprivate func keeps(_ tie: Quota.Tie) -> Bool {
    switch self {
    case .stays: true
    case .out: false
    case .tied: tie == .include
    }
  }
}
