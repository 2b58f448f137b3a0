import Ranking
import Records
import Scoring
import TestSupport
import Testing

@testable import Publishing

struct SectorPointsTests {
  private static let model = Model(
    id: "M", title: "示例", isExample: true, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
    profiles: ["委员", "常委"], windows: [], prorate: [], floor: nil,
    categories: [
      category("A", cap: Amount(Fraction(40), profiles: 2)), category("G", role: .bonus),
      category("H", role: .deduction),
    ], gates: [], rankKeys: [], grades: [])

  private static func category(
    _ code: String, cap: Amount? = nil, role: Scoring.Category.Role = .base
  ) -> Scoring.Category {
    Scoring.Category(
      role: role, start: nil,
      node: Node(code: code, name: "类", clause: "", cap: cap, content: .group(.sum, [])))
  }

  /// A run of members with a 界别, a profile, whether they are ranked, and points by category in nano.
  private static func run(
    _ members: [(sector: String?, profile: Int, isRanked: Bool, points: [Int64])]
  ) -> RunRecord {
    let people = members.enumerated().map { index, member in
      Member(
        number: "\(index)", name: "甲", profile: model.profiles[member.profile], post: "委员",
        sector: member.sector, committee: nil, joinedOn: Day(number: 18_993), leftOn: nil, isInOffice: true,
        months: 12, sickMonths: 0, row: RowReference(table: 0, row: 0))
    }
    let cards = members.enumerated().map { index, member in
      let points = member.points.map { Points(nano: $0) }
      let total = points.reduce(.zero, +)
      return Scorecard(
        member: Int32(index), profile: member.profile, setAsideBy: nil,
        categories: points.map { CategoryScore(raw: $0, points: $0) }, leaves: [], base: points[0],
        bonus: points[1], deduction: points[2], sum: total, total: total, withoutDivisor: [])
    }
    let standings = members.enumerated().map { index, member in
      Standing(
        member: Int32(index), profile: member.profile, rank: member.isRanked ? index + 1 : nil, sharing: 1,
        grade: nil, reasons: [])
    }
    return Fixture.run(model: model, members: people, cards: cards, standings: standings)
  }

  private static let point = Points.one

  @Test func `means are shares of caps or points, by 界别, and a small group has none`() {
    let run = SectorPointsTests.run([
      ("经济界", 0, true, [20 * Self.point, 1, -2 * Self.point]), ("经济界", 0, true, [30 * Self.point, 0, 0]),
      ("经济界", 0, true, [31 * Self.point, 0, 0]), ("教育界", 0, true, [40 * Self.point, 3 * Self.point, 0]),
      ("教育界", 0, true, [40 * Self.point, 3 * Self.point, 0]),
      ("农业界", 0, true, [0, 3 * Self.point, 0]), ("农业界", 0, true, [0, 4 * Self.point, 0]),
      (nil, 0, true, [0, 0, 0]), ("农业界", 0, true, [0, 3 * Self.point, 0]),
      // Neither of these counts: not ranked, and of another profile.
      ("教育界", 0, false, [0, 0, 0]), ("教育界", 1, true, [0, 0, 0]),
    ])
    let map = SectorPoints(run, profile: 0).heatMap
    #expect(map.columns == ["A 类", "G 类", "H 类"])
    #expect(
      map.rows.map { [$0.name, $0.size] + $0.cells.map(\.text) } == [
        ["农业界", "3", "0%", "3.33", "0.00"], ["教育界", "2", "—", "—", "—"],
        ["经济界", "3", "68%", "0.00", "-0.67"], ["（未填）", "1", "—", "—", "—"],
      ])
    #expect(
      map.rows.map { $0.cells.map(\.shade) } == [[0, 4, 0], [nil, nil, nil], [4, 0, 4], [nil, nil, nil]])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `every ranked member of the profile counts once, in the groups and in the bands`(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let members = (0..<Int.random(in: 1...200, using: &random)).map { _ in
      (
        sector: Optional("界\(Int.random(in: 0...30, using: &random))"),
        profile: Int.random(in: 0...1, using: &random),
        isRanked: Int.random(in: 0...9, using: &random) > 0,
        points: (0..<3).map { _ in Int64.random(in: -5_000_000_000...50_000_000_000, using: &random) }
      )
    }
    let run = SectorPointsTests.run(members)
    for profile in 0...1 {
      let own = members.filter { $0.profile == profile && $0.isRanked }
      let points = SectorPoints(run, profile: profile)
      #expect(points.groups.reduce(0) { $0 + $1.members } == own.count)
      for category in 0..<3 {
        let sum = own.reduce(Int128(0)) { $0 + Int128($1.points[category]) }
        #expect(points.groups.reduce(Int128(0)) { $0 + $1.sums[category] } == sum)
      }
      let bands = Histogram(run, profile: profile)?.bands ?? []
      #expect(bands.reduce(0) { $0 + $1.members } == own.count)
    }
  }
}
