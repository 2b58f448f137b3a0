import Records

extension Ledger {
  /// Applies a leaf's limits in listed order, each among the records that the one before left not at 0 (step
  /// 4).
  mutating func applyLimits(_ leaf: Int) {
    guard let source = plan.leaves[leaf].source else { return }
    var group: [GroupedLine] = []
    for limit in source.limits {
      for member in members {
        let rule = limit.rules[profile(member)]
        let own = lines(member, leaf)
        if limit.groups.areDates, case .best(let count) = rule, !hasDay(own, ofMoreThan: count) { continue }
        group.removeAll(keepingCapacity: true)
        for line in own where lines[line].isRecord && lines[line].points != 0 {
          group.append(GroupedLine(line: line, row: lines[line].row, time: lines[line].time))
        }
        if group.isEmpty { continue }
        limit.groups.number(&group)
        if !limit.groups.areOrdered { group.sort() }
        apply(rule, toGroupsOf: &group)
      }
    }
  }

  /// Whether so many lines may be of one day that one of them can be taken; lines ascend in time.
  private func hasDay(_ range: Range<Int>, ofMoreThan count: Int) -> Bool {
    let reach = count
    for line in range.dropFirst(reach) {
      let first = lines[line - reach].time
      if first == .min || lines[line].time - first < Instant.secondsPerDay { return true }
    }
    return false
  }

  private mutating func apply(_ rule: LimitRule, toGroupsOf lines: inout [GroupedLine]) {
    var start = 0
    while start < lines.count {
      var end = start + 1
      while end < lines.count, lines[end].group == lines[start].group { end += 1 }
      if rule.canTake(from: end - start) { apply(rule, to: &lines, start..<end) }
      start = end
    }
  }

  /// One group in `≺`.
  private mutating func apply(_ rule: LimitRule, to group: inout [GroupedLine], _ range: Range<Int>) {
    switch rule {
    case .skip(let count):
      for index in range.prefix(count) { limit(group[index].line, to: 0) }
    case .best(let count):
      group[range].sort { left, right in
        let (first, second) = (magnitude(left.line), magnitude(right.line))
        return first != second ? first > second : left.line < right.line
      }
      for index in range.dropFirst(count) { limit(group[index].line, to: 0) }
    case .points(let most):
      var left = most
      for index in range {
        let given = min(left, magnitude(group[index].line))
        limit(group[index].line, to: given)
        left -= given
      }
    }
  }

  private func magnitude(_ line: Int) -> UInt64 { lines[line].points.magnitude }

  /// Lowers a line's magnitude, booking the rest as limited.
  private mutating func limit(_ line: Int, to magnitude: UInt64) {
    let points = lines[line].points
    let left = points < 0 ? -Int64(magnitude) : Int64(magnitude)
    if left == points { return }
    self[changesOf: line].limited += points - left
    lines[line].points = left
  }
}

/// A limit's rule for one profile.
enum LimitRule: Sendable {
  case best(Int)
  /// In nano.
  case points(UInt64)
  case skip(Int)

  init(_ rule: Limit.Rule, profile: Int) {
    switch rule {
    case .best(let count): self = .best(count.whole(profile))
    case .points(let most): self = .points(most.nano(profile).magnitude)
    case .skip(let count): self = .skip(count.whole(profile))
    }
  }

  /// False where a group of so many records keeps all that it has.
  fileprivate func canTake(from count: Int) -> Bool {
    if case .best(let kept) = self { count > kept } else { true }
  }
}

extension Amount {
  /// The whole part of a count that is not negative.
  fileprivate func whole(_ profile: Int) -> Int {
    Int(max(0, self[profile].numerator / self[profile].denominator))
  }
}
