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
    let leaf = Node(
      code: "A1", name: "A1", clause: "A1",
      content: .leaf(
        Leaf(
          selection: Selection(relation: "r", window: "year", condition: .always),
          award: .perRecord(.constant(Amount(.one, profiles: 1)), times: nil, share: .whole))))
    let model = Model(
      id: "R-1", title: "测试", isExample: true, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
      profiles: ["委员"],
      windows: [], prorate: [], floor: nil,
      categories: [
        Scoring.Category(
          role: .base, start: nil,
          node: Node(code: "A", name: "A", clause: "A", content: .group(.sum, [leaf])))
      ], gates: [], rankKeys: [],
      grades: [
        Grade(name: "优秀", from: Amount(Fraction(6), profiles: 1), quota: nil),
        Grade(name: "合格", from: Amount(Fraction(3), profiles: 1), quota: nil),
        Grade(name: "不合格", from: nil, quota: nil),
      ])
    let records = (0..<13).map { RecordFixture($0 < 8 ? 0 : 1, "2025-03-0\(1 + $0 % 9)", "k\($0)") }
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture("1"), .fixture("2")],
      relations: [.fixture("r", [], records)], entered: [])
    let radius = try #require(Radius(try TickBasis(model, input), within: 200))
    #expect(radius.members == [250, 198])
    #expect(radius.list == 198)
    #expect(radius.prospects == [.certain(0), .possible(best: 0, worst: 1, mayBeReferred: false)])
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
