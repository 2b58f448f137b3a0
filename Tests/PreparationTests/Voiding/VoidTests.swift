import Preparation
import Records
import Testing

@Suite struct VoidTests {
  private static func sample() -> Sample {
    var sample = Sample(members: ["0147", "0148"])
    sample.activity("A1", "热点关注", ["2025-05-06T08:30/11:30"], "audience=全体委员")
    for member in ["0147", "0148"] {
      sample.scan("S\(member)", "A1", member, "2025-05-06T08:30")
      sample.add(
        "comments",
        "comment_no=C\(member) activity_no=A1 member_no=\(member) posted_at=2025-05-06T10:00 valid=是")
      sample.add("merits", "merit_no=G\(member) member_no=\(member) kind=公益 dated_on=2025-03-01 verified=是")
    }
    sample.add("leave", "leave_no=L1 member_no=0147 activity_no=A1 from=2025-05-06 kind=事假 status=同意")
    sample.add("penalties", "penalty_no=P1 member_no=0148 kind=造假 occurred_on=2025-05-06")
    return sample
  }

  private static func adjust(_ sample: inout Sample, _ number: String, _ cells: String) {
    sample.add("adjustments", "adjustment_no=\(number) action=作废 reason=查实 \(cells)")
  }

  @Test("a voided activity takes with it what hangs on it; leave for it goes too")
  func activity() {
    var sample = Self.sample()
    Self.adjust(&sample, "Z1", "source=activities record_key=A1")
    let prepared = sample.prepared()
    #expect(prepared.records("attendance").isEmpty)
    #expect(prepared.records("comments").isEmpty)
    #expect(
      prepared.filtered.map { "\($0.source) \($0.code)" }.sorted() == [
        "activities VOIDED", "comments VOIDED", "comments VOIDED", "half_days VOIDED", "leave VOIDED",
        "scans VOIDED",
        "scans VOIDED",
      ])
    #expect(
      prepared.findings.map(\.message.en) == ["adjustment Z1: activities A1 and what hangs on it are void"])
    #expect(prepared.books.discrepancies.isEmpty)
  }

  @Test("with member_no only his part goes")
  func part() {
    var sample = Self.sample()
    Self.adjust(&sample, "Z1", "source=履职活动 record_key=A1 member_no=0147")
    let prepared = sample.prepared()
    #expect(prepared.records("attendance", ["status"]) == ["0148 A1@2025-05-06 status=present"])
    #expect(prepared.records("comments") == ["0148 C0148@2025-05-06"])
  }

  @Test("a merged proposal whose target is voided ends its chain; outcomes of the target go")
  func proposal() {
    var sample = Self.sample()
    sample.proposal("T1", "归并", [("第一提案人", "0147")], "merged_into=T2")
    sample.proposal("T2", "立案", [("第一提案人", "0148")])
    sample.add("outcomes", "outcome_no=O1 item_kind=提案 item_no=T2 outcome=重点提案 dated_on=2025-05-01")
    Self.adjust(&sample, "Z1", "source=proposals record_key=T2")
    let prepared = sample.prepared()
    #expect(prepared.records("authorship", ["merged_into"]) == ["0147 T1@2025-03-10 merged_into="])
    #expect(prepared.records("outcomes").isEmpty)
  }

  @Test("a penalty on an item takes the member's part in it")
  func penalisedItem() {
    var sample = Self.sample()
    sample.proposal("T1", "立案", [("第一提案人", "0147"), ("附议人", "0148")])
    sample.add("outcomes", "outcome_no=O1 item_kind=提案 item_no=T1 outcome=重点提案 dated_on=2025-05-01")
    sample.add("reports", "report_no=R1 member_no=0147 submitted_on=2025-01-05 status=已提交")
    for (number, kind, item) in [("P2", "提案", "T1"), ("P3", "社情民意", "R1")] {
      sample.add(
        "penalties",
        "penalty_no=\(number) member_no=0147 kind=造假 occurred_on=2025-05-06 item_kind=\(kind) item_no=\(item)"
      )
    }
    let prepared = sample.prepared()
    #expect(prepared.records("authorship", ["authors"]) == ["0148 T1@2025-03-10 authors=1"])
    #expect(prepared.records("outcomes") == ["0148 O1@2025-05-01"])
    #expect(prepared.records("reports").isEmpty)
    #expect(
      prepared.records("penalties", ["item_no"]) == [
        "0147 P2@2025-05-06 item_no=T1", "0147 P3@2025-05-06 item_no=", "0148 P1@2025-05-06 item_no=",
      ])
  }

  struct Change: CustomTestStringConvertible {
    let name: String
    let adjustments: [String]
    /// The merits left.
    let merits: [String]
    let findings: [String]
    var testDescription: String { name }
  }

  private static let both = ["0147 G0147@2025-03-01", "0148 G0148@2025-03-01"]

  @Test(
    "what adjustments do to a merit",
    arguments: [
      Change(
        name: "void", adjustments: ["Z1 source=merits record_key=G0147"], merits: ["0148 G0148@2025-03-01"],
        findings: ["VOIDED"]),
      Change(
        name: "re-date",
        adjustments: ["Z1 action=改期 source=加分事项 record_key=G0147 dated_on=2025-07-01 member_no=0148"],
        merits: ["0147 G0147@2025-07-01", "0148 G0148@2025-03-01"], findings: []),
      Change(
        name: "the last holds",
        adjustments: [
          "Z2 action=改期 source=merits record_key=G0147 dated_on=2025-07-01",
          "Z1 source=merits record_key=G0147",
        ], merits: ["0147 G0147@2025-07-01", "0148 G0148@2025-03-01"], findings: []),
      Change(
        name: "an adjustment of an adjustment",
        adjustments: ["Z1 source=merits record_key=G0147", "Z2 source=adjustments record_key=Z1"],
        merits: both,
        findings: ["VOIDED"]),
      Change(
        name: "a voided voiding has never been",
        adjustments: [
          "Z1 source=merits record_key=G0147", "Z2 source=adjustments record_key=Z1",
          "Z3 source=adjustments record_key=Z2",
        ], merits: ["0148 G0148@2025-03-01"], findings: ["VOIDED", "VOIDED"]),
      Change(
        name: "unknown record", adjustments: ["Z1 source=merits record_key=G9"], merits: both,
        findings: ["UNKNOWN_RECORD"]),
      Change(
        name: "unknown source", adjustments: ["Z1 source=merit record_key=G0147"], merits: both,
        findings: ["UNKNOWN_SOURCE"]),
      Change(
        name: "not his", adjustments: ["Z1 source=merits record_key=G0147 member_no=0148"], merits: both,
        findings: ["NOT_HIS"]),
      Change(
        name: "members cannot be voided", adjustments: ["Z1 source=members record_key=0147"], merits: both,
        findings: ["CANNOT_ADJUST"]),
      Change(
        name: "leave cannot be re-dated",
        adjustments: ["Z1 action=改期 source=leave record_key=L1 dated_on=2025-07-01"], merits: both,
        findings: ["CANNOT_ADJUST"]),
    ])
  func changes(_ check: Change) {
    var sample = Self.sample()
    for adjustment in check.adjustments {
      let parts = adjustment.split(separator: " ", maxSplits: 1)
      Self.adjust(&sample, String(parts[0]), String(parts[1]))
    }
    let prepared = sample.prepared()
    #expect(prepared.records("merits") == check.merits)
    #expect(prepared.findingCodes == check.findings)
    #expect(prepared.books.discrepancies.isEmpty)
  }

  @Test("改期 keeps the time of day, and takes the column that counts for the status")
  func redating() {
    var sample = Sample(members: ["0147"])
    sample.activity("A1", "调研", ["2025-05-07T08:30/11:30"])
    sample.scan("S1", "A1", "0147", "2025-05-06T08:50")
    sample.proposal("T1", "立案", [("第一提案人", "0147")])
    sample.proposal("T2", "已提交", [("第一提案人", "0147")])
    for (number, source, key, date) in [
      ("Z1", "scans", "S1", "2025-05-07"), ("Z2", "proposals", "T1", "2025-06-01"),
      ("Z3", "proposals", "T2", "2025-07-01"),
    ] {
      sample.add(
        "adjustments",
        "adjustment_no=\(number) action=改期 source=\(source) record_key=\(key) dated_on=\(date) reason=误")
    }
    let prepared = sample.prepared()
    #expect(prepared.halfDays("0147", "A1") == ["present L"])
    #expect(prepared.records("authorship") == ["0147 T1@2025-06-01", "0147 T2@2025-07-01"])
    #expect(
      prepared.corrections.map { "\($0.rule) \($0.column) \($0.before) \($0.after)" } == [
        "redate scanned_at 2025-05-06T08:50:00 2025-05-07T08:50:00", "redate filed_on 2025-03-10 2025-06-01",
        "redate submitted_on 2025-02-01 2025-07-01",
      ])
  }
}
