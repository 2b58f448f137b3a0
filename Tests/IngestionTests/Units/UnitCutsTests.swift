import Ingestion
import TestSupport
import Testing

@Suite struct UnitCutsTests {
  @Test(
    "units are of one size, but the last of many are quarters",
    arguments: [
      (0, 0, 8, [0, 0]), (3, 8, 8, [3, 8]), (3, 9, 8, [3, 8, 9]), (3, 32, 8, [3, 8, 16, 24, 32]),
      (3, 40, 8, [3, 8, 16, 24, 32, 34, 36, 38, 40]),
      (3, 43, 8, [3, 8, 16, 24, 32, 34, 36, 38, 40, 42, 43]),
      (20, 40, 8, [20, 24, 32, 34, 36, 38, 40]), (39, 40, 8, [39, 40]),
      (0, 6, 1, [0, 1, 2, 3, 4, 5, 6]),
    ] as [(Int64, Int64, Int, [Int64])])
  func places(_ start: Int64, _ end: Int64, _ size: Int, _ expected: [Int64]) {
    #expect(UnitCuts.places(from: start, to: end, size: size) == expected)
  }

  @Test func `a file without a byte has no unit, and one of any size is counted at once`() {
    #expect(UnitCuts.count(0, size: 8) == 0)
    #expect(UnitCuts.count(8, size: 8) == 1)
    #expect(UnitCuts.count(43, size: 8) == 10)
    #expect(UnitCuts.count(.max, size: 1) == .max)
  }

  @Test("they ascend from the first to the last byte, and none is larger than it may be", arguments: 0..<40)
  func laws(_ index: Int) {
    let seed = 0xC075 + UInt64(index)
    var random = SplitMix64(seed: seed)
    let size = Int.random(in: 1...50, using: &random)
    let end = Int64.random(in: 1...600, using: &random)
    let start = Int64.random(in: 0..<end, using: &random)
    let places = UnitCuts.places(from: start, to: end, size: size)
    #expect(places.first == start && places.last == end, "seed \(seed)")
    let lengths = zip(places, places.dropFirst()).map { $1 - $0 }
    #expect(lengths.allSatisfy { (1...Int64(size)).contains($0) }, "seed \(seed)")
    let whole = UnitCuts.places(from: 0, to: end, size: size)
    #expect(UnitCuts.count(end, size: size) == Int64(whole.count - 1), "seed \(seed)")
  }
}
