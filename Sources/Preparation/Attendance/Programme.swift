import Records

/// A half-day of an activity.
struct HalfDay {
  /// Row of `activities`.
  let activity: Int32
  let number: Int64
  /// Seconds.
  let start: Int64
  let end: Int64
  /// Row of `half_days`.
  let row: Int32

  var day: Int32 { Instant(seconds: start).day.number }
}

/// The activities with their half-days.
struct Programme {
  let activityPosition: Int?
  let halfDayPosition: Int?
  let activities: KeyIndex
  /// By activity, then by start, then by number.
  let halfDays: [HalfDay]
  /// By row of `activities`: false for one that was cancelled.
  let isHeld: [Bool]
  private let starts: [Int32]

  init(_ rows: Staged) {
    activityPosition = rows.position("activities")
    halfDayPosition = rows.position("half_days")
    let table = rows.table("activities")
    activities = KeyIndex(table)
    isHeld = table?.classes("status", ["取消"]).map { $0 != 0 } ?? []
    halfDays = rows.table("half_days").map { Programme.halfDays($0, activities: KeyIndex(table)) } ?? []
    var starts = [Int32](repeating: 0, count: (table?.rowCount ?? 0) + 1)
    for halfDay in halfDays { starts[Int(halfDay.activity) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    self.starts = starts
  }

  /// Places in `halfDays` of an activity's half-days.
  func range(of activity: Int32) -> Range<Int> { Int(starts[Int(activity)])..<Int(starts[Int(activity) + 1]) }

  private static func halfDays(_ table: Table, activities: KeyIndex) -> [HalfDay] {
    let rows = activities.rows(table.coded("activity_no"))
    let (starts, ends) = (table.times("starts_at"), table.times("ends_at"))
    let numbers = table.integers("half_day")
    return table.live.compactMap { row -> HalfDay? in
      let index = Int(row)
      guard rows[index] >= 0, starts[index] != Column.missingTime, ends[index] != Column.missingTime else {
        return nil
      }
      return HalfDay(
        activity: rows[index], number: numbers[index], start: starts[index], end: ends[index], row: row)
    }.sorted {
      ($0.activity, $0.start, $0.number) < ($1.activity, $1.start, $1.number)
    }
  }
}
