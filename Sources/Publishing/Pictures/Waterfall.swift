import Ranking
package import Records
package import Scoring

/// A member's points from zero to the total, category by category.
package struct Waterfall: Sendable {
  package struct Step: Hashable, Sendable {
    package let name: String
    package let role: Scoring.Category.Role
    package let from: Points
    package let to: Points
    /// What limits and caps took; none of a deduction.
    package let lost: Points

    package var points: Points { to - from }
  }

  package let member: String
  package let decimals: Int
  /// Each begins where the one before it ends. The last one brings a sum below the model's least total up to it.
  package let steps: [Step]
  package let total: Points
  /// The grades' lines, rising; none for who gets no grade.
  let limits: [Histogram.Limit]
}

extension Waterfall {
  package init(_ book: MemberBook, member: Int) {
    let (run, card) = (book.run, book.run.cards[member])
    self.member = run.members[member].name
    decimals = run.model.decimals
    var (steps, sum): ([Step], Points) = ([], .zero)
    for (index, category) in run.model.categories.enumerated() {
      let losses = card.leaves.listed.filter { book.leaves[$0.leaf].category == index }
        .map { LeafPlace.loss($0.limited, $0.capped, $0.shared) }
      let next = sum + card.categories[index].points
      steps.append(
        Step(
          name: "\(category.node.code) \(category.node.name)", role: category.role, from: sum, to: next,
          lost: category.role == .deduction ? .zero : losses.reduce(.zero, +)))
      sum = next
    }
    if card.total != sum {
      steps.append(Step(name: "最低总分", role: .bonus, from: sum, to: card.total, lost: .zero))
    }
    self.steps = steps
    total = card.total
    let isGraded = book.standing(member).map { $0.rank != nil && $0.grade != nil } ?? false
    limits =
      isGraded
      ? run.model.grades.compactMap { grade in
        grade.from.map { Histogram.Limit(grade: grade.name, from: Points(nearest: $0[card.profile])) }
      }.reversed() : []
  }
}

/// A waterfall as bars, a row for each step, with what was lost hatched behind it.
struct WaterfallPicture {
  private let waterfall: Waterfall

  private static let rowHeight = 220
  private static let bar = 130
  private static let numberWidth = 640
  private static let lossWidth = 720
  private static let labelRows = 3
  private static let half = 60

  init(_ waterfall: Waterfall) {
    self.waterfall = waterfall
  }

  var drawn: DocumentPicture {
    let hasLoss = waterfall.steps.contains { $0.lost > .zero }
    let notes =
      ["横条依次相接，从零分加减到总分"] + (hasLoss ? ["斜纹为因次数、上限少计的分"] : [])
      + (waterfall.limits.isEmpty ? [] : ["虚线为等次分数线"])
    return DocumentPicture(
      svg(class: "picture", width: DocumentPicture.fullWidth), caption: "\(waterfall.member)委员得分构成",
      notes: [notes.joined(separator: "；")])
  }

  /// `width` in tenths of a pixel.
  func svg(class kind: String, width: Int) -> SVG {
    let steps = waterfall.steps
    let top =
      waterfall.limits.isEmpty ? 20 : 150 * min(WaterfallPicture.labelRows, waterfall.limits.count) + 60
    let height = top + WaterfallPicture.rowHeight * (steps.count + 1) + 30
    var svg = SVG(width: width, height: height, label: label, class: kind)
    let scale = scale(width)
    for (index, limit) in waterfall.limits.enumerated() {
      draw(limit, index, scale, bottom: height - 20, &svg)
    }
    for (index, step) in steps.enumerated() {
      draw(step, y: top + index * WaterfallPicture.rowHeight, scale, width: width, &svg)
    }
    drawTotal(y: top + steps.count * WaterfallPicture.rowHeight, scale, width: width, &svg)
    let zero = scale.place(.zero)
    svg.line(x: zero, y: top, toX: zero, toY: height - 20, class: "axis")
    return svg
  }

  private var label: String {
    let steps = waterfall.steps.map { step in
      "\(step.name) \(text(step.points))" + (step.lost > .zero ? "（少计\(text(step.lost))）" : "")
    }
    return "\(waterfall.member)委员得分构成：" + (steps + ["总分 \(text(waterfall.total))"]).joined(separator: "，")
  }

  private func scale(_ width: Int) -> PointScale {
    let ends = waterfall.steps.flatMap { [$0.from, $0.to, $0.to + $0.lost] } + waterfall.limits.map(\.from)
    let widest = waterfall.steps.map { DisplayWidth.of($0.name) }.max() ?? 0
    let start = min(width / 3, widest * WaterfallPicture.half + 100)
    return PointScale(
      low: ends.reduce(.zero, min), high: ends.reduce(.zero, max), start: start,
      length: width - start - WaterfallPicture.numberWidth - WaterfallPicture.lossWidth)
  }

  private func draw(
    _ step: Waterfall.Step, y: Int, _ scale: PointScale, width: Int, _ svg: inout SVG
  ) {
    let (from, to) = (scale.place(step.from), scale.place(step.to))
    let bar = y + (WaterfallPicture.rowHeight - WaterfallPicture.bar) / 2
    let kind = step.points < .zero ? "deduction" : step.role.rawValue
    svg.text(
      DisplayWidth.cut(step.name, (scale.start - 100) / WaterfallPicture.half), x: 0, y: y + 155,
      class: "row-name")
    svg.rect(
      x: min(from, to), y: bar, width: step.points == .zero ? 0 : max(10, abs(to - from)),
      height: WaterfallPicture.bar, class: kind, title: "\(step.name) \(text(step.points))")
    svg.rect(
      x: max(from, to), y: bar, width: scale.place(step.to + step.lost) - to, height: WaterfallPicture.bar,
      class: "lost", title: "\(step.name) 少计\(text(step.lost))")
    svg.line(
      x: to, y: bar, toX: to, toY: bar + WaterfallPicture.rowHeight, class: "joint")
    let sign = step.points > .zero ? "+" : ""
    svg.text(
      sign + text(step.points), x: width - WaterfallPicture.lossWidth, y: y + 155, anchor: .end,
      class: "row-number")
    guard step.lost > .zero else { return }
    svg.text("少计\(text(step.lost))", x: width, y: y + 155, anchor: .end, class: "tick")
  }

  private func drawTotal(y: Int, _ scale: PointScale, width: Int, _ svg: inout SVG) {
    let (zero, end) = (scale.place(.zero), scale.place(waterfall.total))
    svg.text("总分", x: 0, y: y + 155, class: "row-name")
    svg.rect(
      x: min(zero, end), y: y + (WaterfallPicture.rowHeight - WaterfallPicture.bar) / 2,
      width: abs(end - zero),
      height: WaterfallPicture.bar, class: "whole", title: "总分 \(text(waterfall.total))")
    svg.text(
      text(waterfall.total), x: width - WaterfallPicture.lossWidth, y: y + 155, anchor: .end,
      class: "row-number")
  }

  /// The labels take turns in three rows, since lines may lie close together.
  private func draw(
    _ limit: Histogram.Limit, _ index: Int, _ scale: PointScale, bottom: Int, _ svg: inout SVG
  ) {
    let x = scale.place(limit.from)
    let y = 130 + 150 * (index % WaterfallPicture.labelRows)
    let name = "\(limit.grade) ≥ \(limit.from.text(atLeast: 0))"
    let isRight = x + 50 + DisplayWidth.of(name) * WaterfallPicture.half > scale.start + scale.length
    svg.line(x: x, y: y - 110, toX: x, toY: bottom, class: "limit")
    svg.text(
      name, x: isRight ? x - 50 : x + 50, y: y,
      anchor: isRight ? .end : .start, class: "tick")
  }

  private func text(_ points: Points) -> String { points.text(decimals: waterfall.decimals) }
}
