import Records

/// A half-day of an activity.
struct HalfDay {
  let start: Instant
  let end: Instant

  static func morning(_ day: Day) -> HalfDay { at(day, 8 * 60 + 30, 180) }
  static func afternoon(_ day: Day) -> HalfDay { at(day, 14 * 60 + 30, 180) }

  /// From minutes after midnight, for some minutes.
  static func at(_ day: Day, _ minute: Int, _ length: Int) -> HalfDay {
    let start = day.start.adding(minutes: minute)
    return HalfDay(start: start, end: start.adding(minutes: length))
  }

  /// Which half of which day, to keep a member from being in two places.
  var slot: Int { Int(start.day.number) * 2 + (start.secondOfDay < 12 * 3600 ? 0 : 1) }
}

/// An activity, numbered in order of its day within the year.
struct Activity {
  let kind: String
  let title: String
  let audience: String
  let day: Day
  let halfDays: [HalfDay]
  let place: String
  /// The committee or sector that holds it, where one does.
  var host: Int?
  var status = "正常"
  var number = ""
}
