import Preparation
import Records
import Testing

@Suite struct ResolveTests {
  struct Row: CustomTestStringConvertible {
    let name: String
    let cells: String
    /// Whom a 代签 row is credited to; nil when it is refused.
    let member: String?
    /// Code of the refusal, or rule of the correction.
    let outcome: String?
    var testDescription: String { name }
  }

  private static func sample() -> Sample {
    var sample = Sample()
    sample.member("0147", "name=甲 phone=13800000001")
    sample.member("0148", "name=乙 phone=13800000002")
    sample.member("0149", "name=乙 phone=13800000002")
    sample.add("aliases", "kind=旧编号 alias=0012 member_no=0147")
    sample.add("aliases", "kind=旧编号 alias=0148 member_no=0147")
    sample.add("aliases", "kind=旧编号 alias=0011 member_no=0012")
    sample.add("aliases", "kind=曾用名 alias=0013 member_no=0147")
    sample.activity("A1", "调研", ["2025-05-06T08:30/11:30"])
    return sample
  }

  @Test(
    "whose a scan is",
    arguments: [
      Row(name: "a current number", cells: "member_no=0148", member: "0148", outcome: nil),
      Row(name: "an old number", cells: "member_no=0012", member: "0147", outcome: "alias"),
      Row(name: "an old number of an old number", cells: "member_no=0011", member: "0147", outcome: "alias"),
      Row(
        name: "a former name is no number", cells: "member_no=0013", member: nil, outcome: "AWAITING_CLAIM"),
      Row(
        name: "unknown, name and phone of one member", cells: "member_no=9999 name=甲 phone=13800000001",
        member: "0147", outcome: "name_phone"),
      Row(
        name: "blank, name and phone of one member", cells: "member_no= name=甲 phone=13800000001",
        member: "0147", outcome: "name_phone"),
      Row(
        name: "name and phone of two members", cells: "member_no= name=乙 phone=13800000002", member: nil,
        outcome: "AWAITING_CLAIM"),
      Row(name: "a name alone", cells: "member_no= name=甲", member: nil, outcome: "AWAITING_CLAIM"),
      Row(name: "nothing at all", cells: "member_no=", member: nil, outcome: "MISSING"),
      Row(name: "an unknown number", cells: "member_no=9999", member: nil, outcome: "AWAITING_CLAIM"),
    ])
  func whose(_ row: Row) {
    var sample = Self.sample()
    sample.scan("S1", "A1", "0000", "2025-05-06T08:30", row.cells)
    let prepared = sample.prepared()
    #expect(prepared.records("attendance") == (row.member.map { ["\($0) A1@2025-05-06"] } ?? []))
    let corrections = prepared.corrections.filter { $0.source == "scans" }.map(\.rule)
    let refusals = prepared.rejections.filter { $0.finding.source == "scans" }.map(\.finding.code)
    #expect(corrections + refusals == (row.outcome.map { [$0] } ?? []))
    #expect(prepared.books.discrepancies.isEmpty)
  }

  @Test("a decision says whose a refused row is")
  func claim() throws {
    var sample = Self.sample()
    sample.scan("S1", "A1", "9999", "2025-05-06T08:30")
    sample.decisions = [
      Decision(number: "D1", verdict: .same, source: "scans", recordKey: "S1", subject: .member("0148"))
    ]
    let prepared = sample.prepared()
    #expect(prepared.records("attendance") == ["0148 A1@2025-05-06"])
    let correction = try #require(prepared.corrections.first { $0.source == "scans" })
    #expect(correction.rule == "claim" && correction.before == "9999" && correction.after == "0148")
  }

  @Test("the refusal says what, where and how to mend it")
  func message() throws {
    var sample = Self.sample()
    sample.scan("S1", "A1", "9999", "2025-05-06T08:30")
    let finding = try #require(sample.prepared().rejections.first).finding
    #expect(
      finding.message.zh
        == "member_no9999不在委员名册中，姓名和手机也不能确定唯一一位委员；请更正编号，或在裁定文件中写明scans的S1是谁的")
    #expect(
      finding.message.en
        == "member_no 9999 is not in the member list, and name and phone do not single out one member; "
        + "correct the number, or say in the decisions file whose scans S1 is")
  }

  @Test("an unknown swapped_to waits for a claim; an old number there is followed")
  func swapped() {
    var sample = Self.sample()
    let times = "starts_at=2025-05-06T09:00 ends_at=2025-05-06T11:00"
    sample.add("duty_shifts", "shift_no=W1 member_no=0148 swapped_to=9999 \(times)")
    sample.add("duty_shifts", "shift_no=W2 member_no=0148 swapped_to=0012 \(times)")
    let prepared = sample.prepared()
    #expect(prepared.rejectionCodes == ["AWAITING_CLAIM"])
    #expect(prepared.records("shifts") == ["0147 W2@2025-05-06"])
  }

  @Test("unknown references: refused where a value must be given, read as blank where it may be")
  func references() {
    var sample = Self.sample()
    sample.scan("S1", "A9", "0147", "2025-05-06T08:30")
    sample.add("leave", "leave_no=L1 member_no=0147 activity_no=A9 from=2025-01-01 kind=事假 status=同意")
    sample.add("penalties", "penalty_no=P1 member_no=0147 kind=造假 occurred_on=2025-05-06 activity_no=A9")
    sample.add(
      "reports",
      "report_no=R1 member_no=0147 submitted_on=2025-05-06 status=已提交 from_proposal=T9")
    sample.add(
      "outcomes", "outcome_no=O1 item_kind=社情民意 item_no=R9 outcome=采用 level=市 dated_on=2025-05-06")
    sample.add(
      "outcomes", "outcome_no=O2 item_kind=社情民意 item_no=R1 outcome=采用 level=市 dated_on=2025-05-06")
    let prepared = sample.prepared()
    #expect(
      prepared.rejections.map { "\($0.finding.source) \($0.finding.code)" }.sorted() == [
        "leave UNKNOWN_REFERENCE", "outcomes UNKNOWN_REFERENCE", "scans UNKNOWN_REFERENCE",
      ])
    #expect(prepared.records("penalties", ["activity_no"]) == ["0147 P1@2025-05-06 activity_no="])
    #expect(prepared.records("reports", ["from_proposal"]) == ["0147 R1@2025-05-06 from_proposal="])
    #expect(prepared.records("outcomes") == ["0147 O2@2025-05-06"])
    #expect(prepared.findings.filter { $0.severity == .warning }.count == 2)
    #expect(prepared.books.discrepancies.isEmpty)
  }

  @Test("a comment without a member is one of the public")
  func publicComment() {
    var sample = Self.sample()
    sample.add("comments", "comment_no=C1 activity_no=A1 posted_at=2025-05-06T10:00 valid=是")
    sample.add("comments", "comment_no=C2 activity_no=A1 member_no=0147 posted_at=2025-05-06T10:00 valid=是")
    let prepared = sample.prepared()
    #expect(prepared.filteredCodes("comments") == ["PUBLIC"])
    #expect(prepared.records("comments", ["kind"]) == ["0147 C2@2025-05-06 kind=调研"])
  }
}
