import Records

/// A leaf made ready for a run, once for all parts of the members.
struct LeafPlan: Sendable {
  /// Place in the model's leaves.
  let index: Int
  let node: Node
  /// nil where the run lacks the relation, and for leaves of entered points only.
  let source: LeafSource?
  /// Indices into the run's entered points, by member, then in `≺`.
  let entered: [Int32]
  /// In a category of `prorate`.
  let isProrated: Bool
  /// Of leaves with a measure.
  let measure: MeasureColumns?

  init(
    _ node: Node, index: Int, entered: [Int32], isProrated: Bool, _ model: Model, _ input: ScoringInput,
    _ facts: MemberFacts
  ) {
    self.index = index
    self.node = node
    self.entered = entered
    self.isProrated = isProrated
    guard case .leaf(let leaf) = node.content else { preconditionFailure("\(node.code) is no leaf") }
    source = leaf.selection.flatMap { LeafSource(leaf, $0, model, input, facts) }
    measure =
      if case .measure(let measure, _) = leaf.award { MeasureColumns(measure, of: source?.relation) } else {
        nil
      }
  }

  var isMeasure: Bool { measure != nil }
}

/// The relation that a leaf reads, with what its records are chosen and judged by.
struct LeafSource: Sendable {
  /// Index into the run's relations.
  let relationIndex: Int
  let relation: Relation
  let windowName: String
  let window: RecordWindow
  let filter: RecordFilter
  /// Of leaves with points per record.
  let points: PointsTable?
  let worth: RecordWorth?
  let limits: [LimitPlan]

  /// nil where the run lacks the relation.
  init?(
    _ leaf: Leaf, _ selection: Selection, _ model: Model, _ input: ScoringInput, _ facts: MemberFacts
  ) {
    guard let index = input.relations.firstIndex(where: { Key($0.name) == Key(selection.relation) }) else {
      return nil
    }
    relationIndex = index
    let relation = input.relations[index]
    self.relation = relation
    windowName = selection.window
    window = RecordWindow(model.window(selection.window).days(of: input.period), of: relation)
    filter = RecordFilter(
      selection.condition, of: relation, facts: facts, profileCount: model.profiles.count)
    limits = leaf.limits.map { LimitPlan($0, of: relation, profileCount: model.profiles.count) }
    if case .perRecord(let rule, let times, let share) = leaf.award {
      let table = PointsTable(rule, of: relation, facts: facts, profileCount: model.profiles.count)
      points = table
      worth = RecordWorth(table, times: times, share: share, of: relation, profileCount: model.profiles.count)
    } else {
      points = nil
      worth = nil
    }
  }

  /// A code alone decides whether the leaf reads a record and what it is worth.
  var isDirect: Bool { filter.isCodeOnly && choice(code: 0) != nil }

  /// Which amount a record is worth by its code in the column of the filter's code test; nil where more decides.
  func choice(code: Int) -> UInt16? {
    guard let points else { return 0 }
    return points.choice(code: code, field: filter.code?.field)
  }
}
