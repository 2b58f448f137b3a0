package import Records

/// Every number of a model by its place in `Model.numbers` and by profile, so that one can be turned without the
/// model being made anew.
package struct NumberTable: Sendable {
  private var amounts: [NanoFraction]
  /// The same in whole nano.
  private var nanos: [Int64]
  private let profileCount: Int

  /// Stands for an amount beyond what a leaf may give.
  static let tooLarge = Int64.min

  package init(_ model: Model) {
    amounts = model.numbers.flatMap { $0.amount.byProfile.map(NanoFraction.init) }
    nanos = amounts.map(NumberTable.nano)
    profileCount = model.profiles.count
  }

  package subscript(place: Int, profile: Int) -> NanoFraction {
    get { amounts[place * profileCount + profile] }
    set {
      amounts[place * profileCount + profile] = newValue
      nanos[place * profileCount + profile] = NumberTable.nano(newValue)
    }
  }

  /// `H` of a number, or `tooLarge`.
  func nano(_ place: Int, _ profile: Int) -> Int64 { nanos[place * profileCount + profile] }

  private static func nano(_ number: NanoFraction) -> Int64 {
    guard let nano = number.nearest, nano.magnitude <= UInt64(Ledger.largestSum) else { return tooLarge }
    return nano
  }
}

/// An exact number, as so many nano over a divisor.
package struct NanoFraction: Hashable, Sendable {
  package let upper: Int128
  /// Positive.
  package let lower: Int128

  package static let zero = NanoFraction(nano: 0)

  package init(nano: Int64) {
    upper = Int128(nano)
    lower = 1
  }

  package init(_ number: Fraction) { self.init(number, times: Points.one) }

  private init(upper: Int128, lower: Int128) {
    self.upper = upper
    self.lower = lower
  }

  /// A number times so many nano, as a factor; in whole nano where it comes to that.
  package init(_ number: Fraction, times factor: Int64) {
    let product = Int128(number.numerator) * Int128(factor)
    let (nano, rest) = product.quotientAndRemainder(dividingBy: Int128(number.denominator))
    self =
      rest == 0
      ? NanoFraction(upper: nano, lower: 1)
      : NanoFraction(upper: product, lower: Int128(number.denominator))
  }

  /// `H` of it times a ratio; nil when a part leaves 128 bits or the result 64.
  func nearest(times ratio: Rational = .one) -> Int64? {
    let (scaled, isLarge) = upper.multipliedReportingOverflow(by: ratio.numerator)
    let (divisor, isLarger) = lower.multipliedReportingOverflow(by: ratio.denominator)
    guard !isLarge, !isLarger else { return nil }
    return Int64(exactly: Rounding.halfUp(scaled, over: divisor))
  }

  /// `H` of it; nil when it leaves 64 bits.
  var nearest: Int64? { lower == 1 ? Int64(exactly: upper) : nearest(times: .one) }

  /// As a number of points.
  var rational: Rational { Rational(upper, over: lower * Int128(Points.one)) }

  /// The whole part of a count that is not negative.
  var whole: Int { Int(clamping: max(0, upper / (lower * Int128(Points.one)))) }

  /// 1 less it.
  var complement: NanoFraction { NanoFraction(upper: lower * Int128(Points.one) - upper, lower: lower) }
}

extension Rational {
  static let one = Rational(whole: 1)
}

extension Model {
  /// The same shape with each number replaced by its own place in `numbers`.
  var placed: Model {
    var next: Int64 = 0
    return mappingNumbers { _, amount in
      defer { next += 1 }
      return Amount(Fraction(next), profiles: amount.byProfile.count)
    }
  }
}

extension Amount {
  /// The place that a placed model holds here.
  var place: Int { Int(self[0].numerator) }
}
