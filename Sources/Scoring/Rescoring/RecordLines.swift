import Records

/// The records of a leaf of all members, with what their points rest on. A class, so that to look at a member's is to
/// count one reference.
final class RecordLines: Sendable {
  /// Records with equal points whatever the numbers of the model.
  struct Kind: Hashable, Sendable {
    /// Place of the amount; nil for 0.
    let amount: Int?
    /// times × share, without a share that the model states as a number.
    let ratio: Rational
    /// The part of a share that the model states as a number.
    let part: Part
  }

  enum Part: Hashable, Sendable {
    case whole
    case first
    /// An equal part of what the first leaves, among so many.
    case other(Int64)
  }

  /// One of the leaf's limits.
  struct LimitLines: Sendable {
    let rule: Rule
    /// Place of its number.
    let place: Int
    /// By line: equal for lines of one member and group. Empty where a member's lines are one group.
    let groups: [Int64]
    /// A member's lines, as offsets from his first, in the order of groups, then lines; empty like `groups`.
    let order: [Int32]
  }

  enum Rule: Sendable {
    case best, points, skip
  }

  let kinds: [Kind]
  /// By kind: a number that tells it from others in a sum of such numbers.
  let marks: [UInt64]
  /// By line.
  let kindOf: [Int32]
  let rows: [Int32]
  let limits: [LimitLines]
  /// Place of the number of a share by position.
  let firstShare: Int?

  /// `placed` is the leaf of a model whose numbers are their places; `lines` are its lines of all members, 记分 rows left
  /// out.
  init(_ placed: Leaf, _ source: LeafSource, lines: [LedgerLine], starts: [Int]) {
    guard case .perRecord(let rule, _, let share) = placed.award, let worth = source.worth else {
      preconditionFailure("a leaf with points per record")
    }
    let amounts = rule.places
    firstShare = if case .first(let amount) = share { amount.place } else { nil }
    var indices: [Kind: Int32] = [:]
    var kinds: [Kind] = []
    var kindOf: [Int32] = []
    limits = placed.limits.enumerated().map { place, limit in
      LimitLines(limit, source.limits[place].groups, lines, starts)
    }
    for line in lines {
      let factors = worth.factors(Int(line.row))
      let kind = Kind(amount: amounts[Int(line.choice)], ratio: factors.ratio, part: factors.part)
      let index = indices[kind] ?? Int32(kinds.count)
      if index == kinds.count {
        indices[kind] = index
        kinds.append(kind)
      }
      kindOf.append(index)
    }
    self.kinds = kinds
    self.kindOf = kindOf
    marks = kinds.indices.map { UInt64($0 + 1).mixed }
    rows = lines.map(\.row)
  }

  /// Whether limits after the first look at whole amounts only: a fill of points leaves parts.
  var areLimitsOrdered: Bool { !limits.dropLast().contains { $0.rule == .points } }

  /// Whether the sum never falls when an amount rises: what a skip leaves can.
  var isMonotone: Bool {
    areLimitsOrdered && limits.count(where: { $0.rule != .points }) <= 1
      && !limits.contains { $0.rule == .skip }
  }
}

extension RecordLines.LimitLines {
  fileprivate init(_ placed: Limit, _ groups: RecordGroups, _ lines: [LedgerLine], _ starts: [Int]) {
    switch placed.rule {
    case .best(let count): (rule, place) = (.best, count.place)
    case .points(let most): (rule, place) = (.points, most.place)
    case .skip(let count): (rule, place) = (.skip, count.place)
    }
    guard !placed.per.isEmpty else {
      (self.groups, order) = ([], [])
      return
    }
    var numbers: [Int64] = []
    var order: [Int32] = []
    numbers.reserveCapacity(lines.count)
    order.reserveCapacity(lines.count)
    for (start, end) in zip(starts, starts.dropFirst()) where start < end {
      var own = (start..<end).map { GroupedLine(line: $0, row: lines[$0].row, time: lines[$0].time) }
      groups.number(&own)
      numbers += own.map(\.group)
      own.sort()
      order += own.map { Int32($0.line - start) }
    }
    self.groups = numbers
    self.order = order
  }
}

extension PointsRule {
  /// Places of the amounts that records choose among, in a placed model; nil for none.
  fileprivate var places: [Int?] {
    switch self {
    case .constant(let amount): [amount.place]
    case .byField(_, let values, let otherwise): values.map(\.points.place) + [otherwise.place]
    case .cases(let cases): cases.map(\.points.place) + [nil]
    }
  }
}

extension RecordWorth {
  /// What multiplies a record's amount.
  fileprivate func factors(_ row: Int) -> (ratio: Rational, part: RecordLines.Part) {
    let times = Rational(times.value(row))
    switch share.part(row) {
    case .whole: return (times, .whole)
    case .equal(let authors):
      return (Rational(times.numerator, over: times.denominator * Int128(authors)), .whole)
    case .first: return (times, .first)
    case .other(let others): return (times, .other(others))
    }
  }
}
