import Records
import Scoring
import Testing

@testable import Publishing

struct MemberTablesTests {
  private static func tables(_ run: RunRecord = Fixture.run()) -> MemberTables {
    MemberTables(MemberBook(run), member: 0)
  }

  private static func rows(_ blocks: [OfficialDocument.Block]) -> [[String]] {
    blocks.flatMap { block -> [[String]] in if case .table(let table) = block { table.rows } else { [] } }
  }

  @Test func `categories show what was counted, what was lost and the total`() {
    #expect(
      MemberTablesTests.rows(MemberTablesTests.tables().blocks(.categories)) == [
        ["A 会议活动", "—", "0", "0", "—", "36.00"], ["B 提案", "—", "5", "5", "1.00", "20.00"],
        ["C 社情民意", "—", "6", "5", "6.00", "11.00"], ["D 线上履职", "—", "0", "0", "—", "5.00"],
        ["E 值班与工作室", "—", "0", "0", "—", "7.00"], ["F 学习培训", "—", "0", "0", "—", "6.00"],
        ["G 加分", "—", "0", "0", "—", "14.00"], ["H 扣分", "—", "0", "0", "—", "-1.00"],
        ["总分", "", "", "", "", "98.00"],
      ])
  }

  @Test func `losses name the leaf, its points before and what was taken`() {
    #expect(
      MemberTablesTests.rows(MemberTablesTests.tables().blocks(.losses)) == [
        ["B3 联名附议", "4.00", "1.00", ""], ["C1 收录", "4.00", "1.00", ""], ["C2 采用", "13.00", "5.00", ""],
      ])
  }

  @Test(arguments: [
    (2, [["C2 采用", "13.00", "5.00", ""], ["其余2项", "8.00", "2.00", "见附件各条的少计"]]),
    (3, [["B3 联名附议", "4.00", "1.00", ""], ["C1 收录", "4.00", "1.00", ""], ["C2 采用", "13.00", "5.00", ""]]),
  ]) func `a short table of losses keeps the greatest and sums up the rest`(_ most: Int, _ rows: [[String]]) {
    #expect(MemberTablesTests.rows(MemberTablesTests.tables().blocks(.losses, most: most)) == rows)
  }

  @Test func `the identity block holds no phone`() {
    #expect(
      MemberTablesTests.rows(MemberTablesTests.tables().blocks(.identity)) == [
        ["编号", "0147", "姓名", "示例甲"], ["界别", "经济界", "专委会", "经济委"], ["类别", "委员", "职务", "委员"],
        ["任职日期", "2022年1月1日", "离任日期", "在任"],
      ])
  }

  @Test func `records stand by category with file and line, entered points too`() {
    var record = RecordScore(leaf: 0, member: 0, subject: .record(1))
    record.points = Fixture.points("8")
    record.shared = Fixture.points("2")
    var entered = RecordScore(leaf: 3, member: 0, subject: .entered(0))
    entered.points = Fixture.points("1")
    let blocks = MemberTablesTests.tables(Fixture.run(records: [record, entered])).blocks(.lines)
    #expect(blocks.first == .heading(.second, "（一）提案　20.00分"))
    #expect(
      MemberTablesTests.rows(blocks) == [
        ["2025-03-12", "B1 立案（第一提案人）", "T1", "8.00", "2.00", "scans.csv:4"],
        ["2025-03-12", "B4 集体提案执笔", "记分 J1", "1.00", "", "scans.csv:4"],
      ])
  }

  @Test func `a record that no leaf took is told apart`() {
    let blocks = MemberTablesTests.tables().blocks(.aside)
    #expect(
      MemberTablesTests.rows(blocks) == [
        ["2025-03-12", "T2", "不合计分条件", "scans.csv:3"], ["2025-03-12", "T1", "不合计分条件", "scans.csv:4"],
      ])
  }

  @Test(arguments: [("示例甲", "scans.csv 示例甲!3"), ("示例　乙", "scans.csv:3")])
  func `a sheet that is called after another member is not told`(_ sheet: String, _ told: String) {
    let run = Fixture.run(
      members: [Fixture.member("0147", "示例甲"), Fixture.member("0201", "示例乙")],
      cards: [Fixture.card, Fixture.card], sheets: [SheetPlaces(sheet: sheet, letters: [:])])
    let rows = MemberTablesTests.rows(MemberTablesTests.tables(run).blocks(.aside))
    #expect(rows.first?.last == told)
  }

  @Test(arguments: [(1, "一"), (9, "九"), (10, "十"), (14, "十四"), (20, "二十"), (31, "三十一")])
  func `headings are numbered in Chinese`(_ number: Int, _ text: String) {
    #expect(MemberTables.numeral(number) == text)
  }

  @Test func `what took points is said by the model's own numbers`() {
    func amount(_ number: Int64) -> Amount { Amount(Fraction(number), profiles: 1) }
    let leaf = Leaf(
      selection: nil, award: .entered,
      limits: [
        Limit(per: [.date], rule: .best(amount(2))), Limit(per: [.field("item")], rule: .best(amount(1))),
        Limit(per: [], rule: .points(amount(9))), Limit(per: [.month], rule: .skip(amount(3))),
      ])
    let group = Node(
      code: "D", name: "线上", clause: "线上", cap: amount(8), content: .group(.sum, []))
    let place = LeafPlace(
      category: 0, node: Node(code: "D1", name: "五微", clause: "五微", cap: amount(6), content: .leaf(leaf)),
      relation: nil, capped: [group], isMeasure: false)
    var score = LeafScore(leaf: 0)
    score.limited = Fixture.points("1")
    score.capped = Fixture.points("1")
    score.shared = Fixture.points("1")
    #expect(
      place.takers(score, profile: 0) == [
        "每天最多计2件", "同一件最多计1件", "全期最多计9分", "每月前3件不计", "本项最高6分", "线上合计最高8分",
      ])
    score.limited = .zero
    score.shared = Fixture.points("-1")
    #expect(place.takers(score, profile: 0) == ["本项最高6分"])
  }
}
