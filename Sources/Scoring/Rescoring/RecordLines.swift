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
  convenience init(_ placed: Leaf, _ source: LeafSource, lines: [LedgerLine], starts: [Int]) {
    var kinds = RecordKinds(placed, source)
    let kindOf = lines.map { kinds.index($0.row, choice: $0.choice) }
    self.init(placed, source, lines: lines, starts: starts, kinds: kinds.found, kindOf: kindOf)
  }

  /// `kindOf` is by line.
  init(
    _ placed: Leaf, _ source: LeafSource, lines: [LedgerLine], starts: [Int], kinds: [Kind], kindOf: [Int32]
  ) {
    firstShare = placed.firstShare?.place
    limits = placed.limits.enumerated().map { place, limit in
      LimitLines(limit, source.limits[place].groups, lines, starts)
    }
    self.kinds = kinds
    self.kindOf = kindOf
    marks = kinds.indices.map { UInt64($0 + 1).mixed }
    rows = lines.map(\.row)
  }

  /// The same records, each of another kind.
  init(_ other: RecordLines, kindOf: [Int32]) {
    (kinds, marks, rows) = (other.kinds, other.marks, other.rows)
    (limits, firstShare) = (other.limits, other.firstShare)
    self.kindOf = kindOf
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
