import Records
import Scoring

/// `studio.html` (网上委员工作室): studios, shifts by month, and who was on duty on each day. It names members, so it is
/// internal; who wrote a message is never told.
package enum StudioPage {
  package static func html(_ run: RunRecord, _ facts: StudioFacts) -> [UInt8] {
    let page = Page(
      title: "\(run.identity.period.chinese)网上委员工作室", kicker: run.identity.title, english: "Studios online",
      identity: run.identity, model: run.model.id, more: (OverviewStyle.text, OverviewStyle.digest))
    return page.html(script: false) { markup in
      OverviewTiles.write(tiles(facts), to: &markup)
      markup.element("div", ["class": "pair"]) { markup in
        OverviewPanels.panel("每月班次", "shifts by month", to: &markup) { shifts(facts, to: &$0) }
        OverviewPanels.panel("每月工作室活动", "studio records by month", to: &markup) { records(facts, to: &$0) }
      }
      markup.element("div", ["class": "boards"]) { markup in
        OverviewDetails.section("工作室", "studios", to: &markup) { studios(facts).write(to: &$0) }
        OverviewDetails.section("值班表", "who was on duty", to: &markup) { markup in
          days(facts).write(to: &markup)
          markup.element("p", ["class": "note"], text: "按班次开始的时间排列；留言不含无效的，只计数，不列留言人。")
        }
      }
    }
  }

  private static func tiles(_ facts: StudioFacts) -> [OverviewTiles.Tile] {
    let named = facts.studios.filter { !$0.number.isEmpty }
    let closed = named.count { $0.status == "停办" }
    let shifts = facts.duty.shifts
    let planned = (shifts?.all.total ?? 0) - (shifts?.total("取消") ?? 0)
    let served = Share(part: shifts?.total("已签到") ?? 0, whole: planned)
    let held = facts.kinds.indices.map { kind in
      OverviewTiles.Tile(
        name: (facts.kinds[kind], "verified"),
        figure: grouped(facts.studios.reduce(0) { $0 + $1.held[kind].verified }), unit: "次",
        notes: ["未核实\(grouped(facts.studios.reduce(0) { $0 + $1.held[kind].all - $1.held[kind].verified }))次"]
      )
    }
    return [
      OverviewTiles.Tile(
        name: ("工作室", "studios"), figure: grouped(named.count), unit: "个",
        notes: [closed > 0 ? "其中停办\(grouped(closed))个" : "都在正常开展"])
    ] + held + [
      OverviewTiles.Tile(
        name: ("值班", "shifts"), figure: grouped(planned), unit: "班",
        notes: ["签到\(grouped(served.part))班，占\(served.text)", "另有\(grouped(shifts?.total("取消") ?? 0))班取消"]),
      OverviewTiles.Tile(
        name: ("换班", "swapped"), figure: grouped(facts.duty.swapped.total), unit: "班", notes: ["由换班的委员值班"]),
    ] + OverviewTiles.messages(facts.duty)
  }

  private static func shifts(_ facts: StudioFacts, to markup: inout Markup) {
    OverviewPanels.duty(facts.duty, to: &markup)
    markup.element(
      "p", ["class": "note"],
      text: "换班按月："
        + facts.duty.swapped.months.enumerated().filter { $0.element > 0 }.map { month, count in
          "\(month == facts.frame.undated ? RowCount.unclassified : "\(month + 1)月")\(grouped(count))班"
        }.joined(separator: "，"))
  }

  private static func records(_ facts: StudioFacts, to markup: inout Markup) {
    guard let records = facts.records else { return OverviewPanels.none(to: &markup) }
    let looks = ["deep", "pale", "faint"]
    MonthColumns(
      unit: "次",
      series: records.classes.enumerated().map { place, part in
        OverviewSeries(
          name: part.name, english: "", kind: looks[min(place, 2)], counts: part.grid.months)
      }
    ).write(to: &markup)
  }

  private static func studios(_ facts: StudioFacts) -> QualityTable {
    let heads =
      [
        ("编号", "number"), ("名称", "name"), ("负责人", "head"), ("地点", "place"), ("设立", "opened"),
        ("状态", "status"),
      ]
      + facts.kinds.flatMap { [($0, "verified"), ("未核实", "not verified")] } + [("参加委员", "members")]
    return QualityTable(
      heads,
      facts.studios.map { studio in
        let isNone = studio.number.isEmpty
        return [
          .text(isNone ? "—" : studio.number),
          .text(!studio.title.isEmpty ? studio.title : isNone ? RowCount.unclassified : "名册中没有"),
          .text(studio.leader), .text(studio.place), .text(studio.openedOn), .text(studio.status),
        ]
          + studio.held.flatMap {
            [.number(Int64($0.verified)), QualityTable.Cell.number(Int64($0.all - $0.verified))]
          }
          + [.number(Int64(studio.members))]
      })
  }

  private static func days(_ facts: StudioFacts) -> QualityTable {
    QualityTable(
      [
        ("日期", "date"), ("班次", "shifts"), ("签到", "served"), ("换班", "swapped"), ("取消", "cancelled"),
        ("留言", "messages"), ("已答复", "answered"), ("值班委员", "members on duty"),
      ],
      facts.days.map { day in
        [
          .text("\(day.day) \(weekday(day.day))"), .number(Int64(day.turns.count)),
          .number(Int64(day.turns.count { $0.state == 0 })),
          .number(Int64(day.turns.count { $0.instead != nil })),
          .number(Int64(day.turns.count { $0.state == 2 })), .number(Int64(day.messages)),
          .number(Int64(day.answered)), .sources(day.turns.map(words).joined(separator: "、")),
        ]
      })
  }

  /// `示例甲`, with what was otherwise: who took over, who did not sign in, what was cancelled.
  private static func words(_ turn: StudioFacts.DutyDay.Turn) -> String {
    let remarks = [
      turn.instead.map { "替\($0)" }, turn.state == 0 ? nil : DutyFacts.states[turn.state],
    ].compactMap(\.self)
    return turn.name + (remarks.isEmpty ? "" : "（\(remarks.joined(separator: "，"))）")
  }

  private static func weekday(_ day: Day) -> String {
    "周" + ["一", "二", "三", "四", "五", "六", "日"][day.weekday - 1]
  }
}
