import Records

/// Mean and sample standard deviation of a population, as whole numbers over one common denominator.
///
/// With offsets `X` from the least value in units of that denominator, `S = ΣX` and `Q = ΣX²`:
/// `z² = (nX − S)² (n − 1) / (n (nQ − S²))`, the n − 1 of the sample variance under the root.
struct DeviationScale {
  private static let largestLimbs = 1024

  private let origin: Rational
  private let unit: BigNatural
  private let count: BigNatural
  private let sum: BigNatural
  private let numeratorFactor: BigNatural
  /// `n (nQ − S²)`; 0 where all values are equal.
  private let denominator: BigNatural
  private let limit: UInt64

  /// nil when the common denominator has more than 65 536 bits. `others` are values to be scored besides.
  init?(_ population: Population, others: [Rational]) {
    guard let unit = DeviationScale.commonDenominator(of: population.sorted + others) else { return nil }
    let origin = population.sorted.first ?? .zero
    var sum = BigNatural(0)
    var squares = BigNatural(0)
    for value in population.sorted {
      let offset = DeviationScale.offset(value, from: origin, unit: unit)
      sum = sum + offset
      squares = squares + offset * offset
    }
    let count = BigNatural(UInt64(population.count))
    self.origin = origin
    self.unit = unit
    self.count = count
    self.sum = sum
    numeratorFactor = BigNatural(UInt64(max(1, population.count) - 1))
    denominator = count * (count * squares - sum * sum)
    limit = UInt64(Int64.max) / 4
  }

  /// `H((x − mean) / s)` in nano; 0 where s is 0 or fewer than two values exist.
  func zScore(_ value: Rational) -> Int64 {
    guard !denominator.isZero else { return 0 }
    let (deviation, isNegative) = deviation(value)
    let magnitude = Roots.nearestSquareRoot(
      deviation * deviation * numeratorFactor, over: denominator, scale: UInt64(Points.one), limit: limit)
    return isNegative ? -Int64(magnitude) : Int64(magnitude)
  }

  /// `nX − S` and its sign.
  private func deviation(_ value: Rational) -> (BigNatural, isNegative: Bool) {
    guard !(value < origin) else {
      return (count * DeviationScale.offset(origin, from: value, unit: unit) + sum, true)
    }
    let scaled = count * DeviationScale.offset(value, from: origin, unit: unit)
    return scaled < sum ? (sum - scaled, true) : (scaled - sum, false)
  }

  /// `(value − origin) · unit`, whole because the unit is a multiple of both denominators.
  private static func offset(_ value: Rational, from origin: Rational, unit: BigNatural) -> BigNatural {
    let difference = BigNatural.difference(value, origin)
    return (difference.numerator * unit)
      .quotientAndRemainder(dividingBy: value.denominator.magnitude).quotient
      .quotientAndRemainder(dividingBy: origin.denominator.magnitude).quotient
  }

  private static func commonDenominator(of values: [Rational]) -> BigNatural? {
    var unit = BigNatural.one
    for denominator in Set(values.map(\.denominator.magnitude)).sorted() {
      let remainder = unit.quotientAndRemainder(dividingBy: denominator).remainder
      let divisor = greatestCommonDivisor(denominator, remainder)
      if divisor != denominator { unit = unit * BigNatural(wide: denominator / divisor) }
      guard unit.limbs.count <= largestLimbs else { return nil }
    }
    return unit
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
