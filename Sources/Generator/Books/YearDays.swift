import Records

/// Dates of a year on which a member can have done something.
enum YearDays {
  /// A date between two days, nil when the member is out of office then or the sample does not reach so far.
  static func day(for member: Member, from first: Day, to last: Day, draw: inout Draw) -> Day? {
    let day = first.adding(days: draw.below(Int(last.number - first.number) + 1))
    return member.isInOffice(on: day) && day <= Programme.lastDay ? day : nil
  }

  /// A date in a year, as `day(for:from:to:draw:)`.
  static func day(for member: Member, in year: Int, draw: inout Draw) -> Day? {
    day(for: member, from: civil(year, 1, 4), to: civil(year, 12, 20), draw: &draw)
  }

  /// Some days later, but in the same year.
  static func later(_ day: Day, _ range: ClosedRange<Int>, draw: inout Draw) -> Day {
    min(day.adding(days: draw.within(range)), civil(day.year, 12, 30))
  }
}
