import Records

extension Ledger {
  /// The scorecards, from the finished lines and the category values in nano per member (model.md §4, step
  /// 9).
  func cards(categories: [[Int64]]) -> [Scorecard] {
    let inMean = leavesInMeans
    return members.map { member in
      let scores = categories.map { column in
        CategoryScore(
          raw: Points(nano: column[member]),
          points: Points(nano: column[member]).rounded(decimals: model.decimals))
      }
      let sums = RoleSums(scores, model.categories)
      let floor = model.floor.map { Points(nano: $0.nano(facts.profiles[member])) }
      return Scorecard(
        member: Int32(member), profile: facts.profiles[member], setAsideBy: setAside[member],
        categories: scores,
        leaves: leaves.indices.map { leafScore(member, $0, inMean: inMean[$0]) },
        base: sums.base, bonus: sums.bonus, deduction: sums.deduction, sum: sums.total,
        total: floor.map { max($0, sums.total) } ?? sums.total, withoutDivisor: withoutDivisor[member])
    }
  }

  private func leafScore(_ member: Int, _ leaf: Int, inMean: Bool) -> LeafScore {
    var score = LeafScore(leaf: leaf)
    var points = Points.zero
    let isMeasure = leaves[leaf].isMeasure
    for line in lines(member, leaf) {
      let record = records[line]
      if case .record = record.subject {
        score.events += 1
        if isMeasure || record.raw != record.limited { score.kept += 1 }
      }
      score.raw += record.raw
      score.limited += record.limited
      score.prorated += record.prorated
      score.entered += record.entered
      score.capped += record.capped
      score.shared += record.shared
      points += record.points
    }
    score.points = inMean ? nil : points
    return score
  }

  private var leavesInMeans: [Bool] {
    var result = [Bool](repeating: false, count: leaves.count)
    for mean in means {
      for leaf in mean.leaves { result[leaf] = true }
    }
    return result
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
