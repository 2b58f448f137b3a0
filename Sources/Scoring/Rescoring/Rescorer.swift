package import Records

/// Which number of a model is turned, and how.
package struct NumberSlot: Hashable, Sendable {
  /// Place in `Model.numbers`.
  package let place: Int
  package let profile: Int
  /// What the turned value multiplies; nil where it takes the number's place.
  package let multiplied: Fraction?

  package init(place: Int, profile: Int, multiplied: Fraction? = nil) {
    self.place = place
    self.profile = profile
    self.multiplied = multiplied
  }
}

/// What a member gets in the one category whose numbers are turned.
package struct TurnedValue: Hashable, Sendable {
  /// Before rounding, in nano.
  package let raw: Int64
  /// Equal for two positions of a knob between which the member's points are a straight line, but for the rounding of
  /// each amount.
  package let piece: UInt64
  /// Equal, beside equal profiles, for members whose points are one function of the turned numbers as long as neither
  /// comes to another piece.
  package let form: UInt64
  /// Records that a leaf asked for by gates or keys keeps, by `Rescorer.keptPlaces`.
  package let kept: [Int64]
}

/// Scores members one at a time in one category, under numbers that are turned from call to call.
///
/// Agrees with `Evaluation` in every number: a law test holds them together on random models.
package struct Rescorer {
  package let base: Rescoring
  private let slots: [NumberSlot]
  private(set) var numbers: NumberTable
  /// By node: whether what it holds rests on a turned number.
  private let isTurned: [Bool]
  /// By node: children that are turned, or whose bounds are.
  private let turnedChildren: [[Int]]
  /// Of the turned category; nil where no category is.
  package let category: Int?
  private var scratch = LimitedLines()
  private var piece: UInt64 = 0
  private var form: UInt64 = 0
  private var isTooLarge = false
  /// Places of the queries of kept records that the turned leaves answer.
  package let keptPlaces: [Int]
  private let isKeptAsked: Bool
  private var kept: [Int64]

  /// Whether no member's points ever fall, or none's ever rise, when the knob is turned up.
  package let isMonotone: Bool
  /// Whether a fill of points stands before another limit of a turned leaf: what is left in part is no straight line.
  package let hasPartsBetween: Bool
  /// Roundings between the turned numbers and a member's points, beside one for each record.
  private let roundings: Int64
  private let turnedLeaves: [Int]

  /// The slots are of one category, or of none.
  package init(_ base: Rescoring, slots: [NumberSlot]) {
    self.init(base, slots: slots, everything: false)
  }

  init(_ base: Rescoring, slots: [NumberSlot], everything: Bool) {
    self.base = base
    self.slots = slots
    numbers = base.numbers
    let reach = TurnedNodes(base, places: Set(slots.map(\.place)), everything: everything)
    isTurned = reach.isTurned
    turnedChildren = reach.children
    category = reach.category
    keptPlaces = reach.leaves.flatMap { base.leaves[$0].keptPlans.map(\.place) }
    isKeptAsked = !keptPlaces.isEmpty
    kept = Array(repeating: 0, count: keptPlaces.count)
    turnedLeaves = reach.leaves
    let lines = reach.leaves.compactMap { base.leaves[$0].records }
    hasPartsBetween = lines.contains { !$0.areLimitsOrdered }
    isMonotone =
      slots.haveOneSign && lines.allSatisfy { $0.isMonotone }
      && !lines.contains { lines in slots.contains { $0.place == lines.firstShare } }
    let isExact =
      slots.allSatisfy { $0.multiplied == nil } && !reach.hasMeasures
      && reach.leaves.allSatisfy { base.leaves[$0].isExact }
    roundings = isExact ? 0 : Int64(base.tree.nodes.count)
  }

  /// How far, in nano, a member's points may lie from a straight line on one piece.
  package func unevenness(_ member: Int) -> Int64 {
    guard roundings > 0 else { return 0 }
    return roundings + turnedLeaves.reduce(0) { $0 + Int64(base.leaves[$1].lines(member).count) }
  }

  /// Puts the turned numbers at so many nano.
  package mutating func turn(to nano: Int64) {
    for slot in slots {
      numbers[slot.place, slot.profile] =
        slot.multiplied.map { NanoFraction($0, times: nano) } ?? NanoFraction(nano: nano)
    }
  }

  /// nil where an amount leaves exact arithmetic.
  package mutating func value(_ member: Int) -> TurnedValue? {
    guard let category else { preconditionFailure("no category is turned") }
    (piece, form, isTooLarge) = (0, 0, false)
    for place in kept.indices { kept[place] = 0 }
    let raw = value(base.tree.roots[category], member)
    return isTooLarge ? nil : TurnedValue(raw: raw, piece: piece, form: form, kept: kept)
  }
}

extension Rescorer {
  /// What a node gives, in nano.
  private mutating func value(_ node: Int, _ member: Int) -> Int64 {
    let profile = base.profile(member)
    let outer = form
    form = 0
    var sum = contents(node, member)
    if let start = base.tree.nodes[node].start { sum += nano(start, profile) }
    let value = bounded(sum, node, profile)
    form = outer &+ (form &+ UInt64(node)).mixed
    return value
  }

  private mutating func contents(_ node: Int, _ member: Int) -> Int64 {
    guard isTurned[node] else { return constant(base.contents[node][member]) }
    if let leaf = base.tree.nodes[node].leaf { return points(leaf, member) }
    var rest = base.contents[node][member]
    var sum: Int64 = 0
    for child in turnedChildren[node] {
      rest -= base.values[child][member]
      sum += value(child, member)
    }
    return sum + constant(rest)
  }

  private mutating func constant(_ nano: Int64) -> Int64 {
    form &+= UInt64(bitPattern: nano).mixed
    return nano
  }

  /// Fills in what all nodes under one hold and give; false where an amount leaves exact arithmetic.
  mutating func fill(
    _ node: Int, _ member: Int, _ contents: inout [[Int64]], _ values: inout [[Int64]]
  ) -> Bool {
    isTooLarge = false
    fillIn(node, member, &contents, &values)
    return !isTooLarge
  }

  private mutating func fillIn(
    _ node: Int, _ member: Int, _ contents: inout [[Int64]], _ values: inout [[Int64]]
  ) {
    let profile = base.profile(member)
    var sum: Int64 = 0
    if let leaf = base.tree.nodes[node].leaf { sum = points(leaf, member) }
    for child in base.tree.nodes[node].children {
      fillIn(child, member, &contents, &values)
      sum += values[child][member]
    }
    contents[node][member] = sum
    if let start = base.tree.nodes[node].start { sum += nano(start, profile) }
    values[node][member] = bounded(sum, node, profile)
  }

  private mutating func bounded(_ sum: Int64, _ node: Int, _ profile: Int) -> Int64 {
    if let cap = base.tree.nodes[node].cap.map({ nano($0, profile) }), sum > cap {
      note(1)
      form = 1
      return cap
    }
    if let floor = base.tree.nodes[node].floor.map({ nano($0, profile) }), sum < floor {
      note(2)
      form = 2
      return floor
    }
    note(0)
    return sum
  }

  private mutating func note(_ state: UInt64) { piece = (piece ^ state) &* 0x100_0000_01B3 }

  private mutating func nano(_ place: Int, _ profile: Int) -> Int64 {
    guard let nano = numbers[place, profile].nearest, nano.magnitude <= UInt64(Ledger.largestSum) else {
      isTooLarge = true
      return 0
    }
    return nano
  }

  /// A leaf's sum before its own bounds, in nano.
  private mutating func points(_ leaf: Int, _ member: Int) -> Int64 {
    let source = base.leaves[leaf]
    let entered = source.entered.isEmpty ? 0 : source.entered[member]
    let sum: Int64
    switch source.content {
    case .none: sum = 0
    case .measure(let lines):
      guard let (points, tier) = lines.points(member, profile: base.profile(member), numbers),
        points.magnitude <= UInt64(Ledger.largestSum)
      else {
        isTooLarge = true
        return 0
      }
      note(UInt64(tier))
      form &+= lines.forms[member]
      sum = points
    case .records(let lines): sum = points(of: lines, source, leaf, member)
    }
    guard sum.magnitude + entered.magnitude <= UInt64(Ledger.largestSum) else {
      isTooLarge = true
      return 0
    }
    return sum + constant(entered)
  }

  private mutating func points(
    of lines: RecordLines, _ source: RescoringLeaf, _ leaf: Int, _ member: Int
  ) -> Int64 {
    let range = source.lines(member)
    guard !range.isEmpty else { return 0 }
    let profile = base.profile(member)
    guard scratch.award(lines, range, profile: profile, numbers) else {
      isTooLarge = true
      return 0
    }
    for limit in lines.limits { scratch.apply(limit, range, numbers[limit.place, profile]) }
    note(scratch.pattern)
    if isKeptAsked { countKept(source, lines, range) }
    let own = scratch.form(lines, range) ?? UInt64(member).mixed
    let months = Int128(base.input.members[member].months)
    let period = Int128(base.input.period.months)
    guard source.isProrated, 0 < months, months < period else {
      form &+= own
      return scratch.sum
    }
    form &+= (own &+ UInt64(months)).mixed
    return Int64(Rounding.halfUp(Int128(scratch.sum) * period, over: months))
  }

  private mutating func countKept(_ source: RescoringLeaf, _ lines: RecordLines, _ range: Range<Int>) {
    for (place, plan) in source.keptPlans {
      guard let index = keptPlaces.firstIndex(of: place) else { continue }
      for (offset, line) in range.enumerated()
      where scratch.points[offset] != 0 && plan.counts(lines.rows[line]) {
        kept[index] += 1
      }
    }
  }
}

/// The nodes that turned numbers reach.
private struct TurnedNodes {
  private(set) var isTurned: [Bool]
  private(set) var children: [[Int]]
  private(set) var category: Int?
  /// Turned leaves of records.
  private(set) var leaves: [Int] = []
  /// A measure is turned.
  private(set) var hasMeasures = false

  init(_ base: Rescoring, places: Set<Int>, everything: Bool) {
    isTurned = Array(repeating: everything, count: base.tree.nodes.count)
    children = Array(repeating: [], count: base.tree.nodes.count)
    for (index, node) in base.tree.nodes.enumerated() {
      if let leaf = node.leaf, !base.leaves[leaf].places.isDisjoint(with: places) {
        isTurned[index] = true
        if base.leaves[leaf].records == nil { hasMeasures = true } else { leaves.append(leaf) }
      }
      children[index] = node.children.filter { child in
        isTurned[child] || base.tree.nodes[child].bounds.contains { places.contains($0) }
      }
      if !children[index].isEmpty { isTurned[index] = true }
    }
    category = base.tree.roots.firstIndex { root in
      isTurned[root] || base.tree.nodes[root].bounds.contains { places.contains($0) }
    }
  }
}

extension RescoringNode {
  /// Places of what bounds it and where it starts.
  fileprivate var bounds: [Int] { [cap, floor, start].compactMap(\.self) }
}

extension [NumberSlot] {
  /// Whether a turn up lowers none of the numbers, or raises none.
  fileprivate var haveOneSign: Bool {
    let factors = compactMap(\.multiplied)
    return factors.allSatisfy { $0 >= .zero } || factors.allSatisfy { $0 <= .zero }
  }
}
