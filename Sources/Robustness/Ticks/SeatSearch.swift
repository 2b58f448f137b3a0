import Records
import Scoring

/// The places of a knob at which a unit's seats change hands.
struct SeatSearch {
  /// A change of grade with the knob going up, first seen at a place.
  struct Change: Hashable, Sendable {
    let at: Int64
    let member: Int
    let before: Int
    let after: Int
  }

  private let step: Int64
  private let lastGrade: Int
  private let committee: TurnedCommittee
  /// By member of the committee.
  private let own: [OwnGrades]
  private(set) var changes: [Change] = []

  init(_ committee: TurnedCommittee, own: [OwnGrades], step: Int64, lastGrade: Int) {
    self.committee = committee
    self.own = own
    self.step = step
    self.lastGrade = lastGrade
  }

  /// A place of the knob with the positions of a unit's members.
  struct Place {
    let at: Int64
    let positions: [Position]

    func restricted(to kept: [Int]) -> Place { Place(at: at, positions: kept.map { positions[$0] }) }
  }

  /// Searches from one place to another. A member of whom it is sure on the whole stretch whether he gets a seat is left
  /// out; where the rest is proved to change nothing the search ends, else the stretch is cut: where somebody's own grade
  /// changes, or in the middle.
  mutating func search(_ whole: SeatUnit, _ start: Place, _ end: Place) {
    guard start.at < end.at else { return }
    var (unit, low, high) = (whole, start, end)
    if let sure = SureSeats(whole, start, end, committee, own) {
      note(sure, whole, start, end)
      guard !sure.open.isEmpty else { return }
      unit = whole.restricted(to: sure.open, taken: sure.taken)
      (low, high) = (start.restricted(to: sure.open), end.restricted(to: sure.open))
    }
    let cut = cut(unit, low, high)
    if cut == nil, let duel = SeatDuel(unit, committee, step: step, lastGrade: lastGrade) {
      return duel.search(SeatDuel.Place(low), SeatDuel.Place(high), &changes)
    }
    guard cut != nil || !isSettled(unit, low, high) else { return }
    guard high.at - low.at > step else { return note(unit, low, high) }
    let middle = place(unit, cut ?? low.at + (high.at - low.at) / step / 2 * step, low, high)
    guard cut != nil else {
      search(unit, low, middle)
      return search(unit, middle, high)
    }
    let before = place(unit, middle.at - step, low, high)
    search(unit, low, before)
    search(unit, before, middle)
    search(unit, middle, high)
  }

  func place(_ unit: SeatUnit, _ nano: Int64, _ low: Place? = nil, _ high: Place? = nil) -> Place {
    if let low, low.at == nano { return low }
    if let high, high.at == nano { return high }
    var positions: [Position] = []
    positions.reserveCapacity(unit.members.count)
    for member in unit.members { positions.append(committee.position(member, at: nano)) }
    return Place(at: nano, positions: positions)
  }

  /// A place in the stretch, its first left out, at which an own grade changes: the middle one of them.
  private func cut(_ unit: SeatUnit, _ low: Place, _ high: Place) -> Int64? {
    var places: [Int64] = []
    for member in unit.members {
      for change in own[member].changes where change.at > low.at && change.at <= high.at {
        places.append(change.at)
      }
    }
    guard !places.isEmpty else { return nil }
    places.sort()
    return places[places.count / 2]
  }

  private func seating(_ unit: SeatUnit, _ place: Place) -> Seating {
    Seating(unit, place.positions, committee, lastGrade: lastGrade)
  }

  private mutating func note(_ unit: SeatUnit, _ low: Place, _ high: Place) {
    let (before, after) = (seating(unit, low).grades, seating(unit, high).grades)
    for (index, member) in unit.members.enumerated() where before[index] != after[index] {
      changes.append(Change(at: high.at, member: member, before: before[index], after: after[index]))
    }
  }

  /// Notes the changes of own grade of those of whom the seats are sure.
  private mutating func note(_ sure: SureSeats, _ unit: SeatUnit, _ low: Place, _ high: Place) {
    for (index, lowest) in sure.closed {
      let member = unit.members[index]
      var before = max(own[member].grade(at: low.at), lowest)
      for change in own[member].changes where change.at > low.at && change.at <= high.at {
        let after = max(change.grade, lowest)
        if after != before {
          changes.append(Change(at: change.at, member: member, before: before, after: after))
        }
        before = after
      }
    }
  }

  /// Whether nothing can change between two places.
  private func isSettled(_ unit: SeatUnit, _ low: Place, _ high: Place) -> Bool {
    let (before, after) = (seating(unit, low), seating(unit, high))
    guard before.outcomes == after.outcomes else { return false }
    let stretches = unit.members.indices.map { index in
      committee.stretch(unit.members[index], low.positions[index], high.positions[index])
    }
    let proof = SeatProof(stretches: stretches)
    for (round, (one, other)) in zip(unit.rounds, zip(before.rounds, after.rounds)) {
      for (left, right) in zip(one, other) {
        guard left.seats == right.seats, proof.holds(left, byTotal: round.tied == .sameTotal, committee)
        else {
          return false
        }
      }
      guard proof.contestHolds(round, one, other, committee) else { return false }
    }
    return true
  }
}

extension SeatDuel.Place {
  /// Of a unit of two.
  fileprivate init(_ place: SeatSearch.Place) {
    self.init(at: place.at, left: place.positions[0], right: place.positions[1])
  }
}

/// A member's own grade from the low end of a knob on.
struct OwnGrades: Sendable {
  let first: Int
  /// Ascending.
  let changes: [(at: Int64, grade: Int)]

  func grade(at place: Int64) -> Int { changes.last { $0.at <= place }?.grade ?? first }
}
