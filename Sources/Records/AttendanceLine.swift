/// One line of `attendance.csv`: a member's half-day of an activity and the evidence for its status.
package struct AttendanceLine: Hashable, Sendable {
  /// Index into the run's members.
  package let member: Int32
  package let activity: String
  package let kind: String
  package let halfDay: Int64
  package let startsAt: Instant
  /// `required`, `registered`, `invited`, `walk_in`.
  package let basis: String
  /// `present`, `exempt`, `leave`, `absent`, `clash`.
  package let status: String
  package let isLate: Bool
  package let leftEarly: Bool
  /// The rows that decided: scans, leave, invitation.
  package let evidence: [RowReference]

  package init(
    member: Int32, activity: String, kind: String, halfDay: Int64, startsAt: Instant, basis: String,
    status: String, isLate: Bool, leftEarly: Bool, evidence: [RowReference]
  ) {
    self.member = member
    self.activity = activity
    self.kind = kind
    self.halfDay = halfDay
    self.startsAt = startsAt
    self.basis = basis
    self.status = status
    self.isLate = isLate
    self.leftEarly = leftEarly
    self.evidence = evidence
  }
}
