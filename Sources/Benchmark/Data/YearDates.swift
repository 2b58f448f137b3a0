/// The dates of a common year as a file writes them.
struct YearDates {
  /// `2025-01-01` and on.
  let texts: [[UInt8]]

  init(_ year: Int) {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    texts = lengths.enumerated().flatMap { month, days in
      (1...days).map { day in
        var text = Text()
        text.add(year, width: 4)
        text.add("-")
        text.add(month + 1, width: 2)
        text.add("-")
        text.add(day, width: 2)
        return text.bytes
      }
    }
  }
}
