import Records

/// A relation's records grouped by member, each member's in `≺`: made once, shared by all leaves that read
/// it.
struct RecordIndex {
  /// The records of member `m` are `order[starts[m]..<starts[m + 1]]`.
  let starts: [Int]
  let order: [Int32]

  /// A counting sort by member, then a sort of each member's slice by time, key bytes and, where both are
  /// equal, by content, so that the order of rows decides nothing.
  init(_ relation: Relation, members: Int) {
    var starts = [Int](repeating: 0, count: members + 1)
    for member in relation.members where member != Relation.nobody { starts[Int(member) + 1] += 1 }
    for member in 0..<members { starts[member + 1] += starts[member] }
    var next = starts
    var order = [Int32](repeating: 0, count: starts[members])
    for row in relation.members.indices where relation.members[row] != Relation.nobody {
      let member = Int(relation.members[row])
      order[next[member]] = Int32(row)
      next[member] += 1
    }
    for member in 0..<members where starts[member + 1] - starts[member] > 1 {
      order[starts[member]..<starts[member + 1]].sort { relation.precedes(Int($0), Int($1)) }
    }
    self.starts = starts
    self.order = order
  }
}

extension Relation {
  /// Record order of two records of one leaf.
  fileprivate func precedes(_ left: Int, _ right: Int) -> Bool {
    if times[left] != times[right] { return times[left] < times[right] }
    if keys.precedes(left, right) { return true }
    if keys.precedes(right, left) { return false }
    return contentPrecedes(left, right)
  }

  private func contentPrecedes(_ left: Int, _ right: Int) -> Bool {
    if let ends = spanEnds, ends[left] != ends[right] { return ends[left] < ends[right] }
    for column in columns {
      let first = Key(column.canonicalText(left))
      let second = Key(column.canonicalText(right))
      if first != second { return first < second }
    }
    return false
  }
}
