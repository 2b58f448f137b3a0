import Records

/// The scans' columns as integers, and the half-day that each counts for.
struct PlacedScans {
  let table: Table
  let times: [Int64]
  /// 0 = 签到, 1 = 签退; a blank is 签到.
  let isCheckOut: [Bool]
  /// 补签.
  let isManual: [Bool]
  /// Row of `activities` of each scan.
  let activities: [Int32]
  private let halfDays: [Int64]
  private let placement: ScanPlacement

  init(_ table: Table, programme: Programme, rules: AttendanceRules) {
    self.table = table
    times = table.times("scanned_at")
    isCheckOut = table.classes("direction", ["签退"]).map { $0 == 0 }
    isManual = table.classes("method", ["补签"]).map { $0 == 0 }
    activities = programme.activities.rows(table.coded("activity_no"))
    halfDays = table.integers("half_day")
    placement = ScanPlacement(programme: programme, rules: rules)
  }

  /// True when the scan's activity exists and was not cancelled.
  func isHeld(_ row: Int32) -> Bool {
    let activity = activities[Int(row)]
    return activity >= 0 && placement.programme.isHeld[Int(activity)]
  }

  /// The half-day of a scan of an activity that is held, or `ScanPlacement.outside`.
  func place(_ row: Int32) -> Int32 {
    let index = Int(row)
    return placement.place(
      activity: activities[index], time: times[index], direction: direction(row), isManual: isManual[index],
      number: halfDays[index])
  }

  func direction(_ row: Int32) -> Direction { isCheckOut[Int(row)] ? .checkOut : .checkIn }
}
