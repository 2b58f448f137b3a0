/// A category: a node with a role whose value is rounded once and makes the total.
package struct Category: Hashable, Sendable {
  package enum Role: String, CaseIterable, Sendable {
    case base, bonus, deduction
  }

  package let role: Role
  /// Points before any record; nil = 0.
  package let start: Amount?
  package let node: Node

  package init(role: Role, start: Amount?, node: Node) {
    self.role = role
    self.start = start
    self.node = node
  }
}

/// A node of the tree: a group of nodes or a leaf.
package struct Node: Hashable, Sendable {
  package indirect enum Content: Hashable, Sendable {
    case group(Composition, [Node])
    case leaf(Leaf)
  }

  package let code: String
  package let name: String
  /// The article of the 办法; the name where the model states none.
  package let clause: String
  package let cap: Amount?
  package let floor: Amount?
  /// Only for children of a mean.
  package let share: MeanShare
  package let content: Content

  package init(
    code: String, name: String, clause: String, cap: Amount? = nil, floor: Amount? = nil,
    share: MeanShare = MeanShare(), content: Content
  ) {
    self.code = code
    self.name = name
    self.clause = clause
    self.cap = cap
    self.floor = floor
    self.share = share
    self.content = content
  }

  /// The node's leaves in model order, itself when it is one.
  package var leaves: [Node] {
    switch content {
    case .group(_, let children): children.flatMap(\.leaves)
    case .leaf: [self]
    }
  }
}

/// How a group's children make its value.
package enum Composition: Hashable, Sendable {
  case sum
  /// full × weighted arithmetic mean; nil = 1.
  case arithmetic(full: Amount?)
  /// full × weighted geometric mean; nil = 1.
  case geometric(full: Amount?)
}

/// What a child of a mean says of itself.
package struct MeanShare: Hashable, Sendable {
  package enum Normalisation: Hashable, Sendable {
    case minMax
    case zScore
    case percentile
    case goalposts(Amount, Amount)
  }

  package enum Direction: String, CaseIterable, Sendable {
    case up, down
  }

  package let weight: Amount?
  package let normalisation: Normalisation?
  package let direction: Direction

  package init(weight: Amount? = nil, normalisation: Normalisation? = nil, direction: Direction = .up) {
    self.weight = weight
    self.normalisation = normalisation
    self.direction = direction
  }
}

/// A leaf: what it reads and what a record, or the member's measure, is worth.
package struct Leaf: Hashable, Sendable {
  /// nil for `entered` leaves.
  package let selection: Selection?
  package let award: Award
  package let limits: [Limit]

  package init(selection: Selection?, award: Award, limits: [Limit] = []) {
    self.selection = selection
    self.award = award
    self.limits = limits
  }
}

/// The records of a relation that a leaf reads.
package struct Selection: Hashable, Sendable {
  package let relation: String
  /// A name of the model's windows.
  package let window: String
  package let condition: Condition

  package init(relation: String, window: String, condition: Condition) {
    self.relation = relation
    self.window = window
    self.condition = condition
  }
}

/// What makes a leaf's points.
package enum Award: Hashable, Sendable {
  case perRecord(PointsRule, times: String?, share: AuthorShare)
  case measure(Measure, worth: MeasureWorth)
  /// 记分 rows only.
  case entered
}

/// Points of one record.
package enum PointsRule: Hashable, Sendable {
  case constant(Amount)
  /// By the value of a field; missing or unlisted gives `otherwise`.
  case byField(String, [FieldPoints], otherwise: Amount)
  /// The first case that fits; none gives 0.
  case cases([PointsCase])
}

package struct FieldPoints: Hashable, Sendable {
  package let value: Literal
  package let points: Amount

  package init(value: Literal, points: Amount) {
    self.value = value
    self.points = points
  }
}

package struct PointsCase: Hashable, Sendable {
  package let condition: Condition
  package let points: Amount

  package init(condition: Condition, points: Amount) {
    self.condition = condition
    self.points = points
  }
}

/// The part of a joint item's points that a member gets.
package enum AuthorShare: Hashable, Sendable {
  case whole
  /// 1 / authors.
  case equal
  /// This fraction for position 1 of the member's own strongest record, the rest in equal parts for the
  /// others.
  case first(Amount)
}

/// One number of a member.
package enum Measure: Hashable, Sendable {
  case count
  case sum(String)
  case distinct(String)
  /// Σ factor × field / Σ fields; `none` when the divisor is 0.
  case rate(of: [RateTerm], over: [String], none: Amount)
}

package struct RateTerm: Hashable, Sendable {
  package let field: String
  package let factor: Amount

  package init(field: String, factor: Amount) {
    self.field = field
    self.factor = factor
  }
}

/// What a measure is worth.
package enum MeasureWorth: Hashable, Sendable {
  /// points = full × measure.
  case full(Amount)
  /// The last tier with `from` ≤ measure, else 0. Rising.
  case tiers([Tier])
  /// Only normalised by the mean above.
  case normalised
}

package struct Tier: Hashable, Sendable {
  package let from: Amount
  package let points: Amount

  package init(from: Amount, points: Amount) {
    self.from = from
    self.points = points
  }
}

/// A limit on a leaf's records (model.md §3 `limits`, §4 step 4).
package struct Limit: Hashable, Sendable {
  package enum Key: Hashable, Sendable {
    case field(String)
    case date
    case month
    case record
  }

  package enum Rule: Hashable, Sendable {
    /// Keep the n best.
    case best(Amount)
    /// Fill up to n points.
    case points(Amount)
    /// The first n give nothing.
    case skip(Amount)
  }

  /// Empty = the whole window.
  package let per: [Key]
  package let rule: Rule

  package init(per: [Key], rule: Rule) {
    self.per = per
    self.rule = rule
  }
}
