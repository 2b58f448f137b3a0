import Ranking
import Records
import Scoring

/// What events can add to a member's points at most, node by node as the model adds them up (model.md §4): an event adds no
/// more than it gives where nothing limits it, and no node passes its cap.
struct GainBound {
  private struct Room {
    /// Index of the node that it is a part of; nil of a category.
    let parent: Int?
    /// What is left up to its cap, in nano; nil without a cap.
    let left: Int128?
  }

  /// What an event gives one leaf, in nano.
  struct Gain {
    let leaf: Int
    let nano: Int128
  }

  /// Each node behind the one that it is a part of.
  private var rooms: [Room] = []
  /// By leaf: its node.
  private var nodeOf: [Int] = []
  /// By leaf, of a category that is prorated.
  private var isProrated: [Bool] = []
  private let months: (of: Int128, over: Int128)
  private let needed: Int128
  /// Every category may be rounded up, every leaf by a nano for each event.
  let rounding: Int128
  /// In how many leaves one event may count.
  private let share: Int

  /// For a model in which an event may stand for others (`EventExchange`). nil where a measure, which may give any amount for an
  /// event, rests on one.
  init?(_ search: GainSearch) {
    let model = search.trial.model
    guard !search.pool.isMeasured else { return nil }
    months = search.trial.months
    share = max(1, search.pool.kinds.map(\.signature.worth.count).max() ?? 1)
    rounding =
      Int128(model.unit) * Int128(model.categories.count) + Int128(model.leaves.count * Counterfactual.most)
    if let least = search.leastTotal {
      // A least total that is enough leaves nothing to add.
      needed =
        Int128(search.start.total.nano) >= least ? 0 : least - Int128(search.start.sum.nano) - rounding
    } else {
      needed = .max
    }
    let isPlain = model.categories.allSatisfy { $0.obstacle == nil }
    for category in model.categories {
      let prorated = model.prorate.contains { Key($0) == Key(category.node.code) }
      let start = category.start.map { Points(nearest: $0[search.start.profile]).nano } ?? 0
      let count = isProrated.count
      _ = add(category.node, parent: nil, search.start, start: start, isPlain: isPlain)
      isProrated += Array(repeating: prorated, count: nodeOf.count - count)
    }
  }

  /// Adds a node and those below it; returns what it comes to now, in nano.
  private mutating func add(
    _ node: Node, parent: Int?, _ now: MemberTrial.Outcome, start: Int64 = 0, isPlain: Bool
  ) -> Int64 {
    let place = rooms.count
    rooms.append(Room(parent: parent, left: nil))
    var value = start
    switch node.content {
    case .leaf:
      let score = now.score(nodeOf.count)
      value = (score.raw - score.limited + score.prorated + score.entered).nano
      nodeOf.append(place)
    case .group(_, let children):
      for child in children { value += add(child, parent: place, now, isPlain: isPlain) }
    }
    let cap = node.cap.map { Points(nearest: $0[now.profile]).nano }
    let floor = node.floor.map { Points(nearest: $0[now.profile]).nano }
    value = min(max(value, floor ?? .min), cap ?? .max)
    if let cap, isPlain { rooms[place] = Room(parent: parent, left: Int128(cap) - Int128(value)) }
    return value
  }

  /// What an event gives where nothing limits it.
  func gains(_ worth: [Int: Points]) -> [Gain] {
    worth.map { leaf, points in
      let nano = Int128(points.nano)
      return Gain(
        leaf: leaf, nano: isProrated[leaf] ? (nano * months.of + months.over - 1) / months.over : nano)
    }
  }

  /// Whether events that give `sums`, by leaf, and so many more, each of which gives a leaf its part of `best` or less, may be
  /// enough. O(nodes · left).
  func mayReach(_ sums: [Int128], best: [Int128], left: Int) -> Bool {
    most(sums, best: best, left: left) >= needed
  }

  /// What such events add to the member's points at most, in nano, but for `rounding`.
  func most(_ sums: [Int128], best: [Int128], left: Int) -> Int128 {
    var gains = [Int128](repeating: 0, count: rooms.count)
    // By node: what each further event may add, the most first.
    var steps = [[Int128]](repeating: [], count: rooms.count)
    for (leaf, node) in nodeOf.enumerated() {
      gains[node] = sums[leaf]
      if best[leaf] > 0 { steps[node] = Array(repeating: best[leaf], count: left * share) }
    }
    var (sum, further): (Int128, [Int128]) = (0, [])
    for node in rooms.indices.reversed() {
      let gain = rooms[node].left.map { min($0, gains[node]) } ?? gains[node]
      let own = rooms[node].left.map { GainBound.fit(steps[node], into: $0 - gain) } ?? steps[node]
      if let parent = rooms[node].parent {
        gains[parent] += gain
        steps[parent] = GainBound.merge(steps[parent], own, left * share)
      } else {
        sum += gain
        further = GainBound.merge(further, own, left * share)
      }
    }
    return sum + further.reduce(0, +)
  }

  private static func fit(_ steps: [Int128], into room: Int128) -> [Int128] {
    var rest = room
    return steps.prefix { _ in rest > 0 }.map { step in
      defer { rest -= min(step, rest) }
      return min(step, rest)
    }
  }

  private static func merge(_ one: [Int128], _ other: [Int128], _ most: Int) -> [Int128] {
    if one.isEmpty || other.isEmpty { return Array((one + other).prefix(most)) }
    return Array((one + other).sorted(by: >).prefix(most))
  }
}

extension GainSearch {
  /// In nano: with less he cannot have the grade, whatever his rank keys and gates; nil where no total is enough.
  var leastTotal: Int128? {
    guard trial.model.grades[target].quota != nil else { return limit }
    let unit = Int128(trial.model.unit)
    func isEnough(_ steps: Int128) -> Bool {
      guard let total = Int64(exactly: limit + steps * unit) else { return false }
      return trial.bestPlace(total: Points(nano: total)).step.map { $0 <= target } ?? false
    }
    var (low, high) = (Int128(-1), max(0, (trial.greatestTotal - limit) / unit) + 1)
    guard isEnough(high) else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return limit + high * unit
  }
}
