import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@Suite("what really decides")
struct ImportanceTests {
  /// Two categories of one leaf each whose points are entered.
  private static let model = Model(
    id: "M", title: "M", isExample: false, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
    profiles: ["委员"],
    windows: [], prorate: [], floor: nil,
    categories: ["A", "B"].map { code in
      Category(
        role: .base, start: nil,
        node: Node(
          code: code, name: code, clause: code, cap: Amount(Fraction(10), profiles: 1),
          content: .group(
            .sum,
            [
              Node(
                code: code + "1", name: code, clause: code,
                content: .leaf(Leaf(selection: nil, award: .entered)))
            ])))
    }, gates: [], rankKeys: [], grades: [])

  private static func outcome(_ points: [(a: Int64, b: Int64)]) -> Outcome {
    let cards = points.enumerated().map { member, points in
      let (a, b) = (Points(nano: points.a * Points.one), Points(nano: points.b * Points.one))
      let leaves = [a, b].enumerated().map { leaf, points in
        var score = LeafScore(leaf: leaf)
        score.points = points
        return score
      }
      return Scorecard(
        member: Int32(member), profile: 0, setAsideBy: nil,
        categories: [CategoryScore(raw: a, points: a), CategoryScore(raw: b, points: b)],
        leaves: LeafScores(leaves),
        base: a + b, bonus: .zero, deduction: .zero, sum: a + b, total: a + b, withoutDivisor: [])
    }
    return Outcome(model: model, cards: cards, ranking: RankingResult(standings: [], seats: []))
  }

  @Test("shares are covariance over variance, worked by hand")
  func byHand() {
    // sums 1, 5, 6 about 4; A 1, 2, 6 about 3; B 0, 3, 0 about 1
    // var 9+1+4 = 14; cov(A) 6−1+6 = 11; cov(B) 3+2−2 = 3
    let parts = Importance.all(Self.outcome([(1, 0), (2, 3), (6, 0)]), profile: 0)
    #expect(parts.map(\.code) == ["A", "A1", "B", "B1"] && parts.map(\.depth) == [0, 1, 0, 1])
    #expect(parts.map(\.share) == [7857, 7857, 2143, 2143])
    #expect(parts.map { $0.mean.text(atLeast: 0) } == ["3", "3", "1", "1"])
    #expect(parts.map(\.atCap) == [0, nil, 0, nil])
  }

  @Test("the categories' covariances add up to the variance exactly", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func addUp(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let points = (0..<50).map { _ in (a: Int64(random.next() % 41) - 20, b: Int64(random.next() % 1000)) }
    let parts = Importance.all(Self.outcome(points), profile: 0).filter { $0.depth == 0 }
    let sum = try parts.map { try #require($0.covariance) }.reduce(0, +)
    #expect(try sum == #require(parts[0].variance), "seed \(seed)")
  }

  @Test("equal totals have no shares, nobody gives nothing, and what leaves 128 bits is no number")
  func edges() {
    #expect(Importance.all(Self.outcome([(1, 2), (2, 1)]), profile: 0).map(\.share) == [nil, nil, nil, nil])
    #expect(Importance.all(Self.outcome([]), profile: 0).isEmpty)
    let huge = (0..<40_000).map { (a: Int64($0 % 2) * 9_000_000_000, b: Int64(0)) }
    #expect(Importance.all(Self.outcome(huge), profile: 0)[0].share == nil)
  }
}
