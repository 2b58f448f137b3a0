import Preparation
import Records
import Testing

@Suite struct DeduplicationTests {
  private static func merges(_ prepared: Prepared) -> [String] {
    prepared.merges.map {
      "\($0.stage.rawValue) \($0.source) \($0.key): \($0.merged.record)→\($0.survivor.record)"
    }
  }

  @Test("check 31: the row with the greatest updated_at survives whole", arguments: [false, true])
  func newest(reversed: Bool) {
    var sample = Sample(members: ["0147"])
    let rows = [
      "status=已提交 updated_at=2025-02-01T00:00", "status=立案 filed_on=2025-03-05 updated_at=2025-03-05T00:00",
    ]
    for row in reversed ? rows.reversed() : rows {
      sample.add("proposals", "proposal_no=T1 submitted_on=2025-02-01 \(row)")
    }
    sample.add("proposal_people", "proposal_no=T1 position=1 role=第一提案人 member_no=0147 name=甲")
    let prepared = sample.prepared()
    #expect(prepared.records("authorship", ["status"]) == ["0147 T1@2025-03-05 status=立案"])
    #expect(prepared.findingCodes == ["SAME_KEY_DIFFERS"])
  }

  @Test("a row without updated_at is oldest; equal times go by the greatest canonical row")
  func canonicalRow() {
    var sample = Sample(members: ["0147"])
    let row = "merit_no=G1 member_no=0147 kind=公益 dated_on=2025-03-01"
    sample.add("merits", "\(row) verified=是")
    sample.add("merits", "\(row) verified=否")
    sample.add("merits", "merit_no=G2 member_no=0147 kind=公益 dated_on=2025-03-01 verified=是")
    sample.add(
      "merits",
      "merit_no=G2 member_no=0147 kind=公益 dated_on=2025-03-01 verified=否 updated_at=2025-01-01T00:00")
    #expect(
      sample.prepared().records("merits", ["verified"]) == [
        "0147 G1@2025-03-01 verified=是", "0147 G2@2025-03-01 verified=否",
      ])
  }

  @Test("rows equal in every cell are merged without a finding, rows that differ in updated_at alone too")
  func equalRows() {
    var sample = Sample(members: ["0147"])
    let row = "merit_no=G1 member_no=0147 kind=公益 dated_on=2025-03-01 verified=是"
    sample.add("merits", row)
    sample.add("merits", row)
    sample.add("merits", "\(row) updated_at=2025-04-01T00:00")
    let prepared = sample.prepared()
    #expect(
      Self.merges(prepared) == [
        "deduplicate.equal merits G1: 2→1", "deduplicate.key merits G1: 1→3",
      ])
    #expect(prepared.findings.isEmpty)
  }

  @Test("an old and a current number in one row make it the same row")
  func afterResolve() {
    var sample = Sample(members: ["0147"])
    sample.add("aliases", "kind=旧编号 alias=0012 member_no=0147")
    sample.add("merits", "merit_no=G1 member_no=0012 kind=公益 dated_on=2025-03-01 verified=是")
    sample.add("merits", "merit_no=G1 member_no=0147 kind=公益 dated_on=2025-03-01 verified=是")
    #expect(Self.merges(sample.prepared()) == ["deduplicate.equal merits G1: 2→1"])
  }

  @Test("the same thing: outcomes by earliest date, study days by most minutes, then least key")
  func sameThing() {
    var sample = Sample(members: ["0147"])
    sample.add(
      "reports", "report_no=R1 member_no=0147 submitted_on=2025-01-05 status=收录 accepted_on=2025-01-06")
    for (number, level, date) in [
      ("O3", "市", "2025-03-01"), ("O1", "市", "2025-04-01"), ("O2", "市", "2025-03-01"),
      ("O4", "省", "2025-03-01"),
    ] {
      sample.add(
        "outcomes",
        "outcome_no=\(number) item_kind=社情民意 item_no=R1 outcome=采用 level=\(level) dated_on=\(date)")
    }
    for (number, kind, minutes) in [
      ("Y1", "学习日", "30"), ("Y3", "学习日", "45"), ("Y2", "学习日", "45"), ("Y4", "心得", "45"), ("Y5", "心得", "45"),
    ] {
      sample.add(
        "study", "record_no=\(number) member_no=0147 kind=\(kind) dated_on=2025-06-01 minutes=\(minutes)")
    }
    let prepared = sample.prepared()
    #expect(prepared.records("outcomes") == ["0147 O2@2025-03-01", "0147 O4@2025-03-01"])
    #expect(
      prepared.records("study") == ["0147 Y2@2025-06-01", "0147 Y4@2025-06-01", "0147 Y5@2025-06-01"])
    #expect(prepared.books.discrepancies.isEmpty)
  }

  @Test("texts that only look equal to String are different rows")
  func byteOrder() {
    var sample = Sample(members: ["0147"])
    sample.add("merits", "merit_no=\u{E9} member_no=0147 kind=公益 dated_on=2025-03-01 verified=是")
    sample.add("merits", "merit_no=e\u{301} member_no=0147 kind=公益 dated_on=2025-03-01 verified=是")
    #expect(sample.prepared().relation("merits")?.count == 2)
  }
}
