import Foundation
import Publishing
import Records
import Robustness
import Testing

@testable import Orchestration

struct AppealTests {
  private let filed: AppealFixture

  init() throws { filed = try AppealFixture() }

  @Test func `rows that were forgotten lift a member, and the seat is another's no more`() throws {
    let before = try filed.data()
    let lines = try filed.report("S1,0201,补录,五微,,,more.csv,截图,2026-01-20").lines()
    #expect(
      lines.dropFirst() == [
        "", "  S1  0201 示例乙  补录micro_items more.csv", "    依据 evidence 截图 · 答复期限 answer by 2026-01-20",
        "    总分 total 1.00 → 4.00 · 名次 rank 2 → 1 · 等次 grade 合格 → 优秀",
        "    稳固 firm ≥±50.0%  各项权重各自变动在此之内，等次不变 the grade holds while every weight moves within it",
        "    他人 others: 等次变动 grades 1 · 仅名次变动 ranks alone 0",
        "      0147 示例甲  总分 3.00 · 名次 1 → 2 · 等次 优秀 → 合格",
      ])
    #expect(try filed.data() == before, "an answer writes nothing")
    #expect(try Run.execute(filed.small.request).isNew == false)
  }

  @Test(arguments: [
    ("S1,0147,作废,micro_items,W1,,,重复,2026-01-20", "2.00"),
    ("S1,0147,改期,micro_items,W1,2024-12-31,,原件,2026-01-20", "2.00"),
    ("S1,0147,redate,micro_items,W1,2025-12-31,,原件,2026-01-20", "3.00"),
  ]) func `a record is voided or moved to another day`(_ claim: String, _ total: String) throws {
    let answer = try #require(filed.report(claim).claims.first)
    #expect(answer.problems.isEmpty)
    #expect(answer.before == AppealReport.Place(total: "3.00", rank: 1, grade: "优秀"))
    #expect(answer.after == AppealReport.Place(total: total, rank: 1, grade: "优秀"))
  }

  @Test func `each claim is answered alone, and all of them together`() throws {
    let report = try filed.report(
      "S1,0147,作废,micro_items,W1,,,重复,2026-01-20", "S2,0147,作废,micro_items,W2,,,重复,2026-01-20")
    #expect(report.claims.map(\.after.total) == ["2.00", "2.00"])
    #expect(report.claims.map(\.after.grade) == ["优秀", "优秀"])
    #expect(
      report.lines().suffix(3) == [
        "  全部采纳 all of them accepted", "    0147 示例甲  总分 3.00 → 1.00 · 名次 1 · 等次 优秀 → 并列待审",
        "    0201 示例乙  总分 1.00 · 名次 2 → 1 · 等次 合格 → 并列待审",
      ])
  }

  @Test(arguments: [
    (
      "S1,0201,作废,micro_items,W1,,,不是我的,2026-01-20",
      "adjustment SS-S1: micro_items W1 is not of member 0201; check member_no"
    ),
    (
      "S1,0201,作废,micro_items,W77,,,没有,2026-01-20",
      "adjustment SS-S1: micro_items has no record W77; check record_key (key columns joined by /)"
    ),
  ]) func `a claim that cannot be carried out says why, and is not accepted`(_ claim: String, _ told: String)
    throws
  {
    let appeal = try filed.appeal(claim)
    let answer = try #require(appeal.report().claims.first)
    #expect(answer.problems.map { $0[1] } == [told])
    #expect(try appeal.report().lines().last == "      \(told)")
    #expect(answer.before == answer.after)
    let before = try filed.data()
    let error = #expect(throws: RunError.self) {
      try appeal.accept(by: "秘书长", document: "示〔2026〕1号", on: "2026-01-19")
    }
    #expect(error?.exitCode == 1)
    #expect(error?.lines().suffix(2) == ["没有采纳任何一条", "no claim was accepted"])
    #expect(try filed.data() == before)
  }

  @Test func `mistakes in claims are told at once, each with its line`() throws {
    let error = #expect(throws: RunError.self) {
      try filed.report(
        "S1,0147,作废,micro_items,,,,重复,2026-01-20", "S1,0147,改期,micro_items,W1,,,重复,2026-01-20",
        "S3,0147,补录,micro_items,,,,截图,2026-01-20", "S4,0147,作废,micro_items,W1,,,重复,")
    }
    let place = filed.small.root + "/claims.csv"
    #expect(error?.exitCode == 2)
    let lines = error?.lines() ?? []
    #expect(lines.first == "\(place):2  作废要写record_key  作废 needs record_key")
    #expect(lines.contains("\(place):3  申诉号S1已用于第2行  claim_no S1 was used on line 2"))
    #expect(lines.contains("\(place):3  改期要写dated_on  改期 needs dated_on"))
    #expect(lines.contains("\(place):4  补录要写file  补录 needs file"))
    #expect(lines.contains { $0.hasPrefix("\(place):5  ") }, "no deadline: \(lines)")
  }

  @Test(arguments: [
    ("S1,0999,作废,micro_items,W1,,,重复,2026-01-20", "the run has no member with number 0999"),
    (
      "S1,0147,作废,members,0201,,,重复,2026-01-20",
      "no claim is made against rows of 'members'; nearest 'micro_items'"
    ),
    (
      "S1,0147,作废,micro_item,W1,,,重复,2026-01-20",
      "no claim is made against rows of 'micro_item'; nearest 'micro_items'"
    ),
    (
      "S1,0201,改期,micro_items,W1,2024-12-31,,不是我的,2026-01-20",
      "micro_items W1 is not of member 0201; check member_no"
    ),
    ("S1,0147,补录,micro_items,,,more.csv,截图,2026-01-20", "more.csv:4 the row is not of member 0147"),
  ]) func `a claim is of a member of the run and his own rows`(_ claim: String, _ told: String) throws {
    let error = #expect(throws: RunError.self) { try filed.report(claim) }
    #expect(error?.exitCode == 2)
    #expect(error?.lines().contains { $0.hasSuffix("  " + told) } == true, "\(error?.lines() ?? [])")
  }

  @Test func `a row to add does not take the place of another member's record`() throws {
    try filed.small.write("more.csv", "编号,委员编号,类别,标题,提交时间,状态\nW1,0201,微建议,一,2025-03-07 09:00,有效")
    let error = #expect(throws: RunError.self) {
      try filed.report("S1,0201,补录,micro_items,,,more.csv,截图,2026-01-20")
    }
    #expect(
      error?.lines().first?.hasSuffix(
        "  more.csv:2 W1 is another member's record; give the added row a number of its own") == true)
  }

  @Test func `a row to add takes no record's place where the source does not say whose it is`() throws {
    let text = try filed.small.read(filed.small.root + "/small.yaml")
    let line = try #require(text.split(separator: "\n").first { $0.contains("micro_items:") })
    try filed.small.write(
      "small.yaml",
      text.replacing(line, with: line + "\n" + line.replacing("micro_items", with: "activities")))
    try filed.small.write("data/activities.csv", "活动编号,类别,名称,参加范围,状态,地点\nHD1,全会,开幕会,全体委员,正常,会场")
    try filed.small.write("more.csv", "活动编号,类别,名称,参加范围,状态,地点\nHD1,全会,开幕会,全体委员,取消,会场")
    let run = (try Run.execute(filed.small.request).path as NSString).lastPathComponent
    try filed.small.write(
      "claims.csv", AppealFixture.header + "\nS1,0201,补录,activities,,,more.csv,截图,2026-01-20")
    let appeal = Result {
      try Appeal(run: run, claims: filed.small.root + "/claims.csv", in: filed.small.out).report()
    }
    let error = #expect(throws: RunError.self) { try appeal.get() }
    #expect(
      error?.lines().first?.hasSuffix(
        "  more.csv:2 HD1 is a record already; give the added row a number of its own")
        == true, "\(error?.lines() ?? [])")
  }

  /// A record may be several members': what an answer does to the total of another is told, also where no grade changes.
  @Test func `another member's total is told`() throws {
    func outcome(_ run: RunRecord) -> Outcome {
      Outcome(model: run.model, cards: run.cards, ranking: run.ranking)
    }
    let base = try Run.compute(Plan(filed.small.request)).record
    try filed.small.write(
      "data/micro_items-more.csv", "编号,委员编号,类别,标题,提交时间,状态\nX1,0147,微建议,一,2025-03-07 09:00,有效")
    let other = try Run.compute(Plan(filed.small.request)).record
    let claim = Claim(
      number: "S1", member: "0201", action: .void, source: "micro_items", recordKey: "W1", evidence: "截图",
      deadline: try #require(Day(text: "2026-01-20")), line: 2)
    let answer = AppealReport.Answer(
      scenario: Scenario(outcome(base), outcome(other)), radii: nil, problems: [])
    let report = AppealReport(base, [claim], answers: [answer], together: answer)
    #expect(
      report.lines().suffix(2) == [
        "    他人 others: 等次变动 grades 0 · 总分变动 totals 1 · 仅名次变动 ranks alone 0",
        "      0147 示例甲  总分 3.00 → 4.00 · 名次 1 · 等次 优秀",
      ])
  }

  @Test func `a supplementary row that does not decode is named in its own file`() throws {
    try filed.small.write("more.csv", "编号,委员编号,类别,标题,提交时间,状态\nW7,0201,微建议,七,昨天,有效")
    let error = #expect(throws: RunError.self) {
      try filed.report("S1,0201,补录,micro_items,,,more.csv,截图,2026-01-20")
    }
    #expect(error?.lines().first?.hasPrefix("\(filed.small.root)/claims.csv:2  more.csv:2 ") == true)
  }

  @Test func `a pipeline that would not read accepted rows is told before anything is`() throws {
    let other = try SmallPipeline()
    let path = try Run.execute(other.request).path
    try other.write("claims.csv", AppealFixture.header + "\nS1,0147,作废,micro_items,W1,,,重复,2026-01-20")
    let error = #expect(throws: RunError.self) {
      try Appeal(
        run: (path as NSString).lastPathComponent, claims: other.root + "/claims.csv", in: other.out)
    }
    #expect(
      error?.lines().first
        == "\(other.root)/claims.csv:2  流程文件中adjustments的files不包括adjustments-*.csv；请加上  "
        + "files of adjustments in the pipeline do not take in \"adjustments-*.csv\"; add it")
  }
}
