import Records

/// What a member gets in the turned category while the knob moves from one place to another.
package struct SpanValue: Hashable, Sendable {
  /// Before rounding, in nano, at the two places.
  package let low: Int64
  package let high: Int64
  /// How far the points may lie from the straight line between; nil where nothing is known.
  package let slack: Int64?
  /// Equal, beside equal profiles, for members whose points are one function of the turned numbers.
  package let form: UInt64
  /// Records that a leaf asked for by gates or keys keeps at the low place, by `SpanScorer.keptPlaces`.
  package let kept: [Int64]

  /// At the low place, where no piece and no form is told.
  package var atLow: TurnedValue { TurnedValue(raw: low, piece: 0, form: 0, kept: kept) }
}

/// Scores members one at a time in one category of any kind, under numbers that move over a stretch: exact at both ends,
/// with a proof of how far the points may stray between.
///
/// Slower than `Rescorer`, for the categories that it does not know: means, bounds on the other side of the start, fills of
/// points before other limits. Agrees with `Evaluation` in every number: a law test holds them together.
package struct SpanScorer {
  /// Why a number cannot be turned for one member at a time.
  package enum Obstacle: Error, Hashable, Sendable {
    /// An indicator above it is measured against all members.
    case population
    /// A weight of a geometric mean, whose weights a file states in few whole parts.
    case weight
    /// A number leaves exact arithmetic.
    case tooLarge
  }

  let base: Rescoring
  let tree: SpanTree
  let slots: [NumberSlot]
  var numbers: (low: NumberTable, high: NumberTable)
  private let moved: Set<PlaceOfProfile>
  /// By leaf of the model, of the category's record leaves.
  var kinds: [Int: (low: KindPoints, high: KindPoints)] = [:]
  /// By node: whether a turned number stands at or below it.
  private var isReached: [Bool]
  /// By node, then member, of what no turned number reaches.
  private var fixed: [[SpanWorth]]
  /// The same on the scale of the mean above it.
  private var columns: [[Int64]]
  /// By profile, for means by node.
  private var weights: [Int: [(low: WeightSet, high: WeightSet)]] = [:]
  /// Places of the queries of kept records that the turned leaves answer.
  package private(set) var keptPlaces: [Int] = []
  var kept: [(low: Int64, high: Int64)] = []
  /// What limits leave is one and the same on the whole stretch.
  var isCertain = true
  var isTooLarge = false
  private var distance: Int64 = 0

  private struct PlaceOfProfile: Hashable {
    let place: Int
    let profile: Int
  }

  /// The slots are of the category. O(records of the category).
  package init(_ base: Rescoring, slots: [NumberSlot], category: Int) throws(Obstacle) {
    self.base = base
    self.slots = slots
    let placed = base.model.placed
    let firstLeaf = base.model.leaves.firstIndex { $0.category == category } ?? 0
    tree = SpanTree(placed: placed.categories[category], firstLeaf: firstLeaf)
    numbers = (base.numbers, base.numbers)
    moved = Set(slots.map { PlaceOfProfile(place: $0.place, profile: $0.profile) })
    isReached = Array(repeating: true, count: tree.nodes.count)
    fixed = Array(repeating: [], count: tree.nodes.count)
    columns = fixed.map { _ in [] }
    for leaf in tree.nodes.compactMap(\.leaf) {
      guard !base.leaves[leaf].isTooLarge, let lines = base.leaves[leaf].records else { continue }
      guard lines.kinds.allSatisfy({ $0.ratio.numerator >= 0 }) else { throw .tooLarge }
      let own = KindPoints(lines, slots: slots, base.numbers, profiles: base.model.profiles.count)
      kinds[leaf] = (own, own)
    }
    guard tree.nodes.compactMap(\.leaf).allSatisfy({ !base.leaves[$0].isTooLarge }) else { throw .tooLarge }
    weigh()
    try fix(category)
    try reach()
  }

  func isMoved(_ place: Int, _ profile: Int) -> Bool {
    moved.contains(PlaceOfProfile(place: place, profile: profile))
  }

  /// Works out every node with nothing turned, and holds the result against the official one.
  private mutating func fix(_ category: Int) throws(Obstacle) {
    let members = base.input.members.indices
    for (place, node) in tree.nodes.enumerated() {
      if node.takesMeasure(base) == nil {
        var worths: [SpanWorth] = []
        worths.reserveCapacity(members.count)
        for member in members { worths.append(worth(place, member)) }
        fixed[place] = worths
      }
      if node.share != nil {
        guard let column = column(place) else { throw .tooLarge }
        columns[place] = column
      }
      isReached[place] = false
    }
    guard !isTooLarge else { throw .tooLarge }
    for member in members {
      let raw = fixed[tree.nodes.count - 1][member].sum.low
      precondition(
        raw == base.scores.cards[member].categories[category].raw.nano,
        "\(base.model.categories[category].node.code) is not scored alike")
    }
  }

  private mutating func column(_ place: Int) -> [Int64]? {
    let node = tree.nodes[place]
    let members = base.input.members.indices
    guard case .population(let normalisation) = node.share else {
      return members.map { share(place, $0).low }
    }
    var column = [Int64](repeating: 0, count: members.count)
    for profile in base.model.profiles.indices {
      let own = members.filter { base.profile($0) == profile }
      let lines = node.takesMeasure(base)
      var amounts: [Rational] = []
      for member in own {
        let amount =
          lines == nil
          ? Rational(Points(nano: fixed[place][member].sum.low)) : measure(place, member, profile)?.low
        guard let amount else { return nil }
        amounts.append(amount)
      }
      let ranked = own.indices.filter { base.scores.cards[own[$0]].setAsideBy == nil }
      let population = Population(ranked.map { amounts[$0] })
      let normaliser = Normaliser(normalisation, node.direction, population, profile: profile)
      guard let values = normaliser.values(of: amounts) else { return nil }
      for (member, value) in zip(own, values) { column[member] = value }
    }
    return column
  }

  /// Opens what the turned numbers reach.
  private mutating func reach() throws(Obstacle) {
    let places = Set(slots.map(\.place))
    for (place, node) in tree.nodes.enumerated() {
      let isOwn = node.places.contains(where: places.contains)
      let isOfLeaf = node.leaf.map { !base.leaves[$0].places.isDisjoint(with: places) } ?? false
      let below = node.children.contains { isReached[$0] }
      isReached[place] = isOwn || isOfLeaf || below
      if isReached[place], case .population = node.share { throw .population }
      if let mean = node.mean, mean.isGeometric,
        mean.weights.contains(where: { $0.map(places.contains) ?? false })
      {
        throw .weight
      }
      guard isReached[place], let leaf = node.leaf, base.leaves[leaf].records != nil else { continue }
      keptPlaces += base.leaves[leaf].keptPlans.map(\.place)
    }
    kept = keptPlaces.map { _ in (0, 0) }
  }

  /// Puts the turned numbers at so many nano, at either end of a stretch.
  package mutating func turn(low: Int64, high: Int64) {
    for slot in slots {
      numbers.low[slot.place, slot.profile] = slot.amount(low)
      numbers.high[slot.place, slot.profile] = slot.amount(high)
    }
    for leaf in kinds.keys {
      kinds[leaf]?.low.forget()
      kinds[leaf]?.high.forget()
    }
    distance = high - low
    weigh()
  }

  private mutating func weigh() {
    for (place, node) in tree.nodes.enumerated() {
      guard let mean = node.mean,
        weights[place] == nil
          || mean.weights.contains(where: { weight in slots.contains { $0.place == weight } })
      else { continue }
      weights[place] = base.model.profiles.indices.map { profile in
        (
          WeightSet(mean.weights.map { numbers.low.fraction($0, profile) }),
          WeightSet(mean.weights.map { numbers.high.fraction($0, profile) })
        )
      }
    }
  }

  /// nil where an amount leaves exact arithmetic.
  package mutating func value(_ member: Int) -> SpanValue? {
    (isTooLarge, isCertain) = (false, true)
    for place in kept.indices { kept[place] = (0, 0) }
    let sum = worth(tree.nodes.count - 1, member).sum
    guard !isTooLarge else { return nil }
    let isKnown = sum.isKnown && isCertain && kept.allSatisfy { $0.low == $0.high }
    return SpanValue(
      low: sum.low, high: sum.high, slack: isKnown ? sum.slack : nil, form: sum.form, kept: kept.map(\.low))
  }
}

extension SpanScorer {
  /// What a node gives a member.
  fileprivate mutating func worth(_ place: Int, _ member: Int) -> SpanWorth {
    guard isReached[place] else { return fixed[place][member] }
    let node = tree.nodes[place]
    let profile = base.profile(member)
    var worth = SpanWorth.zero
    if let leaf = node.leaf {
      worth = self.worth(ofLeaf: leaf, member, profile)
    } else if let mean = node.mean {
      worth = SpanWorth(self.value(mean, place, member, profile))
    } else {
      for child in node.children { worth = worth + self.worth(child, member) }
    }
    let start = node.start.map { amount($0, profile) } ?? .zero
    worth.bound(
      cap: node.cap.map { amount($0, profile) }, floor: node.floor.map { amount($0, profile) }, start: start)
    worth.start = start
    return worth
  }

  /// A number of the model as an amount.
  fileprivate mutating func amount(_ place: Int, _ profile: Int) -> Span {
    let (low, high) = (numbers.low.nano(place, profile), numbers.high.nano(place, profile))
    guard low != NumberTable.tooLarge, high != NumberTable.tooLarge else {
      isTooLarge = true
      return .zero
    }
    guard isMoved(place, profile) else { return Span(constant: low) }
    return Span(low: low, high: high, slack: isWhole ? 0 : 1, form: UInt64(place + 1).mixed)
  }

  /// The turned value takes a number's place, so that nothing is rounded.
  var isWhole: Bool { slots.allSatisfy { $0.multiplied == nil } }

  /// The mean of a node's children times what it is full at.
  private mutating func value(_ mean: SpanNode.Mean, _ place: Int, _ member: Int, _ profile: Int) -> Span {
    var parts: [Span] = []
    for child in tree.nodes[place].children { parts.append(share(child, member)) }
    guard let sets = weights[place]?[profile] else { preconditionFailure("weights of a mean") }
    let isMoved = mean.weights.contains { $0.map { self.isMoved($0, profile) } ?? false }
    var value =
      mean.isGeometric ? Span(geometric: parts, sets.low) : Span(arithmetic: parts, sets.low, sets.high)
    if isMoved {
      let sum = mean.weights.reduce(Int64(0)) {
        $0 + ($1.map { numbers.low.nano($0, profile) } ?? Points.one)
      }
      value.slack = parts.contains { $0.rise != 0 } ? Span.unknown : value.bend(distance, from: sum)
      value.form = (value.form &+ UInt64(place)).mixed
    }
    guard let full = mean.full else { return checked(value) }
    return checked(
      value.multiplied(
        (numbers.low[full, profile], numbers.high[full, profile]), isMoved: self.isMoved(full, profile),
        mark: UInt64(full)))
  }

  private mutating func checked(_ value: Span?) -> Span {
    guard let value, value.low.magnitude <= UInt64(Ledger.largestSum),
      value.high.magnitude <= UInt64(Ledger.largestSum)
    else {
      isTooLarge = true
      return .zero
    }
    return value
  }

  /// What a child brings into a mean.
  fileprivate mutating func share(_ place: Int, _ member: Int) -> Span {
    let node = tree.nodes[place]
    guard case .goalposts(let from, let to) = node.share else {
      return node.share == nil ? worth(place, member).sum : Span(constant: columns[place][member])
    }
    guard isReached[place] else { return Span(constant: columns[place][member]) }
    let profile = base.profile(member)
    let posts = (
      low: GoalPosts(numbers.low[from, profile], numbers.low[to, profile], node.direction),
      high: GoalPosts(numbers.high[from, profile], numbers.high[to, profile], node.direction)
    )
    guard node.takesMeasure(base) == nil else {
      guard let (low, high, form) = measure(place, member, profile) else {
        isTooLarge = true
        return .zero
      }
      return Span(
        posts, low, high, slack: 0, isLine: node.cap == nil && node.floor == nil,
        form: (form &+ UInt64(from)).mixed)
    }
    let sum = worth(place, member).sum
    return Span(
      posts, Rational(Points(nano: sum.low)), Rational(Points(nano: sum.high)), slack: sum.slack,
      isLine: true, form: (sum.form &+ UInt64(from)).mixed)
  }

  /// A normalised measure within the leaf's own bounds; nil beyond 128 bits.
  private func measure(
    _ place: Int, _ member: Int, _ profile: Int
  ) -> (low: Rational, high: Rational, form: UInt64)? {
    let node = tree.nodes[place]
    guard let lines = node.takesMeasure(base),
      let low = lines.value(member, profile, numbers.low),
      let high = lines.value(member, profile, numbers.high)
    else { return nil }
    func bounded(_ amount: Rational, _ numbers: NumberTable) -> Rational {
      if let cap = node.cap.map({ numbers[$0, profile].rational }), amount > cap {
        return max(cap, min(amount, .zero))
      }
      if let floor = node.floor.map({ numbers[$0, profile].rational }), amount < floor {
        return min(floor, max(amount, .zero))
      }
      return amount
    }
    return (bounded(low, numbers.low), bounded(high, numbers.high), lines.forms[member])
  }
}
