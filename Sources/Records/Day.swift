/// A civil date at +08:00, as days since 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
  package var number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// The date of a proleptic Gregorian year, month and day; nil when there is no such day or the year is not
  /// 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, 1...Day.daysInMonth(month, year: year) ~= day else { return nil }
    number = Day.daysFromCivil(year: year, month: month, day: day)
  }

  /// Reads exactly `YYYY-MM-DD`.
  package init?(text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Day.digits(bytes[0..<4]), let month = Day.digits(bytes[5..<7]),
      let day = Day.digits(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package var year: Int { civil.year }
  package var month: Int { civil.month }
  package var day: Int { civil.day }

  /// 1 = Monday … 7 = Sunday.
  package var weekday: Int {
    let shifted = (Int(number) + 3) % 7
    return (shifted < 0 ? shifted + 7 : shifted) + 1
  }

  /// 00:00:00 of the day.
  package var start: Instant { Instant(seconds: Int64(number) * Instant.secondsPerDay) }
  /// 23:59:59 of the day.
  package var end: Instant { Instant(seconds: Int64(number) * Instant.secondsPerDay + 86_399) }

  /// Year, month and day. Algorithm: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  package func adding(days: Int) -> Day { Day(number: number + Int32(days)) }

  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  package static func daysInMonth(_ month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private static func daysFromCivil(year: Int, month: Int, day: Int) -> Int32 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}

extension Day: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  package var description: String {
    var text: [UInt8] = []
    text.append(addingCapacity: Day.longestText) { append(to: &$0) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Bytes of a date, and of a year beyond 9999 some more.
  fileprivate static let longestText = 16

  /// Appends the bytes of `description`.
  fileprivate func append(to text: inout OutputSpan<UInt8>) {
    let (year, month, day) = civil
    if 0...9999 ~= year {
      text.append(twoDigits: year / 100)
      text.append(twoDigits: year % 100)
    } else {
      for digit in String(year).utf8 { text.append(digit) }
    }
    text.append(UInt8(ascii: "-"))
    text.append(twoDigits: month)
    text.append(UInt8(ascii: "-"))
    text.append(twoDigits: day)
  }
}

/// A civil instant at +08:00, as seconds since 1970-01-01T00:00:00 of that zone.
package struct Instant: Hashable, Comparable, Sendable {
  package var seconds: Int64

  @inlinable package static var secondsPerDay: Int64 { 86_400 }

  package init(seconds: Int64) {
    self.seconds = seconds
  }

  /// The date at +08:00.
  package var day: Day {
    let floor = seconds >= 0 ? seconds / Instant.secondsPerDay : -((86_399 - seconds) / Instant.secondsPerDay)
    return Day(number: Int32(floor))
  }

  /// Seconds since 00:00:00 of its day, 0 to 86 399.
  package var secondOfDay: Int64 { seconds - day.start.seconds }

  package func adding(minutes: Int) -> Instant { Instant(seconds: seconds + Int64(minutes) * 60) }

  package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

extension Instant: CustomStringConvertible {
  /// `YYYY-MM-DDTHH:MM:SS`.
  package var description: String { String(decoding: utf8, as: UTF8.self) }

  /// The bytes of the description.
  package var utf8: [UInt8] {
    let (day, second) = (day, Int(secondOfDay))
    var text: [UInt8] = []
    text.append(addingCapacity: Day.longestText + 9) { text in
      day.append(to: &text)
      text.append(UInt8(ascii: "T"))
      text.append(twoDigits: second / 3600)
      text.append(UInt8(ascii: ":"))
      text.append(twoDigits: second / 60 % 60)
      text.append(UInt8(ascii: ":"))
      text.append(twoDigits: second % 60)
    }
    return text
  }
}

extension OutputSpan<UInt8> {
  /// Appends a number from 0 to 99.
  @inline(__always)
  fileprivate mutating func append(twoDigits value: Int) {
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10))
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
  }
}
