import Records

/// A row of `invitations` that stands: not cancelled at or before the activity's first start.
struct Invitation {
  /// Row of `activities`.
  let activity: Int32
  let isRequired: Bool
  /// 报名, or an invitation that was accepted.
  let isRegistered: Bool
  /// Row of `invitations`.
  let row: Int32
}

/// The standing invitations of each member of the run, by activity.
struct Invitations {
  let position: Int?
  private var byMember: [[Invitation]]

  init(_ rows: Staged, roster: Roster, programme: Programme) {
    position = rows.position("invitations")
    byMember = Array(repeating: [], count: roster.members.count)
    guard let table = rows.table("invitations") else { return }
    let members = roster.indices(table)
    let activities = programme.activities.rows(table.coded("activity_no"))
    let registered = table.classes("origin", ["报名"])
    let replies = table.classes("reply", ["参加"])
    let required = table.flags("required")
    let cancelled = table.times("cancelled_at")
    for row in table.live {
      let index = Int(row)
      guard members[index] >= 0, activities[index] >= 0 else { continue }
      let range = programme.range(of: activities[index])
      guard !range.isEmpty else { continue }
      let firstStart = programme.halfDays[range.lowerBound].start
      if cancelled[index] != Column.missingTime, cancelled[index] <= firstStart { continue }
      byMember[Int(members[index])].append(
        Invitation(
          activity: activities[index], isRequired: required[index],
          isRegistered: registered[index] == 0 || replies[index] == 0, row: row))
    }
    for member in byMember.indices { byMember[member].sort { $0.activity < $1.activity } }
  }

  func of(_ member: Int32) -> [Invitation] { byMember[Int(member)] }
}
