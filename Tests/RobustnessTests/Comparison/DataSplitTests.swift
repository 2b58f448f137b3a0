import Ranking
import Records
import Robustness
import Scoring
import Testing

@Suite("the data's part by category")
struct DataSplitTests {
  private static let seeds = Array(1...20) as [UInt64]

  private static func split(_ pair: RandomPair) throws -> (RunComparison, DataSplit) {
    let comparison = RunComparison(
      try Mixtures(differing: pair.differing, before: pair.before, after: pair.after, inputs: pair.inputs))
    return (comparison, comparison.dataSplit)
  }

  @Test("categories and the rest add up to the data's part of each member", arguments: seeds)
  func addUp(_ seed: UInt64) throws {
    for differing in [.all, .data, [.data, .population], [.data, .rules, .quota]] as [Causes] {
      let (comparison, split) = try Self.split(RandomPair(seed: seed, differing: differing))
      #expect(split.absence == nil && split.categories.isEmpty == false && split.hasRest)
      for (change, parts) in zip(comparison.members, split.parts) {
        let sum: Int128 = parts.reduce(0, +)
        #expect(
          sum * Split.denominator == change.rank[.data] * split.denominator, "seed \(seed), \(differing)")
      }
    }
  }

  /// All orders of the players with the categories of the data next to each other, by runs of mixed scorecards.
  @Test("it is the Owen value, by all orders that keep the categories together", arguments: seeds.prefix(6))
  func orders(_ seed: UInt64) throws {
    let pair = try RandomPair(seed: seed, differing: [.data, .rules])
    let (comparison, split) = try Self.split(pair)
    let players = split.categories.count + (split.hasRest ? 1 : 0)
    let orders = SplitTests.permutations(Array(0..<players))
    var sums = comparison.members.map { _ in [Int128](repeating: 0, count: players) }
    for others in [[], .rules] as [Causes] {
      var known: [Set<Int>: [Int]] = [:]
      for order in orders {
        var set = Set<Int>()
        var last = try known[set] ?? Self.ranks(pair, others, split, set)
        for player in order {
          set.insert(player)
          let next = try known[set] ?? Self.ranks(pair, others, split, set)
          known[set] = next
          for (index, change) in comparison.members.enumerated() {
            sums[index][player] += Int128(next[change.after] - last[change.after])
          }
          last = next
        }
      }
    }
    // Rules come before the data as often as behind: 12 of 24 orders each.
    let expected: [[Int128]] = sums.map { parts in parts.map { $0 * 12 } }
    #expect(expected == split.parts, "seed \(seed)")
  }

  /// Ranks with some players' part from the data after, by counting who is better.
  private static func ranks(_ pair: RandomPair, _ others: Causes, _ split: DataSplit, _ set: Set<Int>) throws
    -> [Int]
  {
    let (model, input) = (pair.model(others), pair.input(others))
    let old = try Outcome(model, input)
    let new = try Outcome(model, pair.input(others.union(.data)))
    let rest = set.contains(split.categories.count)
    let studies = pair.input(rest ? others.union(.data) : others).relations[0].members
    let floor = model.floor.map { Points(nearest: $0[0]).nano } ?? 0
    var rivals: [Rival] = []
    for member in input.members.indices {
      let card = (rest ? new : old).cards[member]
      var (sum, base, first): (Int64, Int64, Int64) = (0, 0, 0)
      for (place, category) in model.categories.enumerated() {
        let player = split.categories.firstIndex { $0.code == category.node.code }
        let isNew = player.map(set.contains) ?? false
        let points = (isNew ? new : old).cards[member].categories[place].points.nano
        sum += points
        if category.role == .base { base += points }
        if category.node.code == "A" { first = points }
      }
      let count = Int64(studies.count { Int($0) == member })
      rivals.append(
        Rival(
          profile: card.profile, isRanked: card.setAsideBy == nil,
          keys: [max(sum, floor), base, first, -count]))
    }
    return rivals.map { own in 1 + rivals.count { $0.isAhead(of: own) } }
  }

  private struct Rival {
    let profile: Int
    let isRanked: Bool
    let keys: [Int64]

    func isAhead(of other: Rival) -> Bool {
      guard profile == other.profile, isRanked else { return false }
      return !other.isRanked || other.keys.lexicographicallyPrecedes(keys)
    }
  }
}
