import Records
import TestSupport
import Testing

@testable import Scoring

struct ArithmeticTests {
  @Test func `rationals stay in lowest terms and compare by 256-bit products`() throws {
    let third = Rational(2, over: 6)
    #expect(third.numerator == 1 && third.denominator == 3)
    #expect(try #require(third.adding(Rational(1, over: 6))) == Rational(1, over: 2))
    #expect(try #require(third.divided(by: Rational(-2, over: 3))) == Rational(-1, over: 2))
    let huge = Int128.max / 2
    #expect(Rational(huge, over: huge - 1) < Rational(huge - 1, over: huge - 2))
    #expect(Rational(huge, over: 3).multiplied(by: Rational(huge, over: 5)) == nil)
    #expect(Rational(huge, over: 1).nearest == nil)
  }

  @Test func `H rounds half up on the magnitude`() {
    #expect(Rational(1, over: 2_000_000_000).nearest == Points(nano: 1))
    #expect(Rational(-1, over: 2_000_000_000).nearest == Points(nano: -1))
    #expect(Rational(1, over: 2_000_000_001).nearest == .zero)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `big naturals agree with 128-bit arithmetic`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let (a, b) = (random.next(), random.next() >> (random.next() % 60))
      let product = UInt128(a) * UInt128(b)
      #expect((BigNatural(a) * BigNatural(b)).small == product, "seed \(seed)")
      #expect((BigNatural(wide: product) + BigNatural(a)).small ?? 0 == product &+ UInt128(a), "seed \(seed)")
      #expect((BigNatural(wide: product) - BigNatural(wide: product / 3)).small == product - product / 3)
      #expect((BigNatural(a) < BigNatural(b)) == (a < b), "seed \(seed)")
      let divisor = UInt128(b) << 40 | 1
      let big = BigNatural(wide: product) * BigNatural(a) + BigNatural(7)
      let (quotient, remainder) = big.quotientAndRemainder(dividingBy: divisor)
      #expect(quotient * BigNatural(wide: divisor) + BigNatural(wide: remainder) == big, "seed \(seed)")
      #expect(remainder < divisor, "seed \(seed)")
    }
  }

  @Test func `powers are whole`() {
    #expect(BigNatural(3).power(40).small == 12_157_665_459_056_928_801)
    #expect(BigNatural(7).power(0) == .one)
    #expect(BigNatural(0).power(3).isZero)
  }

  /// Values from model.md §6, check 29, and roots that are exact or exactly half way.
  @Test(
    arguments: [
      ([250_000_000, 1_000_000_000], [2, 1], 396_850_263),
      ([4, 9], [1, 1], 6),
      ([2, 3], [1, 1], 2),
      ([1, 2], [1, 1], 1),
      ([0, 1_000_000_000], [1, 1], 0),
      ([5, 5, 5], [1, 2, 3], 5),
      ([999_999_999, 1_000_000_000], [500, 500], 999_999_999),
    ] as [([UInt64], [Int], UInt64)])
  func `geometric means round to the nearest whole`(values: [UInt64], weights: [Int], expected: UInt64) {
    #expect(Roots.nearestGeometricMean(values, weights: weights) == expected)
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `a geometric mean lies within half a unit of the truth`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let values = (0..<3).map { _ in random.next() % 2_000_000_000 + 1 }
      let weights = (0..<3).map { _ in Int(random.next() % 12) + 1 }
      let root = Roots.nearestGeometricMean(values, weights: weights)
      let total = weights.reduce(0, +)
      let product = zip(values, weights).reduce(BigNatural(2).power(total)) {
        $0 * BigNatural($1.0).power($1.1)
      }
      #expect(BigNatural(2 * root - 1).power(total) <= product, "seed \(seed)")
      #expect(product < BigNatural(2 * root + 1).power(total), "seed \(seed)")
    }
  }

  @Test func `square roots round to the nearest`() {
    func root(_ numerator: UInt64, _ denominator: UInt64) -> UInt64 {
      Roots.nearestSquareRoot(
        BigNatural(numerator), over: BigNatural(denominator), scale: 1_000_000_000, limit: 1 << 40)
    }
    #expect(root(2, 1) == 1_414_213_562)
    #expect(root(3, 4) == 866_025_404)
    #expect(root(9, 4) == 1_500_000_000)
    #expect(root(0, 4) == 0)
  }

  @Test func `shares round half up, in small and in big numbers`() {
    let shift = BigNatural(1 << 63) * BigNatural(1 << 63)
    for (numerator, denominator, expected) in [
      (1, 3, 333), (1, 2000, 1), (2, 3, 667), (0, 5, 0), (5, 5, 1000),
    ] {
      let (upper, lower) = (BigNatural(UInt64(numerator)), BigNatural(UInt64(denominator)))
      #expect(Roots.nearestShare(upper, of: lower, scale: 1000) == UInt64(expected))
      #expect(Roots.nearestShare(upper * shift, of: lower * shift, scale: 1000) == UInt64(expected))
    }
  }

  @Test func `weights become the least whole numbers`() {
    #expect(WeightSet([Fraction(1, 2), Fraction(1, 3), Fraction(2)]).least == [3, 2, 12])
    #expect(WeightSet([Fraction(10), Fraction(5)]).least == [2, 1])
    #expect(WeightSet([Fraction(3, 10), Fraction(7, 10)]).arithmetic([1_000_000_000, 0]) == 300_000_000)
    #expect(WeightSet([.one, .one]).arithmetic([1, 2]) == 2)
    #expect(WeightSet([.one, .one]).arithmetic([-1, -2]) == -2)
  }

  /// Seven prime denominators, so that the least whole numbers have 36 digits; what is expected is from Python's fractions.
  @Test func `weights of any denominators weigh exactly`() {
    let primes: [Int64] = [999_983, 999_979, 999_961, 999_959, 999_953, 999_931, 999_917]
    let weights = WeightSet(primes.map { Fraction(1, $0) })
    #expect(weights.least == nil)
    #expect(weights.arithmetic(Array(repeating: 333, count: 7)) == 333)
    #expect(weights.arithmetic(Array(repeating: -333, count: 7)) == -333)
    #expect(weights.arithmetic([7_000_000_000, 0, 0, 0, 0, 0, 0]) == 999_971_713)
    #expect(weights.arithmetic([0, 0, 0, 0, 0, 0, -7_000_000_000]) == -1_000_037_717)
    #expect(weights.arithmetic([1, 1, 1, 1, 0, 0, 0]) == 1)
    #expect(weights.arithmetic([1, 1, 1, 0, 0, 0, 0]) == 0)
  }
}
