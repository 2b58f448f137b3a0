import Committees
import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@Suite("safe radius")
struct RadiusTests {
  /// 10,000 draws: every node's weight at one end of its box or anywhere in it, under the whole model.
  @Test("no draw of weights within it changes a grade", arguments: 1...100 as ClosedRange<UInt64>)
  func holds(seed: UInt64) throws {
    let committee = RandomCommittee(seed: seed)
    let basis = try TickBasis(committee.model, committee.input)
    let radius = try #require(Radius(basis, within: 50))
    let now = try grades(committee.model, committee.input)
    var random = SplitMix64(seed: seed &+ 9)
    let distances = Set(radius.members.compactMap(\.self)).sorted()
    for draw in 0..<100 {
      let within = draw % 2 == 0 || distances.isEmpty ? 50 : distances[draw % distances.count]
      let model = try #require(committee.model.drawn(within: within, isCorner: draw % 3 != 0, &random))
      let drawn = try grades(model, committee.input)
      for (member, found) in radius.members.enumerated() {
        if let found, found >= within {
          #expect(drawn[member] == now[member], "seed \(seed) draw \(draw) member \(member) radius \(found)")
        }
        guard within == 50, let prospect = radius.prospects[member] else { continue }
        expect(prospect, drawn[member], committee.model, "seed \(seed) draw \(draw) member \(member)")
      }
    }
  }

  private func expect(_ prospect: Radius.Prospect, _ grade: String?, _ model: Model, _ place: String) {
    let index = model.grades.firstIndex { $0.name == grade }
    switch prospect {
    case .certain(let certain): #expect(index == certain, "\(place)")
    case .possible(let best, let worst, let mayBeReferred):
      guard let index else {
        #expect(mayBeReferred && grade == "并列待审", "\(place)")
        return
      }
      #expect(best <= index && index <= worst, "\(place)")
    }
  }

  private func grades(_ model: Model, _ input: ScoringInput) throws -> [String?] {
    var grades = [String?](repeating: nil, count: input.members.count)
    for standing in try Outcome(model, input).ranking.standings {
      grades[Int(standing.member)] = standing.grade
    }
    return grades
  }

  /// One indicator of 1 point a record, limits at 6 and 3: 8 records round to less than 6 beyond a quarter less, 5 to 6 at a
  /// fifth more.
  @Test("is the distance to the limit for one indicator")
  func byHand() throws {
    let radius = try radius(
      [leaf("A1", "r")], grades: (6, 3), quota: nil, [.fixture("1"), .fixture("2")],
      [.fixture("r", [], records([8, 5]))])
    #expect(radius.members == [250, 198])
    #expect(radius.list == 198)
    #expect(radius.prospects == [.certain(0), .possible(best: 0, worst: 1, mayBeReferred: false)])
  }

  /// Two groups of two with half a seat each, so that the one seat goes to the better next candidate. 6 points of one
  /// indicator meet 4 of the other at a fifth less and a fifth more; both pass 3 to a quarter less.
  @Test(
    "beside a contested seat is the distance between the next candidates",
    arguments: [
      ([6, 0], [0, 4], [199, 199] as [Int64?]),
      // A tie, which the names of the groups decide.
      ([5, 0], [0, 5], [nil, nil]),
      // The other group has no candidate under any weights, and the first one half his points.
      ([6, 0], [0, 0], [500, 500]),
    ] as [([Int], [Int], [Int64?])])
  func contested(_ first: [Int], _ second: [Int], _ radii: [Int64?]) throws {
    let members = ["甲", "乙", "甲", "乙"].enumerated().map { Member.fixture("\($0)", sector: $1) }
    let quota = Quota(
      share: Amount(Fraction(1, 4), profiles: 1), by: "sector", poolUnder: Amount(.zero, profiles: 1),
      rounding: .down, tied: .sameRank, tie: .exclude)
    let radius = try radius(
      [leaf("A1", "r"), leaf("A2", "s")], grades: (3, 1), quota: quota, members,
      [.fixture("r", [], records(first)), .fixture("s", [], records(second))])
    #expect(Array(radius.members.prefix(2)) == radii)
  }

  private func leaf(_ code: String, _ relation: String) -> Node {
    Node(
      code: code, name: code, clause: code,
      content: .leaf(
        Leaf(
          selection: Selection(relation: relation, window: "year", condition: .always),
          award: .perRecord(.constant(Amount(.one, profiles: 1)), times: nil, share: .whole))))
  }

  /// So many records by member.
  private func records(_ counts: [Int]) -> [RecordFixture] {
    counts.enumerated().flatMap { member, count in
      (0..<count).map { RecordFixture(Int32(member), "2025-03-0\(1 + $0 % 9)", "k\(member)-\($0)") }
    }
  }

  private func radius(
    _ leaves: [Node], grades: (Int64, Int64), quota: Quota?, _ members: [Member], _ relations: [Relation]
  ) throws -> Radius {
    let model = Model(
      id: "R-1", title: "测试", isExample: true, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
      profiles: ["委员"], windows: [], prorate: [], floor: nil,
      categories: [
        Scoring.Category(
          role: .base, start: nil,
          node: Node(code: "A", name: "A", clause: "A", content: .group(.sum, leaves)))
      ], gates: [], rankKeys: [],
      grades: [
        Grade(name: "优秀", from: Amount(Fraction(grades.0), profiles: 1), quota: quota),
        Grade(name: "合格", from: Amount(Fraction(grades.1), profiles: 1), quota: nil),
        Grade(name: "不合格", from: nil, quota: nil),
      ])
    let input = ScoringInput(
      period: Period(year: 2025), members: members, relations: relations, entered: [])
    return try #require(Radius(try TickBasis(model, input), within: 200))
  }
}

extension Model {
  /// Every node's own points and bounds times a factor of its own; nil where a number leaves 64 bits.
  fileprivate func drawn(within thousandths: Int64, isCorner: Bool, _ random: inout SplitMix64) -> Model? {
    var factors: [String: Fraction] = [:]
    for path in numbers.map(\.path) {
      guard path.role == .points, let owner = path.owner, factors[owner] == nil else { continue }
      let move =
        isCorner
        ? (random.next() % 2 == 0 ? -1 : 1) * thousandths
        : Int64(random.next() % UInt64(2 * thousandths + 1)) - thousandths
      factors[owner] = Fraction(1000 + move, 1000)
    }
    return mappingNumbers { path, amount in
      guard path.role == .points, let owner = path.owner, let factor = factors[owner] else { return amount }
      return Amount(
        byProfile: amount.byProfile.map {
          Fraction($0.numerator * factor.numerator, $0.denominator * factor.denominator)
        })
    }
  }
}
