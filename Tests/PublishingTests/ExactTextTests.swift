import Publishing
import Testing

struct ExactTextTests {
  @Test(
    arguments: [
      (0, 24, "0", "0"), (12, 24, "0.5", "0.5"), (-180, 24, "-7.5", "-7.5"), (8, 24, "1/3", "0.33"),
      (-22, 3, "-22/3", "-7.33"), (1, 800, "0.00125", "0"), (5, 1000, "0.005", "0.01"),
      (-5, 1000, "-0.005", "-0.01"),
      (48, 24, "2", "2"), (7, 24_000_000_000, "7/24000000000", "0"),
    ] as [(Int128, Int128, String, String)])
  func `exact where a decimal is, else a fraction; rounded for reading`(
    _ top: Int128, _ bottom: Int128, _ exact: String, _ rounded: String
  ) {
    #expect(ExactText.of(top, over: bottom) == exact)
    #expect(ExactText.rounded(top, over: bottom) == rounded)
  }
}
