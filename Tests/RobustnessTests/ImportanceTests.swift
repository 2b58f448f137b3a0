import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@Suite("what really decides")
struct ImportanceTests {
  /// Two categories of one leaf each whose points are entered.
  private static func model(caps: [Fraction?], roles: [Scoring.Category.Role] = [.base, .base]) -> Model {
    Model(
      id: "M", title: "M", isExample: false, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
      profiles: ["委员"],
      windows: [], prorate: [], floor: nil,
      categories: zip(["A", "B"], zip(caps, roles)).map { code, bound in
        Category(
          role: bound.1, start: nil,
          node: Node(
            code: code, name: code, clause: code, cap: bound.0.map { Amount($0, profiles: 1) },
            content: .group(
              .sum,
              [
                Node(
                  code: code + "1", name: code, clause: code,
                  content: .leaf(Leaf(selection: nil, award: .entered)))
              ])))
      }, gates: [], rankKeys: [], grades: [])
  }

  private static func outcome(
    _ points: [(a: Int64, b: Int64)], _ model: Model = model(caps: [Fraction(10), Fraction(10)])
  ) -> Outcome {
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
    // no two have the same A; of equal B are 1 and 6 with mean 3.5, and 5: (0.25 + 1 + 0.25) / 14
    #expect(parts.map(\.correlationRatio) == [10_000, 10_000, 1071, 1071])
    #expect(parts.map(\.nominalShare) == [5000, nil, 5000, nil])
    #expect(parts.map(\.isFarFromNominal) == [false, false, true, false], "21.43 is less than half of 50")
  }

  @Test(
    "the correlation ratio is the spread between equal points, exact and half-up",
    arguments: [
      // means 2, 0, 2 about 4/3: 48/9 of 84/9; the covariance is 0
      ([0, 0, 1, 1, 2, 2], [3, 1, 0, 0, 3, 1], 5714, 0),
      // means 1 and -1 of four each, spread 256: 1/32; the covariance is -4
      ([0, 0, 0, 0, 1, 1, 1, 1], [11, -9, 5, -3, 1, -3, 1, -3], 313, -156),
      ([5, 5, 5], [1, 2, 3], 0, 0),
    ] as [([Int64], [Int64], Int64, Int64)])
  func correlationRatio(_ points: [Int64], _ sums: [Int64], _ ratio: Int64, _ share: Int64) {
    let parts = Importance.all(Self.outcome(zip(points, sums).map { ($0, $1 - $0) }), profile: 0)
    #expect(parts[0].correlationRatio == ratio && parts[0].share == share)
  }

  @Test("what is not between groups is within them", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func within(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let points = (0..<60).map { _ in (a: Int64(random.next() % 12), b: Int64(random.next() % 200) - 100) }
    let found = try #require(Importance.all(Self.outcome(points), profile: 0)[0].correlationRatio)
    let common = Int128(720_720)  // of 1 to 16
    func pairs(_ members: [(a: Int64, b: Int64)]) -> Int128 {
      let sums = members.map { Int128($0.a + $0.b) }
      return sums.reduce(0) { total, one in sums.reduce(total) { $0 + (one - $1) * (one - $1) } }
    }
    let groups = Dictionary(grouping: points, by: \.a).values
    try #require(groups.allSatisfy { $0.count <= 16 })
    let within = groups.reduce(Int128(0)) { $0 + pairs($1) * (common / Int128($1.count)) } * 60
    let whole = pairs(points) * common
    #expect(Int128(found) == ((whole - within) * 20_000 + whole) / (2 * whole), "seed \(seed)")
    #expect(within <= whole)
  }

  @Test(
    "a cap is far from what it promises by a factor of two and by ten points",
    arguments: [
      // shares are 78.57 and 21.43
      ([60, 40], [6000, 4000], [false, false]),
      ([57, 43], [5700, 4300], [false, true]),
      ([39, 61], [3900, 6100], [true, true]),
      ([40, 60], [4000, 6000], [false, true]),
      ([1000, 114], [8977, 1023], [false, true]),
      ([1000, 129], [8857, 1143], [false, false]),
      ([0, 0], [nil, nil], [false, false]), ([10, nil], [nil, nil], [false, false]),
      ([10, -1], [nil, nil], [false, false]),
    ] as [([Int64?], [Int64?], [Bool])])
  func nominal(_ caps: [Int64?], _ shares: [Int64?], _ isFar: [Bool]) {
    let model = Self.model(caps: caps.map { $0.map { Fraction($0) } })
    let parts = Importance.all(Self.outcome([(1, 0), (2, 3), (6, 0)], model), profile: 0).filter {
      $0.depth == 0
    }
    #expect(parts.map(\.nominalShare) == shares && parts.map(\.isFarFromNominal) == isFar)
  }

  @Test("a bonus promises nothing of the base")
  func bonus() {
    let model = Self.model(caps: [Fraction(10), Fraction(30)], roles: [.base, .bonus])
    let parts = Importance.all(Self.outcome([(1, 0), (2, 3), (6, 0)], model), profile: 0)
    #expect(parts.map(\.nominalShare) == [10_000, nil, nil, nil])
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
    #expect(
      Importance.all(Self.outcome([(1, 2), (2, 1)]), profile: 0).allSatisfy {
        $0.share == nil && $0.correlationRatio == nil
      })
    #expect(Importance.all(Self.outcome([]), profile: 0).isEmpty)
    let huge = (0..<40_000).map { (a: Int64($0 % 2) * 9_000_000_000, b: Int64(0)) }
    let part = Importance.all(Self.outcome(huge), profile: 0)[0]
    #expect(part.share == nil && part.correlationRatio == 10_000, "the ratio has no bound")
  }
}
