import Records

/// Which records of a relation have equal values in some keys, as one number per record.
enum RecordGroups {
  /// Numbers that are equal exactly where all keys are; missing is a value. Only entries of `rows` are
  /// meaningful.
  static func numbers(of keys: [Limit.Key], in relation: Relation, rows: [Int32]) -> [Int64] {
    guard let first = keys.first else { return Array(repeating: 0, count: relation.count) }
    var numbers = numbers(of: first, in: relation, rows: rows)
    for key in keys.dropFirst() {
      let next = self.numbers(of: key, in: relation, rows: rows)
      numbers = denseRanks(rows, count: relation.count) { left, right in
        numbers[left] != numbers[right] ? numbers[left] < numbers[right] : next[left] < next[right]
      }
    }
    return numbers
  }

  /// Numbers that are equal exactly where the cells are.
  static func numbers(of column: Column, rows: [Int32]) -> [Int64] {
    switch column {
    case .coded(let coded): coded.codes.map(Int64.init)
    case .integer(let values), .time(let values): values
    case .day(let values): values.map(Int64.init)
    case .flag(let values): values.map(Int64.init)
    case .text(let texts): denseRanks(rows, count: texts.count) { texts.precedes($0, $1) }
    case .number(let values):
      denseRanks(rows, count: values.count) { left, right in
        guard let second = values[right] else { return false }
        return values[left].map { $0 < second } ?? true
      }
    }
  }

  private static func numbers(of key: Limit.Key, in relation: Relation, rows: [Int32]) -> [Int64] {
    switch key {
    case .record: relation.times.indices.map(Int64.init)
    case .date: relation.times.map { Int64(Instant(seconds: $0).day.number) }
    case .month:
      relation.times.map { time in
        let (year, month, _) = Instant(seconds: time).day.civil
        return Int64(year * 12 + month)
      }
    case .field(let field):
      relation.column(field).map { numbers(of: $0, rows: rows) } ?? Array(repeating: 0, count: relation.count)
    }
  }

  /// The ordinal of each row's value among the rows' distinct values. O(n log n).
  private static func denseRanks(
    _ rows: [Int32], count: Int, precedes: (Int, Int) -> Bool
  ) -> [Int64] {
    let sorted = rows.sorted { precedes(Int($0), Int($1)) }
    var ranks = [Int64](repeating: 0, count: count)
    var rank: Int64 = 0
    for position in sorted.indices {
      let row = Int(sorted[position])
      if position > 0, precedes(Int(sorted[position - 1]), row) { rank += 1 }
      ranks[row] = rank
    }
    return ranks
  }
}
