import Records
import Testing

@testable import Publishing

struct StudioFactsTests {
  private static let members = [
    OverviewFixture.member("0001", "经济界"), OverviewFixture.member("0002", "经济界"),
    OverviewFixture.member("0003", "教育界"),
  ]

  private static let people: [(String, FieldType)] = [("member_no", .code(width: 4)), ("name", .text)]

  private static let run = OverviewFixture.run(
    members: members,
    sources: [
      .init(
        source: "members", fields: people, key: "member_no",
        rows: [["0001", "示例"], ["0002", "示例"], ["0003", "示例"], ["0009", "离任者"]]),
      .init(
        source: "duty_shifts", fields: OverviewFixture.shifts, key: "shift_no",
        rows: [
          ["S2", "0001", "", "2025-01-30 15:00", "", "正常"],
          ["S1", "0009", "0003", "2025-01-30 09:00", "2025-01-30 08:59", "正常"],
          ["S3", "0002", "", "2025-02-06 09:00", "", "取消"], ["S4", "0002", "", "2024-02-06 09:00", "", "正常"],
          ["S5", "0002", "", "", "", "正常"],
        ]),
      .init(
        source: "duty_messages", fields: OverviewFixture.messages, key: "message_no",
        rows: [
          ["M1", "S1", "2025-01-30 09:00", "2025-02-01 10:00", "否"],
          ["M2", "S2", "2025-01-30 15:10", "", "否"],
          ["M3", "S2", "2025-01-30 15:20", "", "是"], ["M4", "S9", "2025-03-01 09:00", "", "否"],
        ]),
      .init(
        source: "studio_records",
        fields: [
          ("record_no", .text), ("member_no", .code(width: 4)), ("kind", .category(["工作室活动", "服务群众"])),
          ("held_on", .date), ("verified", .flag), ("studio_no", .text),
        ], key: "record_no",
        rows: [
          ["R1", "0001", "工作室活动", "2025-01-05", "是", "GZS02"],
          ["R2", "0001", "服务群众", "2025-01-06", "否", "GZS02"],
          ["R3", "0002", "工作室活动", "2025-01-07", "是", "GZS02"],
          ["R4", "0002", "工作室活动", "2025-02-07", "是", ""],
          ["R5", "0002", "工作室活动", "2025-02-08", "否", "GZS77"],
          ["R6", "0002", "工作室活动", "2026-02-08", "是", "GZS01"],
        ]),
      .init(
        source: "studios",
        fields: [
          ("studio_no", .text), ("title", .text), ("member_no", .code(width: 4)), ("place", .text),
          ("opened_on", .date), ("status", .category(["正常", "停办"])),
        ], key: "studio_no",
        rows: [
          ["GZS02", "经济委员工作室", "0001", "东城区", "2022-03-06", "正常"],
          ["GZS01", "教育委员工作室", "0009", "", "2023-01-01", "停办"],
        ]),
    ])

  @Test func `each studio stands with what it did, also one that the list lacks`() {
    let facts = StudioFacts(StudioFactsTests.run)
    #expect(facts.kinds == ["工作室活动", "服务群众"])
    #expect(facts.studios.map(\.number) == ["GZS01", "GZS02", "GZS77", ""])
    #expect(facts.studios.map(\.title) == ["教育委员工作室", "经济委员工作室", "", ""])
    #expect(facts.studios.map(\.leader) == ["离任者", "示例", "", ""])
    #expect(facts.studios.map(\.members) == [0, 2, 1, 1])
    #expect(
      facts.studios.map { $0.held.map { [$0.verified, $0.all] } } == [
        [[0, 0], [0, 0]], [[2, 2], [0, 1]], [[0, 1], [0, 0]], [[1, 1], [0, 0]],
      ])
    let all = facts.studios.reduce(0) { $0 + $1.held.reduce(0) { $0 + $1.all } }
    #expect(all == facts.records?.all.total)
  }

  @Test func `a duty day tells who was on duty and counts messages, spam aside`() {
    let days = StudioFacts(StudioFactsTests.run).days
    #expect(days.map(\.day.description) == ["2025-01-30", "2025-02-06"])
    #expect(
      days.map(\.turns) == [
        [.init(name: "示例", instead: "离任者", state: 0), .init(name: "示例", instead: nil, state: 1)],
        [.init(name: "示例", instead: nil, state: 2)],
      ])
    #expect(days.map(\.messages) == [2, 0])
    #expect(days.map(\.answered) == [1, 0])
  }

  @Test func `the board says in words what was otherwise`() {
    let page = PageText(
      Artifact(
        file: .page, bytes: StudioPage.html(StudioFactsTests.run, StudioFacts(StudioFactsTests.run)),
        rows: nil))
    #expect(page.faults == [])
    #expect(page.cells("sources") == ["示例（替离任者）、示例（未签到）", "示例（取消）"])
    #expect(page.text.contains("换班按月：1月1班"))
    #expect(page.text.contains("<td class=\"words\">名册中没有</td>"))
    #expect(page.text.contains("2025-01-30 周四"))
    #expect(page.text.contains("内部资料"))
  }

  @Test func `without any of its sources the board stands empty`() {
    let run = OverviewFixture.run(members: StudioFactsTests.members, sources: [])
    let facts = StudioFacts(run)
    #expect(facts.studios.isEmpty && facts.days.isEmpty && facts.records == nil)
    let page = PageText(Artifact(file: .page, bytes: StudioPage.html(run, facts), rows: nil))
    #expect(page.faults == [])
  }
}
