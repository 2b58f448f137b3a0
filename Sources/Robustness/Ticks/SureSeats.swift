import Scoring

/// Of whom it is sure on a whole stretch of a knob whether he gets a seat of a unit's only quota.
struct SureSeats {
  /// Indices of the members of whom it is not.
  private(set) var open: [Int] = []
  /// Indices of the others, each with the best grade that the quota leaves him.
  private(set) var closed: [(index: Int, lowest: Int)] = []
  /// By group: seats of those who are sure of one.
  private(set) var taken: [Int]

  /// nil for a unit with several quotas: who loses one meets the next. O(members log members).
  init?(
    _ unit: SeatUnit, _ low: SeatSearch.Place, _ high: SeatSearch.Place, _ committee: TurnedCommittee,
    _ own: [OwnGrades]
  ) {
    guard unit.rounds.count == 1, let round = unit.rounds.first else { return nil }
    taken = Array(repeating: 0, count: round.groups.count)
    var rivals = [[Rival]](repeating: [], count: round.groups.count)
    for (index, member) in unit.members.enumerated() {
      let grades = own[member]
      var (isPossible, isCertain) = (false, true)
      func see(_ grade: Int) {
        isPossible = isPossible || grade == round.grade
        isCertain = isCertain && grade == round.grade
      }
      see(low.positions[index].own.grade)
      for change in grades.changes where change.at > low.at && change.at <= high.at { see(change.grade) }
      guard isPossible else {
        closed.append((index, 0))
        continue
      }
      let stretch = committee.stretch(member, low.positions[index], high.positions[index])
      rivals[round.groupOf[index]].append(
        Rival(index: index, isCertain: isCertain, reach: Reach(stretch, committee)))
    }
    for group in rivals.indices { sort(rivals[group], group, round, unit: committee.basis.unit) }
    open.sort()
  }

  /// A possible candidate.
  private struct Rival {
    let index: Int
    let isCertain: Bool
    let reach: Reach?
  }

  private mutating func sort(_ rivals: [Rival], _ group: Int, _ round: SeatUnit.Round, unit: Int64) {
    let seats = round.groups[group].seats
    let most = seats + (round.groups[group].isContested ? 1 : 0)
    guard rivals.count > seats else {
      closed += rivals.map { ($0.index, 0) }
      return
    }
    var certain: [(middle: Int64, place: Int)] = []
    for (place, rival) in rivals.enumerated() where rival.isCertain {
      if let reach = rival.reach { certain.append((reach.middle, place)) }
    }
    certain.sort { $0.middle != $1.middle ? $0.middle > $1.middle : $0.place < $1.place }
    let least = Reach.least(certain.prefix(most).compactMap { rivals[$0.place].reach })
    // By rival: whether he is among the first certain ones, as many as have seats, and as many as may have.
    var front = [Bool](repeating: false, count: rivals.count)
    for (_, place) in certain.prefix(seats) { front[place] = true }
    var mostFront = [Bool](repeating: certain.count < most, count: rivals.count)
    for (_, place) in certain.prefix(most) { mostFront[place] = true }
    let greatest =
      certain.count >= seats
      ? Reach.greatest(rivals.indices.lazy.filter { !front[$0] }.map { rivals[$0].reach })
      : nil
    for (place, rival) in rivals.enumerated() {
      let isOut =
        !mostFront[place] && (rival.reach.map { $0.isBelow(least, by: unit) } ?? false) || most == 0
      if isOut {
        closed.append((rival.index, round.grade + 1))
      } else if front[place], let greatest, rival.reach?.isAbove(greatest, by: unit) ?? false {
        closed.append((rival.index, 0))
        taken[group] += 1
      } else {
        open.append(rival.index)
      }
    }
  }
}

/// Where a member's sum lies at the two ends of a stretch, in nano, so that it lies between everywhere on it.
struct Reach {
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

  var middle: Int64 { low.low / 2 + low.high / 2 }

  /// Not above any of them at either end.
  static func least(_ reaches: [Reach]) -> (low: Int64, high: Int64) {
    (reaches.map(\.low.low).min() ?? .max, reaches.map(\.low.high).min() ?? .max)
  }

  /// Not below any of them at either end; nil where one is not known.
  static func greatest(_ reaches: some Sequence<Reach?>) -> (low: Int64, high: Int64)? {
    var greatest: (low: Int64, high: Int64) = (.min, .min)
    for reach in reaches {
      guard let reach else { return nil }
      greatest = (max(greatest.low, reach.high.low), max(greatest.high, reach.high.high))
    }
    return greatest
  }

  func isBelow(_ bound: (low: Int64, high: Int64), by unit: Int64) -> Bool {
    high.low <= bound.low - unit && high.high <= bound.high - unit
  }

  func isAbove(_ bound: (low: Int64, high: Int64), by unit: Int64) -> Bool {
    low.low - unit >= bound.low && low.high - unit >= bound.high
  }
}
