import Records
import Scoring

/// What a total is made of, so that the lines of a member add up to it exactly.
package struct PointLine: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    /// Points of a leaf after all bounds.
    case leaf(code: String, name: String)
    /// What a category has besides its leaves' points: its start, and all of a mean.
    case own
    /// What rounding the category added.
    case rounding
    /// What the model's least total added; of no category.
    case floor
  }

  /// Which of the models has it.
  package enum Presence: String, Hashable, Sendable {
    case both, gone, new
  }

  /// Code of the category; empty for the floor.
  package let category: String
  package let categoryName: String
  package let part: Part
  package let presence: Presence
}

/// The lines of two models: a leaf that both have in the same category is one line.
struct PointLines {
  private(set) var lines: [PointLine] = []
  private var before: Places
  private var after: Places

  /// Where the parts of one model stand among the lines.
  fileprivate struct Places {
    /// By leaf, in the order of the model.
    var leaves: [(line: Int, category: Int)]
    /// By category.
    var own: [Int]
    var rounding: [Int]
    var floor = 0
  }

  init(_ before: Model, _ after: Model) {
    self.before = Places(before)
    self.after = Places(after)
    let shared = SharedCodes(before, after)
    for pair in shared.pairs(before.categories.map(\.node), after.categories.map(\.node)) {
      add(pair, before, after, shared)
    }
    self.before.floor = lines.count
    self.after.floor = lines.count
    lines.append(PointLine(category: "", categoryName: "", part: .floor, presence: .both))
  }

  private mutating func add(
    _ pair: (old: Int?, new: Int?), _ before: Model, _ after: Model, _ shared: SharedCodes
  ) {
    let (old, new) = (pair.old.map { before.categories[$0].node }, pair.new.map { after.categories[$0].node })
    guard let node = new ?? old else { return }
    let (leaves, others) = (old?.leaves ?? [], new?.leaves ?? [])
    let (first, otherFirst) = (
      self.before.leaves.firstIndex { $0.category == pair.old },
      self.after.leaves.firstIndex { $0.category == pair.new }
    )
    func line(_ part: PointLine.Part, _ isOld: Bool, _ isNew: Bool) -> PointLine {
      PointLine(
        category: node.code, categoryName: node.name, part: part,
        presence: isOld ? isNew ? .both : .gone : .new)
    }
    for leaf in shared.pairs(leaves, others) {
      if let place = leaf.old, let first { self.before.leaves[first + place].line = lines.count }
      if let place = leaf.new, let otherFirst { self.after.leaves[otherFirst + place].line = lines.count }
      guard let own = leaf.new.map({ others[$0] }) ?? leaf.old.map({ leaves[$0] }) else { continue }
      lines.append(line(.leaf(code: own.code, name: own.name), leaf.old != nil, leaf.new != nil))
    }
    if let place = pair.old { self.before.setOwn(place, lines.count) }
    if let place = pair.new { self.after.setOwn(place, lines.count) }
    lines += [.own, .rounding].map { line($0, old != nil, new != nil) }
  }

  /// What each line holds on a card, in nano; together the card's total.
  func amounts(_ card: Scorecard, isAfter: Bool) -> [Int64] {
    let places = isAfter ? after : before
    var amounts = [Int64](repeating: 0, count: lines.count)
    for (index, category) in card.categories.enumerated() {
      amounts[places.own[index]] = category.raw.nano
      amounts[places.rounding[index]] = category.points.nano - category.raw.nano
    }
    for score in card.leaves.listed {
      guard let points = score.points else { continue }
      let place = places.leaves[score.leaf]
      amounts[place.line] = points.nano
      amounts[places.own[place.category]] -= points.nano
    }
    amounts[places.floor] = card.total.nano - card.sum.nano
    return amounts
  }
}

extension PointLines.Places {
  /// Of a model, before the lines are known.
  fileprivate init(_ model: Model) {
    leaves = model.leaves.map { (line: 0, category: $0.category) }
    own = model.categories.map { _ in 0 }
    rounding = own
  }

  /// What a category has besides its leaves, and behind it what rounding adds.
  fileprivate mutating func setOwn(_ category: Int, _ line: Int) {
    own[category] = line
    rounding[category] = line + 1
  }
}
