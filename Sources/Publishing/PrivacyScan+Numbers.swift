import Records

extension PrivacyScan {
  /// What a run of digits is; nil for an innocent one. `followedBy` is the character after it in its word.
  static func number(_ run: ArraySlice<UInt32>, followedBy next: UInt32?) -> Message? {
    let endsInX = next == 0x58 || next == 0x78
    switch run.count {
    case 11 where isMobile(run): return mobile
    case 13 where run.prefix(2).elementsEqual([0x38, 0x36]) && isMobile(run.dropFirst(2)): return mobile
    case 15 where isOldIdentity(run): return identity
    case 17 where endsInX && checkDigit(run) == 10: return identity
    case 18 where checkDigit(run.dropLast()) == run.last.map({ $0 - 0x30 }): return identity
    default: return nil
    }
  }

  /// 1, then 3 to 9.
  static func isMobile(_ digits: ArraySlice<UInt32>) -> Bool {
    digits.first == 0x31 && digits.dropFirst().first.map { 0x33...0x39 ~= $0 } ?? false
  }

  /// Region from 1 to 8, then a month and a day that exist at places 9 to 12.
  private static func isOldIdentity(_ digits: ArraySlice<UInt32>) -> Bool {
    let values = digits.map { $0 - 0x30 }
    let (month, day) = (values[8] * 10 + values[9], values[10] * 10 + values[11])
    return 1...8 ~= values[0] && 1...12 ~= month && 1...31 ~= day
  }

  /// The check digit of 17 digits, 10 for X (GB 11643-1999, ISO 7064 MOD 11-2).
  private static func checkDigit(_ digits: ArraySlice<UInt32>) -> UInt32 {
    let weights: [UInt32] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(UInt32(0)) { $0 + ($1.0 - 0x30) * $1.1 }
    return (12 - sum % 11) % 11
  }

  static func halfWidth(_ scalar: UInt32) -> UInt32 {
    0xFF01...0xFF5E ~= scalar ? scalar - 0xFEE0 : scalar
  }

  /// Space, dashes, points and strokes that part the groups of a number.
  static func partsGroups(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x2D, 0x2E, 0x2F, 0x5F, 0xB7, 0x2010...0x2015, 0x30FB: true
    default: false
    }
  }

  static func isDigit(_ scalar: UInt32) -> Bool { 0x30...0x39 ~= scalar }

  static func isWord(_ scalar: UInt32) -> Bool {
    isDigit(scalar) || 0x41...0x5A ~= scalar || 0x61...0x7A ~= scalar
  }

  /// 32 or 64 lower-case hex digits.
  static func isDigest(_ word: ArraySlice<UInt32>) -> Bool {
    (word.count == 32 || word.count == 64) && word.allSatisfy { isDigit($0) || 0x61...0x66 ~= $0 }
  }

  /// True after an odd number of quotes; numbers of a JSON file that stand outside of strings are counts and sizes.
  static func isInString(_ line: [UInt32], _ index: Int) -> Bool {
    line[..<index].count { $0 == 0x22 } % 2 == 1
  }

  static func separatesCells(_ scalar: Unicode.Scalar, _ form: Form) -> Bool {
    switch scalar {
    case ",", "|", "\t", "\"", " ", "\r", "\u{FEFF}", "，", "；", "：", "。", "、", ";", "(", ")", "（", "）", "[",
      "]", "【", "】",
      "“", "”", "《", "》":
      true
    case "<", ">": form == .html
    default: false
    }
  }
}
