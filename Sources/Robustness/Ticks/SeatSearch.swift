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

  private let unit: SeatUnit
  private let step: Int64
  private let lastGrade: Int
  private var committee: TurnedCommittee
  private(set) var changes: [Change] = []

  /// A place with all that was found there.
  private struct Place {
    let at: Int64
    let positions: [Position]
    let seating: Seating
  }

  init(_ unit: SeatUnit, _ committee: TurnedCommittee, step: Int64, lastGrade: Int) {
    self.unit = unit
    self.committee = committee
    self.step = step
    self.lastGrade = lastGrade
  }

  /// Searches from the first place of the range to the last. Between two `cuts`, the places at which a member's own grade
  /// changes, only the order of the candidates can change anything.
  mutating func search(_ range: KnobRange, cuts: [Int64]) {
    var low = place(range.low)
    for cut in cuts + [range.high + step] {
      let high = low.at == cut - step ? low : place(cut - step)
      search(low, high)
      guard cut <= range.high else { return }
      low = place(cut)
      note(high, low)
    }
  }

  private mutating func place(_ nano: Int64) -> Place {
    let positions = unit.members.map { committee.position($0, at: nano) }
    return Place(
      at: nano, positions: positions,
      seating: Seating(unit, positions, committee, lastGrade: lastGrade))
  }

  private mutating func note(_ low: Place, _ high: Place) {
    for (index, member) in unit.members.enumerated()
    where low.seating.grades[index] != high.seating.grades[index] {
      changes.append(
        Change(
          at: high.at, member: member, before: low.seating.grades[index], after: high.seating.grades[index]))
    }
  }

  private mutating func search(_ low: Place, _ high: Place) {
    guard low.at < high.at, !isSettled(low, high) else { return }
    guard high.at - low.at > step else { return note(low, high) }
    let middle = place(low.at + (high.at - low.at) / step / 2 * step)
    search(low, middle)
    search(middle, high)
  }

  /// Whether nothing can change between two places.
  private func isSettled(_ low: Place, _ high: Place) -> Bool {
    guard low.seating.outcomes == high.seating.outcomes else { return false }
    let stretches = unit.members.indices.map { index in
      Stretch(
        member: unit.members[index], low: low.positions[index], high: high.positions[index],
        unevenness: committee.unevenness(unit.members[index]))
    }
    let proof = SeatProof(committee: committee, stretches: stretches)
    return unit.rounds.indices.allSatisfy { round in
      let (before, after) = (low.seating.rounds[round], high.seating.rounds[round])
      return zip(before, after).allSatisfy {
        $0.seats == $1.seats && proof.holds($0, $1, byTotal: unit.rounds[round].tied == .sameTotal)
      } && proof.contestHolds(unit.rounds[round], before, after)
    }
  }
}

/// What keeps the seats of groups as they are on a stretch of a knob.
private struct SeatProof {
  let committee: TurnedCommittee
  let stretches: [Stretch]

  /// The group's candidates and who of them gets what are the same at both ends.
  func holds(_ low: Seating.GroupSeating, _ high: Seating.GroupSeating, byTotal: Bool) -> Bool {
    let count = low.order.count
    guard low.seats > 0, low.seats < count else { return true }
    let staying = low.order[..<low.staying]
    let tied = low.order[low.staying..<low.staying + low.tied]
    let out = low.order[(low.staying + low.tied)...]
    let proof = PairProof(committee: committee)
    guard
      zip(tied, tied.dropFirst()).allSatisfy({
        proof.areTied(stretches[$0], stretches[$1], byTotal: byTotal)
      })
    else { return false }
    return tied.isEmpty
      ? areApart(staying, out, proof, byTotal)
      : areApart(staying, tied.prefix(1), proof, byTotal) && areApart(tied.prefix(1), out, proof, byTotal)
  }

  /// Whether all of the front stand before all of the rear. O(members) but for those near one another.
  private func areApart(
    _ front: ArraySlice<Int>, _ rear: ArraySlice<Int>, _ proof: PairProof, _ byTotal: Bool
  ) -> Bool {
    let rears = rear.compactMap { Reach(stretches[$0], committee) }
    guard rears.count == rear.count, let lowest = rears.map(\.high.low).max(),
      let highest = rears.map(\.high.high).max()
    else { return rear.isEmpty }
    for index in front {
      guard let reach = Reach(stretches[index], committee) else { return false }
      if reach.low.low >= lowest + committee.basis.unit, reach.low.high >= highest + committee.basis.unit {
        continue
      }
      for (other, far) in zip(rear, rears) where !reach.isClear(of: far, by: committee.basis.unit) {
        let isApart =
          byTotal
          ? proof.hasMore(stretches[index], stretches[other])
          : proof.isBefore(stretches[index], stretches[other])
        guard isApart else { return false }
      }
    }
    return true
  }

  /// The same groups get the contested seats throughout.
  func contestHolds(
    _ round: SeatUnit.Round, _ low: [Seating.GroupSeating], _ high: [Seating.GroupSeating]
  ) -> Bool {
    let contested = round.groups.indices.filter { round.groups[$0].isContested }
    guard round.left > 0, round.left < contested.count else { return true }
    let proof = PairProof(committee: committee)
    var next: [Int: Int] = [:]
    for group in contested {
      let seats = round.groups[group].seats
      guard let candidate = low[group].order.next(seats) else { continue }
      guard high[group].order.next(seats) == candidate else { return false }
      let (before, after) = (low[group].order[..<seats], low[group].order[(seats + 1)...])
      guard Set(before) == Set(high[group].order[..<seats]),
        before.allSatisfy({
          proof.isBefore(stretches[$0], stretches[candidate]) || areOne($0, candidate, proof)
        }),
        after.allSatisfy({
          proof.isBefore(stretches[candidate], stretches[$0]) || areOne(candidate, $0, proof)
        })
      else { return false }
      next[group] = candidate
    }
    let winners = contested.filter { low[$0].seats > round.groups[$0].seats }
    let losers = contested.filter { low[$0].seats == round.groups[$0].seats }
    return winners.allSatisfy { winner in
      losers.allSatisfy { loser in
        guard let second = next[loser] else { return true }
        guard let first = next[winner] else { return false }
        return proof.isBefore(stretches[first], stretches[second]) || areOne(first, second, proof)
      }
    }
  }

  private func areOne(_ left: Int, _ right: Int, _ proof: PairProof) -> Bool {
    proof.areTied(stretches[left], stretches[right], byTotal: false)
  }
}

/// Where a member's sum lies at the two ends of a stretch, in nano, so that it lies between everywhere on it.
private struct Reach {
  /// Not above the sum, at the low and the high end.
  let low: (low: Int64, high: Int64)
  /// Not below it.
  let high: (low: Int64, high: Int64)

  /// nil where nothing is known.
  init?(_ stretch: Stretch, _ committee: TurnedCommittee) {
    guard stretch.isFree else { return nil }
    let (low, high, uneven) = (stretch.lowSum, stretch.highSum, stretch.unevenness)
    if stretch.isStraight {
      self.low = (low - uneven, high - uneven)
      self.high = (low + uneven, high + uneven)
    } else if committee.isMonotone {
      self.low = (min(low, high), min(low, high))
      self.high = (max(low, high), max(low, high))
    } else {
      return nil
    }
  }

  /// Rounding moves a difference by less than a unit.
  func isClear(of other: Reach, by unit: Int64) -> Bool {
    low.low >= other.high.low + unit && low.high >= other.high.high + unit
  }
}
