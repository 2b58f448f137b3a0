import Ranking
import Records
import Scoring

/// The thin bars of a table's rows: every category has its slot at the same place in each row, as wide as its cap, so that
/// a column of bars can be compared.
struct CategoryBars: Sendable {
  private struct Slot: Sendable {
    let code: String
    let role: Category.Role
    /// Cap or greatest amount, as a magnitude.
    let most: Points
    var scale: PointScale
    let hasCap: Bool
  }

  private let slots: [Slot]
  private let decimals: Int
  private let leaves: [Range<Int>]

  private static let width = 3600
  private static let gap = 40
  private static let height = 100

  /// The slots of one profile, over all its members.
  init(_ run: RunRecord, profile: Int) {
    let cards = run.cards.lazy.filter { $0.profile == profile }
    let categories = run.model.categories
    decimals = run.model.decimals
    let most = categories.indices.map { index -> Points in
      if let cap = categories[index].node.cap?[profile], cap > .zero { return Points(nearest: cap) }
      return cards.reduce(.zero) { max($0, CategoryBars.magnitude($1.categories[index].points)) }
    }
    let whole = most.reduce(Int128(0)) { $0 + Int128($1.nano) }
    let room = CategoryBars.width - CategoryBars.gap * categories.count
    var next = 0
    slots = categories.indices.map { index in
      let width = whole == 0 ? 0 : Int(Int128(room) * Int128(most[index].nano) / whole)
      defer { next += width + CategoryBars.gap }
      return Slot(
        code: categories[index].node.code, role: categories[index].role, most: most[index],
        scale: PointScale(low: .zero, high: most[index], start: next, length: width),
        hasCap: categories[index].node.cap?[profile] != nil)
    }
    var first = 0
    leaves = categories.map { category in
      defer { first += category.node.leaves.count }
      return first..<first + category.node.leaves.count
    }
  }

  /// The codes of the categories above their slots; slots too thin for a letter stay without one.
  var heading: SVG {
    var svg = SVG(
      width: CategoryBars.width, height: 140, label: slots.map(\.code).joined(separator: "，"),
      class: "bars-head")
    for slot in slots where slot.scale.length >= 90 {
      svg.text(slot.code, x: slot.scale.start, y: 110, class: "slot-name")
    }
    return svg
  }

  /// One member's bars; the end of a bar is hatched where a cap took points away.
  func svg(_ card: Scorecard) -> SVG {
    let lost = slots.indices.map { self.lost(card, $0) }
    let parts = slots.indices.map { index -> String in
      var part = slots[index].code + " " + text(card.categories[index].points)
      if lost[index] > .zero { part += "（封顶减" + lost[index].text(atLeast: decimals) + "）" }
      return part
    }
    var svg = SVG(
      width: CategoryBars.width, height: CategoryBars.height, label: parts.joined(separator: "，"),
      class: "bars")
    for index in slots.indices {
      draw(card.categories[index].points, lost: lost[index], slots[index], title: parts[index], in: &svg)
    }
    return svg
  }

  private func draw(_ points: Points, lost: Points, _ slot: Slot, title: String, in svg: inout SVG) {
    let height = CategoryBars.height
    svg.rect(x: slot.scale.start, y: 0, width: slot.scale.length, height: height, class: "track")
    let filled = slot.scale.place(min(CategoryBars.magnitude(points), slot.most)) - slot.scale.start
    let kind = points < .zero ? "deduction" : slot.role.rawValue
    svg.rect(x: slot.scale.start, y: 0, width: filled, height: height, class: kind, title: title)
    guard lost > .zero, filled > 0 else { return }
    let wide = slot.scale.place(min(lost, slot.most)) - slot.scale.start
    let hatched = min(filled, max(60, min(wide, filled / 2)))
    svg.rect(
      x: slot.scale.start + filled - hatched, y: 0, width: hatched, height: height, class: "hatched",
      title: title)
  }

  /// What the bounds of leaves, groups and the category took; nothing of a deduction, which shows its total alone.
  private func lost(_ card: Scorecard, _ category: Int) -> Points {
    guard slots[category].role != .deduction else { return .zero }
    return card.leaves[leaves[category]].reduce(.zero) { $0 + $1.capped + $1.shared }
  }

  private func text(_ points: Points) -> String { points.text(decimals: decimals) }

  private static func magnitude(_ points: Points) -> Points { points < .zero ? -points : points }
}
