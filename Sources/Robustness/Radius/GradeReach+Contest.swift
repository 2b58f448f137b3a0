import Records

extension GradeReach {
  /// By group of a round, the fewest and the most seats that it may get: those of its own and, where equal remainders leave
  /// it to the next candidates, one more.
  mutating func seats(_ round: SeatUnit.Round, _ unit: SeatUnit, _ spans: [Span]) -> [ClosedRange<Int>] {
    var seats = round.groups.map { $0.seats...$0.seats }
    let contestants = contestants(round, unit, spans)
    for one in contestants {
      var (before, after) = (0, 0)
      for other in contestants where other.group != one.group {
        if precedes(other, one) {
          before += 1
        } else if precedes(one, other) {
          after += 1
        }
      }
      let own = round.groups[one.group].seats
      let isGiven = after >= contestants.count - round.left
      seats[one.group] = own + (isGiven ? 1 : 0)...own + (before >= round.left ? 0 : 1)
    }
    return seats
  }

  /// A group that may get a seat beyond its own.
  private struct Contestant {
    let group: Int
    let name: Key
    let seats: Int
    /// All who may be candidates.
    let possible: [Int]
    /// Of the certain candidates the best, one more than seats; empty where there are not so many.
    let front: [Int]

    /// No candidate is left for the seat.
    var hasNone: Bool { possible.count <= seats }
  }

  private func contestants(_ round: SeatUnit.Round, _ unit: SeatUnit, _ spans: [Span]) -> [Contestant] {
    round.groups.indices.filter { round.groups[$0].isContested }.map { group in
      let own = unit.members.indices.filter { round.groupOf[$0] == group }
      let possible = own.filter { spans[$0].best <= round.grade && round.grade <= spans[$0].worst }
      let certain = possible.filter { spans[$0].isCertain }.map { unit.members[$0] }
        .sorted { basis.isNow($0, before: $1, byTotal: false) }
      let seats = round.groups[group].seats
      return Contestant(
        group: group, name: round.groups[group].name, seats: seats,
        possible: possible.map { unit.members[$0] },
        front: certain.count > seats ? Array(certain.prefix(seats + 1)) : [])
    }
  }

  /// Whether the next candidate of one group stands before that of the other under all weights.
  ///
  /// Of so many certain candidates as the seats and one, one stands not before the next; who is the worst of them the
  /// weights decide. Of the other group no more than have seats may stand before or beside any of them.
  private mutating func precedes(_ one: Contestant, _ other: Contestant) -> Bool {
    if other.hasNone { return !one.front.isEmpty || one.name < other.name }
    guard !one.front.isEmpty else { return false }
    for member in one.front {
      var rivals = 0
      for rival in other.possible where !isBefore(member, rival, byTotal: false) {
        rivals += 1
        if rivals > other.seats { return false }
      }
    }
    return true
  }
}
