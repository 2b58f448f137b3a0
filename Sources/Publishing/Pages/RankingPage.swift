import Ranking
import Records
import Scoring

/// `ranking.html`: the ranking for people, on a screen or on A4.
///
/// Above 5,000 members a profile's table ends after its first 1,000, which the page says; the pictures are of all.
enum RankingPage {
  private static let mostMembers = 5_000
  private static let firstMembers = 1_000

  static func artifact(_ run: RunRecord, _ workers: Workers = .one) -> Artifact {
    let shown = shownStandings(run)
    let page = Page(
      title: "\(run.identity.period.chinese)排名", kicker: run.identity.title,
      english: "Ranking \(run.identity.period)", identity: run.identity, model: run.model.id)
    let bytes = page.html(script: true) { markup in
      lead(run, to: &markup)
      tools(run, to: &markup)
      var firstRow = 0
      for profile in run.model.profiles.indices {
        section(run, shown[profile], profile: profile, firstRow: firstRow, workers, to: &markup)
        firstRow += shown[profile].count
      }
      markup.data(id: "data", MemberDetail(run).json(shown.flatMap(\.self), workers: workers))
    }
    return Artifact(file: .page, bytes: bytes, rows: nil)
  }

  /// By profile, the standings that the tables list.
  private static func shownStandings(_ run: RunRecord) -> [[Standing]] {
    let most = run.members.count > mostMembers ? firstMembers : mostMembers
    return run.model.profiles.indices.map { profile in
      Array(run.ranking.standings.lazy.filter { $0.profile == profile }.prefix(most))
    }
  }

  private static func lead(_ run: RunRecord, to markup: inout Markup) {
    if run.model.isExample {
      markup.paragraph(
        Message(
          zh: "示例办法：正式使用前须换成本级政协自己的办法。",
          en: "Example model: a committee puts its own rules in its place before real use."), class: "notice")
    }
    markup.paragraph(RunSentences.outcome(run), class: "lead")
    markup.paragraph(RunSentences.trust(run), class: "trust")
  }

  private static func tools(_ run: RunRecord, to markup: inout Markup) {
    markup.element("div", ["class": "tools", "hidden": ""]) { markup in
      markup.element("label") { markup in
        markup.element("span", text: "查找 find")
        markup.void("input", ["type": "search", "id": "find", "autocomplete": "off", "spellcheck": "false"])
      }
      markup.element("label") { markup in
        markup.element("span", text: "排序 sort")
        markup.element("select", ["id": "order"]) { orders(run, to: &$0) }
      }
      markup.element("output", ["id": "found", "for": "find"], text: "")
    }
    markup.element("noscript") { markup in
      markup.element("p", ["class": "notice"], text: "脚本未运行：表格和图照常可看，不能查找、排序和展开。")
    }
  }

  private static func orders(_ run: RunRecord, to markup: inout Markup) {
    for (key, name) in [("rank", "名次"), ("no", "编号"), ("name", "姓名"), ("sector", "界别"), ("total", "总分")] {
      markup.element("option", ["value": key], text: name)
    }
    for (index, category) in run.model.categories.enumerated() {
      markup.element("option", ["value": "\(index)"], text: "\(category.node.code) \(category.node.name)")
    }
  }

  private static func section(
    _ run: RunRecord, _ shown: [Standing], profile: Int, firstRow: Int, _ workers: Workers,
    to markup: inout Markup
  ) {
    markup.element("section", ["class": "profile"]) { markup in
      let standings = run.ranking.standings
      let all = standings.indices.count { standings[$0].profile == profile }
      let ranked = run.distributions[profile].ranked
      let name = run.model.profiles[profile]
      markup.heading("h2", "\(name) \(grouped(ranked))人", "\(grouped(ranked)) ranked")
      pictures(run, profile: profile, to: &markup)
      guard !shown.isEmpty else {
        markup.element("p", text: "没有\(name)。")
        return
      }
      key(run, profile: profile, to: &markup)
      if shown.count < all {
        markup.paragraph(
          Message(
            zh: "共\(grouped(all))人，本表只列前\(grouped(shown.count))人，其余见 ranking.csv。",
            en: "The first \(grouped(shown.count)) of \(grouped(all)); ranking.csv has all."),
          class: "notice")
      }
      MemberTable(run, shown, profile: profile, firstRow: firstRow, workers: workers).write(to: &markup)
    }
  }

  private static func pictures(_ run: RunRecord, profile: Int, to markup: inout Markup) {
    if let histogram = Histogram(run, profile: profile) {
      markup.element("figure") { markup in
        markup.heading("h3", "总分分布", "totals")
        for (kind, width) in [("wide", 8_600), ("narrow", 3_560)] {
          DistributionPicture(
            histogram, profile: run.model.profiles[profile], decimals: run.model.decimals, width: width
          ).svg(class: kind).write(to: &markup)
        }
        let legend = histogram.topGrade.map { "实色为\($0)，浅色为其他；竖线是等次分数线，名额和门槛可使达线者不得该等次。" }
        markup.element("figcaption", text: (legend ?? "") + "每柱上的数字是人数。")
      }
    }
    guard let picture = CategoryPicture(run, profile: profile) else { return }
    markup.element("figure") { markup in
      markup.heading("h3", "各类得分", "points per category")
      picture.svg(class: "wide", width: 8_600, isNarrow: false).write(to: &markup)
      picture.svg(class: "narrow", width: 3_560, isNarrow: true).write(to: &markup)
      markup.element("figcaption", text: "色带是中间一半委员的得分，黑线和数字是中位数，浅底是该类上限或最高分。")
    }
  }

  /// The categories in words, and what a hatched end means.
  private static func key(_ run: RunRecord, profile: Int, to markup: inout Markup) {
    markup.element("p", ["class": "key"]) { markup in
      for category in run.model.categories {
        markup.element("span", ["class": "category"]) { markup in
          markup.element("b", text: category.node.code)
          markup.text(" \(category.node.name)")
          if let cap = category.node.cap?[profile] { markup.text(" \(cap)") }
        }
        markup.constant(" ")
      }
      markup.element("span", ["class": "category"]) { markup in
        var swatch = SVG(width: 240, height: 100, label: "斜纹", class: "swatch")
        swatch.rect(x: 0, y: 0, width: 240, height: 100, class: "base")
        swatch.rect(x: 120, y: 0, width: 120, height: 100, class: "hatched")
        swatch.write(to: &markup)
        markup.text("末端斜纹：有分数因封顶未计入")
      }
    }
  }
}
