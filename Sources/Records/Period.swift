/// The span that a run evaluates: a year, or a quarter, which is year to date (model.md, Conventions).
package struct Period: Hashable, Sendable {
  package let year: Int
  /// 1 to 4; nil for a whole year.
  package let quarter: Int?

  /// The year must be 1 to 9999 and the quarter 1 to 4.
  package init(year: Int, quarter: Int? = nil) {
    precondition(1...9999 ~= year && (quarter.map { 1...4 ~= $0 } ?? true), "no such period")
    self.year = year
    self.quarter = quarter
  }

  /// Reads `2025` or `2026-Q3`; nil for anything else.
  package init?(text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, first.utf8.count == 4, let year = Int(first), year >= 1 else { return nil }
    switch parts.count {
    case 1: self.init(year: year)
    case 2:
      guard parts[1].utf8.count == 2, parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()),
        1...4 ~= quarter
      else { return nil }
      self.init(year: year, quarter: quarter)
    default: return nil
    }
  }

  /// The last period that ended before `day`: a quarter, or for the fourth one the year.
  package init(lastEndedBefore day: Day) {
    let (year, month, _) = day.adding(days: 1).civil
    let quarter = (month - 1) / 3
    if quarter == 0 { self.init(year: year - 1) } else { self.init(year: year, quarter: quarter) }
  }

  /// A year run grades; a quarter run ranks and reminds.
  package var isYear: Bool { quarter == nil }

  /// `M` of model.md: the period's months, 12 or 3 × quarter.
  package var months: Int { (quarter ?? 4) * 3 }

  /// 1 January.
  package var first: Day { day(month: 1, day: 1) }

  /// The last day, included.
  package var last: Day { day(month: months, day: Day.daysInMonth(months, year: year)) }

  /// The 15th of each of the period's months, in order.
  package var midMonths: [Day] { (1...months).map { day(month: $0, day: 15) } }

  private func day(month: Int, day: Int) -> Day {
    guard let day = Day(year: year, month: month, day: day) else {
      preconditionFailure("no such day in \(self)")
    }
    return day
  }
}

extension Period: CustomStringConvertible {
  package var description: String {
    let year = String(repeating: "0", count: 4 - String(year).count) + String(year)
    return quarter.map { "\(year)-Q\($0)" } ?? year
  }
}
