import Records

/// Weights of a mean's children as the least whole numbers in their proportion.
struct WeightSet {
  let weights: [Int]
  private let total: Int

  /// Positive weights whose least whole numbers sum to at most 1000, which the model's reader sees to.
  init(_ weights: [Fraction]) {
    let common = weights.reduce(Int128(1)) { WeightSet.leastCommonMultiple($0, Int128($1.denominator)) }
    let scaled = weights.map { Int128($0.numerator) * (common / Int128($0.denominator)) }
    let divisor = max(1, scaled.reduce(Int128(0), WeightSet.greatestCommonDivisor))
    self.weights = scaled.map { Int($0 / divisor) }
    total = self.weights.reduce(0, +)
  }

  /// `H(Σwv / Σw)` of values in nano.
  func arithmetic(_ values: [Int64]) -> Int64 {
    var sum: Int128 = 0
    for index in values.indices { sum += Int128(weights[index]) * Int128(values[index]) }
    return Int64(Rounding.halfUp(sum, over: Int128(total)))
  }

  /// `H((Πv^w)^(1/Σw))` of values in nano; 0 where one is 0 or less.
  func geometric(_ values: [Int64]) -> Int64 {
    Int64(Roots.nearestGeometricMean(values.map { UInt64(max(0, $0)) }, weights: weights))
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
