import Ranking
import Records
import Scoring

/// The table of one profile: rank, member, total, grade and a bar per category.
struct MemberTable: Sendable {
  private let run: RunRecord
  private let standings: [Standing]
  private let profile: Int
  private let bars: CategoryBars
  /// Place of the first row in the page's data block.
  private let firstRow: Int
  private let workers: Workers

  /// Rows that a task writes.
  static let rowsOfTask = 64

  init(
    _ run: RunRecord, _ standings: [Standing], profile: Int, firstRow: Int, workers: Workers
  ) {
    self.workers = workers
    self.run = run
    self.standings = standings
    self.profile = profile
    self.firstRow = firstRow
    bars = CategoryBars(run, profile: profile)
  }

  func write(to markup: inout Markup) {
    markup.element("table", ["class": "members"]) { markup in
      markup.element("caption", ["class": "unseen"], text: "\(run.model.profiles[profile])排名表 ranking")
      markup.element("thead") { $0.element("tr") { heading(&$0) } }
      markup.element("tbody") { markup in
        for part in rows { markup.append(part) }
      }
    }
  }

  /// The rows of members, some together.
  private var rows: [Markup] {
    let ranges = Workers.ranges(standings.count, of: MemberTable.rowsOfTask)
    return workers.map(ranges.count) { part in
      var markup = Markup()
      for offset in ranges[part] {
        row(standings[offset], place: firstRow + offset, to: &markup)
      }
      return markup
    }
  }

  private static let columns: [(key: String, zh: String, en: String)] = [
    ("rank", "名次", "rank"), ("no", "编号", "no."), ("name", "姓名", "name"), ("sector", "界别", "sector"),
    ("total", "总分", "total"), ("grade", "等次", "grade"),
  ]

  private func heading(_ markup: inout Markup) {
    for column in MemberTable.columns {
      markup.element("th", ["scope": "col", "class": column.key, "data-key": column.key]) { markup in
        markup.text(column.zh)
        markup.constant(" ")
        markup.element("small", text: column.en)
      }
    }
    markup.element("th", ["scope": "col", "class": "points"]) { bars.heading.write(to: &$0) }
  }

  /// Written as it stands, since attributes one by one take most of the time of a page.
  private func row(_ standing: Standing, place: Int, to markup: inout Markup) {
    let member = run.members[Int(standing.member)]
    let card = run.cards[Int(standing.member)]
    markup.constant("<tr data-row=\"")
    markup.text("\(place)")
    markup.constant("\"><td class=\"rank\">")
    markup.text(standing.rank.map { "\($0)" } ?? "—")
    markup.constant("</td><td class=\"no\">")
    markup.text(member.number)
    markup.constant(
      "</td><th scope=\"row\" class=\"name\"><button type=\"button\" aria-expanded=\"false\">")
    markup.text(member.name)
    markup.constant("</button></th><td class=\"sector\">")
    markup.text(member.sector ?? "")
    markup.constant("</td><td class=\"total\">")
    markup.text(card.total.text(decimals: run.model.decimals))
    markup.constant("</td><td class=\"grade\">")
    grade(standing, to: &markup)
    markup.constant("</td><td class=\"points\">")
    bars.svg(card).write(to: &markup)
    markup.constant("</td></tr>\n")
  }

  /// A shape by the grade's place in the model, then its word.
  private func grade(_ standing: Standing, to markup: inout Markup) {
    guard let grade = standing.grade else { return }
    let place = run.model.grades.firstIndex { Key($0.name) == Key(grade) }
    let shapes = ["●", "◎", "○", "△", "□"]
    let shape = place.map { shapes[min($0, shapes.count - 1)] } ?? "◇"
    let kind = place == 0 && standing.rank != nil ? "shape first" : "shape"
    markup.constant("<span class=\"")
    markup.text(kind)
    markup.constant("\" aria-hidden=\"true\">")
    markup.text(shape)
    markup.constant("</span>")
    markup.text(grade)
  }
}
