import Records

/// What the scoring of a part of the members leaves behind.
struct PartScores: Sendable {
  let cards: [Scorecard]
  /// Empty unless asked for.
  let records: [RecordScore]
  /// By member of the part.
  let recordCounts: [Int32]
  /// By entry of `ScoringPlan.keptCounts`, then member of the part.
  let keptCounts: [[Int64]]
}

extension Ledger {
  /// The finished part, from its category values in nano per member (model.md §4, step 9).
  func finished(categories: [[Int64]], keepsRecords: Bool) -> PartScores {
    PartScores(
      cards: cards(categories: categories), records: keepsRecords ? records : [],
      recordCounts: members.map { Int32(lines($0).count) }, keptCounts: plan.keptCounts.map(counts))
  }

  private func cards(categories: [[Int64]]) -> [Scorecard] {
    let model = plan.model
    let floors = model.floor?.nanos
    let (held, starts) = leafScores()
    let inMean = leavesInMeans
    return members.map { member in
      let scores = categories.map { column in
        CategoryScore(
          raw: Points(nano: column[member]),
          points: Points(nano: column[member]).rounded(decimals: model.decimals))
      }
      let sums = RoleSums(scores, model.categories)
      let profile = profile(member)
      return Scorecard(
        member: Int32(range.lowerBound + member), profile: profile,
        setAsideBy: plan.setAside[range.lowerBound + member], categories: scores,
        leaves: LeafScores(held: held, starts[member]..<starts[member + 1], areInMean: inMean),
        base: sums.base, bonus: sums.bonus, deduction: sums.deduction, sum: sums.total,
        total: floors.map { max(Points(nano: $0[profile]), sums.total) } ?? sums.total,
        withoutDivisor: withoutDivisor[member])
    }
  }

  /// The scores that are not empty, by member and leaf; those of member `m` begin at `starts[m]`.
  private func leafScores() -> (held: [LeafScore], starts: [Int]) {
    let inMean = leavesInMeans
    var held: [LeafScore] = []
    held.reserveCapacity(members.count * plan.leaves.count)
    var starts = [0]
    starts.reserveCapacity(members.count + 1)
    for member in members {
      for leaf in plan.leaves.indices where !lines(member, leaf).isEmpty {
        let score = leafScore(member, leaf, inMean: inMean[leaf])
        if !score.isEmpty { held.append(score) }
      }
      starts.append(held.count)
    }
    return (held, starts)
  }

  private func leafScore(_ member: Int, _ leaf: Int, inMean: Bool) -> LeafScore {
    var score = LeafScore(leaf: leaf)
    var points: Int64 = 0
    let isMeasure = plan.leaves[leaf].isMeasure
    for line in lines(member, leaf) {
      if lines[line].isRecord {
        score.events += 1
        if isMeasure || isKept(line) { score.kept += 1 }
      }
      score.raw.nano += lines[line].raw
      points += lines[line].points
      if lines[line].isChanged { score.add(self[changesOf: line]) }
    }
    score.points = inMean ? nil : Points(nano: points)
    return score
  }

  private var leavesInMeans: [Bool] {
    var result = [Bool](repeating: false, count: plan.leaves.count)
    for mean in means {
      for leaf in mean.leaves { result[leaf] = true }
    }
    return result
  }

  private var records: [RecordScore] {
    var records: [RecordScore] = []
    records.reserveCapacity(lines.count)
    for member in members {
      for leaf in plan.leaves.indices {
        for line in lines(member, leaf) {
          records.append(
            lines[line].score(leaf: leaf, member: range.lowerBound + member, self[changesOf: line]))
        }
      }
    }
    return records
  }

  private func counts(_ kept: KeptPlan) -> [Int64] {
    let isMeasure = plan.leaves[kept.leaf].isMeasure
    return members.map { member in
      var count: Int64 = 0
      for line in lines(member, kept.leaf) where lines[line].isRecord {
        if (isMeasure || isKept(line)) && kept.counts(lines[line].row) { count += 1 }
      }
      return count
    }
  }
}

/// The sums of a member's rounded categories by role.
private struct RoleSums {
  var base = Points.zero
  var bonus = Points.zero
  var deduction = Points.zero

  init(_ scores: [CategoryScore], _ categories: [Category]) {
    for (score, category) in zip(scores, categories) {
      switch category.role {
      case .base: base += score.points
      case .bonus: bonus += score.points
      case .deduction: deduction += score.points
      }
    }
  }

  var total: Points { base + bonus + deduction }
}

extension LeafScore {
  fileprivate mutating func add(_ changes: LineChanges) {
    limited.nano += changes.limited
    prorated.nano += changes.prorated
    entered.nano += changes.entered
    capped.nano += changes.capped
    shared.nano += changes.shared
  }
}
