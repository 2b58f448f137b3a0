import Records

/// What members do online: micro-items, comments, study.
struct OnlineBook {
  let members: [Member]
  let programme: Programme
  /// Who attended what, to comment on remote consultations.
  let joined: [[Int]]

  private struct Entry {
    let time: Instant
    let cells: [String]
  }

  /// Micro-items in order of time.
  var microRows: [Row] {
    var list: [Entry] = []
    for year in Programme.years {
      for member in members {
        var draw = Draw("micro \(member.code)", year: year)
        let plan = Plan.make(for: member, year: year)
        for _ in 0..<plan.microItems {
          guard let day = YearDays.day(for: member, in: year, draw: &draw) else { continue }
          list.append(micro(member, on: day, plan: plan, draw: &draw))
        }
      }
    }
    return OnlineBook.numbered(list, prefix: "WJ", width: 4)
  }

  private func micro(_ member: Member, on day: Day, plan: Plan, draw: inout Draw) -> Entry {
    let kind = draw.weighted([("微建议", 60), ("微调研", 12), ("微协商", 10), ("微监督", 8), ("微服务", 10)])
    let subject = draw.pick(Themes.subjects)
    let place = draw.pick(Themes.places)
    let drawn = draw.weighted([("有效", 46), ("办结", 22), ("采纳", 12), ("无效", 12), ("待审", 8)])
    let status = plan.isCertain ? "办结" : drawn
    let time = day.start.adding(minutes: draw.within(7 * 60...22 * 60))
    return Entry(
      time: time,
      cells: [
        member.code, kind, "\(place)\(subject)\(kind)", Themes.text(on: subject, in: place, draw: &draw),
        time.plain,
        status,
      ])
  }

  /// Comments of members and of the public in order of time.
  var commentRows: [Row] {
    var list: [Entry] = []
    for year in Programme.years {
      let hot = programme.indices(["热点关注"], year: year)
      for (index, member) in members.enumerated() {
        var draw = Draw("comments \(member.code)", year: year)
        let plan = Plan.make(for: member, year: year)
        for activity in draw.shuffled(hot).prefix(plan.hotComments) {
          let day = programme.activities[activity].day.adding(days: draw.below(7))
          guard member.isInOffice(on: day), day <= Programme.lastDay else { continue }
          list.append(
            comment(activity, member, on: day, isValid: plan.isCertain || draw.chance(92), draw: &draw))
        }
        for activity in joined[index]
        where programme.activities[activity].kind == "远程协商" && programme.activities[activity].day.year == year
          && (plan.isCertain || draw.chance(88))
        {
          let day = programme.activities[activity].day
          list.append(
            comment(activity, member, on: day, isValid: plan.isCertain || draw.chance(94), draw: &draw))
        }
      }
      addPublic(hot, year: year, to: &list)
    }
    return OnlineBook.numbered(list, prefix: "FY", width: 5)
  }

  private func addPublic(_ hot: [Int], year: Int, to list: inout [Entry]) {
    var draw = Draw("public", year: year)
    for activity in hot {
      for _ in 0..<draw.within(8...30) {
        let day = programme.activities[activity].day.adding(days: draw.below(9))
        guard day <= Programme.lastDay else { continue }
        list.append(comment(activity, nil, on: day, isValid: draw.chance(85), draw: &draw))
      }
    }
  }

  private func comment(_ activity: Int, _ member: Member?, on day: Day, isValid: Bool, draw: inout Draw)
    -> Entry
  {
    let isLive = programme.activities[activity].kind == "远程协商"
    let time = day.start.adding(
      minutes: isLive ? draw.within(15 * 60 + 5...16 * 60 + 55) : draw.within(7 * 60...22 * 60))
    let text =
      isValid
      ? draw.pick(["赞成", "建议", "希望", "补充一点："])
        + Themes.text(on: draw.pick(Themes.subjects), in: draw.pick(Themes.places), draw: &draw)
      : draw.pick(["支持", "已阅", "赞"])
    return Entry(
      time: time,
      cells: [
        programme.activities[activity].number, member?.code ?? "", text, time.plain, isValid ? "是" : "否",
      ])
  }

  /// Study days and notes in order of date.
  var studyRows: [Row] {
    var list: [Entry] = []
    for year in Programme.years {
      for member in members {
        var draw = Draw("study \(member.code)", year: year)
        let plan = Plan.make(for: member, year: year)
        var days: Set<Int32> = []
        for _ in 0..<plan.studyDays {
          guard let day = YearDays.day(for: member, in: year, draw: &draw), days.insert(day.number).inserted
          else { continue }
          let minutes = plan.isCertain || draw.chance(86) ? draw.within(30...80) : draw.within(5...29)
          list.append(
            Entry(time: day.start, cells: [member.code, "学习日", day.description, String(minutes), "是"]))
        }
        for _ in 0..<plan.essays {
          guard let day = YearDays.day(for: member, in: year, draw: &draw) else { continue }
          let isVerified = plan.isCertain || draw.chance(90)
          list.append(
            Entry(time: day.start, cells: [member.code, "心得", day.description, "", isVerified ? "是" : "否"]))
        }
      }
    }
    return OnlineBook.numbered(list, prefix: "XX", width: 5)
  }

  private static func numbered(_ list: [Entry], prefix: String, width: Int) -> [Row] {
    let order = list.indices.sorted { (list[$0].time, $0) < (list[$1].time, $1) }
    var serial = Serial(prefix, width: width)
    return order.map { Row([serial.next(list[$0].time.day)] + list[$0].cells, day: list[$0].time.day) }
  }
}
