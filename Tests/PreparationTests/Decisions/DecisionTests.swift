import Preparation
import Records
import Testing

@Suite struct DecisionTests {
  private static func decision(
    _ number: String, _ verdict: Decision.Verdict, _ source: String, _ key: String,
    _ subject: Decision.Subject
  ) -> Decision {
    Decision(number: number, verdict: verdict, source: source, recordKey: key, subject: subject)
  }

  private static func reports() -> Sample {
    var sample = Sample(members: ["0001", "0002"])
    for (number, member) in [("X1", "0001"), ("X2", "0001"), ("X3", "0002")] {
      sample.add(
        "reports",
        "report_no=\(number) member_no=\(member) title=某 submitted_on=2025-05-06 status=收录 accepted_on=2025-06-01"
      )
    }
    sample.add(
      "outcomes",
      "outcome_no=R1 item_kind=社情民意 item_no=X1 outcome=采用 level=市 dated_on=2025-07-01")
    return sample
  }

  @Test("a record decided to be another goes, with what must name it; the other stays")
  func merges() throws {
    var sample = Self.reports()
    sample.decisions = [Self.decision("D7", .same, "reports", "X1", .record("X2"))]
    let prepared = sample.prepared()
    #expect(prepared.records("reports") == ["0001 X2@2025-06-01", "0002 X3@2025-06-01"])
    #expect(prepared.records("outcomes").isEmpty)
    let merge = try #require(prepared.merges.first { $0.stage == .deduplicateDecided })
    #expect(merge.key == "X1 → X2 · D7")
    #expect(prepared.filteredCodes("outcomes") == ["SAME_AS"])
    #expect(prepared.books.discrepancies.isEmpty)
  }

  @Test("a chain ends at the record that no decision removes")
  func chain() {
    var sample = Self.reports()
    sample.decisions = [
      Self.decision("D1", .same, "reports", "X1", .record("X2")),
      Self.decision("D2", .same, "reports", "X2", .record("X3")),
    ]
    let prepared = sample.prepared()
    #expect(prepared.records("reports") == ["0002 X3@2025-06-01"])
    let merges = prepared.merges.filter { $0.stage == .deduplicateDecided }
    #expect(merges.count == 2 && Set(merges.map(\.survivor)).count == 1)
    #expect(prepared.books.discrepancies.isEmpty)
  }

  @Test("a decision about a record that is not there is a finding, and nothing goes")
  func unused() throws {
    var sample = Self.reports()
    sample.decisions = [Self.decision("D3", .same, "reports", "X1", .record("X9"))]
    let prepared = sample.prepared()
    #expect(prepared.records("reports").count == 3)
    let finding = try #require(prepared.findings.first { $0.code == "DECISION_UNUSED" })
    #expect(
      finding.message.en
        == "decision D3: reports X1 or X9 is not among the rows kept, so it had no effect; check the keys, "
        + "or undo it in a new line")
  }

  @Test("a decision about a member or about a difference names a record that is not there")
  func unusedOthers() {
    var sample = Self.reports()
    sample.decisions = [
      Self.decision("D1", .same, "reports", "X9", .member("0001")),
      Self.decision("D2", .different, "reports", "X8", .member("0001")),
      Self.decision("D3", .different, "reports", "X1", .record("X7")),
      Self.decision("D4", .different, "reports", "X1", .record("X2")),
    ]
    let prepared = sample.prepared()
    #expect(
      prepared.findings.filter { $0.code == "DECISION_UNUSED" }.map(\.message.en)
        == [("D1", "X9"), ("D2", "X8"), ("D3", "X7")].map { number, key in
          "decision \(number): reports has no record \(key), so it had no effect; check the key, or undo it in a "
            + "new line"
        })
    #expect(prepared.records("reports").count == 3)
  }

  @Test("rows that state the same thing stay apart where a decision calls them different")
  func different() {
    var sample = Sample(members: ["0001"])
    for number in ["T1", "T2"] {
      sample.add(
        "study", "record_no=\(number) member_no=0001 kind=学习日 dated_on=2025-05-06 minutes=30 verified=是")
    }
    #expect(sample.prepared().records("study") == ["0001 T1@2025-05-06"])
    sample.decisions = [Self.decision("D4", .different, "study", "T2", .record("T1"))]
    let prepared = sample.prepared()
    #expect(prepared.records("study") == ["0001 T1@2025-05-06", "0001 T2@2025-05-06"])
    #expect(prepared.books.discrepancies.isEmpty)
  }

  @Test("name and phone credit no one whom a decision rules out; another decision says whose it is")
  func denied() {
    var sample = Sample()
    sample.member("0147", "name=甲 phone=13800000001")
    sample.member("0148", "name=乙 phone=13800000002")
    sample.activity("A1", "调研", ["2025-05-06T08:30/11:30"])
    sample.scan("S1", "A1", "9999", "2025-05-06T08:30", "name=甲 phone=13800000001")
    #expect(sample.prepared().records("attendance") == ["0147 A1@2025-05-06"])
    sample.decisions = [Self.decision("D5", .different, "scans", "S1", .member("0147"))]
    #expect(sample.prepared().rejectionCodes == ["AWAITING_CLAIM"])
    sample.decisions.append(Self.decision("D6", .same, "scans", "S1", .member("0148")))
    #expect(sample.prepared().records("attendance") == ["0148 A1@2025-05-06"])
  }
}
