import Foundation
import Publishing
import Testing

@testable import Orchestration

struct AcceptedClaimsTests {
  private let filed: AppealFixture

  init() throws { filed = try AppealFixture() }

  @Test func `accepted claims are rows of every later run, and the earlier one can be made again`() throws {
    let appeal = try filed.appeal(
      "S1,0201,补录,micro_items,,,more.csv,截图,2026-01-20", "S2,0147,作废,micro_items,W1,,,重复,2026-01-20")
    let together = try #require(appeal.report().together)
    let lines = try appeal.accept(by: "秘书长", document: "示〔2026〕1号", on: "2026-01-19")
    let added = try filed.data().filter { $0.contains("-appeal-") }
    #expect(added.count == 3)
    let named = [0, 1, 2].map { "\(filed.small.root)/data/\(added[$0])" }
    #expect(
      lines == [
        "采纳2条申诉 → \(named.joined(separator: "、"))；请再运行一次，\(filed.name)仍可重算",
        "2 claims accepted → \(named.joined(separator: ", ")); run again; "
          + "\(filed.name) can still be made again",
      ])
    let adjustments = try filed.small.read("\(filed.small.root)/data/\(added[1])")
    #expect(
      adjustments
        == "adjustment_no,action,source,record_key,member_no,indicator,points,dated_on,reason,document_no,approver,approved_on\r\n"
        + "SS-S2,作废,micro_items,W1,0147,,,,申诉S2：重复,示〔2026〕1号,秘书长,2026-01-19\r\n")
    let later = try Run.execute(filed.small.request)
    #expect(later.isNew)
    let ranking = try filed.small.read(later.path + "/ranking.csv")
    #expect(ranking.contains("0201,示例乙,教育界,,4.00,优秀"))
    #expect(ranking.contains("0147,示例甲,经济界,,2.00,合格"))
    #expect(together.map(\.totalAfter) == ["4.00", "2.00"], "as was foretold")
    #expect(
      try Verification.lines(run: filed.name, in: filed.small.out).last?.contains("equal a new run") == true)
    #expect(
      try Verification.lines(run: "latest", in: filed.small.out).last?.contains("equal a new run") == true)
    let again = #expect(throws: RunError.self) {
      try appeal.accept(by: "秘书长", document: "示〔2026〕1号", on: "2026-01-19")
    }
    #expect(again?.exitCode == 2)
    #expect(
      again?.lines().prefix(2) == [
        "\(filed.small.root)/claims.csv:2  申诉号S1以前采纳过；请另用一个号  "
          + "claim_no S1 was accepted before; give the claim a number of its own",
        "\(filed.small.root)/claims.csv:3  申诉号S2以前采纳过；请另用一个号  "
          + "claim_no S2 was accepted before; give the claim a number of its own",
      ])
  }

  /// Else the new adjustment would replace the accepted one, and the record that was voided would count again.
  @Test func `the number of an accepted claim is taken, of the run that has it and of those before`() throws {
    let first = try filed.appeal("S1,0147,作废,micro_items,W1,,,重复,2026-01-20")
    _ = try first.accept(by: "秘书长", document: "示〔2026〕1号", on: "2026-01-19")
    let told =
      "\(filed.small.root)/claims.csv:2  申诉号S1以前采纳过；请另用一个号  "
      + "claim_no S1 was accepted before; give the claim a number of its own"
    #expect(try first.report().claims.map(\.after.total) == ["2.00"], "the run before still answers")
    let before = try filed.data()
    var error = #expect(throws: RunError.self) {
      try filed.appeal("S1,0147,作废,micro_items,W2,,,重复,2026-01-20").accept(
        by: "秘书长", document: "示〔2026〕2号", on: "2026-01-19")
    }
    #expect(error?.lines().first == told)
    #expect(try filed.data() == before)
    _ = try Run.execute(filed.small.request)
    let later = Result {
      try Appeal(run: "latest", claims: filed.small.root + "/claims.csv", in: filed.small.out).report()
    }
    error = #expect(throws: RunError.self) { try later.get() }
    #expect(error?.lines().first == told)
  }

  /// Accepts the claim of rows that were forgotten; returns the names of the files with the decision and the rows.
  private func accepted() throws -> (decision: String, rows: String) {
    _ = try filed.appeal("S1,0201,补录,五微,,,more.csv,截图,2026-01-20").accept(
      by: "秘书长", document: "示〔2026〕1号", on: "2026-01-19")
    let names = try filed.data().filter { $0.contains("-appeal-") }
    return (names[0], names[1])
  }

  @Test func `rows that were added carry who decided, by which document, when and on what evidence`() throws {
    let (decision, rows) = try accepted()
    let digest = Digest.of(Array(try filed.small.read("\(filed.small.root)/data/\(rows)").utf8))
    #expect(decision.hasPrefix("additions-appeal-"))
    #expect(
      try filed.small.read("\(filed.small.root)/data/\(decision)")
        == "claim_no,member_no,source,file,sha256,evidence,document_no,approver,approved_on\r\n"
        + "S1,0201,micro_items,\(rows),\(digest),截图,示〔2026〕1号,秘书长,2026-01-19\r\n")
    let later = try Run.execute(filed.small.request)
    let told = "采纳申诉S1补录（依据：截图），示〔2026〕1号，秘书长2026-01-19批准"
    #expect(
      try filed.small.read(later.path + "/findings.csv").contains(
        "micro_items,\(rows),,,,,ingest,ADDED,information,\(told),"))
    #expect(try filed.small.read(later.path + "/findings.csv").contains(told))
    #expect(later.run.record.definitions.last?.kind == "additions")
    #expect(later.run.record.definitions.last?.name == decision)
    let explained = try Explain.lines(run: "latest", member: "0201", in: filed.small.out)
    #expect(
      explained.count {
        $0 == "          \(told)  added by claim S1 (evidence: 截图), 示〔2026〕1号, approved by 秘书长 on 2026-01-19"
      } == 3)
  }

  @Test(arguments: [
    (
      " ", "示〔2026〕1号", "2026-01-19",
      "--by: write the name or office of who approves, on one line and without numbers of persons"
    ),
    (
      "秘\n书长", "示〔2026〕1号", "2026-01-19",
      "--by: write the name or office of who approves, on one line and without numbers of persons"
    ),
    (
      "秘书长", "", "2026-01-19",
      "--document: write the number of the decision's document, on one line and without numbers of persons"
    ),
    (
      "秘书长", "示\u{1B}[2J", "2026-01-19",
      "--document: write the number of the decision's document, on one line and without numbers of persons"
    ),
    (
      "秘书长", "13912345678", "2026-01-19",
      "--document: write the number of the decision's document, on one line and without numbers of persons"
    ),
    ("秘书长", "示〔2026〕1号", "2026-1-19", "--on: '2026-1-19' is no date; write 2026-01-20"),
    (
      "秘书长", "示〔2026〕1号", "2025-12-30",
      "--on: 2025-12-30 lies before 2025-12-31, as of which the run is; check the date"
    ),
  ]) func `who accepts, by which document and when are held to what an approval is`(
    _ by: String, _ document: String, _ day: String, _ told: String
  ) throws {
    let appeal = try filed.appeal("S1,0201,补录,五微,,,more.csv,截图,2026-01-20")
    let before = try filed.data()
    let error = #expect(throws: RunError.self) { try appeal.accept(by: by, document: document, on: day) }
    #expect(error?.exitCode == 2)
    #expect(error?.lines().last == told)
    #expect(try filed.data() == before)
  }

  @Test func `rows that nobody decided on, or other ones than those, stop the next run`() throws {
    let (decision, rows) = try accepted()
    let text = try filed.small.read("\(filed.small.root)/data/\(rows)")
    try filed.small.write("data/\(rows)", text + "\nW0,0201,微建议,十,2025-03-10 09:00,有效")
    var error = #expect(throws: RunError.self) { try Run.execute(filed.small.request) }
    #expect(error?.lines().last == "\(rows): no longer the file that was accepted; restore it")
    try FileManager.default.removeItem(atPath: "\(filed.small.root)/data/\(rows)")
    error = #expect(throws: RunError.self) { try Run.execute(filed.small.request) }
    #expect(error?.lines().last == "\(rows): the rows that claim S1 added are gone; restore the file")
    try filed.small.write("data/\(rows)", text)
    try FileManager.default.removeItem(atPath: "\(filed.small.root)/data/\(decision)")
    error = #expect(throws: RunError.self) { try Run.execute(filed.small.request) }
    #expect(error?.exitCode == 1)
    #expect(
      error?.lines() == [
        "\(rows)：没有采纳补录的决定（additions-appeal-*.csv）；请取回，或移走这个文件",
        "\(rows): no decision (additions-appeal-*.csv) says who let these rows in; restore it, or take the file away",
      ])
    try filed.small.write(
      "data/\(decision)",
      "claim_no,member_no,source,file,sha256,evidence,document_no,approver,approved_on\n"
        + "S1,0201,micro_items,\(rows),x,截图,,秘书长,2026-01-19")
    error = #expect(throws: RunError.self) { try Run.execute(filed.small.request) }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines().first?.hasPrefix("\(filed.small.root)/data/\(decision):2  ") == true,
      "\(error?.lines() ?? [])"
    )
  }
}
