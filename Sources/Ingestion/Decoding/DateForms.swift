import Records

/// The forms that a date may have, listed one by one; there is no guess by locale.
///
/// `2025-03-12`, `2025/3/12`, `2025.3.12`, `20250312`, `2025年3月12日`, `二〇二五年三月十二日` and, where the
/// column may hold one, the serial number of a spreadsheet's calendar.
enum DateForms {
  /// Nil for what has none of the forms, is no day, or is ambiguous (`7/3`, `20/7/3`).
  static func day(_ text: String, _ serials: SerialDays) -> Day? {
    plain(text) ?? digits(Array(text.unicodeScalars)[...], 5...5).flatMap { day(serial: $0, serials) }
  }

  /// All forms but the serial number.
  static func plain(_ text: String) -> Day? {
    let scalars = Array(text.unicodeScalars)
    if scalars.count == 8, let number = digits(scalars[...]) {
      return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100).flatMap(plausible)
    }
    for separator: Unicode.Scalar in ["-", "/", "."] {
      let parts = scalars.split(separator: separator, omittingEmptySubsequences: false)
      if parts.count == 3 {
        return day(year: digits(parts[0], 4...4), digits(parts[1], 1...2), digits(parts[2], 1...2))
      }
    }
    guard scalars.last == "日", let afterYear = scalars.firstIndex(of: "年"),
      let afterMonth = scalars.firstIndex(of: "月"), afterYear < afterMonth
    else { return nil }
    let year = scalars[..<afterYear]
    let month = scalars[(afterYear + 1)..<afterMonth]
    let day = scalars[(afterMonth + 1)..<(scalars.count - 1)]
    return self.day(
      year: digits(year, 4...4) ?? hanYear(year), digits(month, 1...2) ?? hanNumber(month),
      digits(day, 1...2) ?? hanNumber(day))
  }

  /// A serial number that means a day of 1950 to 2100: days from 1899-12-30 (from serial 61 on) or from 1904-01-01.
  static func day(serial: Int, _ serials: SerialDays) -> Day? {
    let base =
      switch serials {
      case .none: Day?.none
      case .from1900: serial >= 61 ? Day(year: 1899, month: 12, day: 30) : nil
      case .from1904: Day(year: 1904, month: 1, day: 1)
      }
    return base.flatMap { plausible($0.adding(days: serial)) }
  }

  private static func plausible(_ day: Day) -> Day? { 1950...2100 ~= day.year ? day : nil }

  private static func day(year: Int?, _ month: Int?, _ day: Int?) -> Day? {
    guard let year, let month, let day else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private static func digits(_ scalars: ArraySlice<Unicode.Scalar>, _ count: ClosedRange<Int> = 1...9) -> Int?
  {
    guard count ~= scalars.count else { return nil }
    var value = 0
    for scalar in scalars {
      guard 0x30...0x39 ~= scalar.value else { return nil }
      value = value * 10 + Int(scalar.value - 0x30)
    }
    return value
  }

  private static func hanDigit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar == "零" || scalar == "○" { return 0 }
    return Array("〇一二三四五六七八九".unicodeScalars).firstIndex(of: scalar)
  }

  private static func hanYear(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard scalars.count == 4 else { return nil }
    var value = 0
    for scalar in scalars {
      guard let digit = hanDigit(scalar) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// 一 to 九十九.
  private static func hanNumber(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let ten = scalars.firstIndex(of: "十") else {
      return scalars.count == 1 ? scalars.first.flatMap(hanDigit) : nil
    }
    let tens = scalars[..<ten]
    let ones = scalars[(ten + 1)...]
    guard tens.count <= 1, ones.count <= 1 else { return nil }
    let high = tens.isEmpty ? 1 : tens.first.flatMap(hanDigit)
    let low = ones.isEmpty ? 0 : ones.first.flatMap(hanDigit)
    guard let high, let low, high > 0, ones.isEmpty || low > 0 else { return nil }
    return high * 10 + low
  }
}
