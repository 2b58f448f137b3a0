/// Roundings of quotients and roots that are decided by comparing whole numbers, never by a logarithm or a
/// float.
package enum Roots {
  /// The nearest integer of `scale · numerator / denominator`, half-up, for a quotient of at most 1.
  package static func nearestShare(_ numerator: BigNatural, of denominator: BigNatural, scale: UInt64)
    -> UInt64
  {
    if let upper = numerator.small, let lower = denominator.small, lower >> 90 == 0 {
      return UInt64((2 * upper * UInt128(scale) + lower) / (2 * lower))
    }
    let doubled = BigNatural(2 * scale) * numerator + denominator
    let step = BigNatural(2) * denominator
    return greatest(in: 0...scale) { BigNatural($0) * step <= doubled }
  }

  /// The nearest integer of `numerator / denominator`, half-up; at most `limit`.
  static func nearestQuotient(_ numerator: BigNatural, over denominator: BigNatural, limit: UInt64) -> UInt64
  {
    let (doubled, step) = (BigNatural(2) * numerator + denominator, BigNatural(2) * denominator)
    return greatest(in: 0...limit) { BigNatural($0) * step <= doubled }
  }

  /// The nearest integer of `scale · √(numerator / denominator)`, half-up; at most `limit`.
  ///
  /// With `r = ⌊2·scale·√q⌋` the answer is `⌊(r + 1)/2⌋`, as `⌊y + ½⌋ = ⌊(⌊2y⌋ + 1)/2⌋`.
  static func nearestSquareRoot(
    _ numerator: BigNatural, over denominator: BigNatural, scale: UInt64, limit: UInt64
  ) -> UInt64 {
    let bound = numerator * BigNatural(4) * BigNatural(scale) * BigNatural(scale)
    let floor = greatest(in: 0...2 * limit) { BigNatural($0) * BigNatural($0) * denominator <= bound }
    return (floor + 1) / 2
  }

  /// The nearest integer of `(Π valueᵢ^weightᵢ)^(1/Σ weightᵢ)`, half-up: the greatest `r` with
  /// `(2r − 1)^Σw ≤ 2^Σw · Π value^w`.
  ///
  /// Weights are positive and sum to at most 1000, so powers stay below 66 000 bits.
  static func nearestGeometricMean(_ values: [UInt64], weights: [Int]) -> UInt64 {
    guard let least = values.min(), let most = values.max(), least > 0, least < most else {
      return values.min() ?? 0
    }
    let total = weights.reduce(0, +)
    let bounds = PowerBounds(values: values, weights: weights, total: total)
    var exact: BigNatural?
    return greatest(in: least...most) { candidate in
      let odd = 2 * candidate - 1
      if let decided = bounds.holds(odd) { return decided }
      let product = exact ?? wholeProduct(values, weights: weights, total: total)
      exact = product
      return BigNatural(odd).power(total) <= product
    }
  }

  private static func wholeProduct(_ values: [UInt64], weights: [Int], total: Int) -> BigNatural {
    zip(values, weights).reduce(BigNatural(2).power(total)) { $0 * BigNatural($1.0).power($1.1) }
  }

  /// The greatest number of a range for which a test holds that holds for the first and, once false, stays
  /// so.
  private static func greatest(in range: ClosedRange<UInt64>, _ holds: (UInt64) -> Bool) -> UInt64 {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = low + (high - low) / 2 + 1
      if holds(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
