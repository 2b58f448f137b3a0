import Records

/// Public holidays and shifted working days of 2025 and 2026.
enum Holidays {
  private static let free: [(Day, Int)] = [
    (civil(2025, 1, 1), 1), (civil(2025, 1, 28), 8), (civil(2025, 4, 4), 3), (civil(2025, 5, 1), 5),
    (civil(2025, 5, 31), 3), (civil(2025, 10, 1), 8), (civil(2026, 1, 1), 3), (civil(2026, 2, 15), 9),
    (civil(2026, 4, 4), 3), (civil(2026, 5, 1), 5), (civil(2026, 6, 19), 3), (civil(2026, 9, 25), 3),
    (civil(2026, 10, 1), 7),
  ]
  private static let worked: [Day] = [
    civil(2025, 1, 26), civil(2025, 2, 8), civil(2025, 4, 27), civil(2025, 9, 28), civil(2025, 10, 11),
    civil(2026, 1, 4), civil(2026, 2, 14), civil(2026, 2, 28), civil(2026, 5, 9), civil(2026, 9, 20),
    civil(2026, 10, 10),
  ]

  static func isFree(_ day: Day) -> Bool {
    free.contains { first, length in first <= day && day < first.adding(days: length) }
  }

  static func isWorking(_ day: Day) -> Bool {
    worked.contains(day) || (day.weekday <= 5 && !isFree(day))
  }

  /// The rows of the calendar, in order of date.
  static var rows: [Row] {
    var days: [(day: Day, kind: String)] = worked.map { ($0, "上班") }
    for (first, length) in free {
      days += (0..<length).map { (first.adding(days: $0), "放假") }
    }
    return days.sorted { $0.day < $1.day }.map { Row([$0.day.description, $0.kind], day: $0.day) }
  }
}
