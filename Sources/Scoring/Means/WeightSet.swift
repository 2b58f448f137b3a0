import Records

/// Weights of a mean's children as whole numbers in their proportion.
struct WeightSet {
  /// The least ones; nil where one is above 10⁹.
  let least: [Int]?
  /// Where the least ones are too large; empty else.
  private let wide: [BigNatural]

  /// Positive weights.
  init(_ weights: [Fraction]) {
    guard WholeWeights.sum(weights) < .max else {
      (least, wide) = (nil, WeightSet.wide(weights))
      return
    }
    let common = weights.reduce(Int128(1)) { WeightSet.leastCommonMultiple($0, Int128($1.denominator)) }
    let scaled = weights.map { Int128($0.numerator) * (common / Int128($0.denominator)) }
    let divisor = max(1, scaled.reduce(Int128(0), WeightSet.greatestCommonDivisor))
    least = scaled.map { Int($0 / divisor) }
    wide = []
  }

  private static func wide(_ weights: [Fraction]) -> [BigNatural] {
    weights.indices.map { chosen in
      weights.indices.reduce(BigNatural(weights[chosen].numerator.magnitude)) { product, other in
        other == chosen ? product : product * BigNatural(weights[other].denominator.magnitude)
      }
    }
  }

  /// `H(Σwv / Σw)` of values in nano.
  func arithmetic(_ values: [Int64]) -> Int64 {
    guard let least else { return wideArithmetic(values) }
    var sum: Int128 = 0
    for index in values.indices { sum += Int128(least[index]) * Int128(values[index]) }
    return Int64(Rounding.halfUp(sum, over: Int128(least.reduce(0, +))))
  }

  private func wideArithmetic(_ values: [Int64]) -> Int64 {
    var (above, below) = (BigNatural(0), BigNatural(0))
    for (weight, value) in zip(wide, values) {
      let part = weight * BigNatural(value.magnitude)
      if value < 0 { below = below + part } else { above = above + part }
    }
    let isNegative = above < below
    let magnitude = Roots.nearestQuotient(
      isNegative ? below - above : above - below, over: wide.reduce(BigNatural(0), +),
      limit: values.map(\.magnitude).max() ?? 0)
    return isNegative ? -Int64(magnitude) : Int64(magnitude)
  }

  /// `H((Πv^w)^(1/Σw))` of values in nano; 0 where one is 0 or less.
  ///
  /// The least weights sum to at most 1000, which the model's reader sees to.
  func geometric(_ values: [Int64]) -> Int64 {
    guard let weights = least else { preconditionFailure("weights of a geometric mean") }
    return Int64(Roots.nearestGeometricMean(values.map { UInt64(max(0, $0)) }, weights: weights))
  }

  private static func greatestCommonDivisor(_ a: Int128, _ b: Int128) -> Int128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  private static func leastCommonMultiple(_ a: Int128, _ b: Int128) -> Int128 {
    a / greatestCommonDivisor(a, b) * b
  }
}
