import Preparation
import Records
import Testing

@Suite struct DutyTests {
  private static func calendar(_ sample: inout Sample) {
    for day in 1...8 { sample.add("calendar", "date=2025-10-0\(day) kind=放假") }
    for day in ["2025-09-28", "2025-10-11"] { sample.add("calendar", "date=\(day) kind=上班") }
  }

  private static func shift(_ sample: inout Sample, _ number: String, _ cells: String = "") {
    sample.add(
      "duty_shifts",
      "shift_no=\(number) member_no=0147 starts_at=2025-09-25T09:00 ends_at=2025-09-25T11:00 "
        + "signed_in_at=2025-09-25T08:50 \(cells)")
  }

  @Test(
    "check 18: the third working day after receipt",
    arguments: [("2025-09-25", "2025-09-29"), ("2025-09-27", "2025-09-30"), ("2025-09-30", "2025-10-11")])
  func deadline(_ received: String, _ last: String) throws {
    var sample = Sample(members: ["0147"])
    Self.calendar(&sample)
    Self.shift(&sample, "W1")
    let next = try #require(Day(text: last)).adding(days: 1)
    sample.add(
      "duty_messages", "message_no=N1 shift_no=W1 received_at=\(received)T23:00 answered_at=\(last)T23:59:59")
    sample.add(
      "duty_messages", "message_no=N2 shift_no=W1 received_at=\(received)T23:00 answered_at=\(next)T00:00")
    sample.add("duty_messages", "message_no=N3 shift_no=W1 received_at=\(received)T23:00")
    let prepared = sample.prepared()
    #expect(
      prepared.records("messages", ["overdue"]) == [
        "0147 N1@2025-09-25 overdue=否", "0147 N2@2025-09-25 overdue=是", "0147 N3@2025-09-25 overdue=是",
      ])
    #expect(prepared.findings.isEmpty)
  }

  @Test("check 19: answered share without spam")
  func answeredShare() {
    var sample = Sample(members: ["0147"])
    Self.calendar(&sample)
    for (shift, spam) in [("W1", 1), ("W2", 0)] {
      Self.shift(&sample, shift)
      for number in 0..<10 {
        let answered = number == 9 ? "" : "2025-09-26T09:00"
        sample.add(
          "duty_messages",
          "message_no=\(shift)-\(number) shift_no=\(shift) received_at=2025-09-25T10:00 answered_at=\(answered) "
            + "spam=\(number < spam ? "是" : "否")")
      }
    }
    Self.shift(&sample, "W3")
    let prepared = sample.prepared()
    #expect(
      prepared.records("shifts", ["messages", "answered", "answered_share"]) == [
        "0147 W1@2025-09-25 messages=9 answered=8 answered_share=8/9",
        "0147 W2@2025-09-25 messages=10 answered=9 answered_share=0.9",
        "0147 W3@2025-09-25 messages=0 answered=0 answered_share=1",
      ])
    #expect(prepared.withoutRecordCodes("duty_messages") == ["SPAM"])
  }

  @Test("who owes a shift, whether he signed in on its date, and what excuses him")
  func shifts() {
    var sample = Sample(members: ["0147", "0148"])
    Self.calendar(&sample)
    Self.shift(&sample, "W1", "swapped_to=0148")
    Self.shift(&sample, "W2", "signed_in_at=2025-09-26T09:00")
    Self.shift(&sample, "W3", "status=取消")
    Self.shift(&sample, "W4", "member_no=0148 signed_in_at=")
    sample.add(
      "leave", "leave_no=L1 member_no=0148 from=2025-09-25T09:00 to=2025-09-25T09:00 kind=公务 status=同意")
    sample.add("duty_messages", "message_no=N1 shift_no=W3 received_at=2025-09-25T10:00")
    let prepared = sample.prepared()
    #expect(
      prepared.records("shifts", ["signed_in", "excused"]) == [
        "0147 W2@2025-09-25 signed_in=否 excused=否", "0148 W1@2025-09-25 signed_in=是 excused=是",
        "0148 W4@2025-09-25 signed_in=否 excused=是",
      ])
    #expect(prepared.withoutRecordCodes("duty_shifts") == ["CANCELLED"])
    #expect(prepared.withoutRecordCodes("duty_messages") == ["CANCELLED"])
  }

  @Test("a year that the calendar lacks is a finding")
  func missingYear() {
    var sample = Sample(members: ["0147"])
    Self.calendar(&sample)
    Self.shift(&sample, "W1")
    sample.add(
      "duty_messages", "message_no=N1 shift_no=W1 received_at=2025-12-31T10:00 answered_at=2026-01-05T10:00")
    let prepared = sample.prepared()
    #expect(prepared.records("messages", ["overdue"]) == ["0147 N1@2025-09-25 overdue=否"])
    #expect(
      prepared.findings.map(\.message.en) == [
        "calendar has no row of 2026: Monday to Friday count as working days; add that year's arrangement"
      ])
  }
}
