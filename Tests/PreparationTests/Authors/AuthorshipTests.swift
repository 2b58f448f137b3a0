import Preparation
import Records
import Testing

@Suite struct AuthorshipTests {
  private static let fields = ["proposal_no", "role", "position", "authors"]

  @Test("check 14: merged proposals are one item, credited once to each, the strongest role")
  func mergedItem() {
    var sample = Sample(members: ["0147", "0201", "0300"])
    sample.proposal("T10", "归并", [("第一提案人", "0147")], "merged_into=T12")
    sample.proposal("T11", "归并", [("第一提案人", "0201")], "merged_into=T12")
    sample.proposal(
      "T12", "立案", [("第一提案人", "0300"), ("附议人", "0147"), ("附议人", "0201"), ("附议人", "0147")])
    #expect(
      sample.prepared().records("authorship", Self.fields) == [
        "0147 T12@2025-03-10 proposal_no=T10 role=第一提案人 position=1 authors=1",
        "0201 T12@2025-03-10 proposal_no=T11 role=第一提案人 position=1 authors=1",
        "0300 T12@2025-03-10 proposal_no=T12 role=第一提案人 position=1 authors=3",
      ])
  }

  @Test("non-members share the authors' count and get nothing")
  func nonMembers() {
    var sample = Sample(members: ["0147"])
    sample.proposal("T1", "立案", [("第一提案人", "丙"), ("附议人", "0147"), ("附议人", "丁"), ("附议人", "丙")])
    let prepared = sample.prepared()
    #expect(
      prepared.records("authorship", Self.fields) == [
        "0147 T1@2025-03-10 proposal_no=T1 role=附议人 position=2 authors=3"
      ])
    #expect(prepared.withoutRecordCodes("proposal_people") == ["NO_MEMBER", "NO_MEMBER", "NO_MEMBER"])
  }

  struct Strength: CustomTestStringConvertible {
    let name: String
    let first: (status: String, role: String, cells: String)
    let second: (status: String, role: String, cells: String)
    /// The proposal that is the record's own.
    let winner: String
    var testDescription: String { name }
  }

  @Test(
    "the strongest row of an item",
    arguments: [
      Strength(
        name: "merged with a lesser role beats not filed", first: ("归并", "附议人", "merged_into=T2"),
        second: ("转送参考", "第一提案人", ""), winner: "T1"),
      Strength(
        name: "then the role", first: ("归并", "附议人", "merged_into=T2"), second: ("立案", "执笔", ""), winner: "T2"),
      Strength(
        name: "then the earlier date", first: ("归并", "执笔", "merged_into=T2 filed_on=2025-03-11"),
        second: ("立案", "执笔", ""), winner: "T2"),
      Strength(
        name: "then the least number", first: ("归并", "执笔", "merged_into=T2"), second: ("立案", "执笔", ""),
        winner: "T1"),
    ])
  func strongest(_ check: Strength) {
    var sample = Sample(members: ["0147"])
    sample.proposal("T1", check.first.status, [(check.first.role, "0147")], check.first.cells)
    sample.proposal("T2", check.second.status, [(check.second.role, "0147")], check.second.cells)
    let records = sample.prepared().records("authorship", ["item", "proposal_no"])
    #expect(
      records.map { String($0.split(separator: "@")[1].dropFirst(11)) } == [
        "item=T2 proposal_no=\(check.winner)"
      ])
  }

  @Test("a loop of merged_into ends each chain before its first repetition; a blank ends it at once")
  func loop() {
    var sample = Sample(members: ["0147", "0148", "0149"])
    sample.proposal("T1", "归并", [("第一提案人", "0147")], "merged_into=T2")
    sample.proposal("T2", "归并", [("第一提案人", "0148")], "merged_into=T1")
    sample.proposal("T3", "归并", [("第一提案人", "0149")])
    #expect(
      sample.prepared().records("authorship") == [
        "0147 T2@2025-03-10", "0148 T1@2025-03-10", "0149 T3@2025-03-10",
      ])
  }

  @Test("check 15: reports that came from a filed proposal, and their outcomes")
  func fromFiled() {
    var sample = Sample(members: ["0147"])
    sample.proposal("T1", "立案", [("第一提案人", "0147")])
    sample.proposal("T2", "转社情民意", [("第一提案人", "0147")])
    for number in ["1", "2"] {
      sample.add(
        "reports",
        "report_no=R\(number) member_no=0147 submitted_on=2025-01-05 status=收录 accepted_on=2025-01-06 "
          + "from_proposal=T\(number)")
      sample.add(
        "outcomes",
        "outcome_no=O\(number) item_kind=社情民意 item_no=R\(number) outcome=采用 level=全国 dated_on=2025-05-01")
    }
    let prepared = sample.prepared()
    #expect(
      prepared.records("reports", ["item", "from_filed"]) == [
        "0147 R1@2025-01-06 item=社情民意:R1 from_filed=是", "0147 R2@2025-01-06 item=社情民意:R2 from_filed=否",
      ])
    #expect(
      prepared.records("outcomes", ["item", "role", "from_filed", "from_proposal"]) == [
        "0147 O1@2025-05-01 item=社情民意:R1 role=反映人 from_filed=是 from_proposal=T1",
        "0147 O2@2025-05-01 item=社情民意:R2 role=反映人 from_filed=否 from_proposal=T2",
      ])
    #expect(prepared.records("authorship", ["status"]).last == "0147 T2@2025-02-01 status=转社情民意")
  }

  @Test("an outcome of a proposal goes to every author of its item, none if the proposal is not filed")
  func outcomes() {
    var sample = Sample(members: ["0147", "0148"])
    sample.member("0900", "left_on=2024-12-31")
    sample.proposal("T1", "归并", [("第一提案人", "0147")], "merged_into=T2")
    sample.proposal("T2", "立案", [("第一提案人", "0148"), ("附议人", "0147")])
    sample.proposal("T3", "已提交", [("第一提案人", "0147")])
    sample.proposal("T4", "立案", [("第一提案人", "0900")])
    sample.add("micro_items", "item_no=M1 member_no=0147 kind=微建议 submitted_at=2025-01-02T09:00 status=有效")
    sample.add("micro_items", "item_no=M2 member_no=0147 kind=微建议 submitted_at=2025-01-02T09:00 status=无效")
    for (number, kind, item) in [
      ("O1", "提案", "T1"), ("O2", "提案", "T3"), ("O3", "提案", "T4"), ("O4", "微建议", "M1"), ("O5", "微建议", "M2"),
    ] {
      sample.add(
        "outcomes",
        "outcome_no=\(number) item_kind=\(kind) item_no=\(item) outcome=优秀提案 dated_on=2025-05-01")
    }
    let prepared = sample.prepared()
    #expect(
      prepared.records("outcomes", ["item", "role"]) == [
        "0147 O1@2025-05-01 item=提案:T2 role=第一提案人", "0147 O4@2025-05-01 item=微建议:M1 role=提出人",
        "0148 O1@2025-05-01 item=提案:T2 role=第一提案人",
      ])
    #expect(prepared.withoutRecordCodes("outcomes") == ["NOT_FILED", "NO_AUTHOR", "WITHDRAWN"])
  }

  @Test("check 28, 延边: outcomes of another's proposal are not the co-signer's as first")
  func cosigner() {
    var sample = Sample(members: ["0147", "0201"])
    sample.proposal("T3", "立案", [("第一提案人", "0201"), ("附议人", "0147")])
    sample.add("outcomes", "outcome_no=O1 item_kind=提案 item_no=T3 outcome=上报 dated_on=2025-05-01")
    #expect(
      sample.prepared().records("outcomes", ["role"]) == [
        "0147 O1@2025-05-01 role=附议人", "0201 O1@2025-05-01 role=第一提案人",
      ])
  }
}
