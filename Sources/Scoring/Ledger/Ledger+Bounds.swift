import Records

extension Ledger {
  /// A leaf's values after its own bounds, given the sums of its lines, in nano per member (step 7).
  mutating func boundLeaf(_ leaf: Int, sums: [Int64]) -> [Int64] {
    let bounds = Bounds(plan.leaves[leaf].node)
    var values = sums
    for member in members {
      var change = bounds.change(of: values[member], profile: profile(member))
      guard change != 0 else { continue }
      for line in lines(member, leaf).reversed() where change != 0 {
        let given = lines[line].points.give(&change)
        self[changesOf: line].capped -= given
        values[member] += given
      }
    }
    return values
  }

  /// A group's or a category's values after its bounds, given the sums of what it holds.
  ///
  /// Walks the records of all its leaves, and the amounts of its means, from the last in `≺` back.
  mutating func boundGroup(_ node: Node, leaves range: Range<Int>, sums: [Int64]) -> [Int64] {
    guard node.cap != nil || node.floor != nil else { return sums }
    let inner = means.indices.filter { range.contains(means[$0].leaves.lowerBound) }
    let free = range.filter { leaf in !inner.contains { means[$0].leaves.contains(leaf) } }
    let bounds = Bounds(node)
    var values = sums
    var bearers: [Bearer] = []
    for member in members {
      var change = bounds.change(of: sums[member], profile: profile(member))
      guard change != 0 else { continue }
      gather(&bearers, member: member, leaves: free, means: inner)
      while change != 0, let last = lastBearer(bearers) {
        values[member] += give(&change, to: bearers[last], member: member)
        if !bearers[last].stepBack() { bearers.remove(at: last) }
      }
    }
    return values
  }

  private func gather(_ bearers: inout [Bearer], member: Int, leaves: [Int], means inner: [Int]) {
    bearers.removeAll(keepingCapacity: true)
    for mean in inner { bearers.append(Bearer(mean: mean, leaf: means[mean].leaves.lowerBound)) }
    for leaf in leaves {
      let own = lines(member, leaf)
      if !own.isEmpty { bearers.append(Bearer(lines: own, leaf: leaf)) }
    }
  }

  /// The bearer whose next line stands last in `≺`: by time, leaf, then line; a mean stands before all records.
  private func lastBearer(_ bearers: [Bearer]) -> Int? {
    var last: Int?
    var lastPlace = (time: Int64.min, leaf: Int.min)
    for index in bearers.indices {
      let bearer = bearers[index]
      let place = (bearer.mean == nil ? lines[bearer.next].time : .min, bearer.leaf)
      if last == nil || place > lastPlace {
        last = index
        lastPlace = place
      }
    }
    return last
  }

  private mutating func give(_ change: inout Int64, to bearer: Bearer, member: Int) -> Int64 {
    if let mean = bearer.mean { return means[mean].values[member].give(&change) }
    let given = lines[bearer.next].points.give(&change)
    self[changesOf: bearer.next].shared -= given
    return given
  }
}

/// What bears a change of a group: a leaf's lines, from the last back, or a mean.
private struct Bearer {
  let leaf: Int
  /// nil for lines.
  let mean: Int?
  private let first: Int
  private(set) var next: Int

  /// At least one line.
  init(lines: Range<Int>, leaf: Int) {
    self.leaf = leaf
    mean = nil
    first = lines.lowerBound
    next = lines.upperBound - 1
  }

  init(mean: Int, leaf: Int) {
    self.leaf = leaf
    self.mean = mean
    first = 0
    next = 0
  }

  /// False when nothing is left.
  mutating func stepBack() -> Bool {
    next -= 1
    return next >= first
  }
}

/// The bounds of a node in nano for each profile.
private struct Bounds {
  private let caps: [Int64]?
  private let floors: [Int64]?

  init(_ node: Node) {
    caps = node.cap?.nanos
    floors = node.floor?.nanos
  }

  /// What the bounds want added to a sum: negative above the cap, positive below the floor.
  func change(of sum: Int64, profile: Int) -> Int64 {
    if let cap = caps?[profile], sum > cap { return cap - sum }
    if let floor = floors?[profile], sum < floor { return floor - sum }
    return 0
  }
}

extension Int64 {
  /// Takes part of a change: a positive amount is lowered, a negative one raised, to 0 at most. Returns what
  /// was added.
  fileprivate mutating func give(_ change: inout Int64) -> Int64 {
    let given = change < 0 ? Swift.max(change, Swift.min(0, -self)) : Swift.min(change, Swift.max(0, -self))
    self += given
    change -= given
    return given
  }
}
