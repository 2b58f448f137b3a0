import Records

extension Rescorer {
  /// What `value` gives each of some members; nil where they must be asked for one by one.
  ///
  /// So they must where an amount may leave exact arithmetic, and where gates or keys ask for records that a leaf keeps which
  /// is summed by record.
  package mutating func values(of members: ArraySlice<Int>) -> TurnedColumns? {
    guard category != nil, let kept = kept(of: members) else { return nil }
    isTooLarge = false
    let (all, rests) = (base.profiles, rests)
    let profiles = members.map { all[$0] }
    var columns: [[Int64]] = []
    columns.reserveCapacity(nodes.count)
    for node in nodes {
      var column =
        node.leaf.map { points($0, of: members, profiles) } ?? members.map { rests[node.rests + $0] }
      for link in node.children {
        let child = columns[links[link]]
        for place in column.indices { column[place] += child[place] }
      }
      bound(&column, node, profiles)
      columns.append(column)
    }
    guard !isTooLarge, let raws = columns.last else { return nil }
    return TurnedColumns(raws: raws, kept: kept)
  }

  private func kept(of members: ArraySlice<Int>) -> [[Int64]]? {
    var kept: [[Int64]] = []
    for place in leaves.indices where leaves[place].source.records != nil {
      guard !leaves[place].source.keptPlans.isEmpty else { continue }
      guard let leaf = counted.isEmpty ? nil : counted[place] else { return nil }
      kept += leaf.counts.kept.map { counts in members.map { counts[$0] } }
    }
    return kept
  }

  /// A leaf's sums before its own bounds; `profiles` are the members'.
  private mutating func points(
    _ place: Int, of members: ArraySlice<Int>, _ profiles: [Int]
  ) -> [Int64] {
    guard let leaf = counted.isEmpty ? nil : counted[place] else {
      return zip(members, profiles).map { points(place, $0, $1) }
    }
    var sums = leaf.counts.sums(members, profiles, leaf.amounts)
    let source = leaves[place].source
    if source.isProrated {
      let proration = base.proration
      for (index, member) in members.enumerated() { sums[index] = proration.points(sums[index], of: member) }
    }
    let (entered, most) = (source.entered, UInt64(Ledger.largestSum))
    for (index, member) in members.enumerated() {
      let added = entered.isEmpty ? 0 : entered[member]
      if sums[index].magnitude + added.magnitude > most { isTooLarge = true }
      sums[index] = sums[index] &+ added
    }
    return sums
  }

  private mutating func bound(_ column: inout [Int64], _ node: TurnedNode, _ profiles: [Int]) {
    if let starts = node.start.map({ amounts($0) }) {
      for place in column.indices { column[place] += starts[profiles[place]] }
    }
    let (caps, floors) = (node.cap.map { amounts($0) }, node.floor.map { amounts($0) })
    guard caps != nil || floors != nil else { return }
    for place in column.indices {
      let (sum, profile) = (column[place], profiles[place])
      if let caps, sum > caps[profile] {
        column[place] = caps[profile]
      } else if let floors, sum < floors[profile] {
        column[place] = floors[profile]
      }
    }
  }

  /// A number of the model by profile, in nano.
  private mutating func amounts(_ place: Int) -> [Int64] {
    base.model.profiles.indices.map { nano(place, $0) }
  }
}
