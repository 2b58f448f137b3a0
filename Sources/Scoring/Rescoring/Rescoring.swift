package import Records

/// A committee scored once, with all that it needs to be scored again under other numbers of its model.
///
/// Categories with a mean are scored as a whole and stay as they are: `covers` says which can be turned.
package struct Rescoring: Sendable {
  package let model: Model
  package let input: ScoringInput
  package let scores: Scores
  let numbers: NumberTable
  /// By place of a number in the model: every comparison with it.
  let compared: [Int: [ComparedNumber]]
  /// Index into the model's profiles, by member.
  let profiles: [Int]
  let proration: Proration
  let tree: RescoringTree
  let leaves: [RescoringLeaf]
  /// What each node holds before its bounds and start, by node, then member, in nano.
  private(set) var contents: [[Int64]] = []
  /// What each node gives, by node, then member, in nano.
  private(set) var values: [[Int64]] = []
  /// By category: why it cannot be turned.
  package private(set) var obstacles: [Obstacle?]

  /// Why a category's numbers cannot be turned one by one.
  package enum Obstacle: Hashable, Sendable {
    /// A mean looks at all members.
    case mean
    /// A cap below 0 or a floor above it.
    case bound
    /// A number leaves exact arithmetic.
    case tooLarge
  }

  /// Throws as `Evaluation.score`. O(records · log records of a member).
  package init(_ model: Model, _ input: ScoringInput) throws(ScoringError) {
    scores = try Evaluation.score(model, input, keepsRecords: false)
    self.model = model
    self.input = input
    profiles = scores.facts.profiles
    proration = Proration(input)
    numbers = NumberTable(model)
    compared = model.comparedNumbers
    let placed = model.placed
    tree = RescoringTree(placed: placed)
    let ledger = Evaluation.ledger(model, input, facts: scores.facts)
    leaves = placed.leaves.indices.map { RescoringLeaf(placed.leaves[$0].node, $0, ledger) }
    obstacles = model.categories.map(\.obstacle)
    for (category, found) in model.leaves.map(\.category).enumerated().map({ ($1, leaves[$0].isTooLarge) })
    where found && obstacles[category] == nil {
      obstacles[category] = .tooLarge
    }
    fill()
  }

  /// Index into the model's profiles.
  package func profile(_ member: Int) -> Int { profiles[member] }

  /// Place of a query of kept records among `keptCounts`; nil for one that the model does not ask.
  package func keptPlace(of query: CountQuery) -> Int? {
    scores.keptCounts.firstIndex { $0.query.isSame(as: query) }
  }

  /// Places of the queries of kept records.
  package var keptPlaces: Range<Int> { scores.keptCounts.indices }

  /// Whether no factor from a thousandth to two on a query's leaf changes whether a record is kept: limits by number go
  /// by the order of amounts, which roundings cannot turn where amounts are a thousand nano apart.
  package func keepsUnderWeights(_ place: Int) -> Bool {
    guard let lines = leaves.first(where: { $0.keptPlans.contains { $0.place == place } })?.records else {
      return false
    }
    if lines.limits.contains(where: { $0.rule == .points }) { return false }
    return model.profiles.indices.allSatisfy { profile in
      let amounts = Set(lines.kinds.indices.map { KindPoints.nano(lines, $0, profile, numbers) })
      let sizes = amounts.compactMap { $0?.magnitude }.sorted()
      return sizes.count == amounts.count
        && zip([0] + sizes, sizes).allSatisfy { $1 == 0 || $1 - $0 >= 1_000_000 }
    }
  }

  /// What a measure counts of a member, which its tiers look at; nil for another leaf and beyond 128 bits.
  package func measure(leaf: Int, _ member: Int) -> Points? {
    guard case .measure(let lines) = leaves[leaf].content else { return nil }
    return lines.value(member, profiles[member], numbers)?.nearest
  }

  /// By place of a query, then member.
  package func keptCounts(_ place: Int) -> [Int64] { scores.keptCounts[place].counts }

  /// Scores every node of the categories that can be turned, and holds the result against the official one.
  private mutating func fill() {
    let zeros = [Int64](repeating: 0, count: input.members.count)
    contents = Array(repeating: zeros, count: tree.nodes.count)
    values = contents
    var rescorer = Rescorer(self, slots: [], everything: true)
    for category in model.categories.indices where obstacles[category] == nil {
      for member in input.members.indices {
        let found = rescorer.fill(tree.roots[category], member, &contents, &values)
        guard found,
          values[tree.roots[category]][member] == scores.cards[member].categories[category].raw.nano
        else { preconditionFailure("\(model.categories[category].node.code) is not scored alike") }
      }
    }
  }
}

/// What members of a part of the period get for their records of a prorated leaf (model.md §4, step 5).
struct Proration: Sendable {
  /// By member; 0 where nothing is prorated: for all of the period, and for none.
  private let months: [Int8]
  private let period: Int128

  init(_ input: ScoringInput) {
    let whole = input.period.months
    period = Int128(whole)
    months = input.members.map { $0.months < whole ? Int8(max(0, $0.months)) : 0 }
  }

  /// nil where nothing is prorated.
  func months(of member: Int) -> Int? { months[member] == 0 ? nil : Int(months[member]) }

  /// What a sum in nano counts.
  func points(_ sum: Int64, of member: Int) -> Int64 {
    let months = months[member]
    return months == 0 ? sum : Int64(Rounding.halfUp(Int128(sum) * period, over: Int128(months)))
  }
}

extension Category {
  /// Why its numbers cannot be turned one by one; nil where they can.
  package var obstacle: Rescoring.Obstacle? {
    if node.hasMean { return .mean }
    return node.hasBounds(around: start) && node.hasPlainChildren ? nil : .bound
  }
}

extension Node {
  /// Whether what stands at a start is within the bounds, so that what is above a cap can be taken and what is below a
  /// floor given back.
  fileprivate func hasBounds(around start: Amount?) -> Bool {
    func isWithin(_ profile: Int, _ start: Fraction) -> Bool {
      (cap.map { $0[profile] >= start } ?? true) && (floor.map { $0[profile] <= start } ?? true)
    }
    let profiles = (cap ?? floor)?.byProfile.indices ?? 0..<0
    return profiles.allSatisfy { isWithin($0, start?[$0] ?? .zero) }
  }

  fileprivate var hasPlainChildren: Bool {
    guard case .group(_, let children) = content else { return true }
    return children.allSatisfy { $0.hasBounds(around: nil) && $0.hasPlainChildren }
  }
}
