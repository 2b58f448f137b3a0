import Records
import Testing

@testable import Orchestration

struct ClaimClashesTests {
  private let filed: AppealFixture

  init() throws { filed = try AppealFixture() }

  @Test func `two claims of one file are told with both lines`() throws {
    let error = #expect(throws: RunError.self) {
      try filed.report(
        "S1,0201,补录,五微,,,more.csv,截图,2026-01-20", "S2,0201,补录,micro_items,,,more.csv,原件,2026-01-20")
    }
    #expect(
      error?.lines().first
        == "\(filed.small.root)/claims.csv:3  more.csv与第2行申诉S1补录的是同一文件；请合为一条，或分成两个文件  "
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
    try filed.small.write(
      "again.csv", header + "W6,0201,微建议,六,2025-03-06 09:00,有效\nW8,0201,微建议,另,2025-03-08 09:00,有效")
    try filed.small.write(
      "twice.csv", header + "W8,0201,微建议,八,2025-03-08 09:00,有效\nW8,0201,微建议,九,2025-03-08 09:00,有效")
    try filed.small.write("own.csv", header + "W5,0201,微建议,五,2025-03-05 09:00,有效")
    try filed.small.write("claims.csv", ([AppealFixture.header] + clash.claims).joined(separator: "\n"))
    let appeal = Result {
      try Appeal(run: filed.name, claims: filed.small.root + "/claims.csv", in: filed.small.out).report()
    }
    guard let told = clash.told else {
      #expect(try appeal.get().claims.count == clash.claims.count)
      return
    }
    let error = #expect(throws: RunError.self) { try appeal.get() }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines() == [
        "\(filed.small.root)/claims.csv" + told, "1处定义错误，未运行", "1 problem; nothing was run.",
      ])
  }

  /// Each member of a shared record may ask for the own part to be voided; only one day can be its day.
  @Test func `members of a shared record may each have their part voided`() throws {
    let plan = try Plan(filed.small.request)
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
}
