import Records

extension Ledger {
  /// Applies a leaf's limits in listed order, each among the records that the one before left not at 0 (step
  /// 4).
  mutating func applyLimits(_ limits: [Limit], _ leaf: Int) {
    guard let relation = leafRecords[leaf].tests?.relation else { return }
    for limit in limits {
      let groups = RecordGroups.numbers(of: limit.per, in: relation, rows: leafRecords[leaf].records)
      var run: [GroupedLine] = []
      for member in members {
        run.removeAll(keepingCapacity: true)
        for line in lines(member, leaf) where records[line].points != .zero {
          guard case .record(let row) = records[line].subject else { continue }
          run.append(GroupedLine(group: groups[Int(row)], line: line))
        }
        if run.count > 1, !limit.per.isEmpty { run.sort() }
        apply(limit.rule, toGroupsOf: &run, profile: facts.profiles[member])
      }
    }
  }

  private mutating func apply(_ rule: Limit.Rule, toGroupsOf run: inout [GroupedLine], profile: Int) {
    var start = 0
    while start < run.count {
      var end = start + 1
      while end < run.count, run[end].group == run[start].group { end += 1 }
      apply(rule, to: &run[start..<end], profile: profile)
      start = end
    }
  }

  /// One group in `≺`.
  private mutating func apply(_ rule: Limit.Rule, to group: inout ArraySlice<GroupedLine>, profile: Int) {
    switch rule {
    case .skip(let count):
      for member in group.prefix(count.whole(profile)) { limit(member.line, to: 0) }
    case .best(let count):
      let kept = count.whole(profile)
      guard group.count > kept else { return }
      group.sort { left, right in
        let (first, second) = (magnitude(left.line), magnitude(right.line))
        return first != second ? first > second : left.line < right.line
      }
      for member in group.dropFirst(kept) { limit(member.line, to: 0) }
    case .points(let most):
      var left = most.nano(profile).magnitude
      for member in group {
        let given = min(left, magnitude(member.line))
        limit(member.line, to: given)
        left -= given
      }
    }
  }

  private func magnitude(_ line: Int) -> UInt64 { records[line].points.nano.magnitude }

  /// Lowers a line's magnitude, booking the rest as limited.
  private mutating func limit(_ line: Int, to magnitude: UInt64) {
    let points = records[line].points
    let left = Points(nano: points.nano < 0 ? -Int64(magnitude) : Int64(magnitude))
    records[line].limited += points - left
    records[line].points = left
  }
}

/// A line of the ledger with the number of its group; lines ascend in `≺`.
private struct GroupedLine: Comparable {
  let group: Int64
  let line: Int

  static func < (left: GroupedLine, right: GroupedLine) -> Bool {
    left.group != right.group ? left.group < right.group : left.line < right.line
  }
}

extension Amount {
  /// The whole part of a count that is not negative.
  fileprivate func whole(_ profile: Int) -> Int {
    Int(max(0, self[profile].numerator / self[profile].denominator))
  }
}
