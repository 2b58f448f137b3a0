import Records

extension Derivation {
  /// Attendance, one record per member × activity and a line per half-day (model.md §2.3), and at the same time what is
  /// derived of items and duty.
  mutating func deriveAttendanceAndItems() {
    guard let schema = schema(.attendance), let table = rows.table("activities"),
      let attendanceRules = rules.attendance
    else {
      leaveOutAttendance()
      return deriveItemsAndDuty()
    }
    let judge = AttendanceJudge(self, activities: table, rules: attendanceRules)
    let ranges = Workers.ranges(roster.asked.count, of: 32)
    let shared = self
    let parts = rows.workers.map(1 + ranges.count) { task in
      task == 0
        ? DerivedPart.items(shared.itemsAndDuty()) : .attendance(judge.register(ranges[task - 1], shared))
    }
    let registered = parts.compactMap { part in if case .attendance(let part) = part { part } else { nil } }
    let register = AttendanceRegister(
      joining: registered.map(\.register),
      empty: AttendanceRegister(judge: judge, activities: table, rows: rows))
    let idle = registered.flatMap(\.idle)
    if let scans = rows.table("scans") {
      for row in idle { setAside(row, of: scans, .noRecord) }
      for scan in judge.attended.unplaced { setAside(scan.row, of: scans, scan.reason) }
    }
    relations.append(register.records.relation(schema, own: table, derived: register.columns))
    attendance = register.lines
    for case .items(let items) in parts { add(items, since: shared) }
  }

  /// What one task derives.
  private enum DerivedPart: Sendable {
    case items(Derivation)
    case attendance((register: AttendanceRegister, idle: [Int32]))
  }

  private mutating func leaveOutAttendance() {
    guard let schema = schema(.attendance), let table = rows.table("activities") else { return }
    relations.append(RecordList().relation(schema, own: table))
    if let scans = rows.table("scans") {
      for row in scans.live { setAside(row, of: scans, .notDerived) }
    }
  }
}

/// Finds the activities that a member has a record of.
struct AttendanceJudge {
  let programme: Programme
  let attended: AttendedHalfDays
  let invitations: Invitations
  let comments: ContributedComments
  /// Each activity's number.
  let numbers: [Key]
  private let activities: Table
  /// Each activity's place by number in byte order, and the activity of each place.
  private let ranks: [Int32]
  private let byRank: [Int32]
  private let halfDayJudge: HalfDayJudge
  /// By row of activities: held for all members, or for all of the standing committee.
  private let isForAll: [Bool]
  private let isForStanding: [Bool]
  /// Ranks of these, ascending.
  private let general: [Int32]

  init(_ derivation: Derivation, activities: Table, rules: AttendanceRules) {
    let programme = Programme(derivation.rows)
    self.programme = programme
    self.activities = activities
    attended = AttendedHalfDays(derivation, programme: programme, rules: rules)
    invitations = Invitations(derivation.rows, roster: derivation.roster, programme: programme)
    comments = ContributedComments(derivation)
    halfDayJudge = HalfDayJudge(rules)
    let numbers = (0..<activities.rowCount).map { Key(activities.recordKey($0)) }
    let byRank = numbers.indices.sorted { numbers[$0] < numbers[$1] }.map { Int32($0) }
    var ranks = [Int32](repeating: 0, count: numbers.count)
    for (rank, row) in byRank.enumerated() { ranks[Int(row)] = Int32(rank) }
    (self.numbers, self.ranks, self.byRank) = (numbers, ranks, byRank)
    let audience = activities.classes("audience", ["全体委员", "全体常委"])
    var (isForAll, isForStanding) = (
      [Bool](repeating: false, count: numbers.count), [Bool](repeating: false, count: numbers.count)
    )
    for row in activities.live where programme.isHeld[Int(row)] && !programme.range(of: row).isEmpty {
      isForAll[Int(row)] = audience[Int(row)] == 0
      isForStanding[Int(row)] = audience[Int(row)] == 1
    }
    (self.isForAll, self.isForStanding) = (isForAll, isForStanding)
    general = numbers.indices.filter { isForAll[$0] || isForStanding[$0] }.map { ranks[$0] }.sorted()
  }

  /// The records of some of the members asked for, and their scans that belong to none.
  func register(
    _ range: Range<Int>, _ derivation: Derivation
  ) -> (register: AttendanceRegister, idle: [Int32]) {
    var register = AttendanceRegister(judge: self, activities: activities, rows: derivation.rows)
    var idle: [Int32] = []
    for member in derivation.roster.asked[range] {
      let found = self.activities(of: member, in: derivation)
      for activity in found.records { register.add(activity, member: member) }
      idle += found.idle
    }
    return (register, idle)
  }

  /// The member's records by activity number, and his scans that belong to none.
  private func activities(
    of member: Int32, in derivation: Derivation
  ) -> (records: [JudgedActivity], idle: [Int32]) {
    let presences = attended.presences(of: member)
    let invited = invitations.of(member)
    let candidates = candidates(invited, presences)
    let leaves = derivation.leave.leaves(of: Key(derivation.roster.members[Int(member)].number))
    var records: [JudgedActivity] = []
    var idle: [Int32] = []
    for activity in candidates where programme.isHeld[Int(activity)] {
      let places = placesInOffice(member, activity, derivation)
      guard let first = places.first else { continue }
      let own = places.map { AttendanceJudge.presence(at: $0, in: presences) }
      let invitation = AttendanceJudge.invitation(to: activity, in: invited)
      let standing = derivation.roster.isStanding(member, on: programme.halfDays[first].day)
      guard
        let basis = basis(
          activity, invitation: invitation, isStanding: standing, hasScans: own.contains { $0 != nil })
      else { continue }
      let judged = JudgedActivity(
        activity: activity, basis: basis, invitation: invitation,
        halfDays: places.indices.map { index in
          halfDayJudge.judge(
            programme.halfDays[places[index]], presence: own[index].map { presences[$0] }, leaves: leaves)
        })
      if judged.isRecord {
        records.append(judged)
      } else {
        idle += own.flatMap { $0.map { presences[$0].scans } ?? [] }
      }
    }
    return (records, idle)
  }

  /// The activities that a member may have a record of, each once, by number.
  private func candidates(_ invited: [Invitation], _ presences: [Presence]) -> [Int32] {
    var places = general
    for invitation in invited { places.append(ranks[Int(invitation.activity)]) }
    for presence in presences {
      places.append(ranks[Int(programme.halfDays[Int(presence.halfDay)].activity)])
    }
    places.sort()
    return places.indices.filter { $0 == 0 || places[$0] != places[$0 - 1] }.map { byRank[Int(places[$0])] }
  }

  /// The first invitation to an activity of those that ascend by activity. O(log invitations).
  private static func invitation(to activity: Int32, in invited: [Invitation]) -> Invitation? {
    var (low, high) = (0, invited.count)
    while low < high {
      let middle = (low + high) / 2
      if invited[middle].activity < activity { low = middle + 1 } else { high = middle }
    }
    return low < invited.count && invited[low].activity == activity ? invited[low] : nil
  }

  /// The place in `presences`, which ascend by half-day, of the one at a half-day. O(log presences).
  private static func presence(at halfDay: Int, in presences: [Presence]) -> Int? {
    var (low, high) = (0, presences.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(presences[middle].halfDay) < halfDay { low = middle + 1 } else { high = middle }
    }
    return low < presences.count && Int(presences[low].halfDay) == halfDay ? low : nil
  }

  private func placesInOffice(_ member: Int32, _ activity: Int32, _ derivation: Derivation) -> [Int] {
    programme.range(of: activity).filter { derivation.obstacle(member, $0, programme) == nil }
  }

  /// nil for an activity of the standing committee that does not concern him.
  private func basis(
    _ activity: Int32, invitation: Invitation?, isStanding: Bool, hasScans: Bool
  ) -> Basis? {
    if isForAll[Int(activity)] || isStanding && isForStanding[Int(activity)] { return .required }
    guard let invitation else { return hasScans ? .walkIn : nil }
    if invitation.isRequired { return .required }
    return invitation.isRegistered ? .registered : .invited
  }
}

/// The valid comments of members on activities.
struct ContributedComments {
  /// The valid comment of least number by member and activity.
  private var rows: [UInt64: Int32] = [:]

  init(_ derivation: Derivation) {
    guard let table = derivation.rows.table("comments") else { return }
    let members = derivation.roster.indices(table)
    let activities = KeyIndex(derivation.rows.table("activities")).rows(table.coded("activity_no"))
    let valid = table.flags("valid")
    for row in table.live where valid[Int(row)] && members[Int(row)] >= 0 && activities[Int(row)] >= 0 {
      let key = ContributedComments.key(members[Int(row)], activities[Int(row)])
      if let other = rows[key], !table.keyPrecedes(row, other) { continue }
      rows[key] = row
    }
  }

  func row(member: Int32, activity: Int32) -> Int32? { rows[ContributedComments.key(member, activity)] }

  private static func key(_ member: Int32, _ activity: Int32) -> UInt64 {
    UInt64(member) << 32 | UInt64(activity)
  }
}
