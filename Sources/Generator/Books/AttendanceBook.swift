import Records

/// Who was asked, who came, who was on leave: invitations, scans and leave of all years.
struct AttendanceBook {
  /// What became of a half-day.
  enum Outcome {
    case present, leave, absent
  }

  struct Invitation {
    let activity: Int
    let member: Int
    let origin: String
    var isRequired = false
    var reply = "参加"
    var cancelledAt: Instant?
  }

  struct Scan {
    let activity: Int
    let member: Int
    let time: Instant
    var isOut = false
    var isManual = false
    var halfDay: Int?
  }

  struct Leave {
    let member: Int
    var activity: Int?
    let from: Instant
    var to: Instant?
    let kind: String
    var status = "同意"
  }

  let members: [Member]
  let programme: Programme
  private(set) var invitations: [Invitation] = []
  var scans: [Scan] = []
  var leaves: [Leave] = []
  /// Activities that a member attended at least in part, in the order of joining.
  var joined: [[Int]]

  var draw = Draw("attendance")
  /// Slots that a member has promised.
  var busy: [Set<Int>]
  /// Activities that a member has an invitation row for.
  private var asked: [Set<Int>]

  init(members: [Member], programme: Programme) {
    self.members = members
    self.programme = programme
    joined = [[Int]](repeating: [], count: members.count)
    busy = [Set<Int>](repeating: [], count: members.count)
    asked = busy
    for index in members.indices { attendPast(index) }
    for year in Programme.years {
      for index in members.indices {
        draw = Draw("attendance \(members[index].code)", year: year)
        attendYear(index, year: year, plan: Plan.make(for: members[index], year: year))
      }
    }
    grantLongLeave()
  }

  /// The first activity of the kinds that the member attended in 2025.
  func attended(by member: Member, kinds: [String]) -> Int? {
    joined[member.number - 1].first {
      kinds.contains(programme.activities[$0].kind) && programme.activities[$0].day.year == 2025
    }
  }

  private mutating func attendPast(_ index: Int) {
    draw = Draw("past \(members[index].code)")
    for year in [2023, 2024] {
      for activity in programme.indices(["全会", "常委会"], year: year) where owes(index, activity) {
        let outcome: Outcome = draw.chance(95) ? .present : draw.chance(50) ? .leave : .absent
        settle(index, activity, forced(index, activity) ?? outcome, lapses: 1)
      }
    }
  }

  private mutating func attendYear(_ index: Int, year: Int, plan: Plan) {
    for activity in programme.indices(["全会"], year: year) where owes(index, activity) {
      attendPlenary(index, activity, plan)
    }
    for activity in programme.indices(["常委会"], year: year) where owes(index, activity) {
      settle(index, activity, forced(index, activity) ?? outcome(plan.reliability), lapses: plan.lapses)
    }
    attendOwnGroups(index, year: year, plan: plan)
    attendByInvitation(index, year: year, plan: plan)
    if members[index].part == .clashing, year == 2025 { clash(index) }
    let visits = plan.visits == 1 ? 98 : max(plan.reliability, 92)
    choose(plan.visits, index, ["调研", "视察"], year, reliability: visits, plan: plan)
    choose(
      plan.consultations, index, ["专题协商", "民主监督", "评议"], year, reliability: plan.reliability, plan: plan)
    choose(plan.trainings, index, ["学习培训"], year, reliability: plan.reliability, plan: plan)
    choose(plan.remotes, index, ["远程协商"], year, reliability: max(plan.reliability, 95), plan: plan)
  }

  private mutating func attendPlenary(_ index: Int, _ activity: Int, _ plan: Plan) {
    switch plan.plenary {
    case .all: settle(index, activity, .present, lapses: plan.lapses)
    case .absent: break
    case .leave: settle(index, activity, .leave, lapses: 0)
    case .delegated:
      let halfDays = programme.activities[activity].halfDays
      guard let first = halfDays.first, let last = halfDays.last else { return }
      leaves.append(Leave(member: index, from: first.start.day.start, to: last.end.day.start, kind: "上级会议"))
    case .mostly:
      let reliability = plan.reliability
      var missed = 0
      for (number, _) in programme.activities[activity].halfDays.enumerated() {
        let outcome: Outcome =
          draw.chance(min(99, reliability + 4)) ? .present : draw.chance(75) ? .leave : .absent
        missed += outcome == .absent ? 1 : 0
        settle(index, activity, missed > 2 ? .present : outcome, lapses: plan.lapses, only: number)
      }
    }
  }

  private mutating func attendOwnGroups(_ index: Int, year: Int, plan: Plan) {
    let member = members[index]
    for activity in programme.indices(["专委会"], year: year)
    where programme.activities[activity].host == member.committee && isInOffice(index, activity) {
      invite(Invitation(activity: activity, member: index, origin: "邀请", isRequired: true))
      settle(index, activity, forced(index, activity) ?? outcome(plan.reliability), lapses: plan.lapses)
    }
    for activity in programme.indices(["界别"], year: year)
    where programme.activities[activity].host == member.sector && isInOffice(index, activity) {
      let comes = plan.isCertain || draw.chance(plan.reliability - 14)
      var invitation = Invitation(activity: activity, member: index, origin: "邀请")
      invitation.reply = comes ? "参加" : draw.weighted([("不参加", 55), ("待确认", 45)])
      invite(invitation)
      if comes {
        settle(index, activity, forced(index, activity) ?? outcome(plan.reliability + 3), lapses: plan.lapses)
      }
    }
  }

  private mutating func attendByInvitation(_ index: Int, year: Int, plan: Plan) {
    let member = members[index]
    guard !plan.isCertain, member.part == nil || member.post != nil else { return }
    let leads = member.post != nil
    for activity in programme.indices(["主席会议", "常委会", "其他"], year: year) where isInOffice(index, activity) {
      let kind = programme.activities[activity].kind
      if kind == "常委会", member.isStanding { continue }
      guard leads && kind == "主席会议" || member.diligence > 54 && draw.chance(kind == "其他" ? 5 : 3) else {
        continue
      }
      guard programme.activities[activity].status == "正常" || draw.chance(40) else { continue }
      guard isFree(index, activity) else { continue }
      invite(Invitation(activity: activity, member: index, origin: "邀请"))
      if programme.activities[activity].status == "正常" {
        settle(index, activity, outcome(plan.reliability), lapses: plan.lapses)
      }
    }
  }

  /// Picks activities at random among those that the member has time for.
  private mutating func choose(
    _ count: Int, _ index: Int, _ kinds: [String], _ year: Int, reliability: Int, plan: Plan
  ) {
    var left = count
    let pool = programme.indices(kinds, year: year).filter { isInOffice(index, $0) }
    for activity in draw.shuffled(pool)
    where left > 0 && !asked[index].contains(activity) && isFree(index, activity) {
      left -= 1
      sign(index, activity, plan: plan)
      settle(index, activity, forced(index, activity) ?? outcome(reliability), lapses: plan.lapses)
      withdrawSomewhere(index, activity, plan: plan)
    }
  }

  private mutating func sign(_ index: Int, _ activity: Int, plan: Plan) {
    if !plan.isCertain, draw.chance(4) { return }
    let origin = programme.activities[activity].audience == "报名" && draw.chance(85) ? "报名" : "邀请"
    var invitation = Invitation(activity: activity, member: index, origin: origin)
    if origin == "邀请", !plan.isCertain, draw.chance(12) { invitation.reply = "待确认" }
    invite(invitation)
  }

  /// Now and then a member signs up for one activity more and cancels in time.
  private mutating func withdrawSomewhere(_ index: Int, _ activity: Int, plan: Plan) {
    guard !plan.isCertain, draw.chance(6) else { return }
    let pool = programme.indices(["调研", "视察", "学习培训"], year: programme.activities[activity].day.year)
    let other = draw.pick(pool)
    guard !asked[index].contains(other), isInOffice(index, other), isFree(index, other),
      let first = programme.activities[other].halfDays.first
    else { return }
    invite(
      Invitation(
        activity: other, member: index, origin: "报名",
        cancelledAt: first.start.adding(minutes: -60 * draw.within(5...70))))
  }
}

extension AttendanceBook {
  mutating func invite(_ invitation: Invitation) {
    invitations.append(invitation)
    asked[invitation.member].insert(invitation.activity)
  }

  func isInOffice(_ index: Int, _ activity: Int) -> Bool {
    members[index].isInOffice(on: programme.activities[activity].day)
  }

  func owes(_ index: Int, _ activity: Int) -> Bool {
    let entry = programme.activities[activity]
    return isInOffice(index, activity)
      && (entry.audience != "全体常委" || members[index].isStanding(on: entry.day))
  }

  func isFree(_ index: Int, _ activity: Int) -> Bool {
    programme.activities[activity].halfDays.allSatisfy {
      !busy[index].contains($0.slot) && members[index].isInOffice(on: $0.start.day)
    }
  }

  mutating func outcome(_ reliability: Int) -> Outcome {
    draw.chance(reliability) ? .present : draw.chance(62) ? .leave : .absent
  }

  /// What the cast does, whatever was drawn.
  func forced(_ index: Int, _ activity: Int) -> Outcome? {
    let entry = programme.activities[activity]
    let serial = programme.indices([entry.kind], year: entry.day.year).firstIndex(of: activity) ?? 0
    switch (members[index].part, entry.kind, entry.day.year) {
    case (.threePlenaries, "全会", ...2024): return .absent
    case (.sevenStandings, "常委会", 2023): return serial % 2 == 0 ? .leave : .absent
    case (.sevenStandings, "常委会", 2024): return serial == 0 ? .leave : .present
    case (.sevenStandings, "常委会", 2025): return serial < 2 ? .leave : .present
    case (.threeStandings, "常委会", 2025): return [1, 3, 4].contains(serial) ? .leave : .present
    case (.threeStandings, "常委会", ...2024): return .present
    case (.idler, _, 2025): return .absent
    case (.convalescent, _, 2025) where isIll(on: entry.day): return .absent
    default: return nil
    }
  }

  private func isIll(on day: Day) -> Bool {
    civil(2025, 2, 20) <= day && day <= civil(2025, 10, 20)
  }
}
