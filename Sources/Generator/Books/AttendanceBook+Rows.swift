import Records

extension AttendanceBook {
  /// Scans in order of time, numbered within the year.
  var scanRows: [Row] {
    let order = scans.indices.sorted {
      (scans[$0].time, scans[$0].activity, $0) < (scans[$1].time, scans[$1].activity, $1)
    }
    var serial = Serial("S", width: 6)
    return order.map { index in
      let scan = scans[index]
      let member = members[scan.member]
      return Row(
        [
          serial.next(scan.time.day), programme.activities[scan.activity].number, member.code,
          scan.time.plain,
          scan.isOut ? "签退" : "签到", scan.isManual ? "补签" : "扫码", scan.halfDay.map { String($0) } ?? "",
          scan.isManual ? "会务组" : "", scan.isManual ? "" : "SJ" + member.code,
        ], day: scan.time.day)
    }
  }

  /// Invitations in order of activity and member.
  var invitationRows: [Row] {
    let order = invitations.sorted { ($0.activity, $0.member) < ($1.activity, $1.member) }
    return order.map { entry in
      Row(
        [
          programme.activities[entry.activity].number, members[entry.member].code, entry.origin,
          entry.isRequired ? "是" : "否", entry.reply, entry.cancelledAt?.plain ?? "",
        ], day: programme.activities[entry.activity].day)
    }
  }

  /// Leave in order of its beginning, numbered within the year.
  var leaveRows: [Row] {
    let order = leaves.indices.sorted { (leaves[$0].from, $0) < (leaves[$1].from, $1) }
    var serial = Serial("QJ", width: 4)
    return order.map { index in
      let leave = leaves[index]
      let whole = leave.activity == nil
      return Row(
        [
          serial.next(leave.from.day), members[leave.member].code,
          leave.activity.map { programme.activities[$0].number } ?? "",
          whole ? leave.from.day.description : leave.from.plain,
          leave.to.map { whole ? $0.day.description : $0.plain } ?? "", leave.kind, leave.status,
          leave.from.adding(minutes: -60 * 41).plain,
        ], day: leave.from.day)
    }
  }

  /// Activities in order of number.
  var activityRows: [Row] {
    programme.activities.map { entry in
      Row(
        [entry.number, entry.kind, entry.title, entry.audience, entry.status, entry.place], day: entry.day)
    }
  }

  /// Half-days in order of activity and time.
  var halfDayRows: [Row] {
    programme.activities.flatMap { entry in
      entry.halfDays.enumerated().map { index, half in
        Row([entry.number, String(index + 1), half.start.plain, half.end.plain], day: half.start.day)
      }
    }
  }
}
