import Records

extension Ledger {
  /// A leaf's values after its own bounds, in nano per member (step 7).
  mutating func boundLeaf(_ leaf: Int) -> [Int64] {
    let node = leaves[leaf]
    var values = [Int64](repeating: 0, count: members.count)
    for member in members {
      let lines = lines(member, leaf)
      var sum: Int64 = 0
      for line in lines { sum += records[line].points.nano }
      var change = node.change(of: sum, profile: facts.profiles[member])
      values[member] = sum
      guard change != 0 else { continue }
      for line in lines.reversed() where change != 0 {
        let given = records[line].points.give(&change)
        records[line].capped -= Points(nano: given)
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
    var values = sums
    var bearers: [Bearer] = []
    for member in members {
      var change = node.change(of: sums[member], profile: facts.profiles[member])
      guard change != 0 else { continue }
      gather(&bearers, member: member, leaves: free, means: inner)
      for bearer in bearers.reversed() where change != 0 {
        values[member] += give(&change, to: bearer, member: member)
      }
    }
    return values
  }

  private func gather(_ bearers: inout [Bearer], member: Int, leaves: [Int], means inner: [Int]) {
    bearers.removeAll(keepingCapacity: true)
    for mean in inner {
      bearers.append(Bearer(time: .min, leaf: means[mean].leaves.lowerBound, line: -1, mean: mean))
    }
    for leaf in leaves {
      for line in lines(member, leaf) where records[line].points != .zero {
        bearers.append(Bearer(time: time(line), leaf: leaf, line: line, mean: -1))
      }
    }
    bearers.sort()
  }

  private mutating func give(_ change: inout Int64, to bearer: Bearer, member: Int) -> Int64 {
    if bearer.mean >= 0 {
      var points = Points(nano: means[bearer.mean].values[member])
      let given = points.give(&change)
      means[bearer.mean].values[member] = points.nano
      return given
    }
    let given = records[bearer.line].points.give(&change)
    records[bearer.line].shared -= Points(nano: given)
    return given
  }
}

/// What bears a change of a group: a line of the ledger, or a mean, which stands before all records.
private struct Bearer: Comparable {
  let time: Int64
  let leaf: Int
  let line: Int
  let mean: Int

  static func < (left: Bearer, right: Bearer) -> Bool {
    if left.time != right.time { return left.time < right.time }
    return left.leaf != right.leaf ? left.leaf < right.leaf : left.line < right.line
  }
}

extension Node {
  /// What the bounds want added to a sum: negative above the cap, positive below the floor.
  fileprivate func change(of sum: Int64, profile: Int) -> Int64 {
    if let cap = cap?.nano(profile), sum > cap { return cap - sum }
    if let floor = floor?.nano(profile), sum < floor { return floor - sum }
    return 0
  }
}

extension Points {
  /// Takes part of a change: a positive amount is lowered, a negative one raised, to 0 at most. Returns what
  /// was added.
  fileprivate mutating func give(_ change: inout Int64) -> Int64 {
    let given = change < 0 ? max(change, min(0, -nano)) : min(change, max(0, -nano))
    nano += given
    change -= given
    return given
  }
}
