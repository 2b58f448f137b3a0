import Records

/// Layer (c) of model.md §2.2: of rows that state the same thing one stays.
///
/// Scans are placed in half-days first (§2.3); who lies in no window is filtered. Without attendance rules
/// scans have no windows and stay as they are.
func deduplicateThing(_ rows: Staged, rules: AttendanceRules?) -> Staged {
  var next = rows
  var fates = rows.noFates
  for (position, table) in rows.tables.enumerated() {
    if let rule = table.shape.sameThing {
      fates[position] = SameThingMerge.fates(of: table, rule: rule)
    } else if table.source == "scans", let rules {
      let programme = Programme(rows)
      fates[position] = ScanMerge(scans: table, programme: programme, rules: rules).fates()
    }
  }
  next.close(.deduplicateThing, fates: fates)
  return next
}

/// The rule that a source's shape states.
enum SameThingMerge {
  static func fates(of table: Table, rule: SameThing) -> [Int32: Fate] {
    let columns = rule.columns.compactMap { table.shape.index(of: $0) }
    var fates: [Int32: Fate] = [:]
    for group in EqualRows.groups(of: table, rows: rows(of: table, rule: rule), columns: columns) {
      let survivor = survivor(of: group, in: table, rule: rule)
      let thing = rule.columns.map { table.text($0, Int(survivor)) }.joined(separator: "/")
      for row in group where row != survivor { fates[row] = .merged(survivor: survivor, key: thing) }
    }
    return fates
  }

  private static func rows(of table: Table, rule: SameThing) -> [Int32] {
    guard let only = rule.onlyWhere else { return table.live }
    let classes = table.classes(only.column, [only.value])
    return table.live.filter { classes[Int($0)] == 0 }
  }

  private static func survivor(of group: [Int32], in table: Table, rule: SameThing) -> Int32 {
    let best = group.min { left, right in
      let (a, b) = (value(left, in: table, rule: rule), value(right, in: table, rule: rule))
      return a == b ? table.keyPrecedes(left, right) : a < b
    }
    return best ?? group[0]
  }

  /// Smaller is better; a missing cell is worst.
  private static func value(_ row: Int32, in table: Table, rule: SameThing) -> Fraction {
    let value: Fraction? =
      switch table.value(rule.preferred, Int(row)) {
      case .integer(let value): Fraction(value)
      case .number(let value): value
      case .day(let day): Fraction(Int64(day.number))
      case .time(let instant): Fraction(instant.seconds)
      case .flag(let flag): Fraction(flag ? 1 : 0)
      case .text, .missing: nil
      }
    guard let value else { return Fraction(Int64.max) }
    return rule.prefersGreatest ? Fraction(-value.numerator, value.denominator) : value
  }
}
