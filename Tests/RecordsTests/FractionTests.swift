import Records
import TestSupport
import Testing

struct FractionTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let text: String
    let expected: Fraction?
    var testDescription: String { text }
  }

  @Test(arguments: [
    Case(text: "0", expected: .zero),
    Case(text: "20", expected: Fraction(20)),
    Case(text: "-0.5", expected: Fraction(-1, 2)),
    Case(text: "+3", expected: Fraction(3)),
    Case(text: "0.10", expected: Fraction(1, 10)),
    Case(text: "2/3", expected: Fraction(2, 3)),
    Case(text: "-6/4", expected: Fraction(-3, 2)),
    Case(text: "0.000001", expected: Fraction(1, 1_000_000)),
    Case(text: "0.0000001", expected: nil),
    Case(text: "1234567890123", expected: nil),
    Case(text: "1/0", expected: nil),
    Case(text: "1.5/2", expected: nil),
    Case(text: "1e3", expected: nil),
    Case(text: ".5", expected: nil),
    Case(text: "5.", expected: nil),
    Case(text: "", expected: nil),
    Case(text: "１", expected: nil),
    Case(text: "--1", expected: nil),
  ])
  func `numbers are read from their text`(_ item: Case) {
    #expect(Fraction(text: item.text) == item.expected)
  }

  @Test(arguments: [
    (Fraction(3, 5), "0.6"), (Fraction(-1, 8), "-0.125"), (Fraction(2, 3), "2/3"), (Fraction(20), "20"),
    (Fraction(0), "0"), (Fraction(1, 1_000_000), "0.000001"), (Fraction(-7, 7), "-1"),
  ])
  func `prints the shortest exact text`(_ fraction: Fraction, _ text: String) {
    #expect(fraction.description == text)
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `what is printed reads back`(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let fraction = Fraction(
      Int64.random(in: -1_000_000...1_000_000, using: &random),
      Int64.random(in: 1...1_000_000, using: &random))
    #expect(Fraction(text: fraction.description) == fraction, "seed \(seed)")
  }

  @Test func `order is that of the real numbers`() {
    #expect(Fraction(2, 3) < Fraction(67, 100))
    #expect(Fraction(-1, 2) < Fraction(-1, 3))
    #expect(!(Fraction(1, 2) < Fraction(2, 4)))
  }
}
