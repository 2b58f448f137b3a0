import Ranking
import Records
import Scoring

/// What the ranked members of a profile got in one category.
struct CategorySpread {
  /// Nearest-rank quartiles: each is some member's value.
  let lower: Points
  let median: Points
  let upper: Points
  /// The category's cap for the profile, else the greatest value.
  let most: Points
  let hasCap: Bool

  /// Fewer members than this have no spread, which would tell of single persons.
  static let fewest = 3

  /// nil for fewer than three ranked members. O(n log n).
  init?(_ run: RunRecord, profile: Int, category: Int) {
    let standings = run.ranking.standings
    let ranked = standings.indices.lazy.filter {
      standings[$0].profile == profile && standings[$0].rank != nil
    }
    let values = ranked.map { run.cards[Int(standings[$0].member)].categories[category].points }.sorted()
    guard values.count >= CategorySpread.fewest, let greatest = values.last else { return nil }
    let quartile = { (quarter: Int) in values[(values.count * quarter + 3) / 4 - 1] }
    lower = quartile(1)
    median = quartile(2)
    upper = quartile(3)
    let cap = run.model.categories[category].node.cap?[profile]
    most = cap.map { Points(nearest: $0) } ?? greatest
    hasCap = cap != nil
  }
}

/// The middle half and the median of every category on one scale of points.
struct CategoryPicture {
  private let rows: [(name: String, spread: CategorySpread)]
  private let profile: String
  private let decimals: Int

  private static let numberWidth = 1000
  private static let nameWidth = 1500

  /// nil for fewer than three ranked members.
  init?(_ run: RunRecord, profile: Int) {
    rows = run.model.categories.enumerated().compactMap { index, category in
      CategorySpread(run, profile: profile, category: index).map {
        ("\(category.node.code) \(category.node.name)", $0)
      }
    }
    guard !rows.isEmpty else { return nil }
    self.profile = run.model.profiles[profile]
    decimals = run.model.decimals
  }

  /// `width` in tenths of a pixel. A narrow picture has the names above the bars.
  func svg(class kind: String, width: Int, isNarrow: Bool) -> SVG {
    let rowHeight = isNarrow ? 360 : 240
    var svg = SVG(
      width: width, height: rowHeight * rows.count, label: "\(profile)各类得分：中间一半委员的范围和中位数",
      class: kind)
    for (index, row) in rows.enumerated() {
      draw(
        row.name, row.spread, y: index * rowHeight, width: width, isNarrow: isNarrow,
        on: scale(width, isNarrow), in: &svg)
    }
    return svg
  }

  private func scale(_ width: Int, _ isNarrow: Bool) -> PointScale {
    let low = rows.reduce(Points.zero) { min($0, $1.spread.lower) }
    let high = rows.reduce(Points.zero) { max($0, $1.spread.most, $1.spread.upper) }
    let start = isNarrow ? 10 : CategoryPicture.nameWidth
    return PointScale(
      low: low, high: high, start: start, length: width - start - CategoryPicture.numberWidth)
  }

  private func draw(
    _ name: String, _ spread: CategorySpread, y: Int, width: Int, isNarrow: Bool, on scale: PointScale,
    in svg: inout SVG
  ) {
    let bar = isNarrow ? y + 190 : y + 60
    let zero = scale.place(.zero)
    let title =
      "\(name)：中间一半\(text(spread.lower))–\(text(spread.upper))，中位\(text(spread.median))"
    svg.text(name, x: 0, y: isNarrow ? y + 140 : y + 160, class: "row-name")
    svg.rect(x: zero, y: bar, width: scale.place(spread.most) - zero, height: 120, class: "track")
    let from = scale.place(spread.lower)
    svg.rect(
      x: from, y: bar, width: max(20, scale.place(spread.upper) - from), height: 120, class: "middle",
      title: title)
    let median = scale.place(spread.median)
    svg.line(x: median, y: bar - 20, toX: median, toY: bar + 140, class: "median")
    let cap = spread.hasCap ? " / \(spread.most.text(atLeast: 0))" : ""
    svg.text(text(spread.median) + cap, x: width, y: bar + 110, anchor: .end, class: "row-number")
  }

  private func text(_ points: Points) -> String { points.text(decimals: decimals) }
}
