import Records

/// Scores members one at a time in one category, under numbers that are turned from call to call.
///
/// Agrees with `Evaluation` in every number: a law test holds them together on random models.
package struct Rescorer: Sendable {
  let base: Rescoring
  private let slots: [NumberSlot]
  private(set) var numbers: NumberTable
  /// What turned numbers reach, children before the node that holds them.
  let nodes: [TurnedNode]
  /// Places of nodes, as the nodes name their children.
  let links: [Int]
  /// By node of those that have more than turned records: what they hold besides their turned children, by member.
  let rests: [Int64]
  private(set) var leaves: [TurnedLeaf]
  /// By turned leaf, with the numbers as they are turned now; empty before `count(in:)`.
  private(set) var counted: [CountedLeaf?] = []
  /// Where a condition is turned.
  private let compared: ComparedLeaf?
  private var at: Int64?
  /// Of the turned category; nil where no category is.
  package let category: Int?
  private var scratch = LimitedLines()
  private var piece: UInt64 = 0
  private var form: UInt64 = 0
  private var lost: Int64 = 0
  var isTooLarge = false
  /// Places of the queries of kept records that the turned leaves answer.
  package let keptPlaces: [Int]
  private var kept: [Int64]

  /// Whether no member's points ever fall, or none's ever rise, when the knob is turned up.
  package let isMonotone: Bool
  /// Whether a fill of points stands before another limit of a turned leaf: what is left in part is no straight line.
  package let hasPartsBetween: Bool
  package let unevenness: Unevenness

  /// A turned bound of a node.
  private struct Bound: Sendable {
    enum Kind { case cap, floor, any }

    /// Index into the tree's nodes.
    let node: Int
    let kind: Kind
  }

  private let bounds: [Bound]

  /// The slots are of one category, or of none.
  package init(_ base: Rescoring, slots: [NumberSlot]) {
    self.init(base, slots: slots, everything: false)
  }

  init(_ base: Rescoring, slots: [NumberSlot], everything: Bool) {
    self.base = base
    self.slots = slots
    numbers = base.numbers
    let places = Set(slots.map(\.place))
    let compared = ComparedLeaf(base, slots)
    self.compared = compared
    let reach = TurnedNodes(base, places: places, compared: compared?.index, everything: everything)
    (nodes, links, rests, category) = (reach.nodes, reach.links, reach.rests, reach.category)
    leaves = reach.leaves.map { TurnedLeaf(base, $0, compared?.leaf(at: 0) ?? base.leaves[$0], slots) }
    let records = leaves.map(\.source).filter { $0.records != nil }
    keptPlaces = records.flatMap { $0.keptPlans.map(\.place) }
    kept = Array(repeating: 0, count: keptPlaces.count)
    let lines = records.compactMap(\.records)
    hasPartsBetween = lines.contains { !$0.areLimitsOrdered }
    isMonotone =
      compared == nil && slots.haveOneSign && lines.allSatisfy { $0.isMonotone }
      && !lines.contains { lines in slots.contains { $0.place == lines.firstShare } }
    bounds = base.tree.nodes.indices.flatMap { index -> [Bound] in
      let node = base.tree.nodes[index]
      if node.start.map(places.contains) ?? false { return [Bound(node: index, kind: .any)] }
      // What stands at a start of its own may lie on either side.
      let (cap, floor): (Bound.Kind, Bound.Kind) = node.start == nil ? (.cap, .floor) : (.any, .any)
      return (node.cap.map(places.contains) ?? false ? [Bound(node: index, kind: cap)] : [])
        + (node.floor.map(places.contains) ?? false ? [Bound(node: index, kind: floor)] : [])
    }
    let isExact =
      slots.allSatisfy { $0.multiplied == nil } && records.count == reach.leaves.count
      && records.allSatisfy { $0.isExact }
    unevenness = Unevenness(
      roundings: isExact ? 0 : Int64(base.tree.nodes.count), leaves: isExact ? [] : records)
  }

  /// Of members, those whose points a turn can move: who have records of a turned leaf, or something that a turned bound may
  /// cut.
  package func reached(_ members: [Int]) -> [Int] {
    if leaves.contains(where: { $0.source.records == nil }) { return members }
    let sources = leaves.map(\.source)
    let sums = bounds.map { (contents: base.contents[$0.node], kind: $0.kind) }
    return members.filter { member in
      for source in sources where !source.lines(member).isEmpty { return true }
      for (contents, kind) in sums {
        switch kind {
        case .cap: if contents[member] > 0 { return true }
        case .floor: if contents[member] < 0 { return true }
        case .any: return true
        }
      }
      return false
    }
  }

  /// Puts the turned numbers at so many nano.
  package mutating func turn(to nano: Int64) {
    guard at != nano else { return }
    for slot in slots {
      numbers[slot.place, slot.profile] =
        slot.multiplied.map { NanoFraction($0, times: nano) } ?? NanoFraction(nano: nano)
    }
    if let compared { leaves = [TurnedLeaf(base, compared.index, compared.leaf(at: nano), slots)] }
    at = nano
    counted = []
    for leaf in leaves.indices { leaves[leaf].kinds?.forget() }
  }

  /// Has `values(of:)` sum by kinds of records where limits stay as they are, until the next turn.
  package mutating func count(in committee: CommitteeCounts) {
    guard compared == nil, counted.isEmpty else { return }
    counted = leaves.map { CountedLeaf($0, besides: slots, numbers, in: committee) }
  }

  /// nil where an amount leaves exact arithmetic.
  package mutating func value(_ member: Int) -> TurnedValue? {
    guard category != nil else { preconditionFailure("no category is turned") }
    (piece, form, isTooLarge) = (0, 0, false)
    for place in kept.indices { kept[place] = 0 }
    let raw = value(nodes.count - 1, member, base.profiles[member])
    return isTooLarge ? nil : TurnedValue(raw: raw, piece: piece, form: form, kept: kept)
  }
}

extension Rescorer {
  /// What the turned category is worth, and what upper bounds of the nodes that turned numbers reach take away, in nano; nil where
  /// an amount leaves exact arithmetic.
  package mutating func lost(_ member: Int) -> (raw: Int64, lost: Int64)? {
    lost = 0
    return value(member).map { ($0.raw, lost) }
  }
}

extension Rescorer {
  /// Fills in what every node holds and gives a member, of a rescorer of everything; false where an amount leaves exact
  /// arithmetic.
  mutating func fill(_ root: Int, _ member: Int, _ contents: inout [[Int64]], _ values: inout [[Int64]])
    -> Bool
  {
    isTooLarge = false
    fillIn(root, member, base.profiles[member], &contents, &values)
    return !isTooLarge
  }

  private mutating func fillIn(
    _ place: Int, _ member: Int, _ profile: Int, _ contents: inout [[Int64]], _ values: inout [[Int64]]
  ) {
    let node = nodes[place]
    var sum: Int64 = 0
    if let leaf = node.leaf { sum = points(leaf, member, profile) }
    for link in node.children {
      fillIn(links[link], member, profile, &contents, &values)
      sum += values[links[link]][member]
    }
    contents[place][member] = sum
    if let start = node.start { sum += nano(start, profile) }
    values[place][member] = bounded(sum, node, profile)
  }

  /// What a node gives, in nano.
  private mutating func value(_ place: Int, _ member: Int, _ profile: Int) -> Int64 {
    let outer = form
    form = 0
    let node = nodes[place]
    var sum: Int64
    if let leaf = node.leaf {
      sum = points(leaf, member, profile)
    } else {
      sum = constant(rests[node.rests + member])
      for link in node.children { sum += value(links[link], member, profile) }
    }
    if let start = node.start { sum += nano(start, profile) }
    let value = bounded(sum, node, profile)
    form = outer &+ (form &+ UInt64(place)).mixed
    return value
  }

  private mutating func constant(_ nano: Int64) -> Int64 {
    form &+= UInt64(bitPattern: nano).mixed
    return nano
  }

  private mutating func bounded(_ sum: Int64, _ node: TurnedNode, _ profile: Int) -> Int64 {
    if let cap = node.cap.map({ nano($0, profile) }), sum > cap {
      note(1)
      form = 1
      lost &+= sum &- cap
      return cap
    }
    if let floor = node.floor.map({ nano($0, profile) }), sum < floor {
      note(2)
      form = 2
      return floor
    }
    note(0)
    return sum
  }

  private mutating func note(_ state: UInt64) { piece = (piece ^ state) &* 0x100_0000_01B3 }

  mutating func nano(_ place: Int, _ profile: Int) -> Int64 {
    let nano = numbers.nano(place, profile)
    guard nano != NumberTable.tooLarge else {
      isTooLarge = true
      return 0
    }
    return nano
  }

  /// A leaf's sum before its own bounds, in nano.
  mutating func points(_ place: Int, _ member: Int, _ profile: Int) -> Int64 {
    let source = leaves[place].source
    let entered = source.entered.isEmpty ? 0 : source.entered[member]
    let sum: Int64
    switch source.content {
    case .none: sum = 0
    case .measure(let lines):
      guard let (points, tier) = lines.points(member, profile: profile, numbers),
        points.magnitude <= UInt64(Ledger.largestSum)
      else {
        isTooLarge = true
        return 0
      }
      note(UInt64(tier))
      form &+= lines.forms[member]
      sum = points
    case .records(let lines): sum = points(of: lines, source, place, member, profile)
    }
    guard sum.magnitude + entered.magnitude <= UInt64(Ledger.largestSum) else {
      isTooLarge = true
      return 0
    }
    return sum + constant(entered)
  }

  private mutating func points(
    of lines: RecordLines, _ source: RescoringLeaf, _ place: Int, _ member: Int, _ profile: Int
  ) -> Int64 {
    let range = source.lines(member)
    guard !range.isEmpty else { return 0 }
    let isPlain = lines.limits.isEmpty && source.keptPlans.isEmpty
    let found = isPlain ? plain(range, place, profile) : limited(range, place, member, profile)
    guard let (sum, own) = found else {
      isTooLarge = true
      return 0
    }
    guard source.isProrated, let months = base.proration.months(of: member) else {
      form &+= own
      return sum
    }
    form &+= (own &+ UInt64(months)).mixed
    return base.proration.points(sum, of: member)
  }

  /// The sum of records without limits, and its form.
  private mutating func plain(_ range: Range<Int>, _ place: Int, _ profile: Int) -> (
    sum: Int64, form: UInt64
  )? {
    leaves[place].kinds?.sum(range, profile, numbers)
  }

  private mutating func limited(
    _ range: Range<Int>, _ place: Int, _ member: Int, _ profile: Int
  ) -> (sum: Int64, form: UInt64)? {
    let source = leaves[place].source
    guard let lines = source.records, scratch.award(&leaves[place].kinds, range, profile: profile, numbers)
    else { return nil }
    for limit in lines.limits { scratch.apply(limit, range, numbers[limit.place, profile]) }
    note(scratch.pattern)
    if !keptPlaces.isEmpty { countKept(source, lines, range) }
    return (scratch.sum, scratch.form(lines, range) ?? UInt64(member).mixed)
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
