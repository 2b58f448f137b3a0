package import Records

/// An exact rational number in lowest terms with 128-bit parts: what measures and means are made of.
///
/// The denominator is positive. Operations give nil when a part would leave 128 bits.
package struct Rational: Hashable, Sendable {
  package let numerator: Int128
  package let denominator: Int128

  package static let zero = Rational(whole: 0)

  package init(whole: Int64) {
    numerator = Int128(whole)
    denominator = 1
  }

  package init(_ fraction: Fraction) {
    numerator = Int128(fraction.numerator)
    denominator = Int128(fraction.denominator)
  }

  /// An amount of points.
  package init(_ points: Points) {
    self.init(Int128(points.nano), over: Int128(Points.one))
  }

  /// `numerator / denominator` in lowest terms; the denominator must be positive.
  package init(_ numerator: Int128, over denominator: Int128) {
    let divisor = Int128(Rational.greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  package func adding(_ other: Rational) -> Rational? {
    if denominator == other.denominator {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      return overflow ? nil : Rational(sum, over: denominator)
    }
    guard let left = Rational.product(numerator, other.denominator),
      let right = Rational.product(other.numerator, denominator),
      let common = Rational.product(denominator, other.denominator)
    else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Rational(sum, over: common)
  }

  package func multiplied(by other: Rational) -> Rational? {
    let left = Rational(numerator, over: other.denominator)
    let right = Rational(other.numerator, over: denominator)
    guard let upper = Rational.product(left.numerator, right.numerator),
      let lower = Rational.product(left.denominator, right.denominator)
    else { return nil }
    return Rational(upper, over: lower)
  }

  /// The quotient by a number that is not 0.
  package func divided(by other: Rational) -> Rational? {
    precondition(other.numerator != 0, "a divisor is not 0")
    guard other.numerator != .min else { return nil }
    let sign: Int128 = other.numerator < 0 ? -1 : 1
    return multiplied(by: Rational(sign * other.denominator, over: sign * other.numerator))
  }

  /// `H`: the nearest nano, half-up on the magnitude; nil when it leaves 64 bits.
  package var nearest: Points? {
    guard let scaled = Rational.product(numerator, Int128(Points.one)) else { return nil }
    return Int64(exactly: Rounding.halfUp(scaled, over: denominator)).map(Points.init(nano:))
  }

  private static func product(_ left: Int128, _ right: Int128) -> Int128? {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    if let a = UInt64(exactly: a), let b = UInt64(exactly: b) {
      return UInt128(greatestCommonDivisor(a, b))
    }
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }

  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}

extension Rational: Comparable {
  /// Exact: by 256-bit cross products.
  package static func < (left: Rational, right: Rational) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    let first = left.numerator.multipliedFullWidth(by: right.denominator)
    let second = right.numerator.multipliedFullWidth(by: left.denominator)
    return first.high != second.high ? first.high < second.high : first.low < second.low
  }
}
