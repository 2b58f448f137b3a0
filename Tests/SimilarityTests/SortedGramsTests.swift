import TestSupport
import Testing

@testable import Similarity

@Suite struct SortedGramsTests {
  @Test(
    "grams come once each and ascending, however many they are and wherever they lie",
    arguments: 1...6 as ClosedRange<UInt64>)
  func law(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for count in [0, 1, 2, 15, 16, 17, 40, 300, 2000] {
      for span in [0, 1, 50, 1 << 20, 1 << 42, 1 << 62] as [UInt64] {
        let base = UInt64.random(in: 0...1 << 62, using: &random)
        let grams = (0..<count).map { _ in base + UInt64.random(in: 0...span, using: &random) }
        #expect(SortedGrams.distinct(grams) == Set(grams).sorted(), "seed \(seed), \(count) within \(span)")
      }
    }
  }

  @Test("grams that crowd one place beside one far away")
  func crowded() {
    let grams = (0..<500 as Range<UInt64>).map { 499 - $0 } + [1 << 62]
    #expect(SortedGrams.distinct(grams) == grams.sorted())
  }
}
