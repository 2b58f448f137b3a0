package import Records

/// Working days: Monday to Friday unless 放假, and any day marked 上班 (model.md §1).
package struct WorkingDays {
  private let closed: Set<Int32>
  private let open: Set<Int32>
  private let years: Set<Int>
  /// Years without one row of the calendar that were asked for.
  package private(set) var missingYears: Set<Int> = []

  /// Of the source `calendar`; without it Monday to Friday are working days.
  package init(_ calendar: Table?) {
    var (closed, open, years): (Set<Int32>, Set<Int32>, Set<Int>) = ([], [], [])
    if let calendar {
      let dates = calendar.days("date")
      let kinds = calendar.classes("kind", ["放假", "上班"])
      for row in calendar.live where dates[Int(row)] != Column.missingDay {
        let date = dates[Int(row)]
        years.insert(Day(number: date).year)
        if kinds[Int(row)] == 0 { closed.insert(date) } else if kinds[Int(row)] == 1 { open.insert(date) }
      }
    }
    (self.closed, self.open, self.years) = (closed, open, years)
  }

  /// The `count`-th working day after a day; `count` is 1 or more.
  package mutating func day(_ count: Int, after day: Day) -> Day {
    var current = day
    var left = count
    while left > 0 {
      current = current.adding(days: 1)
      if isWorking(current) { left -= 1 }
    }
    return current
  }

  /// The days from the first working day at or after `day` on that hold `count` working days; `count` is 1 or more.
  package mutating func span(_ count: Int, from day: Day) -> (first: Day, last: Day) {
    let first = self.day(1, after: day.adding(days: -1))
    return (first, count > 1 ? self.day(count - 1, after: first) : first)
  }

  package mutating func isWorking(_ day: Day) -> Bool {
    let year = day.year
    if !years.contains(year) { missingYears.insert(year) }
    if open.contains(day.number) { return true }
    return day.weekday <= 5 && !closed.contains(day.number)
  }
}
