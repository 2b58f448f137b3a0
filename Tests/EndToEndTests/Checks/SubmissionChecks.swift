import Testing

/// Checks 3–5, 7, 14–17, 20, 21 and 31 of model.md §6: proposals, reports, micro-items, comments.
struct SubmissionChecks {
  @Test func `3: two filed as first, three as co-signer`() throws {
    var data = Scenario()
    data.member("0147")
    data.member("0201", name: "示例乙")
    for k in 1...2 { data.proposal("T\(k)", [("0147", "示例甲", "第一提案人")]) }
    for k in 3...5 { data.proposal("T\(k)", [("0201", "示例乙", "第一提案人"), ("0147", "示例甲", "附议人")]) }
    #expect(try Outcome(data)["0147", "B"] == "20.00")
  }

  @Test func `4: the highest level of one report`() throws {
    var data = Scenario()
    data.member("0147")
    for k in 1...4 { data.report("R\(k)", "0147") }
    data.outcome("社情民意", "R1", "采用", level: "市", on: "2025-03-01")
    data.outcome("社情民意", "R1", "采用", level: "省", on: "2025-05-01")
    let outcome = try Outcome(data)
    #expect(outcome["0147", "C"] == "11.00")
    #expect(outcome.points("0147", "C1") == "3.00")
    #expect(outcome.points("0147", "C2") == "8.00")
  }

  @Test func `5: public welfare up to its cap and an excellent proposal`() throws {
    var data = Scenario()
    data.member("0147")
    for k in 1...5 { data.merit("0147", "公益", on: "2025-0\(k)-15") }
    data.proposal("T1", [("0147", "示例甲", "第一提案人")])
    data.outcome("提案", "T1", "优秀提案", on: "2025-11-01")
    #expect(try Outcome(data)["0147", "bonus"] == "14.00")
  }

  @Test func `7: half a year in office`() throws {
    var data = Scenario()
    data.member("0147", joined: "2025-07-01")
    data.proposal("T1", on: "2025-08-10", [("0147", "示例甲", "第一提案人")])
    #expect(try Outcome(data)["0147", "B"] == "16.00")
  }

  @Test func `14: three proposals merged into one`() throws {
    var data = Scenario()
    for number in ["0147", "0201", "0300"] { data.member(number, name: "示例\(number)") }
    data.proposal("T10", status: "归并", into: "T12", [("0147", "示例0147", "第一提案人")])
    data.proposal("T11", status: "归并", into: "T12", [("0201", "示例0201", "第一提案人")])
    data.proposal(
      "T12",
      [
        ("0300", "示例0300", "第一提案人"), ("0147", "示例0147", "附议人"), ("0201", "示例0201", "附议人"),
        ("0147", "示例0147", "附议人"),
      ])
    let outcome = try Outcome(data)
    for number in ["0147", "0201", "0300"] { #expect(outcome[number, "B"] == "8.00") }
  }

  @Test func `15: a report from a filed proposal gives nothing, from a turned one it does`() throws {
    var data = Scenario()
    data.member("0147")
    data.proposal("T1", [("0147", "示例甲", "第一提案人")])
    data.proposal("T2", status: "转社情民意", [("0147", "示例甲", "第一提案人")])
    for (report, proposal) in [("R1", "T1"), ("R2", "T2")] {
      data.report(report, "0147", from: proposal)
      data.outcome("社情民意", report, "采用", level: "全国", on: "2025-06-01")
    }
    let outcome = try Outcome(data)
    #expect(outcome["0147", "B"] == "8.00")
    #expect(outcome["0147", "C"] == "13.00")
  }

  @Test func `16: the best two of a day, then the cap`() throws {
    var data = Scenario()
    data.member("0147")
    data.microItem("0147", "2025-05-06 09:00", "有效")
    data.microItem("0147", "2025-05-06 10:00", "办结")
    data.microItem("0147", "2025-05-06 11:00", "有效")
    data.microItem("0147", "2025-05-07 09:00", "采纳")
    data.microItem("0147", "2025-05-08 09:00", "采纳")
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "D1") == "6.00")
    #expect(outcome.ledger("0147", "D1")?["limited"] == "1.00")
    #expect(outcome.ledger("0147", "D1")?["raw"] == "8.00")
  }

  @Test(arguments: [("2025-Q2", "1.00"), ("2025-Q3", "4.00")])
  func `17: the quarter's edge is at +08:00`(_ period: String, _ points: String) throws {
    var data = Scenario()
    data.member("0147")
    data.microItem("0147", "2025-06-30T16:30:00Z", "有效")
    data.microItem("0147", "2025-06-30 23:59:59", "有效")
    data.microItem("0147", "2025-07-01", "办结")
    data.microItem("0147", "2025-07-01 10:00", "有效")
    let outcome = try Outcome(data, period: period)
    #expect(outcome["0147", "D"] == points)
    #expect(outcome["0147", "grade"] == "")
  }

  @Test(arguments: [("2025-06-10", "8.57"), ("2025-06-16", "9.00")])
  func `20: proration inside the caps`(_ joined: String, _ points: String) throws {
    var data = Scenario()
    data.member("0147", joined: joined)
    for day in 1...4 { data.microItem("0147", "2025-08-0\(day) 09:00", "有效") }
    data.activity("H1", "热点关注", [])
    data.comment("H1", "0147", "2025-08-10 09:00")
    data.activity("Y1", "远程协商", [("2025-08-20 09:00", "2025-08-20 11:00")])
    data.register("Y1", "0147")
    data.scan("Y1", "0147", "2025-08-20 09:00")
    data.comment("Y1", "0147", "2025-08-20 10:00")
    #expect(try Outcome(data)["0147", "D"] == points)
  }

  @Test func `21: of a shared cap the latest record loses`() throws {
    var data = Scenario()
    data.member("0147")
    data.member("0201", name: "示例乙")
    data.proposal("T1", on: "2025-02-10", [("0147", "示例甲", "第一提案人")])
    data.proposal("T2", status: "转送参考", on: "2025-03-01", [("0147", "示例甲", "第一提案人")])
    data.proposal("T3", on: "2025-04-01", [("0201", "示例乙", "第一提案人"), ("0147", "示例甲", "附议人")])
    data.proposal("T4", on: "2025-06-20", [("0201", "示例乙", "第一提案人"), ("0147", "示例甲", "附议人")])
    data.proposal("T5", on: "2025-06-20", [("0147", "示例甲", "第一提案人")])
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "B1") == "16.00")
    #expect(outcome.points("0147", "B2") == "1.00")
    #expect(outcome.points("0147", "B3") == "3.00")
    #expect(outcome.ledger("0147", "B3")?["shared"] == "1.00")
    #expect(outcome["0147", "B"] == "20.00")
  }

  @Test(arguments: [false, true])
  func `31: the greatest updated_at survives whole`(_ reversed: Bool) throws {
    var data = Scenario()
    data.member("0147")
    let versions = [
      ["status": "已提交", "updated_at": "2025-02-01"],
      ["status": "立案", "filed_on": "2025-03-01", "updated_at": "2025-03-05"],
    ]
    for version in reversed ? versions.reversed() : versions {
      let same = ["proposal_no": "T1", "title": "关于T1的提案", "kind": "个人", "submitted_on": "2025-01-20"]
      data.add("proposals", same.merging(version) { $1 })
    }
    data.add(
      "proposal_people",
      ["proposal_no": "T1", "position": "1", "role": "第一提案人", "member_no": "0147", "name": "示例甲"])
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "B1") == "8.00")
    #expect(outcome.points("0147", "B2") == nil)
  }
}
