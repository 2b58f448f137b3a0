import Records

/// The forms that a time may have: a date form, then `T` or a space, `H:MM[:SS[.fraction]]` and perhaps `Z`
/// or `±HH[:MM]`; a date alone; a serial number with a fraction.
enum TimeForms {
  /// An instant with an offset is moved to +08:00; fractions of a second are cut; a date alone is its first
  /// second, or its last with `dateEndsDay`. Nil for anything else, 24:00 included.
  static func instant(_ text: String, dateEndsDay: Bool, _ serials: SerialDays) -> Instant? {
    if let day = DateForms.day(text, serials) { return dateEndsDay ? day.end : day.start }
    if let instant = serial(text, serials) { return instant }
    let scalars = Array(text.unicodeScalars)
    guard let gap = scalars.firstIndex(where: { $0 == "T" || $0 == " " }),
      let day = DateForms.plain(string(scalars[..<gap]))
    else { return nil }
    let rest = scalars[(gap + 1)...]
    let mark = rest.firstIndex { $0 == "Z" || $0 == "+" || $0 == "-" } ?? rest.endIndex
    guard let second = secondOfDay(rest[..<mark]) else { return nil }
    let local = day.start.seconds + Int64(second)
    guard mark < rest.endIndex else { return Instant(seconds: local) }
    guard let offset = offset(rest[mark...]) else { return nil }
    return Instant(seconds: local - Int64(offset) + 8 * 3600)
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// `44015.375`: the part after the point is a share of the day, to the nearest second.
  private static func serial(_ text: String, _ serials: SerialDays) -> Instant? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 5, !parts[1].isEmpty, let whole = Int(Substring(parts[0])),
      parts[1].allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let fraction = Int128(String(Substring(parts[1].prefix(15)))),
      let day = DateForms.day(serial: whole, serials)
    else { return nil }
    var scale: Int128 = 1
    for _ in 0..<min(parts[1].count, 15) { scale *= 10 }
    return Instant(seconds: day.start.seconds + Int64(Rounding.halfUp(fraction * 86_400, over: scale)))
  }

  private static func secondOfDay(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    let parts = scalars.split(separator: ":", omittingEmptySubsequences: false)
    guard 2...3 ~= parts.count, let hour = number(parts[0], 1...2), let minute = number(parts[1], 2...2),
      hour < 24, minute < 60
    else { return nil }
    guard parts.count == 3 else { return hour * 3600 + minute * 60 }
    let point = parts[2].firstIndex(of: ".") ?? parts[2].endIndex
    guard let second = number(parts[2][..<point], 2...2), second < 60 else { return nil }
    let fraction = parts[2][point...].dropFirst()
    guard point == parts[2].endIndex || (!fraction.isEmpty && fraction.allSatisfy { 0x30...0x39 ~= $0.value })
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// `Z`, `+08`, `+0800`, `+08:00` in seconds.
  private static func offset(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let sign = scalars.first else { return nil }
    if sign == "Z" { return scalars.count == 1 ? 0 : nil }
    var digits = Array(scalars.dropFirst())
    if digits.count == 5, digits[2] == ":" { digits.remove(at: 2) }
    guard digits.count == 2 || digits.count == 4, let hours = number(digits[..<2], 2...2), hours <= 14
    else { return nil }
    let minutes = digits.count == 4 ? number(digits[2...], 2...2) : 0
    guard let minutes, minutes < 60 else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func number(_ scalars: ArraySlice<Unicode.Scalar>, _ count: ClosedRange<Int>) -> Int? {
    guard count ~= scalars.count else { return nil }
    var value = 0
    for scalar in scalars {
      guard 0x30...0x39 ~= scalar.value else { return nil }
      value = value * 10 + Int(scalar.value - 0x30)
    }
    return value
  }
}
