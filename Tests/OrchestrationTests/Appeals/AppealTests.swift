import Foundation
import Publishing
import Records
import Robustness
import Testing

@testable import Orchestration

struct AppealTests {
  private let small: SmallPipeline
  private let path: String

  /// Two members and one seat of 优秀, which 0147 has with three points against one.
  init() throws {
    small = try SmallPipeline(
      model: """
        model: SMALL
        profiles: [委员]
        categories:
        - {code: D, name: 线上履职, indicators: [
            {code: D1, name: 五微, from: micro_items, where: {status: 有效}, points: 1}]}
        grades:
        - {grade: 优秀, from: 1, quota: {share: 1/2, rounding: down, tied: same_rank, tie: refer}}
        - {grade: 合格}
        """)
    let text = try small.read(small.root + "/small.yaml")
    let line = try #require(text.split(separator: "\n").first { $0.contains("micro_items:") })
    let adjustments = line.replacing("micro_items", with: "adjustments").replacing(
      "files: [adjustments.csv]", with: "files: [\"adjustments-*.csv\"], optional: true")
    let items = line.replacing("[micro_items.csv]", with: "[micro_items.csv, \"micro_items-*.csv\"]")
    try small.write("small.yaml", text.replacing(line, with: items + "\n" + adjustments))
    path = try Run.execute(small.request).path
    try small.write(
      "more.csv",
      """
      编号,委员编号,类别,标题,提交时间,状态
      W7,0201,微建议,七,2025-03-07 09:00,有效
      W8,0201,微建议,八,2025-03-08 09:00,有效
      W9,0201,微建议,九,2025-03-09 09:00,有效
      """)
  }

  private static let header = "申诉号,委员编号,动作,来源表,记录号,日期,补录文件,依据,答复期限"

  private var name: String { (path as NSString).lastPathComponent }

  private func appeal(_ claims: String...) throws -> Appeal {
    try small.write("claims.csv", ([AppealTests.header] + claims).joined(separator: "\n"))
    return try Appeal(run: name, claims: small.root + "/claims.csv", in: small.out)
  }

  private func report(_ claims: String...) throws -> AppealReport {
    try small.write("claims.csv", ([AppealTests.header] + claims).joined(separator: "\n"))
    return try Appeal(run: name, claims: small.root + "/claims.csv", in: small.out).report()
  }

  private func data() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: small.root + "/data").sorted()
  }

  @Test func `rows that were forgotten lift a member, and the seat is another's no more`() throws {
    let before = try data()
    let lines = try report("S1,0201,补录,五微,,,more.csv,截图,2026-01-20").lines()
    #expect(
      lines.dropFirst() == [
        "", "  S1  0201 示例乙  补录micro_items more.csv", "    依据 evidence 截图 · 答复期限 answer by 2026-01-20",
        "    总分 total 1.00 → 4.00 · 名次 rank 2 → 1 · 等次 grade 合格 → 优秀",
        "    稳固 firm ≥±50.0%  各项权重各自变动在此之内，等次不变 the grade holds while every weight moves within it",
        "    他人 others: 等次变动 grades 1 · 仅名次变动 ranks alone 0",
        "      0147 示例甲  总分 3.00 · 名次 1 → 2 · 等次 优秀 → 合格",
      ])
    #expect(try data() == before, "an answer writes nothing")
    #expect(try Run.execute(small.request).isNew == false)
  }

  @Test(arguments: [
    ("S1,0147,作废,micro_items,W1,,,重复,2026-01-20", "2.00"),
    ("S1,0147,改期,micro_items,W1,2024-12-31,,原件,2026-01-20", "2.00"),
    ("S1,0147,redate,micro_items,W1,2025-12-31,,原件,2026-01-20", "3.00"),
  ]) func `a record is voided or moved to another day`(_ claim: String, _ total: String) throws {
    let answer = try #require(report(claim).claims.first)
    #expect(answer.problems.isEmpty)
    #expect(answer.before == AppealReport.Place(total: "3.00", rank: 1, grade: "优秀"))
    #expect(answer.after == AppealReport.Place(total: total, rank: 1, grade: "优秀"))
  }

  @Test func `each claim is answered alone, and all of them together`() throws {
    let report = try report(
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
    let appeal = try appeal(claim)
    let answer = try #require(appeal.report().claims.first)
    #expect(answer.problems.map { $0[1] } == [told])
    #expect(try appeal.report().lines().last == "      \(told)")
    #expect(answer.before == answer.after)
    let before = try data()
    let error = #expect(throws: RunError.self) {
      try appeal.accept(by: "秘书长", document: "示〔2026〕1号", on: "2026-01-19")
    }
    #expect(error?.exitCode == 1)
    #expect(error?.lines().suffix(2) == ["没有采纳任何一条", "no claim was accepted"])
    #expect(try data() == before)
  }

  @Test func `accepted claims are rows of every later run, and the earlier one can be made again`() throws {
    let appeal = try appeal(
      "S1,0201,补录,micro_items,,,more.csv,截图,2026-01-20", "S2,0147,作废,micro_items,W1,,,重复,2026-01-20")
    let together = try #require(appeal.report().together)
    let lines = try appeal.accept(by: "秘书长", document: "示〔2026〕1号", on: "2026-01-19")
    let added = try data().filter { $0.contains("-appeal-") }
    #expect(added.count == 3)
    let named = [0, 1, 2].map { "\(small.root)/data/\(added[$0])" }
    #expect(
      lines == [
        "采纳2条申诉 → \(named.joined(separator: "、"))；请再运行一次，\(name)仍可重算",
        "2 claims accepted → \(named.joined(separator: ", ")); run again; "
          + "\(name) can still be made again",
      ])
    let adjustments = try small.read("\(small.root)/data/\(added[1])")
    #expect(
      adjustments
        == "adjustment_no,action,source,record_key,member_no,indicator,points,dated_on,reason,document_no,approver,approved_on\r\n"
        + "SS-S2,作废,micro_items,W1,0147,,,,申诉S2：重复,示〔2026〕1号,秘书长,2026-01-19\r\n")
    let later = try Run.execute(small.request)
    #expect(later.isNew)
    let ranking = try small.read(later.path + "/ranking.csv")
    #expect(ranking.contains("0201,示例乙,教育界,,4.00,优秀"))
    #expect(ranking.contains("0147,示例甲,经济界,,2.00,合格"))
    #expect(together.map(\.totalAfter) == ["4.00", "2.00"], "as was foretold")
    #expect(try Verification.lines(run: name, in: small.out).last?.contains("equal a new run") == true)
    #expect(try Verification.lines(run: "latest", in: small.out).last?.contains("equal a new run") == true)
    let again = #expect(throws: RunError.self) {
      try appeal.accept(by: "秘书长", document: "示〔2026〕1号", on: "2026-01-19")
    }
    #expect(again?.exitCode == 2)
    #expect(
      again?.lines().prefix(2) == [
        "\(small.root)/claims.csv:2  申诉号S1以前采纳过；请另用一个号  "
          + "claim_no S1 was accepted before; give the claim a number of its own",
        "\(small.root)/claims.csv:3  申诉号S2以前采纳过；请另用一个号  "
          + "claim_no S2 was accepted before; give the claim a number of its own",
      ])
  }

  /// Else the new adjustment would replace the accepted one, and the record that was voided would count again.
  @Test func `the number of an accepted claim is taken, of the run that has it and of those before`() throws {
    let first = try appeal("S1,0147,作废,micro_items,W1,,,重复,2026-01-20")
    _ = try first.accept(by: "秘书长", document: "示〔2026〕1号", on: "2026-01-19")
    let told =
      "\(small.root)/claims.csv:2  申诉号S1以前采纳过；请另用一个号  "
      + "claim_no S1 was accepted before; give the claim a number of its own"
    #expect(try first.report().claims.map(\.after.total) == ["2.00"], "the run before still answers")
    let before = try data()
    var error = #expect(throws: RunError.self) {
      try appeal("S1,0147,作废,micro_items,W2,,,重复,2026-01-20").accept(
        by: "秘书长", document: "示〔2026〕2号", on: "2026-01-19")
    }
    #expect(error?.lines().first == told)
    #expect(try data() == before)
    _ = try Run.execute(small.request)
    let later = Result {
      try Appeal(run: "latest", claims: small.root + "/claims.csv", in: small.out).report()
    }
    error = #expect(throws: RunError.self) { try later.get() }
    #expect(error?.lines().first == told)
  }

  /// Accepts the claim of rows that were forgotten; returns the names of the files with the decision and the rows.
  private func accepted() throws -> (decision: String, rows: String) {
    _ = try appeal("S1,0201,补录,五微,,,more.csv,截图,2026-01-20").accept(
      by: "秘书长", document: "示〔2026〕1号", on: "2026-01-19")
    let names = try data().filter { $0.contains("-appeal-") }
    return (names[0], names[1])
  }

  @Test func `rows that were added carry who decided, by which document, when and on what evidence`() throws {
    let (decision, rows) = try accepted()
    let digest = Digest.of(Array(try small.read("\(small.root)/data/\(rows)").utf8))
    #expect(decision.hasPrefix("additions-appeal-"))
    #expect(
      try small.read("\(small.root)/data/\(decision)")
        == "claim_no,member_no,source,file,sha256,evidence,document_no,approver,approved_on\r\n"
        + "S1,0201,micro_items,\(rows),\(digest),截图,示〔2026〕1号,秘书长,2026-01-19\r\n")
    let later = try Run.execute(small.request)
    let told = "采纳申诉S1补录（依据：截图），示〔2026〕1号，秘书长2026-01-19批准"
    #expect(
      try small.read(later.path + "/findings.csv").contains(
        "micro_items,\(rows),,,,,ingest,ADDED,information,\(told),"))
    #expect(try small.read(later.path + "/findings.csv").contains(told))
    #expect(later.run.record.definitions.last?.kind == "additions")
    #expect(later.run.record.definitions.last?.name == decision)
    let explained = try Explain.lines(run: "latest", member: "0201", in: small.out)
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
    let appeal = try appeal("S1,0201,补录,五微,,,more.csv,截图,2026-01-20")
    let before = try data()
    let error = #expect(throws: RunError.self) { try appeal.accept(by: by, document: document, on: day) }
    #expect(error?.exitCode == 2)
    #expect(error?.lines().last == told)
    #expect(try data() == before)
  }

  @Test func `rows that nobody decided on, or other ones than those, stop the next run`() throws {
    let (decision, rows) = try accepted()
    let text = try small.read("\(small.root)/data/\(rows)")
    try small.write("data/\(rows)", text + "\nW0,0201,微建议,十,2025-03-10 09:00,有效")
    var error = #expect(throws: RunError.self) { try Run.execute(small.request) }
    #expect(error?.lines().last == "\(rows): no longer the file that was accepted; restore it")
    try FileManager.default.removeItem(atPath: "\(small.root)/data/\(rows)")
    error = #expect(throws: RunError.self) { try Run.execute(small.request) }
    #expect(error?.lines().last == "\(rows): the rows that claim S1 added are gone; restore the file")
    try small.write("data/\(rows)", text)
    try FileManager.default.removeItem(atPath: "\(small.root)/data/\(decision)")
    error = #expect(throws: RunError.self) { try Run.execute(small.request) }
    #expect(error?.exitCode == 1)
    #expect(
      error?.lines() == [
        "\(rows)：没有采纳补录的决定（additions-appeal-*.csv）；请取回，或移走这个文件",
        "\(rows): no decision (additions-appeal-*.csv) says who let these rows in; restore it, or take the file away",
      ])
    try small.write(
      "data/\(decision)",
      "claim_no,member_no,source,file,sha256,evidence,document_no,approver,approved_on\n"
        + "S1,0201,micro_items,\(rows),x,截图,,秘书长,2026-01-19")
    error = #expect(throws: RunError.self) { try Run.execute(small.request) }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines().first?.hasPrefix("\(small.root)/data/\(decision):2  ") == true, "\(error?.lines() ?? [])"
    )
  }

  @Test func `two claims of one file are told with both lines`() throws {
    let error = #expect(throws: RunError.self) {
      try report("S1,0201,补录,五微,,,more.csv,截图,2026-01-20", "S2,0201,补录,micro_items,,,more.csv,原件,2026-01-20")
    }
    #expect(
      error?.lines().first
        == "\(small.root)/claims.csv:3  more.csv与第2行申诉S1补录的是同一文件；请合为一条，或分成两个文件  "
        + "more.csv is the file of claim S1 on line 2 too; make them one claim, or give each its own file")
  }

  struct Clash: CustomTestStringConvertible {
    let testDescription: String
    let claims: [String]
    /// What follows the claims' file; nil where the claims stand beside one another.
    let told: String?
  }

  static let clashes = [
    Clash(
      testDescription: "two voids",
      claims: ["S1,0147,作废,micro_items,W1,,,重复,2026-01-20", "S2,0147,作废,五微,W1,,,误填,2026-01-20"],
      told:
        ":3  micro_items W1已有第2行的申诉S1；一条记录只能有一条申诉，请留一条  "
        + "micro_items W1 has claim S1 on line 2 already; a record has one claim, so keep one of them"),
    Clash(
      testDescription: "a void and a re-date",
      claims: [
        "S1,0147,改期,micro_items,W1,2025-05-01,,重复,2026-01-20", "S2,0147,作废,micro_items,W1,,,误填,2026-01-20",
      ],
      told:
        ":3  micro_items W1已有第2行的申诉S1；一条记录只能有一条申诉，请留一条  "
        + "micro_items W1 has claim S1 on line 2 already; a record has one claim, so keep one of them"),
    Clash(
      testDescription: "two rows to add with one key",
      claims: ["S1,0201,补录,micro_items,,,more.csv,截图,2026-01-20", "S2,0201,补录,五微,,,again.csv,截图,2026-01-20"],
      told:
        ":3  again.csv:3 W8已有第2行的申诉S1；一条记录只能有一条申诉，请留一条  "
        + "again.csv:3 W8 has claim S1 on line 2 already; a record has one claim, so keep one of them"),
    Clash(
      testDescription: "one key twice in a file",
      claims: ["S1,0201,补录,micro_items,,,twice.csv,截图,2026-01-20"],
      told:
        ":2  twice.csv:3 W8在这个文件里已有一行；请只留一行，或用另一个编号  "
        + "twice.csv:3 W8 stands in the file before; keep one row, or give this one a number of its own"),
    Clash(
      testDescription: "a void and a row that would take the record's place",
      claims: [
        "S1,0201,作废,micro_items,W5,,,误填,2026-01-20", "S2,0201,补录,micro_items,,,own.csv,截图,2026-01-20",
      ],
      told:
        ":3  own.csv:2 W5已有第2行的申诉S1；一条记录只能有一条申诉，请留一条  "
        + "own.csv:2 W5 has claim S1 on line 2 already; a record has one claim, so keep one of them"),
    Clash(
      testDescription: "other records",
      claims: ["S1,0147,作废,micro_items,W1,,,重复,2026-01-20", "S2,0147,作废,micro_items,W2,,,误填,2026-01-20"],
      told: nil),
  ]

  @Test(arguments: clashes) func `a second claim on a record is refused by name of the first`(_ clash: Clash)
    throws
  {
    let header = "编号,委员编号,类别,标题,提交时间,状态\n"
    try small.write(
      "again.csv", header + "W6,0201,微建议,六,2025-03-06 09:00,有效\nW8,0201,微建议,另,2025-03-08 09:00,有效")
    try small.write(
      "twice.csv", header + "W8,0201,微建议,八,2025-03-08 09:00,有效\nW8,0201,微建议,九,2025-03-08 09:00,有效")
    try small.write("own.csv", header + "W5,0201,微建议,五,2025-03-05 09:00,有效")
    try small.write("claims.csv", ([AppealTests.header] + clash.claims).joined(separator: "\n"))
    let appeal = Result { try Appeal(run: name, claims: small.root + "/claims.csv", in: small.out).report() }
    guard let told = clash.told else {
      #expect(try appeal.get().claims.count == clash.claims.count)
      return
    }
    let error = #expect(throws: RunError.self) { try appeal.get() }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines() == [
        "\(small.root)/claims.csv" + told, "1处定义错误，未运行", "1 problem; nothing was run.",
      ])
  }

  /// Each member of a shared record may ask for the own part to be voided; only one day can be its day.
  @Test func `members of a shared record may each have their part voided`() throws {
    let plan = try Plan(small.request)
    func claim(_ number: String, _ member: String, _ action: Claim.Action, line: Int32) -> Claim {
      Claim(
        number: number, member: member, action: action, source: "micro_items", recordKey: "W1",
        evidence: "截图",
        deadline: plan.asOf, line: line)
    }
    func problems(_ claims: Claim...) -> [Int32] {
      ClaimClashes(claims, plan, beside: "").problems.map(\.line)
    }
    let void = claim("S1", "0147", .void, line: 2)
    #expect(problems(void, claim("S2", "0201", .void, line: 3)).isEmpty)
    #expect(problems(void, claim("S2", "0201", .redate(plan.asOf), line: 3)).isEmpty)
    let redate = claim("S1", "0147", .redate(plan.asOf), line: 2)
    #expect(problems(redate, claim("S2", "0201", .redate(plan.asOf), line: 3)) == [3])
  }

  @Test func `mistakes in claims are told at once, each with its line`() throws {
    let error = #expect(throws: RunError.self) {
      try report(
        "S1,0147,作废,micro_items,,,,重复,2026-01-20", "S1,0147,改期,micro_items,W1,,,重复,2026-01-20",
        "S3,0147,补录,micro_items,,,,截图,2026-01-20", "S4,0147,作废,micro_items,W1,,,重复,")
    }
    let place = small.root + "/claims.csv"
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
    let error = #expect(throws: RunError.self) { try report(claim) }
    #expect(error?.exitCode == 2)
    #expect(error?.lines().contains { $0.hasSuffix("  " + told) } == true, "\(error?.lines() ?? [])")
  }

  @Test func `a row to add does not take the place of another member's record`() throws {
    try small.write("more.csv", "编号,委员编号,类别,标题,提交时间,状态\nW1,0201,微建议,一,2025-03-07 09:00,有效")
    let error = #expect(throws: RunError.self) {
      try report("S1,0201,补录,micro_items,,,more.csv,截图,2026-01-20")
    }
    #expect(
      error?.lines().first?.hasSuffix(
        "  more.csv:2 W1 is another member's record; give the added row a number of its own") == true)
  }

  @Test func `a row to add takes no record's place where the source does not say whose it is`() throws {
    let text = try small.read(small.root + "/small.yaml")
    let line = try #require(text.split(separator: "\n").first { $0.contains("micro_items:") })
    try small.write(
      "small.yaml",
      text.replacing(line, with: line + "\n" + line.replacing("micro_items", with: "activities")))
    try small.write("data/activities.csv", "活动编号,类别,名称,参加范围,状态,地点\nHD1,全会,开幕会,全体委员,正常,会场")
    try small.write("more.csv", "活动编号,类别,名称,参加范围,状态,地点\nHD1,全会,开幕会,全体委员,取消,会场")
    let run = (try Run.execute(small.request).path as NSString).lastPathComponent
    try small.write(
      "claims.csv", AppealTests.header + "\nS1,0201,补录,activities,,,more.csv,截图,2026-01-20")
    let appeal = Result {
      try Appeal(run: run, claims: small.root + "/claims.csv", in: small.out).report()
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
    let base = try Run.compute(Plan(small.request)).record
    try small.write(
      "data/micro_items-more.csv", "编号,委员编号,类别,标题,提交时间,状态\nX1,0147,微建议,一,2025-03-07 09:00,有效")
    let other = try Run.compute(Plan(small.request)).record
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
    try small.write("more.csv", "编号,委员编号,类别,标题,提交时间,状态\nW7,0201,微建议,七,昨天,有效")
    let error = #expect(throws: RunError.self) {
      try report("S1,0201,补录,micro_items,,,more.csv,截图,2026-01-20")
    }
    #expect(error?.lines().first?.hasPrefix("\(small.root)/claims.csv:2  more.csv:2 ") == true)
  }

  @Test func `a pipeline that would not read accepted rows is told before anything is`() throws {
    let other = try SmallPipeline()
    let path = try Run.execute(other.request).path
    try other.write("claims.csv", AppealTests.header + "\nS1,0147,作废,micro_items,W1,,,重复,2026-01-20")
    let error = #expect(throws: RunError.self) {
      try Appeal(
        run: (path as NSString).lastPathComponent, claims: other.root + "/claims.csv", in: other.out)
    }
    #expect(
      error?.lines().first
        == "\(other.root)/claims.csv:2  流程文件中adjustments的files不包括adjustments-*.csv；请加上  "
        + "files of adjustments in the pipeline do not take in \"adjustments-*.csv\"; add it")
  }

  private func package(_ member: String, _ claims: String...) throws -> [String] {
    try FileManager.default.createDirectory(
      atPath: small.root + "/notices", withIntermediateDirectories: true)
    try small.write("notices/statement.txt", "# 明细\n{{number}}{{name}}\n@table lines\n@table aside")
    try small.write("claims.csv", ([AppealTests.header] + claims).joined(separator: "\n"))
    return try AppealPackage.write(
      run: name, member: member, claims: claims.isEmpty ? nil : small.root + "/claims.csv", in: small.out,
      format: .html)
  }

  @Test func `a package holds a member's own lines and answers, and nobody else`() throws {
    let written = try package(
      "0201", "S1,0201,补录,五微,,,more.csv,截图,2026-01-20", "S2,0147,作废,micro_items,W1,,,重复,2026-01-20")
    let own = "\(path)/notices/appeal-package/0201"
    #expect(written == ["\(own)/statement.html", "\(own)/answer.txt"])
    let answer = try small.read("\(own)/answer.txt")
    #expect(
      answer.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map(String.init) == [
        "  \(name)", "", "  S1  0201 示例乙  补录micro_items more.csv",
        "    依据 evidence 截图 · 答复期限 answer by 2026-01-20",
        "    总分 total 1.00 → 4.00 · 名次 rank 2 → 1 · 等次 grade 合格 → 优秀",
        "    稳固 firm ≥±50.0%  各项权重各自变动在此之内，等次不变 the grade holds while every weight moves within it", "",
      ])
    let statement = try small.read("\(own)/statement.html")
    #expect(statement.contains("0201示例乙"))
    #expect(statement.contains("micro_items.csv"))
    for text in [answer, statement] {
      for secret in ["示例甲", "0147", "S2", "13800138000"] { #expect(!text.contains(secret), "\(secret)") }
    }
    for file in ["statement.html", "answer.txt"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(own)/\(file)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    #expect(try Run.execute(small.request).isNew == false)
  }

  @Test func `without claims it is the paper alone, and claims of others give none`() throws {
    #expect(try package("0147") == ["\(path)/notices/appeal-package/0147/statement.html"])
    let error = #expect(throws: RunError.self) {
      try package("0147", "S1,0201,补录,五微,,,more.csv,截图,2026-01-20")
    }
    #expect(error?.lines().last == "\(small.root)/claims.csv: holds no claim of 0147")
  }

  @Test func `what a claim says of another member is withheld from the answer, and its place told`() throws {
    try small.write(
      "示 例甲.csv", "编号,委员编号,类别,标题,提交时间,状态\nW0,0201,微建议,八,2025-03-08 09:00,有效")
    let written = try package(
      "0201", "S1,0201,补录,五微,,,more.csv,有示例甲、示例乙的签字,2026-01-20",
      "S2,0201,补录,五微,,,示 例甲.csv,示例乙本人截图,2026-01-20", "S3,0147,作废,micro_items,W1,,,示例乙说的,2026-01-20")
    let own = "\(path)/notices/appeal-package/0201"
    #expect(
      written == [
        "\(own)/statement.html", "\(own)/answer.txt",
        "\(small.root)/claims.csv:2  依据提到别的委员，答复中不列  evidence names another member, so the answer withholds it",
        "\(small.root)/claims.csv:3  申诉内容提到别的委员，答复中不列  what is asked names another member, so the answer withholds it",
      ])
    let answer = try small.read("\(own)/answer.txt")
    #expect(!answer.contains("示例甲") && !answer.contains("示 例甲"))
    let lines = answer.split(separator: "\n").map(String.init)
    #expect(lines.contains("  S1  0201 示例乙  补录micro_items more.csv"))
    #expect(
      lines.contains("    依据 evidence （提到他人，略） (names somebody else, left out) · 答复期限 answer by 2026-01-20"))
    #expect(lines.contains("  S2  0201 示例乙  （提到他人，略） (names somebody else, left out)"))
    #expect(lines.contains("    依据 evidence 示例乙本人截图 · 答复期限 answer by 2026-01-20"))
  }

  @Test func `why a claim cannot be done is withheld where it names another`() throws {
    let written = try package("0201", "S1,0201,作废,micro_items,示例甲1,,,误填,2026-01-20")
    #expect(
      written.suffix(2) == [
        "\(small.root)/claims.csv:2  申诉内容提到别的委员，答复中不列  what is asked names another member, so the answer withholds it",
        "\(small.root)/claims.csv:2  不能照办的原因提到别的委员，答复中不列  "
          + "why it cannot be done names another member, so the answer withholds it",
      ])
    let answer = try small.read("\(path)/notices/appeal-package/0201/answer.txt")
    #expect(!answer.contains("示例甲"))
    #expect(answer.contains("    不能照办 cannot be done （提到他人，略）\n      (names somebody else, left out)\n"))
  }

  @Test func `evidence with a phone number is not handed on`() throws {
    let error = #expect(throws: RunError.self) {
      try package("0201", "S1,0201,补录,五微,,,more.csv,问13912345678,2026-01-20")
    }
    #expect(error?.exitCode == 1)
    #expect(error?.lines().first?.contains("/answer.txt:5:18  手机号码") == true, "\(error?.lines() ?? [])")
    #expect(!FileManager.default.fileExists(atPath: "\(path)/notices/appeal-package/0201"))
  }
}
