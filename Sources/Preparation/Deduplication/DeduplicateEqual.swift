import Records

/// Layer (a) of model.md §2.2: of rows equal in every cleaned cell one stays.
///
/// The columns that stand outside the canonical row have served identity and are not compared. Rows that are equal
/// have equal keys, so only rows of the same key are compared; which those are is left behind for layer (b).
func deduplicateEqual(_ rows: Staged) -> Staged {
  let search = EqualRows(workers: rows.workers)
  let found = rows.workers.map(rows.tables.count) { position in
    let table = rows.tables[position]
    let sameKey = SameKey.isCanonical(in: table) ? SameKey.groups(of: table, search) : nil
    let equal = search.groups(
      of: table, rows: sameKey?.rows ?? table.live, columns: table.shape.canonicalFields)
    let pairs = equal.merged(workers: rows.workers) { $0[0] }
    let layer = MergedRows(
      stage: .deduplicateEqual, table: position, rows: pairs.firsts, survivors: pairs.seconds,
      naming: .cells(table.shape.key))
    let others = sameKey.map { SameKeyRows(groups: $0.removing(pairs.firsts, rowCount: table.rowCount)) }
    return (layer: layer, sameKeys: others)
  }
  var next = rows
  next.sameKeys = found.map(\.sameKeys)
  next.close(.deduplicateEqual, merged: found.map(\.layer))
  for position in next.tables.indices { next.sameKeys[position]?.live = next.tables[position].live }
  return next
}

extension SourceShape {
  /// The places of the fields that make up the canonical row.
  fileprivate var canonicalFields: [Int] {
    fields.indices.filter { !outsideCanonicalRow.contains(fields[$0].key) }
  }
}
