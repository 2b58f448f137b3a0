import Records

extension SpanScorer {
  /// What a leaf holds before its own bounds.
  mutating func worth(ofLeaf leaf: Int, _ member: Int, _ profile: Int) -> SpanWorth {
    let source = base.leaves[leaf]
    var worth: SpanWorth
    switch source.content {
    case .none: worth = .zero
    case .measure(let lines): worth = SpanWorth(points(lines, leaf, member, profile))
    case .records(let lines): worth = self.worth(of: lines, source, leaf, member, profile)
    }
    if !source.entered.isEmpty {
      let loss = source.enteredLoss[member]
      worth =
        worth + SpanWorth(gain: Span(constant: source.entered[member] - loss), loss: Span(constant: loss))
    }
    let sum = worth.sum
    if max(sum.low.magnitude, sum.high.magnitude) > UInt64(Ledger.largestSum) { isTooLarge = true }
    return worth
  }

  private mutating func points(_ lines: MeasureLines, _ leaf: Int, _ member: Int, _ profile: Int) -> Span {
    guard let low = lines.points(member, profile: profile, numbers.low),
      let high = lines.points(member, profile: profile, numbers.high)
    else {
      isTooLarge = true
      return .zero
    }
    guard lines.places.contains(where: { isMoved($0, profile) }) else { return Span(constant: low.points) }
    // A measure or a threshold that moves along a line is on the same side at both ends, or a corner lies between.
    return Span(
      low: low.points, high: high.points, slack: low.tier == high.tier ? 1 : Span.unknown,
      form: (lines.forms[member] &+ UInt64(leaf)).mixed)
  }

  private mutating func worth(
    of lines: RecordLines, _ source: RescoringLeaf, _ leaf: Int, _ member: Int, _ profile: Int
  ) -> SpanWorth {
    let range = source.lines(member)
    guard !range.isEmpty, let (amounts, isLoss) = amounts(lines, range, leaf, profile) else { return .zero }
    var limits = SpanLimits(amounts)
    for (place, limit) in lines.limits.enumerated() {
      limits.apply(
        limit, range, (numbers.low[limit.place, profile], numbers.high[limit.place, profile]),
        moves: isMoved(limit.place, profile),
        isLast: place == lines.limits.count - 1 && source.keptPlans.isEmpty)
    }
    countKept(limits, lines, source, range)
    if limits.isUnknown { isCertain = false }
    var sum = limits.amounts.reduce(Span.zero, +)
    sum.slack = Span.added(sum.slack, limits.slack)
    if limits.isBlurred { sum.form = UInt64(member + 1).mixed }
    sum = prorated(sum, source, member)
    return isLoss ? SpanWorth(gain: .zero, loss: -sum) : SpanWorth(gain: sum, loss: .zero)
  }

  /// Magnitudes by line, and whether they are points lost; nil where one leaves what a leaf may give.
  private mutating func amounts(
    _ lines: RecordLines, _ range: Range<Int>, _ leaf: Int, _ profile: Int
  ) -> (amounts: [Span], isLoss: Bool)? {
    var amounts: [Span] = []
    amounts.reserveCapacity(range.count)
    var isLoss = false
    var total: (low: UInt64, high: UInt64) = (0, 0)
    for line in range {
      let low = kinds[leaf]?.low.nano(of: line, profile, numbers.low) ?? 0
      let high = kinds[leaf]?.high.nano(of: line, profile, numbers.high) ?? 0
      guard low != NumberTable.tooLarge, high != NumberTable.tooLarge else {
        isTooLarge = true
        return nil
      }
      isLoss = isLoss || low < 0 || high < 0
      total = (total.low + low.magnitude, total.high + high.magnitude)
      let kind = Int(lines.kindOf[line])
      amounts.append(
        lines.isMoved(kind) { isMoved($0, profile) }
          ? Span(
            low: abs(low), high: abs(high), slack: isWhole && lines.kinds[kind].isWhole ? 0 : 1,
            form: (lines.marks[kind] &+ UInt64(leaf)).mixed) : Span(constant: abs(low)))
    }
    if max(total.low, total.high) > UInt64(Ledger.largestSum) { isTooLarge = true }
    return (amounts, isLoss)
  }

  private func prorated(_ sum: Span, _ source: RescoringLeaf, _ member: Int) -> Span {
    let months = Int128(base.input.members[member].months)
    let period = Int128(base.input.period.months)
    guard source.isProrated, 0 < months, months < period else { return sum }
    return sum.mapped(times: (period, over: months), mark: UInt64(months)) {
      Int64(Rounding.halfUp(Int128($0) * period, over: months))
    }
  }

  /// Records that are left at either end, which must be as many between.
  private mutating func countKept(
    _ limits: SpanLimits, _ lines: RecordLines, _ source: RescoringLeaf, _ range: Range<Int>
  ) {
    for (place, plan) in source.keptPlans {
      guard let index = keptPlaces.firstIndex(of: place) else { continue }
      for (offset, line) in range.enumerated() where plan.counts(lines.rows[line]) {
        let amount = limits.amounts[offset]
        if amount.low != 0 { kept[index].low += 1 }
        if amount.high != 0 { kept[index].high += 1 }
        if !amount.isZero, !amount.isAboveZero { isCertain = false }
      }
    }
  }
}

extension RecordLines {
  func isMoved(_ kind: Int, _ isMoved: (Int) -> Bool) -> Bool {
    kinds[kind].amount.map(isMoved) ?? false || kinds[kind].part != .whole && firstShare.map(isMoved) ?? false
  }
}

extension RecordLines.Kind {
  /// Whole multiples of its number.
  fileprivate var isWhole: Bool { ratio.denominator == 1 && part == .whole }
}
