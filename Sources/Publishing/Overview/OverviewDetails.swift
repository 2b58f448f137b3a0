import Records

/// Below the wall: every figure by month and by 界别, and the rows that it rests on.
enum OverviewDetails {
  static func write(_ facts: OverviewFacts, to markup: inout Markup) {
    markup.element("div", ["class": "more"]) { markup in
      classes(facts, to: &markup)
      guard facts.comments.topics.count > OverviewPanels.mostTopics else { return }
      OverviewPanels.panel("全部话题", "all hot topics", to: &markup) { markup in
        OverviewPanels.topics(facts.comments.topics, most: .max, to: &markup)
      }
    }
    section("按月", "by month", kind: "table sum", to: &markup) { months(facts).write(to: &$0) }
    section("按界别", "by sector", kind: "table sum", to: &markup) { markup in
      sectors(facts).write(to: &markup)
      let least = OverviewFrame.leastForAverages
      markup.element(
        "p", ["class": "note"], text: "不足\(least)人的界别只列件数，不列比率和人均。提案归第一提案人，班次归实际值班的委员。")
    }
    section("数据来源", "sources", to: &markup) { markup in
      sources(facts).write(to: &markup)
      for note in notes(facts) { markup.element("p", ["class": "note"], text: note) }
    }
  }

  static func section(
    _ zh: String, _ en: String, kind: String = "table", to markup: inout Markup,
    _ content: (inout Markup) -> Void
  ) {
    markup.element("section", ["class": kind]) { markup in
      markup.heading("h2", zh, en)
      content(&markup)
    }
  }

  /// What has kinds and statuses, each as bars.
  private static func classes(_ facts: OverviewFacts, to markup: inout Markup) {
    let counts: [(String, String, RowCount?, String)] = [
      ("活动类别", "activities by kind", facts.attendance.activities, "项"),
      ("提案类别", "proposals by kind", facts.submissions.proposalKinds, "件"),
      ("提案办理", "proposals by status", facts.submissions.proposals, "件"),
      ("社情民意办理", "reports by status", facts.submissions.reports, "件"),
      ("五微类别", "micro-items by kind", facts.submissions.microKinds, "件"),
      ("成果", "outcomes", facts.submissions.outcomes, "项"),
      ("留言答复", "messages by answer", facts.duty.messages, "条"),
      ("工作室", "studios", facts.studio, "次"),
    ]
    for (zh, en, count, unit) in counts {
      guard let count else { continue }
      OverviewPanels.panel(zh, en, to: &markup) { BarTable.write(count.withoutBlanks, unit: unit, to: &$0) }
    }
  }

  /// The counts that both tables have, with the heading of each.
  private static func columns(_ facts: OverviewFacts) -> [(head: (zh: String, en: String), grid: CountGrid)] {
    let submissions = facts.submissions
    let all: [((zh: String, en: String), CountGrid?)] = [
      (("参加活动", "visits"), facts.attendance.visits),
      (("提案", "proposals"), submissions.proposals?.all),
      (("立案归并", "filed"), submissions.proposals?.grid(SubmissionFacts.filed)),
      (("社情民意", "reports"), submissions.reports?.all),
      (("收录", "accepted"), submissions.reports?.grid(SubmissionFacts.accepted)),
      (("五微", "micro-items"), submissions.micro?.all),
      (("办结采纳", "settled"), submissions.micro?.grid(SubmissionFacts.settled)),
      (("成果", "outcomes"), submissions.outcomes?.all),
      (("值班（含取消）", "shifts"), facts.duty.shifts?.all), (("签到", "served"), facts.duty.shifts?.grid(["已签到"])),
      (("留言（含无效）", "messages"), facts.duty.messages?.all),
      (("答复", "answered"), facts.duty.messages?.grid(["已答复"])),
      (("热点发言（含无效）", "hot topics"), facts.comments.ofMembers?.grid([ActivityDates.hot])),
      (("远程发言（含无效）", "remote"), facts.comments.ofMembers?.grid([ActivityDates.remote])),
      (("工作室（含未核实）", "studios"), facts.studio?.all),
    ]
    return all.compactMap { head, grid in grid.map { (head, $0) } }
  }

  private static func months(_ facts: OverviewFacts) -> QualityTable {
    let columns = columns(facts)
    let activities = facts.attendance.activities?.all
    let outside = facts.comments.ofPublic?.all
    let heads =
      [("月份", "month"), ("活动（含取消）", "activities"), ("值班日", "duty days"), ("到会率", "attendance")]
      + columns.map(\.head) + [("公众发言（含无效）", "public")]
    let hasUndated = (columns.map(\.grid) + [activities, outside].compactMap(\.self)).contains {
      $0.months.last != 0
    }
    let rows = (0..<facts.frame.undated + (hasUndated ? 1 : 0)).map { month -> [QualityTable.Cell] in
      let share = Share(
        part: facts.attendance.present.months[month], whole: facts.attendance.owed.months[month])
      return [
        .text(month == facts.frame.undated ? RowCount.unclassified : "\(month + 1)月"),
        .number(Int64(activities?.months[month] ?? 0)), .number(Int64(facts.duty.days[month])),
        .figure(share.text),
      ] + columns.map { .number(Int64($0.grid.months[month])) }
        + [.number(Int64(outside?.months[month] ?? 0))]
    }
    let total: [QualityTable.Cell] =
      [
        .text("合计"), .number(Int64(activities?.total ?? 0)), .number(Int64(facts.duty.days.reduce(0, +))),
        .figure(facts.attendance.share.text),
      ] + columns.map { .number(Int64($0.grid.total)) } + [.number(Int64(outside?.total ?? 0))]
    return QualityTable(heads, rows + [total])
  }

  private static func sectors(_ facts: OverviewFacts) -> QualityTable {
    let columns = columns(facts)
    let submitted = facts.submissions.all(facts.frame)
    let heads =
      [("界别", "sector"), ("委员", "members"), ("到会率", "attendance"), ("人均提交", "per member")]
      + columns.map(\.head)
    var rows = facts.frame.sectors.enumerated().map { place, sector -> [QualityTable.Cell] in
      let isLarge = sector.members >= OverviewFrame.leastForAverages
      let ratio = isLarge ? Share(part: submitted.sectors[place], whole: sector.members).ratio : "—"
      return [
        .text(sector.name), .number(Int64(sector.members)),
        .figure(facts.attendance.share(place, facts.frame)?.text ?? "—"), .figure(ratio),
      ] + columns.map { .number(Int64($0.grid.sectors[place])) }
    }
    rows.append(
      [.text(RowCount.unclassified), .figure("—"), .figure("—"), .figure("—")]
        + columns.map { .number(Int64($0.grid.sectors[facts.frame.unassigned])) })
    rows.append(
      [
        .text("合计"), .number(Int64(facts.frame.sectors.reduce(0) { $0 + $1.members })),
        .figure(facts.attendance.share.text),
        .figure(Share(part: submitted.total, whole: facts.frame.sectors.reduce(0) { $0 + $1.members }).ratio),
      ] + columns.map { .number(Int64($0.grid.total)) })
    return QualityTable(heads, rows)
  }

  private static func sources(_ facts: OverviewFacts) -> QualityTable {
    QualityTable(
      [
        ("来源", "source"), ("读入", "read"), ("退回", "rejected"), ("合并", "merged"), ("过滤", "filtered"),
        ("保留", "kept"), ("计入本期", "counted"), ("其他时段", "other times"), ("无月份", "undated"),
        ("无界别", "no sector"), ("另计公众", "public"),
      ],
      facts.sources.map { line in
        [
          .text(line.title), .number(line.books.read), .number(line.books.rejected),
          .number(line.books.merged), .number(line.books.filtered), .number(line.books.kept),
          .number(Int64(line.counted)), .number(Int64(line.elsewhere)), .number(Int64(line.undated)),
          .figure(line.unassigned.map { grouped($0) } ?? "—"), .number(Int64(line.outside)),
        ]
      })
  }

  private static func notes(_ facts: OverviewFacts) -> [String] {
    let aspects = facts.comments.aspects
    return [
      "读入＝退回＋合并＋过滤＋保留，保留＝计入本期＋其他时段；各月之和、各界别之和都等于计入本期。",
      "到会率按半天计：到会÷（到会＋请假＋缺席），免计和时间冲突的不在内；出勤由日程、邀请、签到和请假推定。",
      "提案、社情民意、五微按提交日期，成果按成果日期，留言按所属班次的日期；没有日程的热点话题按第一条发言。",
      "热点关注有效发言\(grouped(aspects.comments))条参加归类，无效\(grouped(aspects.invalid))条不归类；一条发言可归入几个方面，各方面之和可多于发言数。",
    ]
  }
}

extension RowCount {
  /// Without the classes of which there is none.
  fileprivate var withoutBlanks: RowCount {
    var count = self
    count.keepClasses { $0.grid.total > 0 }
    return count
  }
}
