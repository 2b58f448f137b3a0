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

  /// Code of the category; empty for the floor.
  package let category: String
  package let categoryName: String
  package let part: Part
}

/// The lines of two models: a leaf that both have in the same category is one line.
struct PointLines {
  let lines: [PointLine]
  private let before: Places
  private let after: Places

  /// Where the parts of one model stand among the lines.
  fileprivate struct Places {
    let leaves: [(line: Int, category: Int)]
    let own: [Int]
    let rounding: [Int]
    let floor: Int
  }

  init(_ before: Model, _ after: Model) {
    let codes = before.categories.map(\.node.code).merging(after.categories.map(\.node.code))
    var lines: [PointLine] = []
    for code in codes {
      let nodes = [after, before].compactMap { model in
        model.categories.first { Key($0.node.code) == Key(code) }?.node
      }
      let leaves = (nodes.last?.leaves ?? []).map(\.code).merging((nodes.first?.leaves ?? []).map(\.code))
      let name = nodes.first?.name ?? ""
      lines += leaves.map { leaf in
        let node = nodes.lazy.flatMap(\.leaves).first { Key($0.code) == Key(leaf) }
        return PointLine(
          category: code, categoryName: name, part: .leaf(code: leaf, name: node?.name ?? ""))
      }
      lines += [.own, .rounding].map { PointLine(category: code, categoryName: name, part: $0) }
    }
    lines.append(PointLine(category: "", categoryName: "", part: .floor))
    self.lines = lines
    self.before = Places(before, lines)
    self.after = Places(after, lines)
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
  init(_ model: Model, _ lines: [PointLine]) {
    let codes = model.categories.map(\.node.code)
    func line(_ category: Int, _ fits: (PointLine.Part) -> Bool) -> Int {
      let code = codes[category]
      let found = lines.firstIndex { Key($0.category) == Key(code) && fits($0.part) }
      guard let found else { preconditionFailure("every part of both models has a line") }
      return found
    }
    leaves = model.leaves.map { leaf in
      (
        line(leaf.category) {
          if case .leaf(let code, _) = $0 { Key(code) == Key(leaf.node.code) } else { false }
        },
        leaf.category
      )
    }
    own = codes.indices.map { line($0) { $0 == .own } }
    rounding = codes.indices.map { line($0) { $0 == .rounding } }
    floor = lines.count - 1
  }
}
