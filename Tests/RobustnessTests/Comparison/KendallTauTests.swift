import Robustness
import TestSupport
import Testing

@Suite("likeness of two rankings")
struct KendallTauTests {
  @Test(
    "tau-b by hand",
    arguments: [
      ([(1, 1), (2, 2), (3, 3)], 10_000), ([(1, 3), (2, 2), (3, 1)], -10_000),
      // One pair of three turned: 1/3.
      ([(1, 1), (2, 3), (3, 2)], 3333),
      // Shared ranks: C 4, D 1 of n₀ 6; ties 1 and 0: 3 ⁄ √(5 · 6) = 0.54772.
      ([(1, 1), (2, 2), (2, 4), (4, 3)], 5477),
      ([(1, 1), (1, 2)], nil), ([], nil), ([(1, 1)], nil),
    ] as [([(Int, Int)], Int64?)])
  func byHand(_ ranks: [(Int, Int)], _ expected: Int64?) {
    #expect(KendallTau(ranks.map { (before: $0.0, after: $0.1) }).tenThousandths == expected)
  }

  @Test("it is the count over all pairs", arguments: Array(1...12) as [UInt64])
  func pairs(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let ranks = (0..<60).map { _ in (before: Int(random.next() % 25), after: Int(random.next() % 25)) }
    var (same, left, right): (Int128, Int128, Int128) = (0, 0, 0)
    for (place, one) in ranks.enumerated() {
      for other in ranks[(place + 1)...] {
        let (first, second) = ((one.before - other.before).signum(), (one.after - other.after).signum())
        same += Int128(first * second)
        left += Int128(abs(first))
        right += Int128(abs(second))
      }
    }
    let tau = KendallTau(ranks)
    #expect(tau.concordance == same && tau.parted == left && tau.partedAfter == right, "seed \(seed)")
  }
}
