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
  mutating func award(_ kinds: inout KindPoints?, _ range: Range<Int>, profile: Int, _ numbers: NumberTable)
    -> Bool
  {
    points.removeAll(keepingCapacity: true)
    (pattern, hasParts) = (0, false)
    var total: UInt64 = 0
    for line in range {
      guard let amount = kinds?.nano(of: line, profile, numbers), amount != NumberTable.tooLarge else {
        return false
      }
      points.append(amount)
      total += amount.magnitude
    }
    return total <= UInt64(Ledger.largestSum)
  }

  /// Gives each line the amount of its kind, however large.
  mutating func award(_ lines: RecordLines, _ amounts: KindAmounts, _ range: Range<Int>, profile: Int) {
    points.removeAll(keepingCapacity: true)
    (pattern, hasParts) = (0, false)
    let first = profile * amounts.kinds
    for line in range { points.append(amounts.nano[first + Int(lines.kindOf[line])]) }
  }

  /// Applies a limit among the lines that are not at 0.
  mutating func apply(_ limit: RecordLines.LimitLines, _ range: Range<Int>, _ number: NanoFraction) {
    order.removeAll(keepingCapacity: true)
    if limit.order.isEmpty {
      for line in points.indices where points[line] != 0 { order.append(line) }
    } else {
      for place in range {
        let line = Int(limit.order[place])
        if points[line] != 0 { order.append(line) }
      }
    }
    let first = range.lowerBound
    let most = Most(limit.rule, number)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, limit.isOneGroup(first + order[start], first + order[end]) { end += 1 }
      apply(most, start..<end)
      start = end
    }
  }

  /// A limit with its number.
  private enum Most {
    case skip(Int)
    case best(Int)
    case points(UInt64)

    init(_ rule: RecordLines.Rule, _ number: NanoFraction) {
      switch rule {
      case .skip: self = .skip(number.whole)
      case .best: self = .best(number.whole)
      case .points: self = .points((number.nearest ?? 0).magnitude)
      }
    }
  }

  private mutating func apply(_ most: Most, _ group: Range<Int>) {
    switch most {
    case .skip(let count): for place in group.prefix(count) { lower(order[place], to: 0) }
    case .best(let kept):
      guard kept < group.count else { return }
      sort(group)
      for place in group.dropFirst(kept) { lower(order[place], to: 0) }
    case .points(var left):
      for place in group {
        let given = min(left, points[order[place]].magnitude)
        lower(order[place], to: given)
        left -= given
      }
    }
  }

  /// Greatest amount first, then by line. Few lines, which the lines' own order mostly sorts already, are put in one by one.
  private mutating func sort(_ group: Range<Int>) {
    guard group.count <= 32 else {
      let points = points
      order[group].sort { left, right in
        let (one, other) = (points[left].magnitude, points[right].magnitude)
        return one != other ? one > other : left < right
      }
      return
    }
    for next in group.dropFirst() {
      let line = order[next]
      var place = next
      while place > group.lowerBound, points[order[place - 1]].magnitude < points[line].magnitude {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = line
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
      form &+= lines.marks[Int(lines.kindOf[line])]
    }
    return form
  }

  /// What is left, in nano.
  var sum: Int64 { points.reduce(0, +) }
}

extension RecordLines.LimitLines {
  func isOneGroup(_ left: Int, _ right: Int) -> Bool {
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
