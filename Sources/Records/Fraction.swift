/// An exact rational number in lowest terms, as models and cells state numbers (model.md, Conventions).
///
/// The denominator is positive. Arithmetic that could leave 64 bits is done by callers in `Int128`.
package struct Fraction: Hashable, Sendable {
  package let numerator: Int64
  package let denominator: Int64

  /// Numbers of definitions go up to this, and in parts of this.
  package static let definitionLimit: Int64 = 1_000_000

  /// True for a number that a definition may state.
  package var isWithinDefinitions: Bool {
    self <= Fraction(Fraction.definitionLimit) && self >= Fraction(-Fraction.definitionLimit)
      && denominator <= Fraction.definitionLimit
  }

  package static let zero = Fraction(0)
  package static let one = Fraction(1)

  /// A whole number.
  package init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// `numerator / denominator` in lowest terms. The denominator must not be zero.
  package init(_ numerator: Int64, _ denominator: Int64) {
    precondition(denominator != 0, "a fraction needs a denominator")
    let divisor = Fraction.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int64 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int64(divisor)
    self.denominator = sign * denominator / Int64(divisor)
  }

  /// Reads decimal text with at most 6 fraction digits (`-0.25`) or a fraction (`2/3`); nil for anything else,
  /// and for numbers of more than 12 digits before the point.
  package init?(text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let upper = Fraction.decimal(first) else { return nil }
    guard parts.count == 2 else {
      self = upper
      return
    }
    guard let lower = Fraction.decimal(parts[1]), lower.denominator == 1, lower.numerator > 0,
      upper.denominator == 1
    else { return nil }
    self.init(upper.numerator, lower.numerator)
  }

  private static func decimal(_ digits: Substring.UTF8View.SubSequence) -> Fraction? {
    decimal(Array(digits))
  }

  private static func decimal(_ digits: some Collection<UInt8>) -> Fraction? {
    var negative = false
    var whole: Int64 = 0
    var scale: Int64 = 1
    var wholeDigits = 0
    var fractionDigits = 0
    var inFraction = false
    for (index, byte) in digits.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: negative = true
      case UInt8(ascii: "+") where index == 0: continue
      case UInt8(ascii: ".") where !inFraction && wholeDigits > 0: inFraction = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if inFraction { fractionDigits += 1 } else { wholeDigits += 1 }
        guard wholeDigits <= 12, fractionDigits <= 6 else { return nil }
        whole = whole * 10 + Int64(byte - UInt8(ascii: "0"))
        if inFraction { scale *= 10 }
      default: return nil
      }
    }
    guard wholeDigits > 0, !inFraction || fractionDigits > 0 else { return nil }
    return Fraction(negative ? -whole : whole, scale)
  }

  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}

extension Fraction: Comparable {
  package static func < (left: Fraction, right: Fraction) -> Bool {
    Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
  }
}

extension Fraction: CustomStringConvertible {
  /// The shortest decimal where one of at most 6 digits exists (`0.6`), else `p/q`.
  package var description: String {
    var scale: Int64 = 1
    var digits = 0
    while digits <= 6 {
      if scale % denominator == 0 {
        let scaled = Int128(numerator) * Int128(scale / denominator)
        return DecimalText.format(scaled, scale: digits, atLeast: 0)
      }
      scale *= 10
      digits += 1
    }
    return "\(numerator)/\(denominator)"
  }
}
