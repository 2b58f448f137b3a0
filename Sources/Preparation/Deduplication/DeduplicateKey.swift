import Records

/// Layer (b) of model.md §2.2: of rows with the same key the newest stays, whole.
func deduplicateKey(_ rows: Staged) -> Staged {
  let found = rows.workers.map(rows.tables.count) { position in
    let table = rows.tables[position]
    let groups =
      rows.sameKeys[position]?.groups(for: table.live)
      ?? SameKey.groups(of: table, EqualRows(workers: rows.workers))
    let pairs = groups.merged(workers: rows.workers) { SameKey.survivor(of: $0, in: table) }
    let findings = zip(pairs.firsts, pairs.seconds).compactMap { row, survivor in
      SameKey.agreeButForUpdate(row, survivor, in: table)
        ? nil : SameKey.finding(merged: row, survivor: survivor, in: table)
    }
    let layer = MergedRows(
      stage: .deduplicateKey, table: position, rows: pairs.firsts, survivors: pairs.seconds,
      naming: .cells(table.shape.key))
    return (layer: layer, findings: findings)
  }
  var next = rows
  next.findings += found.flatMap(\.findings)
  next.sameKeys = rows.tables.map { _ in nil }
  next.close(.deduplicateKey, merged: found.map(\.layer))
  return next
}

/// The rows of a table that have the same key, for as long as its live rows stay as they are.
struct SameKeyRows {
  let groups: RowGroups
  var live: [Int32] = []

  func groups(for rows: [Int32]) -> RowGroups? { rows == live ? groups : nil }
}

/// Which rows have the same key, and which of them stands for it.
enum SameKey {
  static let updatedAt = "updated_at"

  static func groups(of table: Table, _ search: EqualRows) -> RowGroups {
    search.groups(of: table, rows: table.live, columns: columns(of: table))
  }

  /// True when rows equal in the canonical row have equal keys.
  static func isCanonical(in table: Table) -> Bool {
    !columns(of: table).isEmpty && table.shape.outsideCanonicalRow.isDisjoint(with: table.shape.key)
  }

  private static func columns(of table: Table) -> [Int] {
    table.shape.key.compactMap { table.shape.index(of: $0) }
  }

  /// The row with the greatest `updated_at` (blank = oldest), then with the greatest canonical row in byte
  /// order.
  static func survivor(of group: Span<Int32>, in table: Table) -> Int32 {
    var rows: [Int32] = []
    for place in group.indices { rows.append(group[place]) }
    let updated = rows.map { time(of: $0, in: table) }
    let newest = updated.max() ?? Column.missingTime
    let candidates = zip(rows, updated).filter { $0.1 == newest }.map {
      ($0.0, canonicalRow($0.0, in: table))
    }
    return candidates.max { $0.1 < $1.1 }?.0 ?? group[0]
  }

  /// The live rows that layer (b) would keep.
  static func survivors(of table: Table, _ search: EqualRows) -> [Int32] {
    let groups = groups(of: table, search)
    guard !groups.isEmpty else { return table.live }
    let merged = groups.merged(workers: search.workers) { survivor(of: $0, in: table) }
    var isMerged = [Bool](repeating: false, count: table.rowCount)
    for row in merged.firsts { isMerged[Int(row)] = true }
    return table.live.filter { !isMerged[Int($0)] }
  }

  /// True when the rows differ in nothing but `updated_at` and columns outside the canonical row.
  static func agreeButForUpdate(_ left: Int32, _ right: Int32, in table: Table) -> Bool {
    table.shape.fields.indices.allSatisfy { index in
      let key = table.shape.fields[index].key
      return key == updatedAt || table.shape.outsideCanonicalRow.contains(key)
        || table.columns[index].agrees(Int(left), Int(right))
    }
  }

  /// The cells of a row in the order of the contract, then `updated_at`, joined by U+001F.
  static func canonicalRow(_ row: Int32, in table: Table) -> Key {
    let cells = table.shape.fields.indices.lazy.filter { index in
      let key = table.shape.fields[index].key
      return key != updatedAt && !table.shape.outsideCanonicalRow.contains(key)
    }.map { table.columns[$0].canonicalText(Int(row)) }
    return Key((Array(cells) + [table.text(updatedAt, Int(row))]).joined(separator: "\u{1F}"))
  }

  static func finding(merged: Int32, survivor: Int32, in table: Table) -> Finding {
    let key = table.recordKey(Int(survivor))
    let kept = table.origins[Int(survivor)]
    let title = table.shape.title
    return Finding(
      code: "SAME_KEY_DIFFERS", severity: .warning,
      message: Message(
        zh: "\(title)\(key)有内容不同的两行，保留较新的一行（第\(kept.firstLine)行）；若另一行才对，请更正后填写更新时间",
        en:
          "\(table.source) \(key) stands in rows that differ; the newer one, of line \(kept.firstLine), is kept; "
          + "if the other is right, correct it and state updated_at"),
      stage: .deduplicateKey, source: table.source, origin: table.origins[Int(merged)])
  }

  private static func time(of row: Int32, in table: Table) -> Int64 {
    switch table.column(updatedAt) {
    case .time(let values): values[Int(row)]
    case .day(let values):
      values[Int(row)] == Column.missingDay
        ? Column.missingTime : Day(number: values[Int(row)]).start.seconds
    default: Column.missingTime
    }
  }
}
