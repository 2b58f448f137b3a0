import Records
import Testing

struct PointsTests {
  @Test(
    arguments: [
      (0, 0, 0, "0"), (0, 9, 2, "0.00"), (5, 0, 3, "5.000"), (-5, 1, 0, "-0.5"), (1_234_500, 3, 0, "1234.5"),
      (1_234_500, 3, 3, "1234.500"), (.max, 0, 0, "170141183460469231731687303715884105727"),
      (.min, 20, 0, "-1701411834604692317.31687303715884105728"),
      (.max, 0, 20, "170141183460469231731687303715884105727.00000000000000000000"),
    ] as [(Int128, Int, Int, String)])
  func `Scaled integers are written whole`(_ value: Int128, _ scale: Int, _ atLeast: Int, _ text: String) {
    #expect(DecimalText.format(value, scale: scale, atLeast: atLeast) == text)
  }

  /// model.md, Conventions: both roundings are half-up on the magnitude (0.005 → 0.01, −0.005 → −0.01).
  @Test(
    arguments: [
      (5_000_000, "0.01"), (-5_000_000, "-0.01"), (4_999_999, "0.00"), (-4_999_999, "0.00"),
      (17_995_000_000, "18.00"), (17_994_999_999, "17.99"), (17_875_000_000, "17.88"),
    ] as [(Int64, String)])
  func `R rounds half-up on the magnitude`(_ nano: Int64, _ text: String) {
    #expect(Points(nano: nano).text(decimals: 2) == text)
  }

  /// model.md check 20 and check 27.
  @Test(
    arguments: [
      (48, 7, "6.857142857"), (12, 7, "1.714285714"), (25, 6, "4.166666667"), (25, 14, "1.785714286"),
      (-1, 3, "-0.333333333"), (1, 2, "0.50"), (-2, 3, "-0.666666667"), (1, 2_000_000_000, "0.000000001"),
      (-1, 2_000_000_000, "-0.000000001"), (1, 2_000_000_001, "0.00"),
    ] as [(Int128, Int128, String)])
  func `H is the nearest nano`(_ numerator: Int128, _ denominator: Int128, _ text: String) {
    #expect(Points(nearest: numerator, over: denominator).text(atLeast: 2) == text)
  }

  @Test(arguments: [(0, "1"), (1, "0.5"), (2, "0.50"), (4, "0.5000")])
  func `decimals are kept exactly`(_ decimals: Int, _ text: String) {
    #expect(Points(nano: 500_000_000).text(decimals: decimals) == text)
  }
}
