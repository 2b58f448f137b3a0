import Records

/// What a record of each kind of a leaf gives, worked out once for each turn of the numbers and only where it is asked
/// for.
struct KindPoints {
  let lines: RecordLines
  /// By profile, then kind, in nano; `NumberTable.tooLarge` beyond what a leaf may give.
  private var points: [Int64]
  /// The turn for which each was worked out; the greatest number for one that no turn moves.
  private var turns: [UInt64]
  private var turn: UInt64 = 1

  init(_ lines: RecordLines, slots: [NumberSlot], _ numbers: NumberTable, profiles: Int) {
    self.lines = lines
    points = (0..<profiles).flatMap { profile in
      lines.kinds.indices.map { KindPoints.nano(lines, $0, profile, numbers) ?? NumberTable.tooLarge }
    }
    turns = (0..<profiles).flatMap { profile in
      let places = Set(slots.filter { $0.profile == profile }.map(\.place))
      return lines.kinds.map { kind -> UInt64 in
        let isMoved =
          kind.amount.map(places.contains) ?? false
          || kind.part != .whole && lines.firstShare.map(places.contains) ?? false
        return isMoved ? 0 : .max
      }
    }
  }

  /// Forgets what rests on turned numbers.
  mutating func forget() { turn += 1 }

  /// In nano, or `NumberTable.tooLarge`.
  mutating func nano(_ kind: Int, _ profile: Int, _ numbers: NumberTable) -> Int64 {
    let place = profile * lines.kinds.count + kind
    if turns[place] < turn {
      points[place] = KindPoints.nano(lines, kind, profile, numbers) ?? NumberTable.tooLarge
      turns[place] = turn
    }
    return points[place]
  }

  mutating func nano(of line: Int, _ profile: Int, _ numbers: NumberTable) -> Int64 {
    nano(Int(lines.kindOf[line]), profile, numbers)
  }

  /// The sum of records, and a number that tells how many of each kind that is not at 0; nil beyond what a leaf may give.
  mutating func sum(
    _ range: Range<Int>, _ profile: Int, _ numbers: NumberTable
  ) -> (sum: Int64, form: UInt64)? {
    var sum: Int64 = 0
    var magnitude: UInt64 = 0
    var form: UInt64 = 0
    for line in range {
      let kind = Int(lines.kindOf[line])
      let amount = nano(kind, profile, numbers)
      guard amount != NumberTable.tooLarge else { return nil }
      sum += amount
      magnitude += amount.magnitude
      if amount != 0 { form &+= lines.marks[kind] }
    }
    return magnitude <= UInt64(Ledger.largestSum) ? (sum, form) : nil
  }

  /// nil beyond what a leaf may give.
  static func nano(_ lines: RecordLines, _ kind: Int, _ profile: Int, _ numbers: NumberTable) -> Int64? {
    let kind = lines.kinds[kind]
    guard let place = kind.amount else { return 0 }
    let nano: Int64?
    if kind.part != .whole, let first = lines.firstShare.map({ numbers[$0, profile].rational }) {
      nano = kind.ratio.multiplied(by: kind.part.of(first)).flatMap {
        numbers[place, profile].nearest(times: $0)
      }
    } else {
      nano = numbers[place, profile].nearest(times: kind.ratio)
    }
    return nano.flatMap { $0.magnitude <= UInt64(Ledger.largestSum) ? $0 : nil }
  }
}

extension RecordLines.Part {
  /// What it is of 1 where the first position has a share.
  fileprivate func of(_ first: Rational) -> Rational {
    guard case .other(let others) = self else { return first }
    return Rational(first.denominator - first.numerator, over: first.denominator * Int128(others))
  }
}
