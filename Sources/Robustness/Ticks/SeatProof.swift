import Records
import Scoring

/// What keeps the seats of groups as they are on a stretch of a knob.
struct SeatProof {
  let stretches: [Stretch]

  /// Who gets what is the same at both ends, as at the low one.
  func holds(_ low: Seating.GroupSeating, byTotal: Bool, _ committee: TurnedCommittee) -> Bool {
    let count = low.order.count
    guard low.seats > 0, low.seats < count else { return true }
    let staying = low.order[..<low.staying]
    let tied = low.order[low.staying..<low.staying + low.tied]
    let out = low.order[(low.staying + low.tied)...]
    guard
      zip(tied, tied.dropFirst()).allSatisfy({
        committee.areTied(stretches[$0], stretches[$1], byTotal: byTotal)
      })
    else { return false }
    return tied.isEmpty
      ? areApart(staying, out, byTotal, committee)
      : areApart(staying, tied.prefix(1), byTotal, committee)
        && areApart(tied.prefix(1), out, byTotal, committee)
  }

  /// Whether all of the front stand before all of the rear. O(members) but for those near one another.
  private func areApart(
    _ front: ArraySlice<Int>, _ rear: ArraySlice<Int>, _ byTotal: Bool, _ committee: TurnedCommittee
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
          ? committee.hasMore(stretches[index], stretches[other])
          : committee.isBefore(stretches[index], stretches[other])
        guard isApart else { return false }
      }
    }
    return true
  }

  /// The same groups get the contested seats throughout.
  func contestHolds(
    _ round: SeatUnit.Round, _ low: [Seating.GroupSeating], _ high: [Seating.GroupSeating],
    _ committee: TurnedCommittee
  ) -> Bool {
    let contested = round.groups.indices.filter { round.groups[$0].isContested }
    guard round.left > 0, round.left < contested.count else { return true }
    var next: [Int: Int] = [:]
    for group in contested {
      let seats = round.groups[group].seats
      guard let candidate = low[group].order.next(seats) else { continue }
      guard high[group].order.next(seats) == candidate else { return false }
      let (before, after) = (low[group].order[..<seats], low[group].order[(seats + 1)...])
      guard Set(before) == Set(high[group].order[..<seats]),
        before.allSatisfy({
          committee.isBefore(stretches[$0], stretches[candidate]) || areOne($0, candidate, committee)
        }),
        after.allSatisfy({
          committee.isBefore(stretches[candidate], stretches[$0]) || areOne(candidate, $0, committee)
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
        return committee.isBefore(stretches[first], stretches[second]) || areOne(first, second, committee)
      }
    }
  }

  private func areOne(_ left: Int, _ right: Int, _ committee: TurnedCommittee) -> Bool {
    committee.areTied(stretches[left], stretches[right], byTotal: false)
  }
}
