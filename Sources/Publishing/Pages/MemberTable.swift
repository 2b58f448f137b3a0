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

  private func row(_ standing: Standing, place: Int, to markup: inout Markup) {
    let member = run.members[Int(standing.member)]
    let card = run.cards[Int(standing.member)]
    markup.element("tr", ["data-row": "\(place)"]) { markup in
      markup.element("td", ["class": "rank"], text: standing.rank.map { "\($0)" } ?? "—")
      markup.element("td", ["class": "no"], text: member.number)
      markup.element("th", ["scope": "row", "class": "name"]) { markup in
        markup.element("button", ["type": "button", "aria-expanded": "false"], text: member.name)
      }
      markup.element("td", ["class": "sector"], text: member.sector ?? "")
      markup.element("td", ["class": "total"], text: card.total.text(decimals: run.model.decimals))
      markup.element("td", ["class": "grade"]) { grade(standing, to: &$0) }
      markup.element("td", ["class": "points"]) { bars.svg(card).write(to: &$0) }
    }
  }

  /// A shape by the grade's place in the model, then its word.
  private func grade(_ standing: Standing, to markup: inout Markup) {
    guard let grade = standing.grade else { return }
    let place = run.model.grades.firstIndex { Key($0.name) == Key(grade) }
    let shapes = ["●", "◎", "○", "△", "□"]
    let shape = place.map { shapes[min($0, shapes.count - 1)] } ?? "◇"
    let kind = place == 0 && standing.rank != nil ? "shape first" : "shape"
    markup.element("span", ["class": kind, "aria-hidden": "true"], text: shape)
    markup.text(grade)
  }
}
