import Records

/// Online duty: shifts on every Thursday, and the messages that came in.
struct DutyBook {
  struct Shift {
    let member: Int
    let start: Instant
    var end: Instant
    var signedIn: Instant?
    var isCancelled = false
    var number = ""
  }

  struct Message {
    let shift: Int
    let received: Instant
    var answered: Instant?
    var isSpam = false
  }

  let members: [Member]
  /// In order of number.
  private(set) var shifts: [Shift] = []
  private(set) var messages: [Message] = []

  private var draw = Draw("duty")

  init(members: [Member]) {
    self.members = members
    var serial = Serial("ZB", width: 4)
    for year in Programme.years {
      draw = Draw("duty", year: year)
      let plans = members.map { Plan.make(for: $0, year: year) }
      for var shift in roster(year: year, plans: plans) {
        shift.number = serial.next(shift.start.day)
        serve(&shift, plan: plans[shift.member])
        shifts.append(shift)
      }
    }
    messages.sort { ($0.received, $0.shift) < ($1.received, $1.shift) }
  }

  /// The shifts of a year in order of time: each member's, spread over the Thursdays.
  private mutating func roster(year: Int, plans: [Plan]) -> [Shift] {
    let thursdays = DutyBook.thursdays(of: year)
    var queue = members.indices.flatMap { [Int](repeating: $0, count: plans[$0].shifts) }
    queue = draw.shuffled(queue)
    var list: [Shift] = []
    for (position, member) in queue.enumerated() {
      let day = thursdays[position * thursdays.count / queue.count]
      guard members[member].isInOffice(on: day), day <= Programme.lastDay else { continue }
      let start = day.start.adding(minutes: position % 2 == 0 ? 9 * 60 : 15 * 60)
      list.append(Shift(member: member, start: start, end: start.adding(minutes: 150)))
    }
    let order = list.indices.sorted { (list[$0].start, $0) < (list[$1].start, $1) }
    return order.map { list[$0] }
  }

  /// Every Thursday, public holidays too: online duty does not pause, but its few shifts may be cancelled.
  static func thursdays(of year: Int) -> [Day] {
    var day = civil(year, 1, 1)
    var list: [Day] = []
    while day.year == year {
      if day.weekday == 4 { list.append(day) }
      day = day.adding(days: 1)
    }
    return list
  }

  private mutating func serve(_ shift: inout Shift, plan: Plan) {
    if !plan.isCertain, Holidays.isFree(shift.start.day), draw.chance(40) {
      shift.isCancelled = true
      return
    }
    let misses = plan.isCertain ? 0 : plan.dutyMisses
    if !draw.chance(misses / 2) {
      shift.signedIn = Instant(seconds: shift.start.seconds + Int64(draw.within(-600...420)))
    }
    for _ in 0..<draw.below(6) {
      let received = shift.start.adding(minutes: draw.within(-30...170))
      var message = Message(shift: shifts.count, received: received)
      if draw.chance(4) {
        message.isSpam = true
      } else if !draw.chance(shift.signedIn == nil ? 60 : misses / 2) {
        message.answered = received.adding(minutes: draw.within(6...26 * 60))
      } else if draw.chance(60) {
        message.answered = received.adding(minutes: draw.within(11...20) * 24 * 60)
      }
      messages.append(message)
    }
  }
}

extension DutyBook {
  var shiftRows: [Row] {
    shifts.map { shift in
      Row(
        [
          shift.number, members[shift.member].code, "", shift.start.plain, shift.end.plain,
          shift.signedIn?.plain ?? "", shift.isCancelled ? "取消" : "正常",
        ], day: shift.start.day)
    }
  }

  var messageRows: [Row] {
    var serial = Serial("LY", width: 5)
    return messages.map { message in
      Row(
        [
          serial.next(message.received.day), shifts[message.shift].number, message.received.plain,
          message.answered.map { $0.day <= Programme.lastDay ? $0.plain : "" } ?? "",
          message.isSpam ? "是" : "否",
        ], day: message.received.day)
    }
  }
}
