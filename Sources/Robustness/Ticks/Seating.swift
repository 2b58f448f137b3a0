import Ranking
import Records
import Scoring

/// Who of a unit holds what with a knob at one place.
struct Seating: Sendable {
  /// By member of the unit: index of the grade, -1 where the tie is referred.
  let grades: [Int]
  let rounds: [[GroupSeating]]
  /// By round and member of the unit: what the round did to whom.
  let outcomes: [[Int8]]

  struct GroupSeating: Sendable {
    /// Candidates, best first, as indices into the unit's members.
    let order: [Int]
    let seats: Int
    /// How many stay before the tie at the last seat.
    let staying: Int
    let tied: Int
  }

  static let referred = -1

  /// `positions` are of the unit's members; `lastGrade` is the lowest grade.
  init(_ unit: SeatUnit, _ positions: [Position], _ committee: TurnedCommittee, lastGrade: Int) {
    self.init(
      unit, own: positions.map(\.own.grade), lastGrade: lastGrade, total: { positions[$0].total },
      compare: { left, right in
        let (one, other) = (positions[left].total, positions[right].total)
        if one != other { return one > other ? 1 : -1 }
        return Seating.compare(
          unit.members[left], positions[left], unit.members[right], positions[right], committee)
      })
  }

  /// `own` are the grades before quotas, by member of the unit, as `total`; `compare` is positive where the left stands
  /// before the right.
  init(
    _ unit: SeatUnit, own: [Int], lastGrade: Int, total: (Int) -> Int64, compare: (Int, Int) -> Int
  ) {
    var current = own
    var rounds: [[GroupSeating]] = []
    for round in unit.rounds {
      var candidates = [[Int]](repeating: [], count: round.groups.count)
      for member in current.indices where current[member] == round.grade {
        candidates[round.groupOf[member]].append(member)
      }
      for group in candidates.indices {
        candidates[group].sort { left, right in
          let order = compare(left, right)
          return order != 0 ? order > 0 : left < right
        }
      }
      let seats = Seating.seats(round, candidates, compare)
      rounds.append(
        candidates.indices.map { group in
          Seating.give(seats[group], to: candidates[group], round, total, compare, lastGrade, &current)
        })
    }
    grades = current
    self.rounds = rounds
    outcomes = rounds.map { groups in
      var outcomes = [Int8](repeating: 0, count: own.count)
      for group in groups {
        for (place, member) in group.order.enumerated() {
          outcomes[member] = place < group.staying ? 1 : place < group.staying + group.tied ? 2 : 3
        }
      }
      return outcomes
    }
  }

  /// Positive when the left member stands before the right.
  static func compare(
    _ left: Int, _ one: Position, _ right: Int, _ other: Position, _ committee: TurnedCommittee
  ) -> Int {
    if one.total != other.total { return one.total > other.total ? 1 : -1 }
    for key in committee.basis.keys.dropFirst() {
      let (first, second) = (committee.value(key, left, one), committee.value(key, right, other))
      if first != second { return first > second ? 1 : -1 }
    }
    return 0
  }

  /// The contested seats go to the groups whose next candidate is best, then by name.
  static func seats(
    _ round: SeatUnit.Round, _ candidates: [[Int]], _ compare: (Int, Int) -> Int
  ) -> [Int] {
    var seats = round.groups.map(\.seats)
    let contested = round.groups.indices.filter { round.groups[$0].isContested }.sorted { left, right in
      let next = (candidates[left].next(seats[left]), candidates[right].next(seats[right]))
      guard let first = next.0, let second = next.1 else {
        if next.0 == nil && next.1 == nil { return round.groups[left].name < round.groups[right].name }
        return next.0 != nil
      }
      let order = compare(first, second)
      return order != 0 ? order > 0 : round.groups[left].name < round.groups[right].name
    }
    for group in contested.prefix(round.left) { seats[group] += 1 }
    return seats
  }

  /// Leaves the grades of those who stay, and gives the others the next or lets the committee decide.
  static func give(
    _ seats: Int, to candidates: [Int], _ round: SeatUnit.Round, _ total: (Int) -> Int64,
    _ compare: (Int, Int) -> Int, _ lastGrade: Int, _ current: inout [Int]
  ) -> GroupSeating {
    let last = LastSeat(candidates, seats: seats) { left, right in
      switch round.tied {
      case .sameRank: compare(left, right) == 0
      case .sameTotal: total(left) == total(right)
      }
    }
    var staying = 0
    for (place, member) in candidates.enumerated() {
      switch last.outcome(place) {
      case .stays: staying += 1
      case .out: current[member] = min(round.grade + 1, lastGrade)
      case .tied:
        switch round.tie {
        case .include: break
        case .exclude: current[member] = min(round.grade + 1, lastGrade)
        case .refer: current[member] = Seating.referred
        }
      }
    }
    return GroupSeating(order: candidates, seats: seats, staying: staying, tied: last.tied)
  }
}

extension [Int] {
  /// The candidate who would get the seat after so many.
  func next(_ seats: Int) -> Int? { seats < count ? self[seats] : nil }
}
