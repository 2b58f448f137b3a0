import Ranking
import Records
import Scoring

/// Two candidates of one group for its last seat, with a knob between two places at which neither's own grade changes.
struct SeatDuel {
  let members: (left: Int, right: Int)
  let round: SeatUnit.Round
  let committee: TurnedCommittee
  let step: Int64
  let lastGrade: Int

  /// Both with the knob at one place.
  struct Place {
    let at: Int64
    let left: Position
    let right: Position
  }

  /// nil unless all is left to the two: one seat, not contested by another group.
  init?(_ unit: SeatUnit, _ committee: TurnedCommittee, step: Int64, lastGrade: Int) {
    guard unit.members.count == 2, unit.rounds.count == 1, let round = unit.rounds.first,
      round.groupOf[0] == round.groupOf[1]
    else { return nil }
    let group = round.groups[round.groupOf[0]]
    guard group.seats == 1, !group.isContested else { return nil }
    members = (unit.members[0], unit.members[1])
    self.round = round
    self.committee = committee
    self.step = step
    self.lastGrade = lastGrade
  }

  /// Finds every step at which a grade of the two changes. A stretch is proved from its ends to change nothing, or cut:
  /// where the straight lines of the two say that something will, every third time in the middle.
  func search(_ low: Place, _ high: Place, tries: Int = 0, _ changes: inout [SeatSearch.Change]) {
    let (before, after) = (outcome(low), outcome(high))
    let (left, right) = (
      committee.stretch(members.left, low.left, high.left),
      committee.stretch(members.right, low.right, high.right)
    )
    guard before != after || !isProved(before, left, right) else { return }
    let steps = (high.at - low.at) / step
    guard steps > 1 else { return note(high.at, before, after, &changes) }
    let cut = tries % 3 == 2 ? steps / 2 : SeatDuel.cut(left, right, steps, committee.basis.unit)
    let at = low.at + min(max(cut, 1), steps - 1) * step
    let middle = Place(
      at: at, left: committee.position(members.left, at: at), right: committee.position(members.right, at: at)
    )
    search(low, middle, tries: tries + 1, &changes)
    search(middle, high, tries: tries + 1, &changes)
  }

  /// Positive where the left gets the seat, 0 for a tie.
  private func outcome(_ place: Place) -> Int {
    guard round.tied == .sameRank else { return Int((place.left.total - place.right.total).signum()) }
    return Seating.compare(members.left, place.left, members.right, place.right, committee)
  }

  private func isProved(_ outcome: Int, _ left: Stretch, _ right: Stretch) -> Bool {
    let byTotal = round.tied == .sameTotal
    guard outcome != 0 else { return committee.areTied(left, right, byTotal: byTotal) }
    let (first, second) = outcome > 0 ? (left, right) : (right, left)
    return byTotal ? committee.hasMore(first, second) : committee.isBefore(first, second)
  }

  private func note(_ at: Int64, _ before: Int, _ after: Int, _ changes: inout [SeatSearch.Change]) {
    guard before != after else { return }
    for (member, sign) in [(members.left, 1), (members.right, -1)] {
      let (old, new) = (grade(before * sign), grade(after * sign))
      if old != new { changes.append(SeatSearch.Change(at: at, member: member, before: old, after: new)) }
    }
  }

  /// Of one for whom the duel went so.
  private func grade(_ outcome: Int) -> Int {
    let next = min(round.grade + 1, lastGrade)
    if outcome != 0 { return outcome > 0 ? round.grade : next }
    switch round.tie {
    case .include: return round.grade
    case .exclude: return next
    case .refer: return Seating.referred
    }
  }
}

extension SeatDuel {
  /// After how many steps to cut: where the two come so near one another that rounding decides; there, where the first
  /// of them is rounded to another amount.
  private static func cut(_ left: Stretch, _ right: Stretch, _ steps: Int64, _ unit: Int64) -> Int64 {
    guard left.isStraight, right.isStraight else { return steps / 2 }
    let (low, high) = (left.lowSum - right.lowSum, left.highSum - right.highSum)
    let near = unit + left.unevenness + right.unevenness
    if low.magnitude > near {
      let share = partial(low.magnitude - UInt64(near), of: (low - high).magnitude, steps)
      if share >= 1, share < steps { return share }
    }
    if high.magnitude > near {
      let share = partial(high.magnitude - UInt64(near), of: (low - high).magnitude, steps)
      if share >= 1, share < steps { return steps - share }
    }
    guard let next = [left, right].compactMap({ leap($0, steps, unit) }).min() else { return steps / 2 }
    return next > 1 ? next - 1 : next
  }

  private static func partial(_ part: UInt64, of whole: UInt64, _ steps: Int64) -> Int64 {
    whole == 0 ? steps : Int64(clamping: UInt128(steps.magnitude) * UInt128(part) / UInt128(whole))
  }

  /// After how many steps a straight line is first rounded to another amount; nil where it never is.
  private static func leap(_ stretch: Stretch, _ steps: Int64, _ unit: Int64) -> Int64? {
    let (low, high) = (stretch.low.raw, stretch.high.raw)
    guard low != high else { return nil }
    let limit = stretch.low.points + (high > low ? unit / 2 : -unit / 2)
    let leap = partial((limit - low).magnitude, of: (high - low).magnitude, steps) + 1
    return leap < steps ? leap : nil
  }
}
