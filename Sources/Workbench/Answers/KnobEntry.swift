import Records
import Robustness
import Scoring

/// A number that the rail shows, with what it is in words and how far it may go.
package struct KnobEntry: Hashable, Encodable, Sendable {
  package enum Kind: String, Codable, Sendable {
    /// Points, and the points of tiers and limits.
    case points
    case cap, floor, start, factor
    /// A part of a whole, 0 to 1.
    case share
    /// A grade's least total.
    case line
    /// So many records or members.
    case count
    /// The bound of a condition.
    case condition
    /// Weights and the goalposts of means, and the starts of tiers.
    case other
  }

  package let path: String
  package let label: Words
  /// Code of the node that it belongs to; left out for others.
  package let node: String?
  /// Code of that node's category.
  package let category: String?
  package let kind: Kind
  /// `points`, `times`, `share`, `records`, `members` or nothing.
  package let unit: String
  /// Left out where profiles differ.
  package let published: String?
  /// The ends of the range in which ticks are searched, and the step; all left out where profiles differ.
  package let lowest: String?
  package let highest: String?
  package let step: String?
  /// Whether it may stand below 0.
  package let negative: Bool
  let knob: Knob

  private enum CodingKeys: CodingKey {
    case path, label, node, category, kind, unit, published, lowest, highest, step, negative
  }

  init(_ knob: Knob, _ model: Model) {
    self.knob = knob
    path = knob.description
    label = KnobEntry.label(knob, model)
    let owner: String? =
      switch knob.subject {
      case .factor(let code): code
      case .number(let number): number.owner
      }
    let category = owner.flatMap { owner in
      model.categories.first { $0.node.name(of: owner) != nil }?.node.code
    }
    self.category = category
    node = category == nil ? nil : owner
    kind = Kind(knob)
    unit = KnobEntry.unit(kind, knob)
    published = knob.single(in: model)?.description
    let range = KnobRange(knob, of: model)
    lowest = range.map { Points(nano: $0.low).text(atLeast: 0) }
    highest = range.map { Points(nano: $0.high).text(atLeast: 0) }
    step = range.map { Points(nano: $0.step).text(atLeast: 0) }
    negative = range.map { $0.low < 0 } ?? false
  }

  private static func unit(_ kind: Kind, _ knob: Knob) -> String {
    switch kind {
    case .points, .cap, .floor, .start, .line: "points"
    case .factor: "times"
    case .share: "share"
    case .count: knob.description.contains("pool_under") ? "members" : "records"
    case .condition, .other: ""
    }
  }
}
