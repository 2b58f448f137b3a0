import Records

/// Layer (a) of model.md §2.2: of rows equal in every cleaned cell one stays.
///
/// The columns that stand outside the canonical row have served identity and are not compared. Rows that are equal
/// have equal keys, so only rows of the same key are compared; which those are is left behind for layer (b).
func deduplicateEqual(_ rows: Staged) -> Staged {
  var next = rows
  var layers: [MergedRows] = []
  let search = EqualRows(workers: rows.workers)
  for (position, table) in rows.tables.enumerated() {
    let columns = table.shape.canonicalFields
    let sameKey = SameKey.isCanonical(in: table) ? SameKey.groups(of: table, search) : nil
    let equal = search.groups(of: table, rows: sameKey?.rows ?? table.live, columns: columns)
    let pairs = equal.merged(workers: rows.workers) { $0[0] }
    let merged = pairs.firsts
    layers.append(
      MergedRows(
        stage: .deduplicateEqual, table: position, rows: merged, survivors: pairs.seconds,
        naming: .cells(table.shape.key)))
    next.sameKeys[position] = sameKey.map {
      SameKeyRows(groups: $0.removing(merged, rowCount: table.rowCount))
    }
  }
  next.close(.deduplicateEqual, merged: layers)
  for position in next.tables.indices { next.sameKeys[position]?.live = next.tables[position].live }
  return next
}

extension SourceShape {
  /// The places of the fields that make up the canonical row.
  fileprivate var canonicalFields: [Int] {
    fields.indices.filter { !outsideCanonicalRow.contains(fields[$0].key) }
  }
}
