/// A serial number of a workbook's calendar as a date or time.
enum SerialDate {
  /// `2025-03-12`, `2025-03-12 08:52:00`, or `08:52:00` for less than a day; nil for what is no day up to 9999-12-31.
  ///
  /// The calendar of 1900 counts a 29 February 1900 that never was: serial 60 is printed as that day, and so is no date
  /// (ECMA-376, 18.17.4.1).
  static func text(_ number: CellNumber, startsIn1904: Bool) -> String? {
    guard let (days, seconds) = number.serial else { return nil }
    let time = "\(padded(seconds / 3600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
    if days == 0, !startsIn1904 { return time }
    guard let day = day(days, startsIn1904: startsIn1904) else { return nil }
    return seconds == 0 ? day : "\(day) \(time)"
  }

  private static func day(_ serial: Int, startsIn1904: Bool) -> String? {
    if !startsIn1904, serial == 60 { return "1900-02-29" }
    let sinceEpoch =
      startsIn1904 ? serial - 24_107 : serial < 60 ? serial - 25_568 : serial - 25_569
    guard sinceEpoch <= 2_932_896 else { return nil }
    let (year, month, day) = civil(sinceEpoch)
    return "\(year)-\(padded(month))-\(padded(day))"
  }

  /// Days since 1970-01-01 (Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`).
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, day)
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
