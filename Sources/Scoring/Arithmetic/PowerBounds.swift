/// Bounds of a whole power that settle most comparisons without the whole number.
///
/// Every number is held as a lower and an upper 64-bit mantissa with an exponent; each product rounds one
/// down and the other up, so the truth lies between. Where the bounds overlap the caller compares whole
/// powers.
struct PowerBounds {
  private let product: Enclosure
  private let total: Int

  /// Bounds `2^total · Π value^weight` of positive values.
  init(values: [UInt64], weights: [Int], total: Int) {
    self.total = total
    product = zip(values, weights).reduce(Enclosure(2).power(total)) {
      $0.multiplied(by: Enclosure($1.0).power($1.1))
    }
  }

  /// Whether `base^total` is at most the product; nil when the bounds cannot tell.
  func holds(_ base: UInt64) -> Bool? {
    let power = Enclosure(base).power(total)
    if !(product.lower < power.upper) { return true }
    if product.upper < power.lower { return false }
    return nil
  }
}

private struct Enclosure {
  let lower: Magnitude
  let upper: Magnitude

  init(_ value: UInt64) {
    lower = Magnitude(value)
    upper = lower
  }

  private init(lower: Magnitude, upper: Magnitude) {
    self.lower = lower
    self.upper = upper
  }

  func multiplied(by other: Enclosure) -> Enclosure {
    Enclosure(
      lower: lower.multiplied(by: other.lower, up: false), upper: upper.multiplied(by: other.upper, up: true))
  }

  func power(_ exponent: Int) -> Enclosure {
    var result = Enclosure(1)
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result.multiplied(by: square) }
      rest >>= 1
      if rest > 0 { square = square.multiplied(by: square) }
    }
    return result
  }
}

/// `mantissa · 2^exponent` of a positive number, the mantissa's top bit set.
private struct Magnitude {
  let mantissa: UInt64
  let exponent: Int

  init(_ value: UInt64) {
    precondition(value > 0, "a positive number")
    let shift = value.leadingZeroBitCount
    mantissa = value << UInt64(shift)
    exponent = -shift
  }

  private init(mantissa: UInt64, exponent: Int) {
    self.mantissa = mantissa
    self.exponent = exponent
  }

  func multiplied(by other: Magnitude, up: Bool) -> Magnitude {
    let product = mantissa.multipliedFullWidth(by: other.mantissa)
    let exponent = exponent + other.exponent + 64
    let isNormal = product.high >> 63 == 1
    let high = isNormal ? product.high : product.high << 1 | product.low >> 63
    let rest = isNormal ? product.low : product.low << 1
    let scale = isNormal ? exponent : exponent - 1
    guard up, rest != 0 else { return Magnitude(mantissa: high, exponent: scale) }
    let (next, overflow) = high.addingReportingOverflow(1)
    return overflow
      ? Magnitude(mantissa: 1 << 63, exponent: scale + 1) : Magnitude(mantissa: next, exponent: scale)
  }

  static func < (left: Magnitude, right: Magnitude) -> Bool {
    left.exponent != right.exponent ? left.exponent < right.exponent : left.mantissa < right.mantissa
  }
}
