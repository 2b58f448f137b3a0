import Preparation
import Records
import TestSupport
import Testing

@Suite struct RelationTests {
  @Test("a run's relations have exactly the schemas that the shapes promise")
  func schemas() {
    for sample in [Sample(), Self.busy(seed: 1)] {
      let relations = sample.prepared().relations.map { RelationSchema(name: $0.name, fields: $0.schema) }
      #expect(
        relations.sorted { $0.name < $1.name }
          == RelationCatalog.schemas(of: sample.shapes).sorted { $0.name < $1.name })
    }
  }

  @Test("a declared source of its own is a relation; without sources there is none")
  func declaredSource() {
    var sample = Sample(members: ["0147"])
    let text = FieldSchema(key: "no", heading: "编号", type: .text)
    let member = FieldSchema(key: "member_no", heading: "委员编号", type: .code(width: 4), references: "members")
    let date = FieldSchema(key: "on", heading: "日期", type: .date)
    sample.shapes.append(
      SourceShape(name: "visits", title: "走访", fields: [text, member, date], key: ["no"], date: "on"))
    sample.shapes.append(SourceShape(name: "notes", title: "备注", fields: [text, member], key: ["no"]))
    sample.add("visits", "no=1 member_no=0147 on=2025-05-01")
    sample.add("visits", "no=2 member_no=0147 on=2021-05-01")
    let prepared = sample.prepared()
    #expect(prepared.records("visits", ["no"]) == ["0147 1@2025-05-01 no=1"])
    #expect(prepared.withoutRecordCodes("visits") == ["OUT_OF_OFFICE"])
    #expect(prepared.relation("visits")?.members == [0, Relation.nobody])
    #expect(
      prepared.relation("visits")?.evidence(1) == [
        RowReference(table: sample.shapes.count - 2, row: 1)
      ])
    #expect(RelationCatalog.schemas(of: sample.shapes).last?.name == "visits")
    #expect(RelationCatalog.schemas(of: []).isEmpty)
  }

  @Test("status spans are not tested for office; one that ends before it starts covers nothing")
  func spans() throws {
    var sample = Sample(members: ["0147"])
    sample.add("member_status", "status_no=1 member_no=0147 kind=资格暂停 from=2020-01-01")
    sample.add("member_status", "status_no=2 member_no=0147 kind=资格暂停 from=2025-01-01 to=2025-02-01")
    sample.add("member_status", "status_no=3 member_no=0147 kind=资格暂停 from=2025-03-01 to=2025-02-01")
    let prepared = sample.prepared()
    let relation = try #require(prepared.relation("member_status"))
    #expect(prepared.records("member_status") == ["0147 1@2020-01-01", "0147 2@2025-01-01"])
    let end = try #require(Day(text: "2025-02-01"))
    #expect(relation.members == [0, 0, Relation.nobody])
    #expect(relation.spanEnds?.prefix(2) == [Int32.max, end.number])
    #expect(prepared.findingCodes == ["EMPTY_SPAN"])
  }

  @Test("entered points of members of the run; an incomplete entry is a finding")
  func entered() {
    var sample = Sample(members: ["0147"])
    let row = "action=记分 reason=补录"
    sample.add(
      "adjustments", "adjustment_no=Z2 \(row) member_no=0147 indicator=B1 points=-1.5 dated_on=2025-05-01")
    sample.add(
      "adjustments", "adjustment_no=Z1 \(row) member_no=0147 indicator=C1 points=2/3 dated_on=2024-05-01")
    sample.add("adjustments", "adjustment_no=Z3 \(row) member_no=0147 indicator=C1 dated_on=2025-05-01")
    let prepared = sample.prepared()
    #expect(
      prepared.entered.map { "\($0.number) \($0.indicator) \($0.points)" } == ["Z1 C1 2/3", "Z2 B1 -1.5"])
    #expect(prepared.findingCodes == ["INCOMPLETE_ENTRY"])
  }

  @Test("without rules attendance, shifts and messages are empty, and their rows say why")
  func withoutRules() {
    var sample = Self.busy(seed: 3)
    sample.rules = DerivationRules(attendance: nil, duty: nil)
    let prepared = sample.prepared()
    for name in ["attendance", "shifts", "messages"] { #expect(prepared.relation(name)?.count == 0) }
    #expect(Set(prepared.withoutRecordCodes("scans")) == ["NOT_DERIVED"])
    #expect(prepared.books.discrepancies.isEmpty)
  }

  @Test(
    "law: neither the order of rows nor the cut into files changes members, records or lines",
    arguments: 1...12 as ClosedRange<UInt64>)
  func orderAndFiles(seed: UInt64) {
    let sample = Self.busy(seed: seed)
    let before = Self.essence(sample.prepared())
    #expect(!before.isEmpty)
    var other = sample.shuffled(seed: seed &+ 100)
    other.filesPerSource = 3
    #expect(Self.essence(other.prepared()) == before, "seed \(seed)")
    #expect(other.prepared().books.discrepancies.isEmpty, "seed \(seed)")
    for source in ["scans", "proposals", "adjustments", "members"] {
      #expect(Self.essence(sample.doubling(source).prepared()) == before, "seed \(seed), \(source) twice")
    }
  }

  @Test(
    "law: of the members asked for the records are those of all, and of the others there are none",
    arguments: 1...12 as ClosedRange<UInt64>)
  func asked(seed: UInt64) {
    let sample = Self.busy(seed: seed)
    let all = sample.prepared()
    var random = SplitMix64(seed: seed)
    let asked = all.members.map(\.number).filter { _ in Bool.random(using: &random) }
    let some = prepare(sample.input(asked: Set(asked.map(Key.init))))
    #expect(some.members == all.members && some.withoutRecord.isEmpty, "seed \(seed)")
    let isAsked = { (member: Int32) in asked.contains(all.members[Int(member)].number) }
    for relation in all.relations {
      let records = all.records(relation.name, relation.schema.map(\.key))
      let theirs = records.filter { record in asked.contains { record.hasPrefix("\($0) ") } }
      #expect(
        some.records(relation.name, relation.schema.map(\.key)) == theirs, "seed \(seed), \(relation.name)")
    }
    #expect(some.entered == all.entered.filter { isAsked($0.member) }, "seed \(seed)")
    #expect(
      some.attendance.map { "\($0)" } == all.attendance.filter { isAsked($0.member) }.map { "\($0)" },
      "seed \(seed)")
  }

  @Test("one worker, two and four derive the same", arguments: 1...4 as ClosedRange<UInt64>)
  func workers(seed: UInt64) {
    let sample = Self.busy(seed: seed)
    let serial = sample.prepared()
    for count in [2, 4] {
      let parallel = prepare(sample.input(workers: Workers(count)))
      #expect(Self.essence(parallel) == Self.essence(serial), "seed \(seed)")
      #expect(parallel.relations.map(\.name) == serial.relations.map(\.name))
      #expect(parallel.withoutRecord == serial.withoutRecord && parallel.findings == serial.findings)
    }
  }

  /// Everything that scoring reads, as texts.
  private static func essence(_ prepared: Prepared) -> [String] {
    let members = prepared.members.map {
      "\($0.number) \($0.profile) \($0.months) \($0.sickMonths) \($0.isInOffice)"
    }
    let records = prepared.relations.flatMap { relation in
      prepared.records(relation.name, relation.schema.map(\.key)).map { "\(relation.name) \($0)" }
    }
    let lines = prepared.attendance.map {
      "\($0.member) \($0.activity) \($0.halfDay) \($0.basis) \($0.status) \($0.isLate) \($0.leftEarly)"
    }.sorted()
    return members + records + lines + prepared.entered.map { "\($0.number) \($0.points)" }
  }

  /// Random rows of most sources, with duplicates, unknown references and adjustments among them.
  private static func busy(seed: UInt64) -> Sample {
    var random = SplitMix64(seed: seed)
    var sample = Sample()
    let numbers = (1...12).map { "01\($0 + 10)" }
    for number in numbers { sample.member(number, Bool.random(using: &random) ? "profile=常委" : "") }
    let pick = { (random: inout SplitMix64, texts: [String]) in texts.randomElement(using: &random) ?? "" }
    for activity in 1...6 {
      let day = "2025-05-0\(Int.random(in: 1...3, using: &random))"
      sample.activity(
        "A\(activity)", pick(&random, ["全会", "调研", "常委会"]), ["\(day)T09:00/11:30", "\(day)T11:00/17:00"],
        "audience=\(pick(&random, ["全体委员", "全体常委", "报名"]))")
    }
    for scan in 1...160 {
      let minute = Int.random(in: 10...59, using: &random)
      let hour = ["08", "09", "11", "14"].randomElement(using: &random) ?? "09"
      sample.scan(
        "S\(scan % 150)", "A\(Int.random(in: 1...7, using: &random))", pick(&random, numbers + ["9999"]),
        "2025-05-0\(Int.random(in: 1...3, using: &random))T\(hour):\(minute)",
        pick(&random, ["", "direction=签退", "method=补签 half_day=1", "half_day=2"]))
    }
    for proposal in 1...20 {
      let people = (0..<3).map { place in
        (place == 0 ? "第一提案人" : "附议人", pick(&random, numbers + ["丙"]))
      }
      sample.proposal(
        "T\(proposal % 18)", pick(&random, ["立案", "归并", "已提交"]), people,
        "merged_into=T\(Int.random(in: 0...20, using: &random))")
      sample.add(
        "outcomes",
        "outcome_no=O\(proposal) item_kind=提案 item_no=T\(Int.random(in: 0...17, using: &random)) outcome=重点提案 "
          + "dated_on=2025-06-0\(Int.random(in: 1...9, using: &random))")
      sample.add(
        "adjustments",
        "adjustment_no=Z\(proposal) action=\(pick(&random, ["作废", "改期"])) reason=误 dated_on=2025-05-02 "
          + pick(
            &random, ["source=scans record_key=S\(proposal)", "source=proposals record_key=T\(proposal)"]))
      sample.add(
        "duty_shifts",
        "shift_no=W\(proposal) member_no=\(pick(&random, numbers)) starts_at=2025-05-06T09:00 "
          + "ends_at=2025-05-06T10:00 signed_in_at=2025-05-06T09:00")
      sample.add(
        "duty_messages",
        "message_no=N\(proposal) shift_no=W\(Int.random(in: 1...20, using: &random)) received_at=2025-05-06T09:30 "
          + "answered_at=2025-05-\(Int.random(in: 10...20, using: &random))T10:00")
    }
    for leave in 1...10 {
      sample.add(
        "leave",
        "leave_no=L\(leave) member_no=\(pick(&random, numbers)) from=2025-05-01 to=2025-05-02 "
          + "kind=\(pick(&random, ["事假", "上级会议"])) status=同意")
    }
    return sample
  }
}
