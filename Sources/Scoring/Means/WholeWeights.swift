package import Records

/// Weights of a mean as the least whole numbers in their proportion.
package enum WholeWeights {
  /// The sum of positive weights as least whole numbers; `Int64.max` when it leaves 64 bits.
  package static func sum(_ weights: [Fraction]) -> Int64 {
    var common: Int64 = 1
    for weight in weights {
      let reduced = Fraction(common, weight.denominator)
      let (multiple, overflow) = common.multipliedReportingOverflow(by: reduced.denominator)
      if overflow { return .max }
      common = multiple
    }
    var wholes: [Int64] = []
    for weight in weights {
      let (whole, overflow) = weight.numerator.multipliedReportingOverflow(by: common / weight.denominator)
      if overflow { return .max }
      wholes.append(whole)
    }
    let divisor = wholes.reduce(0, greatestCommonDivisor)
    let parts = wholes.map { $0 / max(divisor, 1) }
    return parts.contains { $0 > 1_000_000_000 } ? .max : parts.reduce(0, +)
  }

  private static func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
