import Ranking
import Records
import Scoring
import Testing

@testable import Publishing

@Suite struct RankingSheetTests {
  private static let setAside = Standing(
    member: 1, profile: 0, rank: nil, sharing: 1, grade: "不参评",
    reasons: [Reason(code: "X1", text: "X1 主席会议成员，不参评")])

  private static func lines(_ sheet: Sheet) -> [String] {
    String(decoding: sheet.text.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  private static func run() -> RunRecord {
    Fixture.run(
      members: [Fixture.member("0147", "示例甲"), Fixture.member("0148", "=示例乙")],
      cards: [Fixture.card, Fixture.card], standings: [Fixture.standing, setAside])
  }

  @Test func `a sheet reads as ranking.csv does, the set aside last`() throws {
    let sheet = try #require(RankingSheet(Self.run(), profile: 0).sheets(taken: []).first)
    #expect(
      Self.lines(sheet) == [
        "示例考核 · 2025 · 委员",
        "1人参加排名，优秀1人，不合格0人；不参加排名：不参评1人",
        "模型 model YY-DEFAULT-1（示例 example） · 截至 as of 2025-12-31 · 运行 run 7f3a91c2",
        "名次 Rank\t委员编号 No.\t姓名 Name\t界别 Sector\t专委会 Committee\t总分 Total\t等次 Grade\tA 会议活动\tB 提案\t"
          + "C 社情民意\tD 线上履职\tE 值班与工作室\tF 学习培训\t加分 Bonus\t扣分 Deduction\t说明 Reasons",
        "1\t0147\t示例甲\t经济界\t经济委\t98.00\t优秀\t36.00\t20.00\t11.00\t5.00\t7.00\t6.00\t14.00\t-1.00\t"
          + "T 98.00≥90.00 优秀；Q1 经济界第1名/4席，优秀",
        "\t0148\t=示例乙\t经济界\t经济委\t98.00\t不参评\t36.00\t20.00\t11.00\t5.00\t7.00\t6.00\t14.00\t-1.00\t"
          + "X1 主席会议成员，不参评",
        "",
      ])
  }

  @Test func `the heading and the names stay in view, the heading is repeated and filters the list`() throws {
    let sheet = try #require(RankingSheet(Self.run(), profile: 0).sheets(taken: []).first)
    #expect(sheet.frozen == (4, 3))
    #expect(sheet.repeatedRow == 3)
    #expect(sheet.filter == 3...5)
    #expect(
      sheet.footer == "示例考核 2025 · YY-DEFAULT-1（示例） · 截至2025-12-31 · 运行7f3a91c2")
  }

  @Test func `bars run from nothing to the highest total and stand on base categories with points`() throws {
    let sheet = try #require(RankingSheet(Self.run(), profile: 0).sheets(taken: []).first)
    #expect(sheet.bars.map(\.column) == [5, 7, 8, 9, 10, 11, 12])
    #expect(sheet.bars.map(\.rows) == Array(repeating: 4..<5, count: 7))
    #expect(sheet.bars.map { $0.top.text(atLeast: 0) } == ["98", "36", "20", "11", "5", "7", "6"])
  }

  @Test func `fills tell the grades apart, and a member without a rank is grey`() throws {
    let sheet = try #require(RankingSheet(Self.run(), profile: 0).sheets(taken: []).first)
    #expect(sheet.rows[4].cells[6].style == CellStyle(.grade(.top)))
    #expect(sheet.rows[5].cells[6].style == CellStyle(.grade(.none), isMuted: true))
    #expect(sheet.rows[4].cells[5].style == CellStyle(.points(decimals: 2)))
    #expect(sheet.rows[5].cells.dropFirst().allSatisfy { $0.style.isMuted })
  }

  @Test func `columns are as wide as their texts within bounds, and long reasons wrap`() throws {
    let long = Standing(
      member: 0, profile: 0, rank: 1, sharing: 1, grade: "优秀",
      reasons: [Reason(code: "V1", text: String(repeating: "由", count: 60))])
    let run = Fixture.run(
      members: [Fixture.member("0147", String(repeating: "名", count: 8))], standings: [long])
    let sheet = try #require(RankingSheet(run, profile: 0).sheets(taken: []).first)
    #expect(sheet.widths[2] == 18)
    #expect(sheet.widths.last == 46)
    #expect(sheet.rows[4].height == Sheet.height(lines: 3))
  }

  @Test func `a profile with more members than rows goes on in another sheet`() {
    let run = Self.run()
    let sheets = RankingSheet(run, profile: 0).sheets(taken: [], rows: 5)
    #expect(sheets.map(\.name) == ["委员", "委员 (2)"])
    #expect(sheets.map { $0.rows[4].cells[1].shown } == ["0147", "0148"])
    #expect(sheets.map { $0.rows.count } == [5, 5])
  }

  @Test func `a profile without members has its heading`() throws {
    let run = Fixture.run(members: [], cards: [], standings: [])
    let sheet = try #require(RankingSheet(run, profile: 0).sheets(taken: []).first)
    #expect(sheet.rows.count == 4)
    #expect(sheet.bars.isEmpty)
  }
}
