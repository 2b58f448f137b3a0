import Records

extension Ledger {
  /// `p = H(points × times × share)` of each record, the product exact before it (model.md §4, step 3).
  mutating func awardPoints(
    _ leaf: Int, rule: PointsRule, times: String?, share: AuthorShare
  ) throws(ScoringError) {
    guard let tests = leafRecords[leaf].tests else { return }
    let table = PointsTable(rule, tests: tests)
    let multipliers = TimesColumn(times, of: tests.relation)
    let shares = ShareTable(share, of: tests.relation)
    for member in members {
      let profile = facts.profiles[member]
      for line in lines(member, leaf) {
        guard case .record(let row) = records[line].subject else { continue }
        let record = Int(row)
        let points = Ledger.product(
          table.points(record, profile: profile), multipliers.value(record),
          shares.value(record, profile: profile))
        guard let points else { throw tooLarge(leaf, member) }
        records[line].raw = points
        records[line].points = points
      }
    }
    try checkSums(leaf)
  }

  /// Adds 记分 rows as records after limits and proration (step 6).
  mutating func addEntered(_ leaf: Int) throws(ScoringError) {
    for member in members {
      for line in lines(member, leaf) {
        guard case .entered(let index) = records[line].subject else { continue }
        guard let points = Rational(input.entered[Int(index)].points).nearest else {
          throw tooLarge(leaf, member)
        }
        records[line].entered = points
        records[line].points = points
      }
    }
    try checkSums(leaf)
  }

  /// Spreads part-period records over the whole period (step 5): the k-th kept record in `≺` becomes
  /// `H(S_k · M / months) − H(S_{k−1} · M / months)`.
  mutating func prorate(_ leaf: Int) {
    let period = Int128(input.period.months)
    for member in members {
      let months = Int128(input.members[member].months)
      guard 0 < months, months < period else { continue }
      var sum: Int128 = 0
      var grown: Int64 = 0
      for line in lines(member, leaf) where records[line].points != .zero {
        sum += Int128(records[line].points.nano)
        let next = Int64(Rounding.halfUp(sum * period, over: months))
        let points = Points(nano: next - grown)
        records[line].prorated = points - records[line].points
        records[line].points = points
        grown = next
      }
    }
  }

  func tooLarge(_ leaf: Int, _ member: Int) -> ScoringError {
    .tooLarge(leaf: leaves[leaf].code, member: input.members[member].number)
  }

  private func checkSums(_ leaf: Int) throws(ScoringError) {
    for member in members {
      var sum: Int64 = 0
      for line in lines(member, leaf) {
        let magnitude = records[line].points.nano.magnitude
        guard magnitude <= UInt64(Ledger.largestSum) else { throw tooLarge(leaf, member) }
        sum += Int64(magnitude)
        guard sum <= Ledger.largestSum else { throw tooLarge(leaf, member) }
      }
    }
  }

  private static func product(_ points: Fraction, _ times: Fraction, _ share: Rational) -> Points? {
    let upper = Int128(points.numerator) * Int128(times.numerator)
    let lower = Int128(points.denominator) * Int128(times.denominator)
    let scale = share.numerator.multipliedReportingOverflow(by: Int128(Points.one))
    let scaled = upper.multipliedReportingOverflow(by: scale.partialValue)
    let divisor = lower.multipliedReportingOverflow(by: share.denominator)
    if !scale.overflow, !scaled.overflow, !divisor.overflow {
      return Int64(exactly: Rounding.halfUp(scaled.partialValue, over: divisor.partialValue))
        .map(Points.init(nano:))
    }
    return Rational(upper, over: lower).multiplied(by: share)?.nearest
  }
}
