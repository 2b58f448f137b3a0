import Records

/// Layer (c) of model.md §2.2: of rows that state the same thing one stays.
///
/// Scans are placed in half-days first (§2.3); who lies in no window is filtered. Without attendance rules
/// scans have no windows and stay as they are. A row is not merged into
/// one that a decision calls different.
func deduplicateThing(
  _ rows: Staged, rules: AttendanceRules?, different: Set<RecordPair> = []
) -> Staged {
  var next = rows
  var fates = rows.noFates
  var layers: [MergedRows] = []
  for (position, table) in rows.tables.enumerated() {
    if let rule = table.shape.sameThing {
      let pairs = SameThingMerge(table, rule, different).pairs(EqualRows(workers: rows.workers))
      layers.append(
        MergedRows(
          stage: .deduplicateThing, table: position, rows: pairs.firsts, survivors: pairs.seconds,
          naming: .cells(rule.columns)))
    } else if table.source == "scans", let rules {
      let merge = ScanMerge(
        scans: table, programme: Programme(rows), rules: rules, workers: rows.workers)
      fates[position] = merge.outOfWindow()
      layers.append(merge.merged(position))
    }
  }
  next.close(.deduplicateThing, fates: fates, merged: layers)
  return next
}

/// The rule that a source's shape states.
struct SameThingMerge {
  private let table: Table
  private let rule: SameThing
  private let preferred: Column?
  private let different: Set<RecordPair>

  init(_ table: Table, _ rule: SameThing, _ different: Set<RecordPair> = []) {
    self.different = different
    self.table = table
    self.rule = rule
    preferred = table.column(rule.preferred)
  }

  /// The rows that another states better, each with that one.
  func pairs(_ search: EqualRows) -> RowPairs {
    let columns = rule.columns.compactMap { table.shape.index(of: $0) }
    let groups = search.groups(of: table, rows: rows, columns: columns)
    let pairs = groups.merged(workers: search.workers) { group in
      var best = group[0]
      for place in 1..<group.count where precedes(group[place], best) { best = group[place] }
      return best
    }
    return different.isEmpty ? pairs : pairs.filter { !areDifferent($0, $1) }
  }

  private func areDifferent(_ row: Int32, _ survivor: Int32) -> Bool {
    different.contains(
      RecordPair(table.source, table.recordKey(Int(row)), table.recordKey(Int(survivor))))
  }

  private var rows: [Int32] {
    guard let only = rule.onlyWhere else { return table.live }
    let classes = table.classes(only.column, [only.value])
    return table.live.filter { classes[Int($0)] == 0 }
  }

  /// Smaller is better, or greater where the rule says so; a missing cell is worst; then the least key.
  private func precedes(_ left: Int32, _ right: Int32) -> Bool {
    switch preferred {
    case .integer(let values), .time(let values):
      ordered(values[Int(left)], values[Int(right)], left, right)
    case .day(let values):
      ordered(whole(values[Int(left)]), whole(values[Int(right)]), left, right)
    default: ordered(value(left), value(right), left, right)
    }
  }

  private func ordered(_ a: Int64, _ b: Int64, _ left: Int32, _ right: Int32) -> Bool {
    if a == b { return table.keyPrecedes(left, right) }
    if a == Column.missingInteger || b == Column.missingInteger { return b == Column.missingInteger }
    return rule.prefersGreatest ? a > b : a < b
  }

  private func ordered(_ a: Fraction?, _ b: Fraction?, _ left: Int32, _ right: Int32) -> Bool {
    if a == b { return table.keyPrecedes(left, right) }
    guard let a, let b else { return b == nil }
    return rule.prefersGreatest ? a > b : a < b
  }

  private func whole(_ day: Int32) -> Int64 {
    day == Column.missingDay ? Column.missingInteger : Int64(day)
  }

  private func value(_ row: Int32) -> Fraction? {
    switch preferred?[Int(row)] {
    case .number(let value): value
    case .flag(let flag): Fraction(flag ? 1 : 0)
    default: nil
    }
  }
}
