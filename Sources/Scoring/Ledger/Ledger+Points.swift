import Records

extension Ledger {
  /// Gives each record of a leaf its points (model.md §4, step 3).
  mutating func awardPoints(_ leaf: Int) throws(LedgerFailure) {
    guard let worth = plan.leaves[leaf].source?.worth else { return }
    let fixed = plan.model.profiles.indices.map { worth.fixed($0) }
    var tooLargeSum: Int?
    for member in members {
      let profile = self.profile(member)
      let range = lines(member, leaf)
      let sum =
        if let amounts = fixed[profile] { award(range, amounts) } else {
          award(range, worth, profile: profile)
        }
      guard let sum else { throw tooLarge(leaf, .awarding, member) }
      if sum > UInt64(Ledger.largestSum) { tooLargeSum = tooLargeSum ?? member }
    }
    if let tooLargeSum { throw tooLarge(leaf, .summing, tooLargeSum) }
  }

  /// The sum of the magnitudes, or any number above the largest sum; nil where an amount leaves 64 bits.
  private mutating func award(_ range: Range<Int>, _ worth: RecordWorth, profile: Int) -> UInt64? {
    var sum = MagnitudeSum()
    for line in range where lines[line].isRecord {
      let points = worth.points(
        Int(lines[line].row), choice: Int(lines[line].choice), profile: profile)
      guard let points else { return nil }
      lines[line].award(points, &sum)
    }
    return sum.value
  }

  /// The same with the amounts of the choices.
  private mutating func award(_ range: Range<Int>, _ amounts: [Int64?]) -> UInt64? {
    var sum = MagnitudeSum()
    var lines = lines.mutableSpan
    for line in range where lines[line].isRecord {
      guard let points = amounts[Int(lines[line].choice)] else { return nil }
      lines[line].award(points, &sum)
    }
    return sum.value
  }

  /// Adds 记分 rows as records after limits and proration (step 6).
  mutating func addEntered(_ leaf: Int) throws(LedgerFailure) {
    if hasEntered[leaf] {
      for member in members {
        for line in lines(member, leaf) {
          guard let index = lines[line].enteredIndex else { continue }
          guard let points = Rational(plan.input.entered[index].points).nearest?.nano else {
            throw tooLarge(leaf, .entering, member)
          }
          self[changesOf: line].entered = points
          lines[line].points = points
        }
      }
    }
    // Limits only lower what step 3 has checked.
    guard hasEntered[leaf] || plan.leaves[leaf].isProrated || plan.leaves[leaf].isMeasure else { return }
    try checkSums(leaf, .summingEntered)
  }

  /// Spreads part-period records over the whole period (step 5): the k-th kept record in `≺` becomes
  /// `H(S_k · M / months) − H(S_{k−1} · M / months)`.
  mutating func prorate(_ leaf: Int) {
    let period = Int128(plan.input.period.months)
    for member in members {
      let months = Int128(plan.input.members[range.lowerBound + member].months)
      guard 0 < months, months < period else { continue }
      var sum: Int128 = 0
      var grown: Int64 = 0
      for line in lines(member, leaf) where lines[line].points != 0 {
        sum += Int128(lines[line].points)
        let next = Int64(Rounding.halfUp(sum * period, over: months))
        let points = next - grown
        self[changesOf: line].prorated = points - lines[line].points
        lines[line].points = points
        grown = next
      }
    }
  }

  private func checkSums(_ leaf: Int, _ step: LedgerFailure.Step) throws(LedgerFailure) {
    for member in members {
      var sum: Int64 = 0
      for line in lines(member, leaf) {
        let magnitude = lines[line].points.magnitude
        guard magnitude <= UInt64(Ledger.largestSum) else { throw tooLarge(leaf, step, member) }
        sum += Int64(magnitude)
        guard sum <= Ledger.largestSum else { throw tooLarge(leaf, step, member) }
      }
    }
  }
}

/// A sum of magnitudes that stays at a number above the largest sum once it is there.
private struct MagnitudeSum {
  private(set) var value: UInt64 = 0

  mutating func add(_ magnitude: UInt64) { value = min(value + min(magnitude, 1 << 62), 1 << 62) }
}

extension LedgerLine {
  fileprivate mutating func award(_ points: Int64, _ sum: inout MagnitudeSum) {
    raw = points
    self.points = points
    sum.add(points.magnitude)
  }
}
