import Robustness
import TestSupport
import Testing

@Suite("a change split by cause")
struct SplitTests {
  private static let seeds = Array(1...24) as [UInt64]

  @Test("worked by hand: two causes that help each other share what they do together")
  func byHand() {
    // Alone data change 6 and rules 2; together 14, so that 6 more are shared; quota takes 1 whatever else there is.
    let split = Split { causes in
      var value: Int64 = 100
      if causes.contains(.data) { value += 6 }
      if causes.contains(.rules) { value += 2 }
      if causes.isSuperset(of: [.data, .rules]) { value += 6 }
      if causes.contains(.quota) { value -= 1 }
      return value
    }
    #expect(split.parts == [216, 120, 0, -24], "9, 5, 0 and -1 times 24")
    #expect(split.sum == 13 && split.main == .data)
  }

  @Test("three causes that only act together have a third each, and none is the main one")
  func thirds() {
    let split = Split { $0.isSuperset(of: [.data, .rules, .population]) ? 1 : 0 }
    #expect(split.parts == [8, 8, 8, 0] && split.sum == 1 && split.main == nil)
  }

  /// A game of numbers alone against the definition by orders.
  @Test("the split is the mean over all 24 orders in which the causes come in", arguments: seeds)
  func orders(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let values = (0..<16).map { _ in Int64(random.next() % 2001) - 1000 }
    let split = Split { values[$0.rawValue] }
    #expect(split.parts == Self.byOrders { values[$0.rawValue] }, "seed \(seed)")
    #expect(split.sum == Int128(values[15] - values[0]), "seed \(seed)")
  }

  /// The sum of what each cause changes when it comes in, over the 24 orders.
  static func byOrders(_ value: (Causes) -> Int64) -> [Int128] {
    var sums: [Int128] = [0, 0, 0, 0]
    for order in permutations(Cause.allCases) {
      var come: Causes = []
      for cause in order {
        let next = come.union(Causes(cause))
        sums[cause.rawValue] += Int128(value(next) - value(come))
        come = next
      }
    }
    return sums
  }

  static func permutations<Element>(_ list: [Element]) -> [[Element]] {
    guard !list.isEmpty else { return [[]] }
    return list.indices.flatMap { place in
      var rest = list
      let first = rest.remove(at: place)
      return permutations(rest).map { [first] + $0 }
    }
  }
}
