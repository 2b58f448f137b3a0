/// A natural number of any size: for whole powers and common denominators, which leave 128 bits.
///
/// Schoolbook arithmetic on 64-bit limbs, least first, without leading zeros; products take O(limbs²).
package struct BigNatural: Hashable, Sendable {
  private(set) var limbs: [UInt64]

  package static let one = BigNatural(1)

  package init(_ value: UInt64) {
    limbs = value == 0 ? [] : [value]
  }

  package init(wide value: UInt128) {
    self.init(limbs: [UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64)])
  }

  private init(limbs: [UInt64]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  package var isZero: Bool { limbs.isEmpty }

  /// The value where it fits.
  var small: UInt128? {
    guard limbs.count <= 2 else { return nil }
    return limbs.reversed().reduce(UInt128(0)) { $0 << 64 | UInt128($1) }
  }

  package static func + (left: BigNatural, right: BigNatural) -> BigNatural {
    let (long, short) =
      left.limbs.count >= right.limbs.count ? (left.limbs, right.limbs) : (right.limbs, left.limbs)
    var result = long
    var carry: UInt64 = 0
    for index in long.indices {
      guard index < short.count || carry > 0 else { break }
      let (first, overflow) = long[index].addingReportingOverflow(index < short.count ? short[index] : 0)
      let (sum, second) = first.addingReportingOverflow(carry)
      result[index] = sum
      carry = (overflow ? 1 : 0) + (second ? 1 : 0)
    }
    if carry > 0 { result.append(carry) }
    return BigNatural(limbs: result)
  }

  /// The difference; `right` must not be greater.
  package static func - (left: BigNatural, right: BigNatural) -> BigNatural {
    precondition(!(left < right), "a natural difference")
    var result = left.limbs
    var borrow: UInt64 = 0
    for index in result.indices {
      guard index < right.limbs.count || borrow > 0 else { break }
      let taken = index < right.limbs.count ? right.limbs[index] : 0
      let (first, overflow) = result[index].subtractingReportingOverflow(taken)
      let (difference, second) = first.subtractingReportingOverflow(borrow)
      result[index] = difference
      borrow = (overflow ? 1 : 0) + (second ? 1 : 0)
    }
    return BigNatural(limbs: result)
  }

  package static func * (left: BigNatural, right: BigNatural) -> BigNatural {
    guard !left.isZero, !right.isZero else { return BigNatural(0) }
    var result = [UInt64](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (i, factor) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, limb) in right.limbs.enumerated() {
        let product = factor.multipliedFullWidth(by: limb)
        let (first, overflow) = product.low.addingReportingOverflow(result[i + j])
        let (sum, second) = first.addingReportingOverflow(carry)
        result[i + j] = sum
        carry = product.high &+ (overflow ? 1 : 0) &+ (second ? 1 : 0)
      }
      result[i + right.limbs.count] = carry
    }
    return BigNatural(limbs: result)
  }

  /// `self` to a whole power, by squaring.
  func power(_ exponent: Int) -> BigNatural {
    var result = BigNatural.one
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// Quotient and remainder of a division by a positive number.
  package func quotientAndRemainder(dividingBy divisor: UInt128) -> (quotient: BigNatural, remainder: UInt128)
  {
    var quotient = [UInt64](repeating: 0, count: limbs.count)
    var rest: UInt128 = 0
    for index in limbs.indices.reversed() {
      if let small = UInt64(exactly: divisor) {
        let step = small.dividingFullWidth((UInt64(rest), limbs[index]))
        quotient[index] = step.quotient
        rest = UInt128(step.remainder)
      } else {
        (quotient[index], rest) = BigNatural.longDivision(rest, limbs[index], by: divisor)
      }
    }
    return (BigNatural(limbs: quotient), rest)
  }

  /// One limb of a division, bit by bit; `rest` is less than the divisor.
  private static func longDivision(
    _ rest: UInt128, _ limb: UInt64, by divisor: UInt128
  ) -> (UInt64, UInt128) {
    var rest = rest
    var quotient: UInt64 = 0
    for shift in (0..<64).reversed() {
      let overflows = rest >> 127 == 1
      rest = rest << 1 | UInt128(limb >> UInt64(shift) & 1)
      quotient <<= 1
      if overflows || rest >= divisor {
        rest = rest &- divisor
        quotient |= 1
      }
    }
    return (quotient, rest)
  }
}

extension BigNatural: Comparable {
  package static func < (left: BigNatural, right: BigNatural) -> Bool {
    guard left.limbs.count == right.limbs.count else { return left.limbs.count < right.limbs.count }
    for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
      return left.limbs[index] < right.limbs[index]
    }
    return false
  }
}
