import Records

/// Lays out a year's activities. Plenaries stand in January, standing meetings on Mondays, committees meet on Tuesdays
/// and Wednesdays, sectors on Fridays, so that nobody owes two at once.
struct YearPlanner {
  let year: Int
  private var draw: Draw
  private var themes = Themes()

  init(year: Int) {
    self.year = year
    draw = Draw("programme", year: year)
  }

  mutating func plan() -> [Activity] {
    [plenary] + standing() + committees() + sectors() + leaders() + visits() + consultations() + online()
      + trainings()
      + others()
  }

  private var plenaryDay: Day { year == 2025 ? civil(2025, 1, 7) : civil(2026, 1, 13) }

  private var plenary: Activity {
    let days = (0..<4).map { plenaryDay.adding(days: $0) }
    return Activity(
      kind: "全会", title: "\(year)年全体会议", audience: "全体委员", day: plenaryDay,
      halfDays: days.flatMap { [.morning($0), .afternoon($0)] }, place: "市会议中心", host: nil)
  }

  private func standing() -> [Activity] {
    [2, 4, 6, 8, 9, 11].enumerated().map { index, month in
      let day = Programme.weekday(1, from: civil(year, month, 12))
      return Activity(
        kind: "常委会", title: "\(year)年第\(index + 1)次常委会会议", audience: "全体常委", day: day,
        halfDays: [.morning(day), .afternoon(day)], place: "机关一楼会议厅", host: nil)
    }
  }

  private mutating func committees() -> [Activity] {
    var list: [Activity] = []
    for (round, month) in [3, 6, 9].enumerated() {
      for (host, committee) in Committee.all.enumerated() {
        let day = Programme.weekday(host % 2 + 2, from: civil(year, month, 1 + host / 2 * 5))
        list.append(
          Activity(
            kind: "专委会", title: "\(committee)\(year)年第\(round + 1)次全体会议", audience: "名单", day: day,
            halfDays: [draw.chance(50) ? .morning(day) : .afternoon(day)], place: "机关三楼会议室", host: host))
      }
    }
    return list
  }

  private mutating func sectors() -> [Activity] {
    var list: [Activity] = []
    for (round, month) in [4, 8].enumerated() {
      for (host, sector) in Sector.all.enumerated() {
        let day = Programme.weekday(5, from: civil(year, month, 1).adding(days: draw.below(60)))
        list.append(
          Activity(
            kind: "界别", title: "\(sector.name)\(year)年第\(round + 1)次界别活动", audience: "名单", day: day,
            halfDays: [draw.chance(50) ? .morning(day) : .afternoon(day)], place: draw.pick(Themes.places),
            host: host))
      }
    }
    return list
  }

  private mutating func leaders() -> [Activity] {
    [2, 3, 4, 5, 7, 8, 10, 12].enumerated().map { index, month in
      let day = Programme.weekday(4, from: civil(year, month, 5))
      return Activity(
        kind: "主席会议", title: "\(year)年第\(index + 1)次主席会议", audience: "名单", day: day,
        halfDays: [.morning(day)],
        place: "机关二楼会议室", host: nil)
    }
  }

  private mutating func visits() -> [Activity] {
    (0..<54).map { index in
      let kind = index % 3 == 2 ? "视察" : "调研"
      let day = spread(index, of: 54)
      let full = draw.chance(70)
      let next = Programme.weekday(day.weekday % 5 + 1, from: day.adding(days: 1))
      return Activity(
        kind: kind, title: "“\(themes.next())”\(kind)", audience: draw.chance(75) ? "报名" : "名单", day: day,
        halfDays: full
          ? [.morning(day), .afternoon(day)] : [.morning(day), .afternoon(day), .morning(next)],
        place: draw.pick(Themes.places), host: nil)
    }
  }

  private mutating func consultations() -> [Activity] {
    (0..<26).map { index in
      let kind = index % 13 < 5 ? "专题协商" : index % 13 < 10 ? "民主监督" : "评议"
      let day = spread(index, of: 26)
      return Activity(
        kind: kind, title: "“\(themes.next())”\(kind)\(kind == "专题协商" ? "会" : "活动")", audience: "名单",
        day: day,
        halfDays: [draw.chance(50) ? .morning(day) : .afternoon(day)], place: draw.pick(Themes.places),
        host: nil)
    }
  }

  private mutating func online() -> [Activity] {
    let remote = (0..<10).map { index in
      let day = spread(index, of: 10)
      return Activity(
        kind: "远程协商", title: "“\(themes.next())”远程协商", audience: "报名", day: day,
        halfDays: [.at(day, 15 * 60, 120)], place: "线上", host: nil)
    }
    let hot = (0..<14).map { index in
      Activity(
        kind: "热点关注", title: "热点关注：\(themes.next())", audience: "全体委员", day: spread(index, of: 14),
        halfDays: [],
        place: "线上", host: nil)
    }
    return remote + hot
  }

  private mutating func trainings() -> [Activity] {
    (0..<7).map { index in
      let day = Programme.weekday(index % 2 + 2, from: spread(index, of: 7))
      let next = Programme.weekday(day.weekday + 1, from: day.adding(days: 1))
      return Activity(
        kind: "学习培训", title: "\(year)年委员学习培训第\(index + 1)期", audience: "报名", day: day,
        halfDays: index % 3 == 0
          ? [.morning(day), .afternoon(day), .morning(next), .afternoon(next)]
          : [.morning(day), .afternoon(day)],
        place: "市委党校", host: nil)
    }
  }

  private mutating func others() -> [Activity] {
    var list = (0..<4).map { index in
      let day = spread(index, of: 4)
      return Activity(
        kind: "其他", title: "“\(themes.next())”座谈会", audience: "名单", day: day, halfDays: [.afternoon(day)],
        place: draw.pick(Themes.places), host: nil)
    }
    list[1].status = "取消"
    return list
  }

  /// A working day about as far into the year as the index is into the count, clear of the plenary and the year's end.
  private mutating func spread(_ index: Int, of count: Int) -> Day {
    let first = civil(year, 2, 17)
    var day = first.adding(days: (index * 296 + draw.below(250)) / count)
    while !Holidays.isWorking(day) { day = day.adding(days: 1) }
    return day
  }
}
