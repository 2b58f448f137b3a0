import Records

/// The panels of the wall: what a screen of 1920 × 1080 shows below the main figures.
enum OverviewPanels {
  /// No more topics than these stand on the wall; all stand below.
  static let mostTopics = 10

  static func write(_ facts: OverviewFacts, to markup: inout Markup) {
    panel("各界别", "by sector", kind: "tall", to: &markup) { sectors(facts, to: &$0) }
    panel("每月提交", "handed in by month", to: &markup) { submissions(facts, to: &$0) }
    panel("五微联动", "micro-items by outcome", to: &markup) { micro(facts, to: &$0) }
    panel("热点话题", "hot topics", to: &markup) { markup in
      topics(facts.comments.topics, most: mostTopics, to: &markup)
    }
    panel("每月到会", "attendance by month", to: &markup) { attendance(facts, to: &$0) }
    panel("线上值班", "online duty by month", to: &markup) { duty(facts.duty, to: &$0) }
    panel("发言谈什么", "hot topics by aspect", to: &markup) { aspects(facts.comments.aspects, to: &$0) }
  }

  static func panel(
    _ zh: String, _ en: String, kind: String = "", to markup: inout Markup,
    _ content: (inout Markup) -> Void
  ) {
    markup.element("section", ["class": kind.isEmpty ? "panel" : "panel \(kind)"]) { markup in
      markup.heading("h2", zh, en)
      content(&markup)
    }
  }

  /// What is handed in, as parts of a column or bar.
  static let kinds: [(name: String, english: String, kind: String)] = [
    ("提案", "proposals", "deep"), ("社情民意", "reports", "middle"), ("五微", "micro-items", "pale"),
  ]

  private static func submitted(_ facts: SubmissionFacts, _ frame: OverviewFrame) -> [CountGrid] {
    [facts.proposals, facts.reports, facts.micro].map { $0?.all ?? CountGrid(frame) }
  }

  private static func submissions(_ facts: OverviewFacts, to markup: inout Markup) {
    let grids = submitted(facts.submissions, facts.frame)
    MonthColumns(
      unit: "件",
      series: zip(kinds, grids).map {
        OverviewSeries(name: $0.name, english: $0.english, kind: $0.kind, counts: $1.months)
      }
    ).write(to: &markup)
  }

  /// Bars of what each 界别 handed in, with its share of attendance where the group is large enough.
  private static func sectors(_ facts: OverviewFacts, to markup: inout Markup) {
    let grids = submitted(facts.submissions, facts.frame)
    var lines = facts.frame.sectors.enumerated().map { place, sector in
      BarTable.Line(
        name: sector.name, counts: grids.map { $0.sectors[place] },
        remark: "到会" + (facts.attendance.share(place, facts.frame)?.text ?? "—"))
    }
    let others = grids.map { $0.sectors[facts.frame.unassigned] }
    if others.contains(where: { $0 > 0 }) {
      lines.append(BarTable.Line(name: RowCount.unclassified, counts: others, remark: "到会—"))
    }
    BarTable(kinds: kinds.map { ($0.name, $0.kind) }, unit: "件", lines: lines).write(to: &markup)
  }

  private static func micro(_ facts: OverviewFacts, to markup: inout Markup) {
    guard let micro = facts.submissions.micro else { return none(to: &markup) }
    let shades = ["采纳": "deep", "办结": "middle", "有效": "pale", "待审": "outlined", "无效": "faint"]
    BarTable.write(micro, unit: "件", shades: shades, to: &markup)
    BarTable(
      kinds: micro.classes.map { ($0.name, shades[$0.name] ?? "faint") }, unit: "件",
      lines: facts.submissions.microOutcomes.map { BarTable.Line(name: $0.kind, counts: $0.counts) }
    ).write(to: &markup)
  }

  private static func attendance(_ facts: OverviewFacts, to markup: inout Markup) {
    MonthColumns(
      unit: "人次",
      series: [
        OverviewSeries(
          name: "参加活动", english: "members at activities", kind: "deep",
          counts: facts.attendance.visits.months)
      ]
    ).write(to: &markup)
  }

  static func duty(_ facts: DutyFacts, to markup: inout Markup) {
    guard let shifts = facts.shifts else { return none(to: &markup) }
    let looks = [("served", "deep"), ("missed", "pale"), ("cancelled", "faint")]
    MonthColumns(
      unit: "班",
      series: zip(shifts.classes, looks).map {
        OverviewSeries(name: $0.name, english: $1.0, kind: $1.1, counts: $0.grid.months)
      }
    ).write(to: &markup)
  }

  /// The first `most` as bars, and what all of them come to.
  static func topics(_ topics: [CommentFacts.Topic], most: Int, to markup: inout Markup) {
    guard !topics.isEmpty else { return none(to: &markup) }
    BarTable(
      kinds: [("委员发言", "deep"), ("公众发言", "pale")], unit: "条",
      lines: topics.prefix(most).map {
        BarTable.Line(
          name: $0.title, counts: [$0.memberComments, $0.publicComments],
          remark: "委员\(grouped($0.members))人")
      }
    ).write(to: &markup)
    let sides = [
      OverviewSeries(
        name: "委员发言", english: "members", kind: "deep", counts: topics.map(\.memberComments)),
      OverviewSeries(
        name: "公众发言", english: "the public", kind: "pale", counts: topics.map(\.publicComments)),
    ]
    Legend.write(sides, unit: "条", to: &markup)
  }

  private static func aspects(_ counts: AspectCounts, to markup: inout Markup) {
    guard counts.comments > 0 else { return none(to: &markup) }
    BarTable(
      kinds: [("委员发言", "deep"), ("公众发言", "pale")], unit: "条",
      lines: (counts.lines + [counts.unclassified]).map {
        BarTable.Line(
          name: $0.aspect.name, english: $0.aspect.english, counts: [$0.members, $0.outside])
      }
    ).write(to: &markup)
  }

  static func none(to markup: inout Markup) {
    markup.element("p", ["class": "note"], text: "没有可列的。")
  }
}
