import Records

extension AttendanceBook {
  /// Writes the evidence for an outcome over the activity's half-days, or over one of them.
  mutating func settle(
    _ index: Int, _ activity: Int, _ outcome: Outcome, lapses: Int, only: Int? = nil
  ) {
    let entry = programme.activities[activity]
    for (number, half) in entry.halfDays.enumerated() where only == nil || only == number {
      busy[index].insert(half.slot)
      let slips = entry.kind != "全会" && lapses > 0 && number > 0 && draw.chance(4)
      if outcome == .present, !slips { scan(index, activity, number, lapses: lapses) }
    }
    if outcome == .present, joined[index].last != activity { joined[index].append(activity) }
    if outcome == .leave { askLeave(index, activity, only: only) }
  }

  private mutating func scan(_ index: Int, _ activity: Int, _ number: Int, lapses: Int) {
    let entry = programme.activities[activity]
    let half = entry.halfDays[number]
    let slot = entry.kind == "全会" ? number + 1 : nil
    let isLate = draw.chance(lapses)
    let arrival = isLate ? draw.within(16...52) * 60 : -draw.within(40...2700)
    var first = Scan(
      activity: activity, member: index, time: Instant(seconds: half.start.seconds + Int64(arrival)),
      halfDay: slot)
    if draw.chance(1) { (first.isManual, first.halfDay) = (true, number + 1) }
    scans.append(first)
    guard draw.chance(64) else { return }
    let leavesEarly = draw.chance(lapses / 2)
    let departure = leavesEarly ? -draw.within(16...60) * 60 : draw.within(10...1500)
    scans.append(
      Scan(
        activity: activity, member: index, time: Instant(seconds: half.end.seconds + Int64(departure)),
        isOut: true,
        halfDay: slot))
  }

  private mutating func askLeave(_ index: Int, _ activity: Int, only: Int?) {
    let entry = programme.activities[activity]
    let asked = only.map { [entry.halfDays[$0]] } ?? entry.halfDays
    guard let first = asked.first, let last = asked.last else { return }
    let kind = draw.weighted([("事假", 52), ("病假", 15), ("公务", 23), ("上级会议", 8), ("出国出境", 2)])
    let isCast = members[index].part != nil
    var leave = Leave(
      member: index, activity: activity, from: first.start, to: last.end, kind: isCast ? "事假" : kind)
    if !isCast { leave.status = draw.weighted([("同意", 92), ("待批", 4), ("不同意", 2), ("撤销", 2)]) }
    if !isCast, draw.chance(4) { leave.to = nil }
    leaves.append(leave)
  }

  /// Leave without activity: the long illness, and a few journeys.
  mutating func grantLongLeave() {
    draw = Draw("long leave")
    for (index, member) in members.enumerated() where member.part == .convalescent {
      leaves.append(
        Leave(member: index, from: civil(2025, 2, 20).start, to: civil(2025, 10, 20).start, kind: "病假"))
    }
    for year in Programme.years {
      for _ in 0..<9 {
        let index = 40 + draw.below(members.count - 40)
        guard members[index].part == nil else { continue }
        let from = civil(year, 2 + draw.below(6), 1 + draw.below(20))
        let kind = draw.weighted([("出国出境", 60), ("公务", 25), ("病假", 15)])
        leaves.append(
          Leave(member: index, from: from.start, to: from.adding(days: draw.within(4...18)).start, kind: kind)
        )
      }
    }
  }

  /// Joins two activities that overlap.
  mutating func clash(_ index: Int) {
    let pool = programme.indices(["调研", "视察", "专题协商", "民主监督"], year: 2025)
    for (position, one) in pool.enumerated() {
      for other in pool[(position + 1)...] where isFree(index, one) && isFree(index, other) {
        guard
          programme.activities[one].halfDays.map(\.slot).contains(
            where: programme.activities[other].halfDays.map(\.slot).contains)
        else { continue }
        for activity in [one, other] {
          invite(Invitation(activity: activity, member: index, origin: "报名"))
          settle(index, activity, .present, lapses: 0)
        }
        return
      }
    }
  }
}
