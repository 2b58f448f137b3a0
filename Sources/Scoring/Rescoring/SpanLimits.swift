/// The amounts of one member's records of a leaf on a stretch while limits are applied (model.md §4, step 4), as
/// magnitudes.
struct SpanLimits {
  /// By line of the member.
  private(set) var amounts: [Span] = []
  /// What the sum may be off besides.
  private(set) var slack: Int64 = 0
  /// Whether the sum is no plain sum of what is left, so that no form can be told of it.
  private(set) var isBlurred = false

  init(_ amounts: [Span]) { self.amounts = amounts }

  /// Who is left is not certain on the whole stretch.
  var isUnknown: Bool { slack >= Span.unknown }

  /// Applies a limit with its number at both ends. The last one may move amounts between the records of a group, whose sum
  /// alone counts, where nobody asks which are left.
  mutating func apply(
    _ limit: RecordLines.LimitLines, _ range: Range<Int>, _ numbers: (low: NanoFraction, high: NanoFraction),
    moves: Bool, isLast: Bool
  ) {
    for group in groups(limit, range) {
      switch limit.rule {
      case .skip: skip(group, numbers.low.whole, numbers.high.whole)
      case .best: keep(group, numbers.low.whole, numbers.high.whole, isLast: isLast)
      case .points: fill(group, Span.most(numbers, limit.place, moves: moves), isLast: isLast)
      }
    }
  }

  /// The lines that are not at 0, by group, each in the order of the limit.
  private func groups(_ limit: RecordLines.LimitLines, _ range: Range<Int>) -> [[Int]] {
    let order = limit.order.isEmpty ? Array(amounts.indices) : range.map { Int(limit.order[$0]) }
    var groups: [[Int]] = []
    for line in order where !amounts[line].isZero {
      let first = range.lowerBound
      if let last = groups.last?.last, limit.isOneGroup(first + last, first + line) {
        groups[groups.count - 1].append(line)
      } else {
        groups.append([line])
      }
    }
    return groups
  }

  /// Takes the first of those that are not at 0, which must be the same throughout.
  private mutating func skip(_ group: [Int], _ low: Int, _ high: Int) {
    let isCertain = low == high && group.allSatisfy { amounts[$0].isAboveZero }
    let first = Set(group.filter { amounts[$0].low != 0 }.prefix(low))
    let second = Set(group.filter { amounts[$0].high != 0 }.prefix(high))
    for line in group { keep(line, low: !first.contains(line), high: !second.contains(line)) }
    if !isCertain { slack = Span.unknown }
  }

  private mutating func fill(_ group: [Int], _ most: Span, isLast: Bool) {
    if isLast {
      let total = group.reduce(Span.zero) { $0 + amounts[$1] }
      for line in group { amounts[line] = .zero }
      amounts[group[0]] = total.lesser(most)
      return
    }
    var left = most
    for line in group {
      let amount = amounts[line]
      if left.isBelow(amount) {
        amounts[line] = left
        left = .zero
      } else {
        amounts[line] = amount.lesser(left)
        left = amount.isBelow(left) ? left - amount : (left - amount).greater(.zero)
      }
    }
  }

  /// Keeps the greatest, then the first; a count that differs between the ends leaves only these certain.
  private mutating func keep(_ group: [Int], _ low: Int, _ high: Int, isLast: Bool) {
    let (first, second) = (best(group, low, \.low), best(group, high, \.high))
    let isCertain = low == high && isCertain(first, Set(group).subtracting(first), first == second)
    if !isCertain { blur(group, first, second, isSum: isLast && low == high) }
    for line in group {
      keep(line, low: first.contains(line), high: second.contains(line))
      if !isCertain, isLast { amounts[line].slack = 0 }
    }
  }

  private func best(_ group: [Int], _ count: Int, _ end: KeyPath<Span, Int64>) -> Set<Int> {
    guard count < group.count else { return Set(group) }
    let sorted = group.sorted { left, right in
      let (one, other) = (amounts[left][keyPath: end], amounts[right][keyPath: end])
      return one != other ? one > other : left < right
    }
    return Set(sorted.prefix(count))
  }

  /// Whether who is kept at both ends is kept between: no line of what is kept crosses one of what is not.
  private func isCertain(_ kept: Set<Int>, _ dropped: Set<Int>, _ isSame: Bool) -> Bool {
    guard isSame else { return false }
    return kept.allSatisfy { one in
      dropped.allSatisfy { other in
        let (left, right) = (amounts[one], amounts[other])
        return left.form == right.form && left.low == right.low && left.high == right.high
          || right.isBelow(left)
      }
    }
  }

  /// The sum of the greatest is never below the line of the ends less what the greatest of one end lack at the other.
  private mutating func blur(_ group: [Int], _ first: Set<Int>, _ second: Set<Int>, isSum: Bool) {
    guard isSum else {
      slack = Span.unknown
      return
    }
    func sum(_ lines: Set<Int>, _ end: KeyPath<Span, Int64>) -> Int64 {
      lines.reduce(0) { $0 + amounts[$1][keyPath: end] }
    }
    let lack = min(sum(second, \.high) - sum(first, \.high), sum(first, \.low) - sum(second, \.low))
    let own = Int64(first.count) * min(group.map { amounts[$0].slack }.max() ?? 0, Span.unknown / 1024)
    slack = Span.added(slack, lack + own)
    isBlurred = true
  }

  private mutating func keep(_ line: Int, low: Bool, high: Bool) {
    if low && high { return }
    amounts[line] =
      low || high
      ? Span(low: low ? amounts[line].low : 0, high: high ? amounts[line].high : 0, slack: 0, form: 1)
      : .zero
  }
}

extension Span {
  /// Not at 0 anywhere.
  var isAboveZero: Bool { low > slack && high > slack }

  /// The number of a fill of points.
  fileprivate static func most(
    _ numbers: (low: NanoFraction, high: NanoFraction), _ place: Int, moves: Bool
  ) -> Span {
    let (low, high) = (numbers.low.nearest ?? 0, numbers.high.nearest ?? 0)
    guard moves else { return Span(constant: Int64(low.magnitude)) }
    return Span(
      low: Int64(low.magnitude), high: Int64(high.magnitude), slack: 1, form: (UInt64(place) &+ 7).mixed)
  }
}
