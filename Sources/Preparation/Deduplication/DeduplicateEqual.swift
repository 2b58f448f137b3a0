import Records

/// Layer (a) of model.md §2.2: of rows equal in every cleaned cell one stays.
///
/// The columns that stand outside the canonical row have served identity and are not compared.
func deduplicateEqual(_ rows: Staged) -> Staged {
  var next = rows
  var fates = rows.noFates
  for (position, table) in rows.tables.enumerated() {
    let columns = table.shape.fields.indices.filter {
      !table.shape.outsideCanonicalRow.contains(table.shape.fields[$0].key)
    }
    for group in EqualRows.groups(of: table, rows: table.live, columns: columns) {
      let key = table.recordKey(Int(group[0]))
      for row in group.dropFirst() { fates[position][row] = .merged(survivor: group[0], key: key) }
    }
  }
  next.close(.deduplicateEqual, fates: fates)
  return next
}
