import Records

/// The main figures, large: each with what it is made of below.
enum OverviewTiles {
  struct Tile {
    let name: (zh: String, en: String)
    let figure: String
    let unit: String
    let notes: [String]
  }

  static func write(_ tiles: [Tile], to markup: inout Markup) {
    markup.element("div", ["class": "tiles"]) { markup in
      for tile in tiles {
        markup.element("div", ["class": "tile"]) { markup in
          markup.element("p", ["class": "label"]) { markup in
            markup.text(tile.name.zh)
            markup.constant(" ")
            markup.element("small", ["lang": "en"], text: tile.name.en)
          }
          markup.element("p", ["class": "figure"]) { markup in
            markup.element("b", text: tile.figure)
            markup.text(tile.unit)
          }
          for note in tile.notes { markup.element("p", ["class": "note"], text: note) }
        }
      }
    }
  }

  static func tiles(_ facts: OverviewFacts) -> [Tile] {
    [activities(facts), attendance(facts)].compactMap(\.self) + papers(facts.submissions) + duty(facts.duty)
      + online(facts)
  }

  private static func activities(_ facts: OverviewFacts) -> Tile? {
    guard let activities = facts.attendance.activities else { return nil }
    let cancelled = activities.total(AttendanceFacts.cancelled)
    return Tile(
      name: ("履职活动", "activities"), figure: grouped(facts.attendance.held), unit: "项",
      notes: [
        "参加\(grouped(facts.attendance.visits.total))人次",
        cancelled > 0 ? "另有\(grouped(cancelled))项取消" : "没有取消的",
      ])
  }

  private static func attendance(_ facts: OverviewFacts) -> Tile? {
    guard facts.attendance.owed.total > 0 else { return nil }
    return Tile(
      name: ("到会率", "attendance"), figure: facts.attendance.share.text, unit: "",
      notes: [
        "到会\(grouped(facts.attendance.present.total))个半天", "应到\(grouped(facts.attendance.owed.total))个半天",
      ])
  }

  private static func papers(_ facts: SubmissionFacts) -> [Tile] {
    let papers: [((zh: String, en: String), RowCount?, Set<String>, String)] = [
      (("提案", "proposals"), facts.proposals, SubmissionFacts.filed, "立案归并"),
      (("社情民意", "opinion reports"), facts.reports, SubmissionFacts.accepted, "收录"),
      (("五微", "micro-items"), facts.micro, SubmissionFacts.settled, "办结采纳"),
    ]
    return papers.compactMap { name, count, taken, word in
      guard let count else { return nil }
      let share = Share(part: count.grid(taken)?.total ?? 0, whole: count.all.total)
      return Tile(
        name: name, figure: grouped(count.all.total), unit: "件",
        notes: ["\(word)\(grouped(share.part))件", "占\(share.text)"])
    }
  }

  private static func duty(_ facts: DutyFacts) -> [Tile] {
    guard let shifts = facts.shifts else { return [] }
    let cancelled = shifts.total("取消")
    let days = Tile(
      name: ("值班日", "duty days"), figure: grouped(facts.days.reduce(0, +)), unit: "天",
      notes: [
        "应值\(grouped(shifts.all.total - cancelled))班", "签到\(grouped(shifts.total("已签到")))班",
      ])
    return [days] + messages(facts)
  }

  static func messages(_ facts: DutyFacts) -> [Tile] {
    guard let messages = facts.messages else { return [] }
    let valid = messages.all.total - messages.total("无效")
    return [
      Tile(
        name: ("群众留言", "messages"), figure: grouped(valid), unit: "条",
        notes: [
          "已答复\(grouped(messages.total("已答复")))条，占\(Share(part: messages.total("已答复"), whole: valid).text)",
          "按时答复率\(facts.inTime.text)",
        ])
    ]
  }

  private static func online(_ facts: OverviewFacts) -> [Tile] {
    guard let ofMembers = facts.comments.ofMembers else { return [] }
    let remote = facts.attendance.activities?.total(ActivityDates.remote) ?? 0
    let outside = facts.comments.ofPublic?.total(ActivityDates.hot) ?? 0
    return [
      Tile(
        name: ("热点关注", "hot topics"), figure: grouped(facts.comments.total(ActivityDates.hot)), unit: "条",
        notes: [
          "话题\(grouped(facts.comments.topics.count))个",
          "委员\(grouped(ofMembers.total(ActivityDates.hot)))条，公众\(grouped(outside))条",
        ]),
      Tile(
        name: ("远程协商", "remote"), figure: grouped(remote), unit: "场",
        notes: [
          "参加\(grouped(facts.attendance.remoteVisits.total))人次",
          "发言\(grouped(facts.comments.total(ActivityDates.remote)))条",
        ]),
    ]
  }
}
