import Records
import TestSupport
import Testing

struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2025-03-12", 20_159, 3), ("1969-12-31", -1, 3),
    ("2026-11-24", 20_781, 2), ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
  ])
  func `days count from 1970`(_ text: String, _ number: Int32, _ weekday: Int) throws {
    let day = try #require(Day(text: text))
    #expect(day.number == number)
    #expect(day.weekday == weekday)
    #expect(day.description == text)
  }

  @Test(arguments: [
    "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-4-1", "0000-01-01", "20250401",
    "2025/04/01",
    "2025-04-0１", "",
  ])
  func `there is no such day`(_ text: String) {
    #expect(Day(text: text) == nil)
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `civil and back`(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let day = Day(number: Int32.random(in: -700_000...2_900_000, using: &random))
    let (year, month, dayOfMonth) = day.civil
    #expect(Day(year: year, month: month, day: dayOfMonth) == day, "seed \(seed)")
  }

  @Test func `an instant before 1970 is on the day before`() {
    let instant = Instant(seconds: -1)
    #expect(instant.description == "1969-12-31T23:59:59")
    #expect(instant.secondOfDay == 86_399)
    #expect(Instant(seconds: -86_400).day == Day(number: -1))
  }

  @Test func aYearBeyondFourDigitsIsWrittenWhole() {
    #expect(Day(number: 2_932_897).description == "10000-01-01")
    #expect(Day(number: Int32.max).description == "5881580-07-11")
    #expect(Day(number: Int32.max).end.description == "5881580-07-11T23:59:59")
  }
}

struct PeriodTests {
  @Test(arguments: [
    ("2025", "2025-12-31", 12, true), ("2026-Q3", "2026-09-30", 9, false),
    ("2026-Q4", "2026-12-31", 12, false),
    ("2024-Q1", "2024-03-31", 3, false),
  ])
  func `a quarter is year to date`(_ text: String, _ last: String, _ months: Int, _ isYear: Bool) throws {
    let period = try #require(Period(text: text))
    #expect(period.description == text)
    #expect(period.first.description == "\(period.year)-01-01")
    #expect(period.last.description == last)
    #expect(period.months == months)
    #expect(period.isYear == isYear)
    #expect(period.midMonths.count == months)
  }

  @Test(arguments: ["2026-Q5", "2026-Q0", "26", "2026-q1", "2026-Q", "2026-Q11", "20260", "", "2026-"])
  func `there is no such period`(_ text: String) {
    #expect(Period(text: text) == nil)
  }

  /// model.md, Conventions: as-of picks the last quarter that has ended; for Q4 the year.
  @Test(arguments: [
    ("2026-01-05", "2025"), ("2025-12-31", "2025"), ("2025-12-30", "2025-Q3"), ("2026-03-31", "2026-Q1"),
    ("2026-04-10", "2026-Q1"), ("2026-06-29", "2026-Q1"), ("2026-09-30", "2026-Q3"),
  ])
  func `as-of picks what has ended`(_ asOf: String, _ period: String) throws {
    let day = try #require(Day(text: asOf))
    #expect(Period(lastEndedBefore: day).description == period)
  }
}
