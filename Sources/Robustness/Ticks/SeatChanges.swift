import Ranking
import Records
import Scoring

extension TickBasis {
  /// Changes of grade as the number of seats of one quota changes; points stay as they are.
  func seatChanges(_ knob: Knob, grade: Int, _ range: KnobRange) -> [SeatSearch.Change] {
    let model = rescoring.model
    let profiles = knob.profile.map { [$0] } ?? Array(model.profiles.indices)
    guard case .number(let path) = knob.subject else { return [] }
    return profiles.filter { !ranked[$0].isEmpty }.flatMap { profile in
      path.key == "share"
        ? shareChanges(grade: grade, profile: profile, range) : poolChanges(knob, profile: profile, range)
    }
  }

  private func shareChanges(grade: Int, profile: Int, _ range: KnobRange) -> [SeatSearch.Change] {
    let model = rescoring.model
    guard let quota = model.grades[grade].quota,
      let whole = SeatUnit.whole(model, rescoring.input, profile: profile, ranked: ranked[profile]),
      let round = whole.rounds.first(where: { $0.grade == grade })
    else { return [] }
    var sizes = [Int](repeating: 0, count: round.groups.count)
    for group in round.groupOf { sizes[group] += 1 }
    let committee = TurnedCommittee(self)
    let last = whole.rounds.map(\.grade).max() ?? -1
    let standing = whole.members.map { committee.position($0, at: 0) }
    // Best first, so that no quota has to sort its candidates again.
    let candidates = whole.members.indices.filter { standing[$0].own.grade <= last }.sorted {
      Seating.compare(whole.members[$0], standing[$0], whole.members[$1], standing[$1], committee) > 0
    }
    let unit = whole.restricted(to: candidates)
    let positions = candidates.map { standing[$0] }
    let places = SharePlaces(sizes: sizes, range).all
    var margin: Margin?
    func next(_ nano: Int64) -> Margin? {
      let shares = SeatShares(share: Fraction(nano, Points.one), rounding: quota.rounding, members: sizes)
      let next = Margin(shares)
      guard margin != next else { return nil }
      margin = next
      return next
    }
    guard unit.rounds.count == 1 else {
      return changes(committee, at: places, positions: { _ in positions }) { nano in
        next(nano).map { unit.sharing($0, grade: grade) }
      }
    }
    var seats = SharedSeats(unit, positions, committee, lastGrade: model.grades.count - 1)
    return places.flatMap { place in next(place).map { seats.share($0, at: place) } ?? [] }
  }

  private func poolChanges(_ knob: Knob, profile: Int, _ range: KnobRange) -> [SeatSearch.Change] {
    let places = Array(stride(from: range.low, through: range.high, by: Int(range.step)))
    let committee = TurnedCommittee(self)
    return changes(committee, at: places, positions: { $0.members.map { committee.position($0, at: 0) } }) {
      nano in
      rescoring.model.turning([KnobSetting(knob, Fraction(nano, Points.one))]).flatMap {
        SeatUnit.whole($0, rescoring.input, profile: profile, ranked: ranked[profile])
      }
    }
  }

  /// Seats members at each place, where a unit is given, and notes who differs from the place before. All units have the
  /// same members.
  private func changes(
    _ committee: TurnedCommittee, at places: [Int64], positions: (SeatUnit) -> [Position],
    _ unit: (Int64) -> SeatUnit?
  ) -> [SeatSearch.Change] {
    let lastGrade = rescoring.model.grades.count - 1
    var before: [Int]?
    var changes: [SeatSearch.Change] = []
    for place in places {
      guard let unit = unit(place) else { continue }
      let grades = Seating(unit, positions(unit), committee, lastGrade: lastGrade).grades
      for (index, member) in unit.members.enumerated() {
        guard let old = before?[index], old != grades[index] else { continue }
        changes.append(SeatSearch.Change(at: place, member: member, before: old, after: grades[index]))
      }
      before = grades
    }
    return changes
  }
}

/// The places of a share at which the seats of groups can change.
private struct SharePlaces {
  /// Ascending.
  let all: [Int64]

  /// Seats change where a whole part does, where the number of all seats does, and where two remainders change places:
  /// at k/2n and at k/(n − m) for the sizes n and m of groups and the size of all.
  init(sizes: [Int], _ range: KnobRange) {
    let all = sizes.reduce(0, +)
    var divisors = Set([all * 2] + sizes.map { $0 * 2 })
    for one in sizes { for other in sizes where one > other { divisors.insert(one - other) } }
    divisors.remove(0)
    var places = Set([range.low])
    for divisor in divisors.map({ Int128($0) }) {
      let first = Int128(range.low) * divisor / Int128(Points.one)
      let last = Int128(range.high) * divisor / Int128(Points.one)
      for part in first...last {
        let step = Int64(part * Int128(Points.one) / divisor) / range.step * range.step
        for place in [step, step + range.step, step + 2 * range.step]
        where place >= range.low && place <= range.high { places.insert(place) }
      }
    }
    self.all = places.sorted()
  }
}
