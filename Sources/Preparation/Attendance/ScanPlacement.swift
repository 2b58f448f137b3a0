import Records

enum Direction: UInt64 {
  case checkIn, checkOut
}

/// Which half-day a scan counts for (model.md §2.3, step 1).
struct ScanPlacement {
  let programme: Programme
  /// Seconds.
  private let opens: Int64
  private let closes: Int64

  static let outside: Int32 = -1

  init(programme: Programme, rules: AttendanceRules) {
    self.programme = programme
    opens = Int64(rules.opens) * 60
    closes = Int64(rules.closes) * 60
  }

  /// The place in the programme's half-days, or `outside`. `number` is the half-day that the row names,
  /// missing for none.
  ///
  /// A signed-in-later scan (补签) counts for its half-day at any time. Nearest start or end, then the earlier
  /// one, then the smaller number.
  func place(
    activity: Int32, time: Int64, direction: Direction, isManual: Bool, number: Int64
  ) -> Int32 {
    var best = ScanPlacement.outside
    var bestDistance = Int64.max
    for place in programme.range(of: activity) {
      let halfDay = programme.halfDays[place]
      if number != Column.missingInteger {
        if halfDay.number != number { continue }
        return isManual || isInWindow(time, of: halfDay, direction) ? Int32(place) : ScanPlacement.outside
      }
      guard !isManual, isInWindow(time, of: halfDay, direction) else { continue }
      let distance = abs(time - anchor(halfDay, direction))
      if distance < bestDistance || distance == bestDistance && precedes(halfDay, best, direction) {
        best = Int32(place)
        bestDistance = distance
      }
    }
    return best
  }

  private func isInWindow(_ time: Int64, of halfDay: HalfDay, _ direction: Direction) -> Bool {
    switch direction {
    case .checkIn: halfDay.start - opens <= time && time <= min(halfDay.start + closes, halfDay.end)
    case .checkOut: halfDay.start < time && time <= halfDay.end + opens
    }
  }

  private func anchor(_ halfDay: HalfDay, _ direction: Direction) -> Int64 {
    direction == .checkIn ? halfDay.start : halfDay.end
  }

  private func precedes(_ halfDay: HalfDay, _ best: Int32, _ direction: Direction) -> Bool {
    let other = programme.halfDays[Int(best)]
    return (anchor(halfDay, direction), halfDay.number) < (anchor(other, direction), other.number)
  }
}
