import Ranking
import Records
import Scoring
import Testing

@testable import Publishing

struct NoticeTableMissingTests {
  private static func gate(_ code: String, _ name: String, from relation: String, _ effect: Gate.Effect)
    -> Gate
  {
    Gate(
      code: code, name: name,
      when: .count(.records(relation: relation, window: "year", condition: .always), []), effect: effect)
  }

  private static let gates = [
    gate("V3", "违纪违法", from: "member_status", .setAside("不合格")),
    gate("V1", "全会缺席", from: "attendance", .ceiling("基本合格")),
    gate("V2", "三个一未完成", from: "reports", .ceiling("基本合格")),
    gate("V4", "代签造假", from: "penalties", .ceiling("合格")),
    gate("V5", "缺席次数", from: "attendance", .alert),
    Gate(code: "V7", name: "病假", when: .test(.field("sick_months"), .isPresent), effect: .ceiling("合格")),
  ]

  /// A run whose members have these reasons; nobody is ranked whose rank is nil.
  private static func run(_ people: [(number: String, rank: Int?, reasons: [String])]) -> RunRecord {
    let fixture = Fixture.model
    let model = Model(
      id: fixture.id, title: fixture.title, isExample: true, effectiveFrom: nil, effectiveTo: nil,
      decimals: 2,
      profiles: fixture.profiles, windows: fixture.windows, prorate: [], floor: nil,
      categories: fixture.categories, gates: gates, rankKeys: [], grades: fixture.grades)
    return Fixture.run(
      model: model, members: people.map { Fixture.member($0.number, "示例\($0.number)") },
      cards: people.indices.map { Fixture.card.moved(to: Int32($0)) },
      standings: people.enumerated().map { index, person in
        Standing(
          member: Int32(index), profile: 0, rank: person.rank, sharing: 1, grade: nil,
          reasons: person.reasons.map { Reason(code: String($0.prefix(2)), text: $0) })
      })
  }

  @Test func `who missed a duty is listed by number, penalties and illness are not told`() {
    let run = NoticeTableMissingTests.run([
      ("0300", 1, ["V2 三个一未完成（未参加全会、未参加调研视察），最高基本合格", "V4 代签造假，最高合格"]),
      ("0200", 2, ["V1 全会缺席（提醒）", "V2 三个一未完成（提醒）"]), ("0100", 3, ["V4 代签造假，最高合格", "V7 病假，最高合格"]),
      ("0050", nil, ["V3 违纪违法，不合格", "V1 全会缺席，最高基本合格"]), ("0400", 4, ["V5 缺席次数（提醒）"]),
    ])
    #expect(
      NoticeTable.missing(run) == [
        ["0200", "示例0200", "经济界", "委员", "全会缺席；三个一未完成"],
        ["0300", "示例0300", "经济界", "委员", "三个一未完成（未参加全会、未参加调研视察）"],
      ])
    #expect(NoticeFacts(run, date: run.identity.asOf).values["missing_members"] == .text("2"))
  }

  @Test func `where nobody missed one, that is said`() {
    #expect(
      NoticeTable(name: .missing, profile: nil).blocks(of: Fixture.run()) == [.body("没有未完成规定职责的委员。")])
  }

  @Test func `the books of each source stand beside the cells that were mended`() {
    let run = Fixture.run(corrections: [
      Correction(
        rule: "trim", source: "scans", origin: Fixture.origin(1), column: "scan_no", before: " S1",
        after: "S1")
    ])
    #expect(
      NoticeTable.quality(run).rows == [
        ["签到流水", "3", "1", "1", "0", "0", "2"], ["合计", "3", "1", "1", "0", "0", "2"],
      ])
  }
}
