import Records

/// Two positions of one member, at the ends of a stretch of a knob.
struct Stretch: Sendable {
  let member: Int
  let low: Position
  let high: Position
  /// How far the points may lie from a straight line.
  let unevenness: Int64

  /// The points are a straight line between, but for so much.
  let isStraight: Bool
  /// Equal for members whose points are one function of the knob on the whole stretch; nil where the positions tell.
  let form: UInt64?
  /// The model's least total hides nothing.
  var isFree: Bool { low.total == low.sum && high.total == high.sum }

  /// The sum with the turned category before rounding, in nano.
  var lowSum: Int64 { low.sum - low.points + low.raw }
  var highSum: Int64 { high.sum - high.points + high.raw }
}

/// What can be proved of two members on a whole stretch from its ends alone.
extension TurnedCommittee {
  /// Whether the left stands before the right at every place of the stretch; false where that is not proved.
  func isBefore(_ left: Stretch, _ right: Stretch) -> Bool {
    guard left.isFree, right.isFree, let difference = difference(left, right) else { return false }
    for key in basis.keys {
      guard let range = range(key, left, right, difference) else { return false }
      if range.lowerBound > 0 { return true }
      if range.lowerBound < 0 { return false }
    }
    return false
  }

  /// Whether the left has more total at every place.
  func hasMore(_ left: Stretch, _ right: Stretch) -> Bool {
    guard left.isFree, right.isFree, let difference = difference(left, right) else { return false }
    return (range(RankColumn.total, left, right, difference)?.lowerBound ?? 0) > 0
  }

  /// Whether nothing parts the two at any place; of totals alone where asked.
  func areTied(_ left: Stretch, _ right: Stretch, byTotal: Bool) -> Bool {
    guard left.isFree, right.isFree, let difference = difference(left, right) else { return false }
    return (byTotal ? [RankColumn.total] : basis.keys).allSatisfy {
      range($0, left, right, difference) == 0...0
    }
  }

  /// The rounded points of the category, left less right, lie in this range; nil where nothing is proved.
  private func difference(_ left: Stretch, _ right: Stretch) -> ClosedRange<Int64>? {
    let apart = points(left).flatMap { one in
      points(right).map { other in
        one.lowerBound - other.upperBound...one.upperBound - other.lowerBound
      }
    }
    guard left.isStraight, right.isStraight else { return apart }
    if left.isTwin(of: right) { return 0...0 }
    let ends = [left.low.raw - right.low.raw, left.high.raw - right.high.raw].sorted()
    let uneven = left.unevenness + right.unevenness
    let together = basis.rounded(ends[0] - uneven...ends[1] + uneven)
    return apart.map { together.clamped(to: $0) } ?? together
  }

  private func range(
    _ key: RankColumn, _ left: Stretch, _ right: Stretch, _ difference: ClosedRange<Int64>
  ) -> ClosedRange<Int64>? {
    let low = value(key, left.member, left.low) - value(key, right.member, right.low)
    switch key {
    case .fixed: return low...low
    case .kept(_, let place, _):
      guard isTurned(keptPlace: place) else { return low...low }
      return left.isStraight && right.isStraight ? low...low : nil
    case .total: return moved(low, left, right, difference, sign: 1)
    case .score(_, let reference, let sign):
      return moves(reference) ? moved(low, left, right, difference, sign: sign) : low...low
    }
  }

  /// What a difference becomes when the category's own difference goes from that at the low end to a range.
  private func moved(
    _ low: Int64, _ left: Stretch, _ right: Stretch, _ difference: ClosedRange<Int64>, sign: Int64
  ) -> ClosedRange<Int64> {
    let fixed = low - sign * (left.low.points - right.low.points)
    return sign > 0
      ? fixed + difference.lowerBound...fixed + difference.upperBound
      : fixed - difference.upperBound...fixed - difference.lowerBound
  }
}

extension Stretch {
  /// Whether both get the same in the category at every place.
  fileprivate func isTwin(of other: Stretch) -> Bool {
    let isAlike =
      form.map { $0 == other.form } ?? (low.form == other.low.form && high.form == other.high.form)
    return isAlike && low.raw == other.low.raw && high.raw == other.high.raw
  }
}

extension TurnedCommittee {
  /// The rounded points of the category on a stretch; nil where nothing is known.
  fileprivate func points(_ stretch: Stretch) -> ClosedRange<Int64>? {
    let (least, most) = (min(stretch.low.raw, stretch.high.raw), max(stretch.low.raw, stretch.high.raw))
    if isMonotone { return rounded(least...most) }
    guard stretch.isStraight else { return nil }
    return rounded(least - stretch.unevenness...most + stretch.unevenness)
  }

  private func rounded(_ raw: ClosedRange<Int64>) -> ClosedRange<Int64> {
    let unit = basis.unit
    return Points.nearest(raw.lowerBound, multipleOf: unit)...Points.nearest(raw.upperBound, multipleOf: unit)
  }
}

extension TickBasis {
  /// Where the difference of two rounded amounts lies whose difference before rounding lies in a range.
  fileprivate func rounded(_ range: ClosedRange<Int64>) -> ClosedRange<Int64> {
    let low = range.lowerBound >= 0 ? range.lowerBound / unit : -((-range.lowerBound + unit - 1) / unit)
    let high = range.upperBound >= 0 ? (range.upperBound + unit - 1) / unit : -(-range.upperBound / unit)
    return low * unit...high * unit
  }
}
