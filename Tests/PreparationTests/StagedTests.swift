import Records
import TestSupport
import Testing

@testable import Preparation

@Suite struct StagedTests {
  private static let rows: [Int32] = (0..<1000).map { $0 * 3 }

  /// The rows that are left, with what is missing of `rows`; nil where they are no part of it in its order.
  private static let cases: [(name: String, kept: [Int32], missing: [Int32]?)] = [
    ("all", rows, []), ("none", [], rows), ("without the first", Array(rows.dropFirst()), [0]),
    ("without the last", Array(rows.dropLast()), [2997]),
    ("without a range", Array(rows[..<299] + rows[301...]), [897, 900]),
    ("every second", rows.filter { $0 % 2 == 0 }, rows.filter { $0 % 2 == 1 }),
    ("doubled", rows + [2997], nil), ("doubled inside", Array(rows[...300] + rows[300...]), nil),
    ("exchanged", [3, 0] + rows[2...], nil), ("foreign", rows[..<7] + [20] + rows[7...], nil),
    ("foreign at the end", rows + [5000], nil), ("backwards", rows.reversed(), nil),
    ("before all", [-1] + rows, nil),
  ]

  @Test(arguments: cases.indices, [1, 6, 7, 300, 999, 1000, 5000])
  func `what is missing is found, and no other rows are taken for those that are left`(place: Int, size: Int)
  {
    let check = StagedTests.cases[place]
    for workers in [1, 3] {
      let missing = Staged.missing(from: check.kept, of: StagedTests.rows, Workers(workers), size: size)
      #expect(missing == check.missing, "\(check.name)")
    }
  }

  @Test func `of random rows the missing ones are found however they are cut`() {
    for seed in UInt64(1)...200 {
      var random = SplitMix64(seed: seed)
      let kept = StagedTests.rows.filter { _ in random.next() % 3 > 0 }
      let left = Set(kept)
      let missing = Staged.missing(
        from: kept, of: StagedTests.rows, Workers(2), size: 1 + Int(random.next() % 200))
      #expect(missing == StagedTests.rows.filter { !left.contains($0) }, "seed \(seed)")
    }
  }
}
