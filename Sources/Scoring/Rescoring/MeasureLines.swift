import Records

/// A leaf's measure of all members, with what its points rest on.
final class MeasureLines: Sendable {
  enum Reading: Sendable {
    /// By member.
    case fixed([Rational])
    /// By member; places of the terms' factors and of `none`.
    case rate([RateSums], factors: [Int], none: Int)
  }

  enum Worth: Sendable {
    case full(Int)
    /// Places of each tier's threshold and points.
    case tiers([(from: Int, points: Int)])
    /// The measure itself, within a mean.
    case normalised
  }

  let reading: Reading
  let worth: Worth
  /// Of a rate, by member: the sums of its terms, then the divisor. The divisor is 0 where they are no whole numbers.
  private let wholes: [Int64]
  /// By member: equal where the measure is one function of the turned numbers.
  let forms: [UInt64]

  /// `placed` is the leaf of a model whose numbers are their places. nil when a part leaves 128 bits.
  init?(_ placed: Leaf, _ columns: MeasureColumns, rows: [[Int32]], profiles: [Int]) {
    guard case .measure(let measure, let worth) = placed.award else { return nil }
    switch worth {
    case .full(let full): self.worth = .full(full.place)
    case .tiers(let tiers): self.worth = .tiers(tiers.map { ($0.from.place, $0.points.place) })
    case .normalised: self.worth = .normalised
    }
    if case .rate(let terms, _, let none) = measure {
      let sums = rows.compactMap { columns.rateSums($0) }
      guard sums.count == rows.count else { return nil }
      reading = .rate(sums, factors: terms.map(\.factor.place), none: none.place)
      wholes = sums.flatMap { $0.whole ?? Array(repeating: 0, count: terms.count + 1) }
      forms = sums.map { UInt64(bitPattern: Int64($0.hashValue)) }
    } else {
      let values = zip(rows, profiles).compactMap { columns.value($0, profile: $1)?.amount }
      guard values.count == rows.count else { return nil }
      reading = .fixed(values)
      wholes = []
      forms = values.map { UInt64(bitPattern: Int64($0.hashValue)) }
    }
  }

  /// Places of the numbers that it rests on.
  var places: [Int] {
    let own: [Int]
    switch worth {
    case .full(let full): own = [full]
    case .tiers(let tiers): own = tiers.flatMap { [$0.from, $0.points] }
    case .normalised: own = []
    }
    if case .rate(_, let factors, let none) = reading { return own + factors + [none] }
    return own
  }

  /// A member's points and which tier gave them; nil beyond 128 bits.
  func points(_ member: Int, profile: Int, _ numbers: NumberTable) -> (points: Int64, tier: Int)? {
    if let points = wholePoints(member, profile, numbers) { return (points, 0) }
    guard let value = value(member, profile, numbers) else { return nil }
    switch worth {
    case .full(let place): return numbers[place, profile].nearest(times: value).map { ($0, 0) }
    case .tiers(let tiers):
      let tier = tiers.lastIndex { !(value < numbers[$0.from, profile].rational) }
      let points = tier.map { numbers[tiers[$0].points, profile] } ?? .zero
      return points.nearest.map { ($0, (tier ?? -1) + 1) }
    case .normalised: return value.nearest.map { ($0.nano, 0) }
    }
  }

  /// A rate's points by whole numbers alone, as nearly all are; nil where it takes more.
  private func wholePoints(_ member: Int, _ profile: Int, _ numbers: NumberTable) -> Int64? {
    guard case .full(let place) = worth, case .rate(_, let factors, _) = reading else { return nil }
    let full = numbers[place, profile]
    let start = member * (factors.count + 1)
    let divisor = wholes[start + factors.count]
    guard full.lower == 1, divisor > 0 else { return nil }
    var dividend: Int128 = 0
    for (term, factor) in factors.enumerated() {
      let number = numbers[factor, profile]
      let (product, isLarge) = number.upper.multipliedReportingOverflow(by: Int128(wholes[start + term]))
      let (sum, isLarger) = dividend.addingReportingOverflow(product)
      guard number.lower == 1, !isLarge, !isLarger else { return nil }
      dividend = sum
    }
    let (product, isLarge) = dividend.multipliedReportingOverflow(by: full.upper)
    guard !isLarge else { return nil }
    return Int64(exactly: Rounding.halfUp(product, over: Int128(divisor) * Int128(Points.one)))
  }

  /// The measure itself; nil beyond 128 bits.
  func value(_ member: Int, _ profile: Int, _ numbers: NumberTable) -> Rational? {
    switch reading {
    case .fixed(let values): return values[member]
    case .rate(let sums, let factors, let none):
      guard sums[member].divisor != .zero else { return numbers[none, profile].rational }
      var dividend = Rational.zero
      for (term, factor) in zip(sums[member].terms, factors) {
        guard let product = term.multiplied(by: numbers[factor, profile].rational),
          let next = dividend.adding(product)
        else { return nil }
        dividend = next
      }
      return dividend.divided(by: sums[member].divisor)
    }
  }
}

extension RateSums {
  /// The sums and the divisor; nil where one is no whole number of 32 bits, or nothing to divide by.
  fileprivate var whole: [Int64]? {
    let all = terms + [divisor]
    guard divisor.numerator > 0, all.allSatisfy({ $0.denominator == 1 }) else { return nil }
    let whole = all.compactMap { Int32(exactly: $0.numerator).map(Int64.init) }
    return whole.count == all.count ? whole : nil
  }
}
