import Records

/// Which records of one member have equal values in some keys, as one number per record.
struct RecordGroups: Sendable {
  private let keys: [Reading]
  /// A group is a day.
  let areDates: Bool
  /// Numbers never fall from one record to the next in `≺`.
  let areOrdered: Bool

  private enum Reading: Sendable {
    case everyRecord
    case date
    case month
    /// nil where the relation has no such field: every cell is missing.
    case field(Column?)
  }

  init(_ keys: [Limit.Key], of relation: Relation) {
    self.keys = keys.map { key in
      switch key {
      case .record: .everyRecord
      case .date: .date
      case .month: .month
      case .field(let field): .field(relation.column(field))
      }
    }
    areDates = keys == [.date]
    areOrdered =
      keys.isEmpty || keys.count == 1 && { if case .field = keys[0] { false } else { true } }()
  }

  /// Numbers lines so that two have one number exactly where all keys are equal; missing is a value.
  func number(_ lines: inout [GroupedLine]) {
    guard let first = keys.first else { return }
    RecordGroups.number(&lines, by: first)
    for key in keys.dropFirst() {
      let before = lines.map(\.group)
      RecordGroups.number(&lines, by: key)
      let after = lines.map(\.group)
      let ranks = RecordGroups.denseRanks(lines.count) { left, right in
        before[left] != before[right] ? before[left] < before[right] : after[left] < after[right]
      }
      for index in lines.indices { lines[index].group = ranks[index] }
    }
  }

  private static func number(_ lines: inout [GroupedLine], by key: Reading) {
    switch key {
    case .everyRecord:
      for index in lines.indices { lines[index].group = Int64(index) }
    case .date:
      for index in lines.indices {
        lines[index].group = Int64(Instant(seconds: lines[index].time).day.number)
      }
    case .month:
      for index in lines.indices {
        let (year, month, _) = Instant(seconds: lines[index].time).day.civil
        lines[index].group = Int64(year * 12 + month)
      }
    case .field(let column):
      let numbers = column.map { RecordGroups.numbers(of: $0, rows: lines.map(\.row)) }
      for index in lines.indices { lines[index].group = numbers?[index] ?? 0 }
    }
  }

  /// Numbers of some rows that are equal exactly where the cells are, parallel to the rows.
  ///
  /// O(n) and, for texts and fractions, O(n log n).
  static func numbers(of column: Column, rows: [Int32]) -> [Int64] {
    switch column {
    case .coded(let coded): rows.map { Int64(coded.codes[Int($0)]) }
    case .integer(let values), .time(let values): rows.map { values[Int($0)] }
    case .day(let values): rows.map { Int64(values[Int($0)]) }
    case .flag(let values): rows.map { Int64(values[Int($0)]) }
    case .text(let texts): denseRanks(rows.count) { texts.precedes(Int(rows[$0]), Int(rows[$1])) }
    case .number(let values):
      denseRanks(rows.count) { left, right in
        guard let second = values[Int(rows[right])] else { return false }
        return values[Int(rows[left])].map { $0 < second } ?? true
      }
    }
  }

  /// The ordinal of each index's value among the distinct values. O(n log n).
  private static func denseRanks(_ count: Int, precedes: (Int, Int) -> Bool) -> [Int64] {
    let sorted = (0..<count).sorted(by: precedes)
    var ranks = [Int64](repeating: 0, count: count)
    var rank: Int64 = 0
    for position in sorted.indices {
      if position > 0, precedes(sorted[position - 1], sorted[position]) { rank += 1 }
      ranks[sorted[position]] = rank
    }
    return ranks
  }
}

/// A limit made ready for the relation of its leaf.
struct LimitPlan: Sendable {
  /// By profile.
  let rules: [LimitRule]
  let groups: RecordGroups

  init(_ limit: Limit, of relation: Relation, profileCount: Int) {
    rules = (0..<profileCount).map { LimitRule(limit.rule, profile: $0) }
    groups = RecordGroups(limit.per, of: relation)
  }
}

/// A line of the ledger with the number of its group; lines ascend in `≺`.
struct GroupedLine: Comparable {
  var group: Int64 = 0
  let line: Int
  let row: Int32
  let time: Int64

  static func < (left: GroupedLine, right: GroupedLine) -> Bool {
    left.group != right.group ? left.group < right.group : left.line < right.line
  }
}
