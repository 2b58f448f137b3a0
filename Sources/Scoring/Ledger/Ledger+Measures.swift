import Records

extension Ledger {
  /// Each member's measure, exact; a rate without divisor is its `none` and noted.
  func measured(_ leaf: Int) throws(LedgerFailure) -> [MeasuredValue] {
    guard let columns = plan.leaves[leaf].measure else { preconditionFailure("a leaf without measure") }
    var result: [MeasuredValue] = []
    result.reserveCapacity(members.count)
    for member in members {
      let rows = lines(member, leaf).lazy.map { lines[$0] }.filter(\.isRecord).map(\.row)
      let value = columns.value(Array(rows), profile: profile(member))
      guard let value else { throw tooLarge(leaf, .measuring, member) }
      result.append(value)
    }
    return result
  }

  /// Books a measure's worth as the leaf's one amount: `raw = H(full × N/D)` or its tier (step 3). In a mean
  /// the raw column shows the measure itself (model.md §8, §5).
  mutating func awardMeasure(
    _ leaf: Int, worth: MeasureWorth, inMean: Bool
  ) throws(LedgerFailure) {
    let values = try measured(leaf)
    for member in members {
      let value = values[member]
      guard let points = worth.points(value.amount, profile: profile(member)),
        let shown = value.amount.nearest
      else { throw tooLarge(leaf, .awarding, member) }
      let line = lines(member, leaf).lowerBound
      lines[line].raw = inMean ? shown.nano : points.nano
      lines[line].points = points.nano
      if value.tookNone {
        withoutDivisor[member].append(LeafPoints(leaf: leaf, points: points))
      }
    }
  }

  /// A normalised measure's `x` per member, after the leaf's own bounds, and its lines in the ledger.
  mutating func normalisedMeasure(_ leaf: Int) throws(LedgerFailure) -> [Rational] {
    let values = try measured(leaf)
    var result: [Rational] = []
    result.reserveCapacity(members.count)
    for member in members {
      let bounded = plan.leaves[leaf].node.bounded(values[member].amount, profile: profile(member))
      guard let raw = values[member].amount.nearest?.nano, let points = bounded.nearest?.nano else {
        throw tooLarge(leaf, .awarding, member)
      }
      let line = lines(member, leaf).lowerBound
      lines[line].raw = raw
      lines[line].points = points
      self[changesOf: line].capped = raw - points
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
