import Testing

/// Checks 18 and 19 of model.md §6: answers in working days, and shifts.
struct DutyChecks {
  private func shift(_ data: inout Scenario, _ number: String, on day: String) {
    data.add(
      "duty_shifts",
      [
        "shift_no": number, "member_no": "0147", "starts_at": "\(day) 09:00", "ends_at": "\(day) 17:00",
        "signed_in_at": "\(day) 08:55",
      ])
  }

  private func message(
    _ data: inout Scenario, _ shift: String, received: String, answered: String, spam: String = ""
  ) {
    data.add(
      "duty_messages",
      [
        "message_no": data.next("D"), "shift_no": shift, "received_at": received, "answered_at": answered,
        "spam": spam,
      ])
  }

  @Test(arguments: [
    ("2025-09-25", "2025-09-29", false), ("2025-09-25", "2025-09-30", true),
    ("2025-09-27", "2025-09-30", false), ("2025-09-27", "2025-10-09", true),
    ("2025-09-30", "2025-10-11", false), ("2025-09-30", "2025-10-12", true),
  ])
  func `18: the third working day around a long holiday`(
    _ received: String, _ answered: String, _ isOverdue: Bool
  ) throws {
    var data = Scenario()
    data.member("0147")
    for day in 1...8 { data.add("calendar", ["date": "2025-10-0\(day)", "kind": "放假"]) }
    for day in ["2025-09-28", "2025-10-11"] { data.add("calendar", ["date": day, "kind": "上班"]) }
    shift(&data, "Z1", on: "2025-09-25")
    message(&data, "Z1", received: "\(received) 10:00", answered: "\(answered) 23:00")
    #expect((try Outcome(data).points("0147", "H5.2") == "-0.50") == isOverdue)
  }

  @Test(arguments: [(9, 8, "0.00"), (10, 9, "2.00")])
  func `19: nine in ten answered in time`(_ messages: Int, _ inTime: Int, _ e1: String) throws {
    var data = Scenario()
    data.member("0147")
    shift(&data, "Z1", on: "2025-03-06")
    for k in 1...messages {
      message(&data, "Z1", received: "2025-03-06 10:00", answered: k <= inTime ? "2025-03-07 10:00" : "")
    }
    if messages == 9 { message(&data, "Z1", received: "2025-03-06 11:00", answered: "", spam: "是") }
    let outcome = try Outcome(data)
    #expect(outcome.points("0147", "E1") ?? "0.00" == e1)
    #expect(outcome.points("0147", "H5.2") == "-0.50")
  }
}
