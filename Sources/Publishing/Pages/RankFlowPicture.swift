import Ranking
import Records
import Robustness
import Scoring

/// Where the members of a profile stood in two rankings: a line for each from the left to the right, coloured and dashed by
/// the cause that moved its rank most.
struct RankFlowPicture {
  private let flows: [RankFlow]
  private let borders: [RankFlow.Border]
  private let profile: String
  private let last: (before: Int, after: Int)
  /// Members whose lines are not drawn, those who moved least.
  let leftOut: Int

  /// More members than these are labelled by their moves alone.
  private static let fewMembers = 60
  /// No more lines than these are drawn.
  private static let mostLines = 1_500
  private static let top = 420
  private static let labelHeight = 135

  /// nil where nobody of the profile is ranked in either run.
  init?(_ pages: ComparisonFacts, profile: String) {
    let all = RankFlow.all(pages, profile: profile)
    guard all.contains(where: { $0.before != nil && $0.after != nil }) else { return nil }
    let moved = all.sorted { ($1.isGraded ? 1 : 0, $1.distance) < ($0.isGraded ? 1 : 0, $0.distance) }
    flows = Array(moved.prefix(RankFlowPicture.mostLines))
    borders = RankFlow.Border.all(pages, profile: profile)
    leftOut = all.count - flows.count
    self.profile = profile
    last = (all.compactMap(\.before).max() ?? 1, all.compactMap(\.after).max() ?? 1)
  }

  private var isMany: Bool { max(last.before, last.after) > RankFlowPicture.fewMembers }

  /// `width` in tenths of a pixel; a narrow picture labels fewer and by number alone.
  func svg(class kind: String, width: Int, isNarrow: Bool) -> SVG {
    let rows = max(last.before, last.after)
    let height = isMany ? min(10_400, max(8_000, 34 * rows)) : 210 * max(4, rows)
    var svg = SVG(
      width: width, height: height + RankFlowPicture.top + 200, label: "\(profile)两次名次的变动，每人一条线",
      class: kind + (isMany ? " many" : ""))
    let frame = Frame(
      left: isNarrow ? 700 : 2_050, right: width - (isNarrow ? 700 : 2_050), top: RankFlowPicture.top,
      height: height, rows: rows)
    for flow in flows.reversed() { draw(flow, in: frame, &svg) }
    drawSides(frame, &svg)
    for border in borders { draw(border, in: frame, &svg) }
    let room = isMany ? height / RankFlowPicture.labelHeight * 2 / 3 : rows + 1
    label(room, frame, isNarrow: isNarrow, &svg)
    return svg
  }

  private struct Frame {
    let left: Int
    let right: Int
    let top: Int
    let height: Int
    let rows: Int

    /// The middle of a rank's row.
    func y(_ rank: Int) -> Int { top + (2 * rank - 1) * height / (2 * max(1, rows)) }

    /// Between a rank and the next.
    func below(_ rank: Int) -> Int { top + rank * height / max(1, rows) }
  }

  private func draw(_ flow: RankFlow, in frame: Frame, _ svg: inout SVG) {
    let kind = "flow \(flow.kind)" + (flow.isGraded ? " graded" : isMany ? " minor" : "")
    let stub = (frame.right - frame.left) / 12
    switch (flow.before, flow.after) {
    case (let before?, let after?):
      svg.flow(
        x: frame.left, y: frame.y(before), toX: frame.right, toY: frame.y(after), class: kind,
        title: flow.title)
    case (let before?, nil):
      svg.flow(
        x: frame.left, y: frame.y(before), toX: frame.left + stub, toY: frame.y(before), class: kind,
        title: flow.title)
    case (nil, let after?):
      svg.flow(
        x: frame.right - stub, y: frame.y(after), toX: frame.right, toY: frame.y(after), class: kind,
        title: flow.title)
    case (nil, nil): break
    }
  }

  /// The two axes, with a mark for each holder of the top grade.
  private func drawSides(_ frame: Frame, _ svg: inout SVG) {
    let mark = min(70, max(22, frame.height / max(1, frame.rows) - 8))
    for (x, word, isAfter) in [(frame.left, "前 before", false), (frame.right, "后 after", true)] {
      svg.line(x: x, y: frame.top, toX: x, toY: frame.top + frame.height, class: "side")
      svg.text(word, x: x, y: 200, anchor: isAfter ? .start : .end, class: "side-name")
      for flow in flows {
        guard let rank = isAfter ? flow.after : flow.before, isAfter ? flow.holdsAfter : flow.holdsBefore
        else {
          continue
        }
        svg.rect(x: x - 35, y: frame.y(rank) - mark / 2, width: 70, height: mark, class: "holder")
      }
    }
  }

  private func draw(_ border: RankFlow.Border, in frame: Frame, _ svg: inout SVG) {
    let (y, toY) = (frame.below(border.before), frame.below(border.after))
    svg.flow(x: frame.left, y: y, toX: frame.right, toY: toY, class: "border", title: border.name)
    svg.text(
      border.name, x: (frame.left + frame.right) / 2, y: (y + toY) / 2 + 40, anchor: .middle,
      class: "border-name")
  }

  /// Names at both sides, those who matter most first, moved apart where they would lie on each other.
  private func label(_ room: Int, _ frame: Frame, isNarrow: Bool, _ svg: inout SVG) {
    for isAfter in [false, true] {
      let shown = flows.filter { ($0.isGraded || !isMany || $0.isRankChange) && $0.rank(isAfter) != nil }
        .prefix(room).sorted { ($0.rank(isAfter) ?? 0, $0.number) < ($1.rank(isAfter) ?? 0, $1.number) }
      let wanted = shown.map { frame.y($0.rank(isAfter) ?? 0) }
      let places = RankFlowPicture.apart(wanted, least: 60, most: frame.top + frame.height + 160)
      let x = isAfter ? frame.right : frame.left
      let step = isAfter ? 1 : -1
      for (flow, (y, place)) in zip(shown, zip(wanted, places)) {
        svg.line(x: x + step * 50, y: y, toX: x + step * 170, toY: place, class: "leader")
        svg.text(
          flow.label(isAfter, isNarrow: isNarrow), x: x + step * 200, y: place + 40,
          anchor: isAfter ? .start : .end,
          class: "who" + (flow.isGraded ? " graded" : flow.isRankChange ? "" : " still"))
      }
    }
  }

  /// Ascending places at least a label apart, as near to the wanted ones as one pass down and one up bring them.
  static func apart(_ wanted: [Int], least: Int, most: Int) -> [Int] {
    var places = wanted
    for index in places.indices.dropFirst() {
      places[index] = max(places[index], places[index - 1] + labelHeight)
    }
    var bound = most
    for index in places.indices.reversed() {
      places[index] = min(places[index], bound)
      bound = places[index] - labelHeight
    }
    return places
  }
}
