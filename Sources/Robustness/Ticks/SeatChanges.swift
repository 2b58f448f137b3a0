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
    guard let quota = rescoring.model.grades[grade].quota else { return [] }
    let sizes = QuotaGroups.groups(
      ranked[profile], by: quota.by, poolUnder: quota.poolUnder[profile], rescoring.input
    ).map(\.members.count)
    var last: (shares: SeatShares, share: Fraction)?
    return changes(profile, at: SharePlaces(sizes: sizes, range).all) { nano in
      let share = Fraction(nano, Points.one)
      let shares = SeatShares(share: share, rounding: quota.rounding, members: sizes)
      if let last, last.shares.isAlike(shares) { return nil }
      last = (shares, share)
      return SeatUnit.whole(
        rescoring.model, rescoring.input, profile: profile, ranked: ranked[profile], share: (grade, share))
    }
  }

  private func poolChanges(_ knob: Knob, profile: Int, _ range: KnobRange) -> [SeatSearch.Change] {
    let places = Array(stride(from: range.low, through: range.high, by: Int(range.step)))
    return changes(profile, at: places) { nano in
      guard let model = rescoring.model.turning([KnobSetting(knob, Fraction(nano, Points.one))]),
        let grade = model.grades.firstIndex(where: { $0.quota != nil }), let quota = model.grades[grade].quota
      else { return nil }
      return SeatUnit.whole(
        model, rescoring.input, profile: profile, ranked: ranked[profile],
        share: (grade, quota.share[profile]))
    }
  }

  /// Seats members at each place, where a unit is given, and notes who differs from the place before.
  private func changes(
    _ profile: Int, at places: [Int64], _ unit: (Int64) -> SeatUnit?
  ) -> [SeatSearch.Change] {
    let committee = TurnedCommittee(self)
    let positions = ranked[profile].map { committee.position($0, at: 0) }
    let lastGrade = rescoring.model.grades.count - 1
    var before: [Int]?
    var changes: [SeatSearch.Change] = []
    for place in places {
      guard let unit = unit(place) else { continue }
      let grades = Seating(unit, positions, committee, lastGrade: lastGrade).grades
      for (index, member) in unit.members.enumerated() {
        guard let before, before[index] != grades[index] else { continue }
        changes.append(
          SeatSearch.Change(at: place, member: member, before: before[index], after: grades[index]))
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

extension SeatShares {
  /// Whether two shares give the same seats whoever the candidates are.
  fileprivate func isAlike(_ other: SeatShares) -> Bool {
    guard whole == other.whole, left == other.left else { return false }
    return order == other.order
  }

  /// Of the groups by remainder: which stand before the seats run out, and which at that margin.
  private var order: [[Int]] {
    let sorted = remainders.indices.sorted { remainders[$0] > remainders[$1] }
    guard left > 0, left < sorted.count else { return [] }
    let margin = remainders[sorted[left - 1]]
    return [
      remainders.indices.filter { remainders[$0] > margin },
      remainders.indices.filter { remainders[$0] == margin },
    ]
  }
}
