import Records

/// Texts of exact fractions with 128-bit parts.
package enum ExactText {
  /// The shortest decimal where one of at most 18 digits exists (`-7.5`), else a fraction in lowest terms (`22/3`). The
  /// denominator is positive.
  package static func of(_ numerator: Int128, over denominator: Int128) -> String {
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let (top, bottom) = (numerator / divisor, denominator / divisor)
    var (rest, twos, fives) = (bottom, 0, 0)
    while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
    let digits = max(twos, fives)
    guard rest == 1, digits <= 18 else { return "\(top)/\(bottom)" }
    var scale: Int128 = 1
    for _ in 0..<digits { scale *= 10 }
    let (scaled, isLarge) = top.multipliedReportingOverflow(by: scale / bottom)
    return isLarge ? "\(top)/\(bottom)" : DecimalText.format(scaled, scale: digits, atLeast: 0)
  }

  /// Half-up to two digits on the magnitude, without zeros beyond need: for reading, not for adding up.
  package static func rounded(_ numerator: Int128, over denominator: Int128) -> String {
    DecimalText.format(hundredths(numerator, over: denominator), scale: 2, atLeast: 0)
  }

  /// The same as a whole number of hundredths.
  package static func hundredths(_ numerator: Int128, over denominator: Int128) -> Int128 {
    Rounding.halfUp(numerator * 100, over: denominator)
  }

  private static func greatestCommonDivisor(_ one: UInt128, _ other: UInt128) -> Int128 {
    var (one, other) = (one, other)
    while other != 0 { (one, other) = (other, one % other) }
    return Int128(max(one, 1))
  }
}
