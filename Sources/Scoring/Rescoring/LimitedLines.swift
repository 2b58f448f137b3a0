import Records

/// The amounts of one member's records of a leaf while limits are applied (model.md §4, steps 3 and 4).
struct LimitedLines: Sendable {
  /// In nano, by line of the member.
  private(set) var points: [Int64] = []
  /// Which lines limits left whole, in part or not at all.
  private(set) var pattern: UInt64 = 0
  private var hasParts = false
  private var order: [Int] = []

  /// Gives each line its amount; false where one, or their sum, leaves what a leaf may give.
  mutating func award(
    _ lines: RecordLines, _ range: Range<Int>, profile: Int, _ numbers: NumberTable
  ) -> Bool {
    points.removeAll(keepingCapacity: true)
    (pattern, hasParts) = (0, false)
    var total: UInt64 = 0
    var last: (kind: Int32, amount: Int64) = (-1, 0)
    for line in range {
      let kind = lines.kindOf[line]
      if kind != last.kind {
        guard let amount = LimitedLines.amount(lines, Int(kind), profile, numbers),
          amount.magnitude <= UInt64(Ledger.largestSum)
        else { return false }
        last = (kind, amount)
      }
      points.append(last.amount)
      total += last.amount.magnitude
    }
    return total <= UInt64(Ledger.largestSum)
  }

  /// An amount of a kind of records, in nano; nil beyond 64 bits.
  static func amount(
    _ lines: RecordLines, _ kind: Int, _ profile: Int, _ numbers: NumberTable
  ) -> Int64? {
    let kind = lines.kinds[kind]
    guard let place = kind.amount else { return 0 }
    guard kind.part != .whole, let first = lines.firstShare.map({ numbers[$0, profile].rational }) else {
      return numbers[place, profile].nearest(times: kind.ratio)
    }
    let share: Rational
    if case .other(let others) = kind.part {
      share = Rational(first.denominator - first.numerator, over: first.denominator * Int128(others))
    } else {
      share = first
    }
    return kind.ratio.multiplied(by: share).flatMap { numbers[place, profile].nearest(times: $0) }
  }

  /// Applies a limit among the lines that are not at 0.
  mutating func apply(_ limit: RecordLines.LimitLines, _ range: Range<Int>, _ number: NanoFraction) {
    order.removeAll(keepingCapacity: true)
    for line in points.indices where points[line] != 0 { order.append(line) }
    let first = range.lowerBound
    if !limit.groups.isEmpty {
      order.sort { left, right in
        let (one, other) = (limit.groups[first + left], limit.groups[first + right])
        return one != other ? one < other : left < right
      }
    }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, limit.isOneGroup(first + order[start], first + order[end]) { end += 1 }
      apply(limit.rule, number, start..<end)
      start = end
    }
  }

  private mutating func apply(_ rule: RecordLines.Rule, _ number: NanoFraction, _ group: Range<Int>) {
    switch rule {
    case .skip: for place in group.prefix(number.whole) { lower(order[place], to: 0) }
    case .best:
      guard number.whole < group.count else { return }
      let points = points
      order[group].sort { left, right in
        let (one, other) = (points[left].magnitude, points[right].magnitude)
        return one != other ? one > other : left < right
      }
      for place in group.dropFirst(number.whole) { lower(order[place], to: 0) }
    case .points:
      var left = (number.nearest ?? 0).magnitude
      for place in group {
        let given = min(left, points[order[place]].magnitude)
        lower(order[place], to: given)
        left -= given
      }
    }
  }

  private mutating func lower(_ line: Int, to magnitude: UInt64) {
    let before = points[line]
    guard before.magnitude != magnitude else { return }
    points[line] = before < 0 ? -Int64(magnitude) : Int64(magnitude)
    pattern = (pattern ^ UInt64(line * 2 + (magnitude == 0 ? 1 : 2))) &* 0x100_0000_01B3
    if magnitude != 0 { hasParts = true }
  }

  /// Equal for members whose sums are one function of the turned numbers; nil where a line is left in part.
  func form(_ lines: RecordLines, _ range: Range<Int>) -> UInt64? {
    guard !hasParts else { return nil }
    var form: UInt64 = 0
    for (line, points) in zip(range, points) where points != 0 {
      form &+= UInt64(lines.kindOf[line] + 1).mixed
    }
    return form
  }

  /// What is left, in nano.
  var sum: Int64 { points.reduce(0, +) }
}

extension RecordLines.LimitLines {
  fileprivate func isOneGroup(_ left: Int, _ right: Int) -> Bool {
    groups.isEmpty || groups[left] == groups[right]
  }
}

extension UInt64 {
  /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): numbers in a row become numbers all over.
  var mixed: UInt64 {
    var mixed = self &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
