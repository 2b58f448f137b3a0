import Records

/// Record numbers: a prefix, the year, a running number that begins again each year.
struct Serial {
  private let prefix: String
  private let width: Int
  private var year = 0
  private var count = 0

  init(_ prefix: String, width: Int) {
    self.prefix = prefix
    self.width = width
  }

  mutating func next(_ day: Day) -> String {
    if day.year != year { (year, count) = (day.year, 0) }
    count += 1
    return prefix + String(year) + Programme.padded(count, width)
  }
}

extension Instant {
  /// `YYYY-MM-DD HH:MM:SS`, as the platform exports it.
  var plain: String {
    description.split(separator: "T").joined(separator: " ")
  }
}
