import Records

extension Ledger {
  /// Each member's measure, exact; a rate without divisor is its `none` and noted.
  func measured(_ measure: Measure, _ leaf: Int) throws(ScoringError) -> [MeasuredValue] {
    let columns = MeasureColumns(measure, source: leafRecords[leaf])
    var result: [MeasuredValue] = []
    result.reserveCapacity(members.count)
    for member in members {
      let value = columns.value(member, source: leafRecords[leaf], profile: facts.profiles[member])
      guard let value else { throw tooLarge(leaf, member) }
      result.append(value)
    }
    return result
  }

  /// Books a measure's worth as the leaf's one amount: `raw = H(full × N/D)` or its tier (step 3). In a mean
  /// the raw column shows the measure itself (model.md §8, §5).
  mutating func awardMeasure(
    _ leaf: Int, measure: Measure, worth: MeasureWorth, inMean: Bool
  ) throws(ScoringError) {
    let values = try measured(measure, leaf)
    for member in members {
      let value = values[member]
      guard let points = worth.points(value.amount, profile: facts.profiles[member]),
        let shown = value.amount.nearest
      else { throw tooLarge(leaf, member) }
      let line = lines(member, leaf).lowerBound
      records[line].raw = inMean ? shown : points
      records[line].points = points
      if value.tookNone {
        withoutDivisor[member].append(LeafPoints(leaf: leaf, points: points))
      }
    }
  }

  /// A normalised measure's `x` per member, after the leaf's own bounds, and its lines in the ledger.
  mutating func normalisedMeasure(_ leaf: Int, measure: Measure) throws(ScoringError) -> [Rational] {
    let values = try measured(measure, leaf)
    var result: [Rational] = []
    result.reserveCapacity(members.count)
    for member in members {
      let bounded = leaves[leaf].bounded(values[member].amount, profile: facts.profiles[member])
      guard let raw = values[member].amount.nearest, let points = bounded.nearest else {
        throw tooLarge(leaf, member)
      }
      let line = lines(member, leaf).lowerBound
      records[line].raw = raw
      records[line].points = points
      records[line].capped = raw - points
      result.append(bounded)
    }
    return result
  }
}

/// A member's measure.
struct MeasuredValue {
  let amount: Rational
  /// The divisor was 0 and `none` is not.
  let tookNone: Bool
}

extension MeasureWorth {
  /// nil when the amount leaves 64 bits.
  fileprivate func points(_ measure: Rational, profile: Int) -> Points? {
    switch self {
    case .full(let full): return Rational(full[profile]).multiplied(by: measure)?.nearest
    case .tiers(let tiers):
      let tier = tiers.last { !(measure < Rational($0.from[profile])) }
      return Rational(tier?.points[profile] ?? .zero).nearest
    case .normalised: return measure.nearest
    }
  }
}

extension Node {
  /// A single amount after the node's bounds: above the cap lowered, below the floor raised, each to 0 at
  /// most.
  fileprivate func bounded(_ amount: Rational, profile: Int) -> Rational {
    if let cap = cap.map({ Rational($0[profile]) }), amount > cap {
      return max(cap, min(amount, .zero))
    }
    if let floor = floor.map({ Rational($0[profile]) }), amount < floor {
      return min(floor, max(amount, .zero))
    }
    return amount
  }
}
