import TestSupport
import Testing

/// Check 30 of model.md §6: one member with something in every category, and the bytes of §5.
struct FullMemberCheck {
  private func submissions(_ data: inout Scenario) {
    data.proposal("T1", on: "2025-02-10", [("0147", "示例甲", "第一提案人")])
    data.proposal("T2", status: "转送参考", on: "2025-03-01", [("0147", "示例甲", "第一提案人")])
    data.proposal("T3", on: "2025-04-01", [("", "外单位甲", "第一提案人"), ("0147", "示例甲", "附议人")])
    data.proposal("T4", on: "2025-06-20", [("", "外单位甲", "第一提案人"), ("0147", "示例甲", "附议人")])
    data.proposal("T5", on: "2025-06-20", [("0147", "示例甲", "第一提案人")])
    for k in 1...4 { data.report("R\(k)", "0147") }
    data.outcome("社情民意", "R1", "采用", level: "市", on: "2025-03-01")
    data.outcome("社情民意", "R1", "采用", level: "省", on: "2025-05-01")
    data.microItem("0147", "2025-05-06 09:00", "有效")
    data.microItem("0147", "2025-05-06 10:00", "办结")
    data.microItem("0147", "2025-05-06 11:00", "有效")
  }

  private func meetings(_ data: inout Scenario) {
    data.plenary()
    data.attendPlenary("0147", halfDays: 1...6)
    data.leave("0147", activity: "Q1", from: "2025-01-09", to: "2025-01-09")
    for k in 1...6 {
      data.activity("A\(k)", k == 1 ? "调研" : "专题协商", [("2025-0\(k + 2)-12 09:00", "2025-0\(k + 2)-12 11:30")])
      data.register("A\(k)", "0147")
      data.scan("A\(k)", "0147", "2025-0\(k + 2)-12 \(k == 6 ? "09:20" : "08:55")")
    }
    data.activity("H1", "热点关注", [])
    for time in ["2025-03-01 09:00", "2025-03-01 10:00", "2025-03-02 09:00"] {
      data.comment("H1", "0147", time)
    }
    data.activity("Y1", "远程协商", [("2025-09-18 09:00", "2025-09-18 11:00")])
    data.register("Y1", "0147")
    data.scan("Y1", "0147", "2025-09-18 09:00")
    data.comment("Y1", "0147", "2025-09-18 10:00")
  }

  private func study(_ data: inout Scenario) {
    data.activity("P1", "学习培训", [("2025-10-20 09:00", "2025-10-20 11:30")])
    data.activity(
      "P2", "学习培训", [("2025-10-22 09:00", "2025-10-22 11:30"), ("2025-10-22 14:00", "2025-10-22 17:00")])
    for activity in ["P1", "P2"] { data.register(activity, "0147") }
    data.scan("P1", "0147", "2025-10-20 09:00")
    data.scan("P2", "0147", "2025-10-22 09:00")
    for day in 1...30 {
      data.add(
        "study",
        [
          "record_no": data.next("X"), "member_no": "0147", "kind": "学习日",
          "dated_on": "2025-06-\(day < 10 ? "0" : "")\(day)", "minutes": "30",
        ])
    }
    data.add(
      "study", ["record_no": "XD", "member_no": "0147", "kind": "心得", "dated_on": "2025-12-01"])
  }

  private func duty(_ data: inout Scenario) {
    for (shift, day) in [("Z1", "2025-03-06"), ("Z2", "2025-05-15")] {
      data.add(
        "duty_shifts",
        [
          "shift_no": shift, "member_no": "0147", "starts_at": "\(day) 09:00", "ends_at": "\(day) 17:00",
          "signed_in_at": "\(day) 08:55",
        ])
    }
    for k in 1...10 {
      data.add(
        "duty_messages",
        [
          "message_no": "D\(k)", "shift_no": "Z1", "received_at": "2025-03-06 10:00",
          "answered_at": k == 10 ? "" : "2025-03-06 15:00",
        ])
    }
    for (kind, count) in [("工作室活动", 3), ("服务群众", 1)] {
      for k in 1...count {
        data.add(
          "studio_records",
          [
            "record_no": data.next("K"), "member_no": "0147", "kind": kind, "held_on": "2025-0\(k)-20",
            "verified": "是",
          ])
      }
    }
  }

  private func everything() -> Scenario {
    var data = Scenario()
    data.member("0147")
    for k in 1...39 { data.member("1\(100 + k)", name: "示例\(k)") }
    meetings(&data)
    submissions(&data)
    duty(&data)
    study(&data)
    for k in 1...5 { data.merit("0147", "公益", on: "2025-0\(k)-15") }
    data.outcome("提案", "T1", "优秀提案", on: "2025-11-01")
    return data
  }

  @Test func `30: the bytes of one member`() throws {
    let outcome = try Outcome(everything())
    #expect(
      outcome.rankingLine("0147")
        == "委员,1,0147,示例甲,经济界,经济委,98.00,优秀,36.00,20.00,11.00,5.00,7.00,6.00,14.00,-1.00,"
        + "T 98.00≥90.00 优秀；Q1 经济界第1名/4席，优秀")
    #expect(
      outcome.ledgerLines("0147", categories: ["B", "C"]) == [
        "0147,委员,B,,提案,5,5,20.00,0.00,0.00,0.00,0.00,0.00,0.00,20.00",
        "0147,委员,B,B1,立案（第一提案人）,2,2,16.00,0.00,0.00,0.00,0.00,0.00,0.00,16.00",
        "0147,委员,B,B2,提交未立案,1,1,1.00,0.00,0.00,0.00,0.00,0.00,0.00,1.00",
        "0147,委员,B,B3,联名附议,2,2,4.00,0.00,0.00,0.00,0.00,1.00,0.00,3.00",
        "0147,委员,C,,社情民意,6,5,11.00,0.00,0.00,0.00,0.00,0.00,0.00,11.00",
        "0147,委员,C,C1,收录,4,4,4.00,0.00,0.00,0.00,1.00,0.00,0.00,3.00",
        "0147,委员,C,C2,采用,2,1,13.00,5.00,0.00,0.00,0.00,0.00,0.00,8.00",
      ])
  }

  /// Check 9 and law 3: row order, file cuts and a file given twice change no byte of the two scored files.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `9: order, cuts and repeated files change nothing`(_ seed: UInt64) throws {
    var data = everything()
    let reference = try Outcome(data)
    var random = SplitMix64(seed: seed)
    data.shuffle(using: &random)
    let other = try Outcome(data, parts: Int(seed), repeated: "scans")
    #expect(other.rankingText == reference.rankingText, "seed \(seed)")
    #expect(other.ledgerText == reference.ledgerText, "seed \(seed)")
  }
}
