import Ranking

/// The candidates of a profile's only quota, in order, while its share goes up: only groups whose seats change are seated
/// again.
struct SharedSeats {
  private let unit: SeatUnit
  private let round: SeatUnit.Round
  private let positions: [Position]
  private let committee: TurnedCommittee
  private let lastGrade: Int
  /// By group: indices into the unit's members, best first.
  private let candidates: [[Int]]
  /// By group; nil before the first share.
  private var seats: [Int]?
  /// By member of the unit.
  private var grades: [Int]

  /// A unit with one round whose members stand best first.
  init(_ unit: SeatUnit, _ positions: [Position], _ committee: TurnedCommittee, lastGrade: Int) {
    self.unit = unit
    self.positions = positions
    self.committee = committee
    self.lastGrade = lastGrade
    round = unit.rounds[0]
    grades = positions.map(\.own.grade)
    var candidates = [[Int]](repeating: [], count: round.groups.count)
    for index in unit.members.indices where positions[index].own.grade == round.grade {
      candidates[round.groupOf[index]].append(index)
    }
    self.candidates = candidates
  }

  /// Who has another grade than under the share before; nobody under the first.
  mutating func share(_ margin: Margin, at place: Int64) -> [SeatSearch.Change] {
    let round = round.sharing(margin)
    let next = Seating.seats(round, candidates, compare)
    let before = seats
    seats = next
    var changes: [SeatSearch.Change] = []
    for group in next.indices where before?[group] != next[group] {
      let old = candidates[group].map { grades[$0] }
      for member in candidates[group] { grades[member] = round.grade }
      _ = Seating.give(
        next[group], to: candidates[group], round, { positions[$0].total }, compare, lastGrade, &grades)
      guard before != nil else { continue }
      for (member, old) in zip(candidates[group], old) where old != grades[member] {
        changes.append(
          SeatSearch.Change(at: place, member: unit.members[member], before: old, after: grades[member]))
      }
    }
    return changes
  }

  private func compare(_ left: Int, _ right: Int) -> Int {
    Seating.compare(
      unit.members[left], positions[left], unit.members[right], positions[right], committee)
  }
}
