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

/// How many of an activity's half-days are of each status, and how many are late or left early.
struct HalfDayTally {
  private(set) var clash: Int64 = 0
  private(set) var present: Int64 = 0
  private(set) var exempt: Int64 = 0
  private(set) var leave: Int64 = 0
  private(set) var absent: Int64 = 0
  private(set) var late: Int64 = 0
  private(set) var leftEarly: Int64 = 0

  init(_ halfDays: [JudgedHalfDay]) {
    for index in halfDays.indices {
      switch halfDays[index].status {
      case .clash: clash += 1
      case .present: present += 1
      case .exempt: exempt += 1
      case .leave: leave += 1
      case .absent: absent += 1
      }
      if halfDays[index].isLate { late += 1 }
      if halfDays[index].leftEarly { leftEarly += 1 }
    }
  }

  func count(_ status: HalfDayStatus) -> Int64 {
    switch status {
    case .clash: clash
    case .present: present
    case .exempt: exempt
    case .leave: leave
    case .absent: absent
    }
  }
}

/// One member's record of an activity before it is written down.
struct JudgedActivity {
  let activity: Int32
  let basis: Basis
  let invitation: Invitation?
  let halfDays: [JudgedHalfDay]
  let tally: HalfDayTally

  init(activity: Int32, basis: Basis, invitation: Invitation?, halfDays: [JudgedHalfDay]) {
    self.activity = activity
    self.basis = basis
    self.invitation = invitation
    self.halfDays = halfDays
    tally = HalfDayTally(halfDays)
  }

  /// Invited and walk-in members have a record only if they came (model.md §2.3, step 4).
  var isRecord: Bool {
    switch basis {
    case .required, .registered: true
    case .invited, .walkIn: tally.present + tally.clash > 0
    }
  }

  /// The first of present, leave and absent that any half-day is, else exempt.
  var status: HalfDayStatus {
    tally.present > 0 ? .present : tally.leave > 0 ? .leave : tally.absent > 0 ? .absent : .exempt
  }

  /// present, or present and leave, over what counts; nil for 0/0.
  func share(withLeave: Bool) -> Fraction? {
    let (present, leave) = (tally.present, tally.leave)
    let over = present + leave + tally.absent
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
