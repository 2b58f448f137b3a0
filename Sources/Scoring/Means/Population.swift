import Records

/// The ranked members' values of one profile, to which each value is compared.
struct Population {
  /// Ascending.
  let sorted: [Rational]

  init(_ values: [Rational]) {
    sorted = values.sorted()
  }

  var count: Int { sorted.count }

  /// How many values are below one. O(log n).
  func below(_ value: Rational) -> Int {
    partition { $0 < value }
  }

  func equal(_ value: Rational) -> Int {
    partition { !(value < $0) } - below(value)
  }

  private func partition(_ precedes: (Rational) -> Bool) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(sorted[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A share from 0 to 1 as an exact quotient.
struct UnitShare {
  let numerator: BigNatural
  let denominator: BigNatural

  static let zero = UnitShare(numerator: BigNatural(0), denominator: .one)

  init(numerator: BigNatural, denominator: BigNatural) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// `(value − low) / (high − low)` cut to 0…1; `low` must be below `high`.
  init(_ value: Rational, from low: Rational, to high: Rational) {
    guard low < value else {
      self = .zero
      return
    }
    guard value < high else {
      self.init(numerator: .one, denominator: .one)
      return
    }
    let part = BigNatural.difference(value, low)
    let whole = BigNatural.difference(high, low)
    self.init(
      numerator: part.numerator * whole.denominator, denominator: part.denominator * whole.numerator)
  }

  /// The same between two goalposts, of which the first may be the higher; 0 where they are one.
  init(_ value: Rational, between from: Rational, _ to: Rational) {
    if from < to {
      self.init(value, from: from, to: to)
    } else {
      self = to < from ? UnitShare(value, from: to, to: from).complement : .zero
    }
  }

  var complement: UnitShare { UnitShare(numerator: denominator - numerator, denominator: denominator) }

  /// `H` in nano.
  var nano: Int64 {
    Int64(Roots.nearestShare(numerator, of: denominator, scale: UInt64(Points.one)))
  }
}

extension BigNatural {
  /// `greater − less` as a quotient; `greater` must not be less.
  static func difference(
    _ greater: Rational, _ less: Rational
  ) -> (numerator: BigNatural, denominator: BigNatural) {
    let first = BigNatural(wide: greater.numerator.magnitude) * BigNatural(wide: less.denominator.magnitude)
    let second = BigNatural(wide: less.numerator.magnitude) * BigNatural(wide: greater.denominator.magnitude)
    let numerator =
      switch (greater.numerator < 0, less.numerator < 0) {
      case (false, false): first - second
      case (false, true): first + second
      default: second - first
      }
    return (
      numerator,
      BigNatural(wide: greater.denominator.magnitude) * BigNatural(wide: less.denominator.magnitude)
    )
  }
}
