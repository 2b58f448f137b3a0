/// The parameters of a model file's `derive` (model.md §3), which preparation reads and scoring does not.
package struct DerivationRules: Hashable, Sendable {
  /// nil when the model states none; then no attendance is derived.
  package let attendance: AttendanceRules?
  /// nil when the model states none; then no shifts and messages are derived.
  package let duty: DutyRules?

  package init(attendance: AttendanceRules?, duty: DutyRules?) {
    self.attendance = attendance
    self.duty = duty
  }
}

/// Scan windows in minutes, 0 or more, and the kinds of leave that cost nothing (model.md §2.3).
package struct AttendanceRules: Hashable, Sendable {
  package let opens: Int
  package let closes: Int
  package let lateAfter: Int
  package let leftEarlyBefore: Int
  package let exemptLeave: [String]

  package init(opens: Int, closes: Int, lateAfter: Int, leftEarlyBefore: Int, exemptLeave: [String]) {
    self.opens = opens
    self.closes = closes
    self.lateAfter = lateAfter
    self.leftEarlyBefore = leftEarlyBefore
    self.exemptLeave = exemptLeave
  }
}

package struct DutyRules: Hashable, Sendable {
  /// Working days, 1 or more.
  package let answerWithin: Int

  package init(answerWithin: Int) {
    self.answerWithin = answerWithin
  }
}
