/// An amount of points as an integer of 10⁻⁹ ("nano"), the resolution of the numbers in model.md.
package struct Points: Hashable, Comparable, Sendable {
  package var nano: Int64

  package static let zero = Points(nano: 0)
  /// Nano in one point.
  @inlinable package static var one: Int64 { 1_000_000_000 }

  package init(nano: Int64) {
    self.nano = nano
  }

  /// `H(x)` of model.md: the nearest nano of `numerator / denominator` points, half-up on the magnitude.
  ///
  /// The denominator must be positive. Traps when the result leaves 64 bits (9.2 · 10⁹ points).
  package init(nearest numerator: Int128, over denominator: Int128) {
    nano = Int64(Rounding.halfUp(numerator * Int128(Points.one), over: denominator))
  }

  /// `H` of an exact fraction.
  package init(nearest fraction: Fraction) {
    self.init(nearest: Int128(fraction.numerator), over: Int128(fraction.denominator))
  }

  /// `R(x)` of model.md: the nearest multiple of 10⁻ᵈᵉᶜⁱᵐᵃˡˢ, half-up on the magnitude. `decimals` is 0 to 4.
  package func rounded(decimals: Int) -> Points {
    Points(nano: Points.nearest(nano, multipleOf: Points.unit(decimals: decimals)))
  }

  /// The nearest multiple of a positive unit, half-up on the magnitude.
  package static func nearest(_ nano: Int64, multipleOf unit: Int64) -> Int64 {
    let (quotient, remainder) = nano.quotientAndRemainder(dividingBy: unit)
    guard remainder.magnitude >= unit.magnitude - remainder.magnitude else { return quotient * unit }
    return (nano < 0 ? quotient - 1 : quotient + 1) * unit
  }

  /// Text with at least `atLeast` and at most 9 fraction digits, no zeros beyond need.
  package func text(atLeast: Int) -> String {
    DecimalText.format(Int128(nano), scale: 9, atLeast: atLeast)
  }

  /// Text with exactly `decimals` digits of an amount that is already rounded to them.
  package func text(decimals: Int) -> String {
    DecimalText.format(Int128(rounded(decimals: decimals).nano), scale: 9, atLeast: decimals)
  }

  private static func unit(decimals: Int) -> Int64 {
    var unit = Points.one
    for _ in 0..<decimals { unit /= 10 }
    return unit
  }

  package static func < (left: Points, right: Points) -> Bool { left.nano < right.nano }
  package static func + (left: Points, right: Points) -> Points { Points(nano: left.nano + right.nano) }
  package static func - (left: Points, right: Points) -> Points { Points(nano: left.nano - right.nano) }
  package static prefix func - (value: Points) -> Points { Points(nano: -value.nano) }
  package static func += (left: inout Points, right: Points) { left.nano += right.nano }
  package static func -= (left: inout Points, right: Points) { left.nano -= right.nano }
}

/// Division that rounds half-up on the magnitude: 0.5 → 1, −0.5 → −1.
package enum Rounding {
  /// The nearest integer of `numerator / denominator`; the denominator must be positive.
  package static func halfUp(_ numerator: Int128, over denominator: Int128) -> Int128 {
    let magnitude = numerator.magnitude
    let divisor = denominator.magnitude
    let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: divisor)
    let rounded = Int128(remainder >= divisor - remainder ? quotient + 1 : quotient)
    return numerator < 0 ? -rounded : rounded
  }
}
