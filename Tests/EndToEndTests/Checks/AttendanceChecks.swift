import Testing

/// Checks 1, 2, 10–13, 24 and 25 of model.md §6: what attendance decides.
struct AttendanceChecks {
  @Test func `1: six half-days present, two on leave`() throws {
    var data = Scenario()
    data.member("0147")
    data.plenary()
    data.attendPlenary("0147", halfDays: 1...6)
    data.leave("0147", activity: "Q1", from: "2025-01-09", to: "2025-01-09")
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "A1") == "18.00")
    #expect(outcome.points("0147", "H1") == nil)
  }

  @Test func `2: five present, three absent`() throws {
    var data = Scenario()
    data.member("0147")
    data.plenary()
    data.attendPlenary("0147", halfDays: 1...5)
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "A1") == "12.50")
    #expect(outcome.points("0147", "H1") == "-10.00")
    #expect(!outcome.reasons("0147").contains { $0.hasPrefix("V1") })
  }

  @Test(arguments: [
    ("06:29:59", "0.00", "-1.00"), ("06:30:00", "3.00", "0.00"), ("08:45:00", "3.00", "0.00"),
    ("08:45:01", "3.00", "-0.50"), ("09:30:00", "3.00", "-0.50"), ("09:30:01", "0.00", "-1.00"),
  ])
  func `10: the sign-in window and lateness`(_ time: String, _ a3: String, _ deduction: String) throws {
    var data = Scenario()
    data.member("0147")
    data.activity("A1", "专题协商", [("2025-03-12 08:30", "2025-03-12 11:30")])
    data.register("A1", "0147")
    data.scan("A1", "0147", "2025-03-12 \(time)")
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "A3") ?? "0.00" == a3)
    #expect(outcome["0147", "deduction"] == deduction)
  }

  @Test(arguments: [("11:15:00", "-0.50"), ("11:14:59", "-1.00")])
  func `11: late and left early`(_ leaving: String, _ h4: String) throws {
    var data = Scenario()
    data.member("0147")
    data.activity("A1", "专题协商", [("2025-03-12 08:30", "2025-03-12 11:30")])
    data.register("A1", "0147")
    data.scan("A1", "0147", "2025-03-12 08:45:01")
    data.scan("A1", "0147", "2025-03-12 \(leaving)", "签退")
    #expect(try Outcome(data).points("0147", "H4") == h4)
  }

  @Test func `12: leave, exempt leave and pending leave`() throws {
    var data = Scenario()
    data.member("0147")
    data.plenary()
    data.attendPlenary("0147", halfDays: 1...5)
    data.leave("0147", activity: "Q1", from: "2025-01-08 09:00", to: "2025-01-08 17:00")
    data.leave("0147", from: "2025-01-09 08:00", to: "2025-01-09 12:00", kind: "上级会议")
    data.leave(
      "0147", activity: "Q1", from: "2025-01-09 14:00", to: "2025-01-09 18:00", kind: "病假", status: "待批")
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "A1") == "16.00")
    #expect(outcome.points("0147", "H1") == nil)
  }

  @Test func `13: walk-in by part, registered with one exempt half-day`() throws {
    var data = Scenario()
    data.member("0147")
    data.activity("A1", "调研", (10...12).map { ("2025-04-\($0) 09:00", "2025-04-\($0) 11:30") })
    data.scan("A1", "0147", "2025-04-10 09:00")
    data.scan("A1", "0147", "2025-04-11 09:00")
    data.activity("A2", "视察", (10...12).map { ("2025-05-\($0) 09:00", "2025-05-\($0) 11:30") })
    data.register("A2", "0147")
    data.scan("A2", "0147", "2025-05-10 09:00")
    data.leave("0147", from: "2025-05-11", to: "2025-05-11", kind: "出国出境")
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "A3") == "2.50")
    #expect(outcome["0147", "deduction"] == "0.00")
  }

  @Test func `24: a clash counts neither`() throws {
    var data = Scenario()
    data.member("0147")
    data.activity("A1", "调研", [("2025-04-10 09:00", "2025-04-10 11:30")])
    data.activity("A2", "视察", [("2025-04-10 11:00", "2025-04-10 12:00")])
    for activity in ["A1", "A2"] { data.register(activity, "0147") }
    data.scan("A1", "0147", "2025-04-10 09:00")
    data.scan("A2", "0147", "2025-04-10 11:00")
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "A3") == nil)
    #expect(outcome["0147", "deduction"] == "0.00")
    #expect(outcome.reasons("0147").contains { $0.hasPrefix("V2") && $0.contains("未参加调研视察") })
  }

  @Test func `25: a forged scan becomes an absence`() throws {
    var data = Scenario()
    data.member("0147")
    data.activity("A1", "视察", [("2025-04-10 09:00", "2025-04-10 11:30")])
    data.register("A1", "0147")
    data.scan("A1", "0147", "2025-04-10 09:00")
    data.add(
      "penalties",
      [
        "penalty_no": "P1", "member_no": "0147", "kind": "代签", "occurred_on": "2025-04-10",
        "activity_no": "A1", "document_no": "示〔2025〕2号",
      ])
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "A3") == nil)
    #expect(outcome.points("0147", "H3.2") == "-1.00")
    #expect(outcome.points("0147", "H6") == "-5.00")
    #expect(outcome.reasons("0147").contains("V4 代签造假，最高合格"))
  }
}
