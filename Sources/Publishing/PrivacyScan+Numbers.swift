import Records

extension PrivacyScan {
  /// The numbers of persons in a line, `report`ed with where they begin.
  func scanNumbers(_ line: ReadableLine, _ form: Form, _ report: (Int, Message) -> Void) {
    let digits = line.scalars.map { PrivacyScan.halfWidth($0.value) }
    scanNumbers(digits, line, form) { _ in
      true
    } report: {
      report($0, $1)
    }
    let others = digits.map { PrivacyScan.otherDigit($0) }
    guard others.contains(where: { $0 != nil }) else { return }
    let all = zip(digits, others).map { $1 ?? $0 }
    scanNumbers(all, line, form) { range in
      others[range].contains { $0 != nil }
    } report: {
      report($0, $1)
    }
    scanSpoken(others, report)
  }

  /// A mobile number at the end of a few more digits of Chinese than it has, as behind 张三.
  private func scanSpoken(_ digits: [UInt32?], _ report: (Int, Message) -> Void) {
    for run in digits.indices.split(whereSeparator: { digits[$0] == nil }) where 12...14 ~= run.count {
      let last = run.suffix(11)
      if PrivacyScan.isMobile(last.compactMap { digits[$0] }[...]) {
        report(last.first ?? 0, PrivacyScan.mobile)
      }
    }
  }

  /// `isMeant` tells the ranges that are looked at.
  private func scanNumbers(
    _ digits: [UInt32], _ line: ReadableLine, _ form: Form, where isMeant: (Range<Int>) -> Bool,
    report: (Int, Message) -> Void
  ) {
    let groups = PrivacyScan.groups(digits, form)
    var first = 0
    while first < groups.count {
      let window = windows(groups, from: first).first { window in
        guard let range = PrivacyScan.range(window), isMeant(range) else { return false }
        let found = number(window, of: groups, digits, isInTag: line.isInTag(range.lowerBound))
        if let found { report(range.lowerBound, found) }
        return found != nil
      }
      first = window?.endIndex ?? first + 1
    }
  }

  private static func range(_ window: ArraySlice<DigitGroup>) -> Range<Int>? {
    window.last.flatMap { last in window.first.map { $0.range.lowerBound..<last.end } }
  }

  /// The groups from one on, the one alone, then with each that is held to it, up to the places of an identity number.
  private func windows(_ groups: [DigitGroup], from first: Int) -> [ArraySlice<DigitGroup>] {
    var windows = [groups[first...first]]
    var (last, places) = (first, groups[first].length)
    while last + 1 < groups.count, groups[last + 1].joint != .none, !groups[last].endsInX {
      last += 1
      places += groups[last].length
      guard places <= 18 else { break }
      windows.append(groups[first...last])
    }
    return windows
  }

  /// What the groups of a window are together; nil for an innocent number.
  private func number(
    _ window: ArraySlice<DigitGroup>, of groups: [DigitGroup], _ line: [UInt32], isInTag: Bool
  ) -> Message? {
    let digits = window.flatMap { line[$0.range] }
    if window.count == 1 {
      let isIdentity = window.first?.endsInX == true
      if let found = PrivacyScan.number(digits[...], endsInX: isIdentity) { return found }
    } else if let found = PrivacyScan.grouped(window, of: groups, digits, isInTag: isInTag) {
      return found
    }
    let isKnown = withheldNumbers.contains(digits) && !(isInTag && digits.count < 11)
    return isKnown && window.last?.endsInX == false ? PrivacyScan.withheld : nil
  }

  /// What a run of digits is; nil for an innocent one.
  private static func number(_ run: ArraySlice<UInt32>, endsInX: Bool) -> Message? {
    switch run.count {
    case 11 where isMobile(run): mobile
    case 13 where run.prefix(2).elementsEqual([0x38, 0x36]) && isMobile(run.dropFirst(2)): mobile
    case 15 where isOldIdentity(run): identity
    case 17 where endsInX && checkDigit(run) == 10: identity
    case 18 where checkDigit(run.dropLast()) == run.last.map({ $0 - 0x30 }): identity
    default: nil
    }
  }

  /// 1, then 3 to 9.
  static func isMobile(_ digits: ArraySlice<UInt32>) -> Bool {
    digits.count == 11 && digits.first == 0x31
      && digits.dropFirst().first.map { 0x33...0x39 ~= $0 } ?? false
  }

  /// Region from 1 to 8, then a month and a day that exist at places 9 to 12.
  static func isOldIdentity(_ digits: ArraySlice<UInt32>) -> Bool {
    let values = digits.map { $0 - 0x30 }
    return values.count == 15 && 1...8 ~= values[0] && isDay(values[8...11])
  }

  /// 18 places, X as the last one not among the digits: region, a day of birth from 1800 to 2099, and the check.
  static func isIdentity(_ digits: ArraySlice<UInt32>, endsInX: Bool) -> Bool {
    guard digits.count == (endsInX ? 17 : 18) else { return false }
    let values = digits.map { $0 - 0x30 }
    let check = endsInX ? 10 : values[17]
    return 1...8 ~= values[0] && 18...20 ~= values[6] * 10 + values[7] && isDay(values[10...13])
      && checkDigit(digits.prefix(17)) == check
  }

  /// Two places of a month and two of a day.
  private static func isDay(_ places: ArraySlice<UInt32>) -> Bool {
    let values = Array(places)
    return 1...12 ~= values[0] * 10 + values[1] && 1...31 ~= values[2] * 10 + values[3]
  }

  /// The check digit of 17 digits, 10 for X (GB 11643-1999, ISO 7064 MOD 11-2).
  private static func checkDigit(_ digits: ArraySlice<UInt32>) -> UInt32 {
    let weights: [UInt32] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(UInt32(0)) { $0 + ($1.0 - 0x30) * $1.1 }
    return (12 - sum % 11) % 11
  }

  static let mobile = Message(zh: "手机号码", en: "a mobile number")
  static let identity = Message(zh: "身份证号码", en: "a resident ID number")
  static let withheld = Message(zh: "不得外传的字段", en: "a withheld field")
}
