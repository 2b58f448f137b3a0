import Records

/// One half-day of a member, judged.
struct JudgedHalfDay {
  let halfDay: HalfDay
  let status: HalfDayStatus
  let isLate: Bool
  let leftEarly: Bool
  /// Rows of `scans`.
  let scans: [Int32]
  /// The leave that decided.
  let leave: Leave?
}

/// One member's record of an activity before it is written down.
struct JudgedActivity {
  let activity: Int32
  let basis: Basis
  let invitation: Invitation?
  let halfDays: [JudgedHalfDay]

  func count(_ status: HalfDayStatus) -> Int64 { Int64(halfDays.count { $0.status == status }) }

  var late: Int64 { Int64(halfDays.count(where: \.isLate)) }
  var leftEarly: Int64 { Int64(halfDays.count(where: \.leftEarly)) }

  /// Invited and walk-in members have a record only if they came (model.md §2.3, step 4).
  var isRecord: Bool {
    switch basis {
    case .required, .registered: true
    case .invited, .walkIn: halfDays.contains { $0.status == .present || $0.status == .clash }
    }
  }

  /// The first of present, leave and absent that any half-day is, else exempt.
  var status: HalfDayStatus {
    [.present, .leave, .absent].first { status in halfDays.contains { $0.status == status } } ?? .exempt
  }

  /// present, or present and leave, over what counts; nil for 0/0.
  func share(withLeave: Bool) -> Fraction? {
    let (present, leave) = (count(.present), count(.leave))
    let over = present + leave + count(.absent)
    return over == 0 ? nil : Fraction(withLeave ? present + leave : present, over)
  }
}

/// Judges one half-day (model.md §2.3, step 3).
struct HalfDayJudge {
  private let lateAfter: Int64
  private let leftEarlyBefore: Int64
  private let exemptKinds: Set<Key>

  init(_ rules: AttendanceRules) {
    lateAfter = Int64(rules.lateAfter) * 60
    leftEarlyBefore = Int64(rules.leftEarlyBefore) * 60
    exemptKinds = Set(rules.exemptLeave.map { Key($0) })
  }

  func judge(_ halfDay: HalfDay, presence: Presence?, leaves: [Leave]) -> JudgedHalfDay {
    if let presence, presence.isAttended { return judge(halfDay, presence) }
    let scans = presence?.scans ?? []
    let fitting = leaves.filter {
      ($0.activity == nil || $0.activity == halfDay.activity) && $0.covers(halfDay.start)
    }
    let exempt = fitting.first { exemptKinds.contains(Key($0.kind)) }
    let leave = exempt ?? fitting.first
    let status: HalfDayStatus = exempt != nil ? .exempt : leave != nil ? .leave : .absent
    return JudgedHalfDay(
      halfDay: halfDay, status: status, isLate: false, leftEarly: false, scans: scans, leave: leave)
  }

  /// Late and left early count on present half-days only.
  private func judge(_ halfDay: HalfDay, _ presence: Presence) -> JudgedHalfDay {
    let isLate = !presence.isSignedFor && presence.checkIn > halfDay.start + lateAfter
    let leftEarly =
      presence.checkOut != Column.missingTime && presence.checkOut < halfDay.end - leftEarlyBefore
    return JudgedHalfDay(
      halfDay: halfDay, status: presence.isClash ? .clash : .present, isLate: !presence.isClash && isLate,
      leftEarly: !presence.isClash && leftEarly, scans: presence.scans, leave: nil)
  }
}
