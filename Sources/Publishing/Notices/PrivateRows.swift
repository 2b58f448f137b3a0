import Records

/// Finds the rows from which private content came into a text, so that an office knows which to mend.
package struct PrivateRows: Sendable {
  /// What a row says, and `source file:line key`.
  private let rows: [(text: String, place: String)]

  /// Looks at the texts and codes of every row; only for what is refused. O(cells).
  package init(_ run: RunRecord, heldBy scan: PrivacyScan) {
    var rows: [(text: String, place: String)] = []
    for table in run.tables {
      for (field, column) in zip(table.shape.fields, table.columns) where field.type == .text {
        for row in table.live.map(Int.init) where !column.isMissing(row) {
          let text = column.canonicalText(row)
          guard !scan.hits(in: TextPart(name: "", bytes: Array(text.utf8))).isEmpty else { continue }
          rows.append((text, PrivateRows.place(table, row, run, scan)))
        }
      }
    }
    self.rows = rows
  }

  /// A key that is itself private is left out.
  private static func place(_ table: Table, _ row: Int, _ run: RunRecord, _ scan: PrivacyScan) -> String {
    let origin = table.origins[row]
    let cell = run.cell(origin, nil)
    let file = run.file(origin).path
    let key = table.recordKey(row)
    let isPrivate = !scan.hits(in: TextPart(name: "", bytes: Array(key.utf8))).isEmpty
    let place = cell.isEmpty ? "\(file):\(origin.firstLine)" : "\(file) \(cell)"
    return ([table.source, place] + (isPrivate ? [] : [key])).joined(separator: " ")
  }

  /// The hits with the row that each came from, one for each row; `lines` are those in which they were found.
  package func naming(_ hits: [PrivacyHit], in lines: [String]) -> [PrivacyHit] {
    var seen: Set<Key> = []
    return hits.compactMap { hit in
      guard lines.indices.contains(hit.line - 1),
        let row = rows.first(where: { lines[hit.line - 1].contains($0.text) })
      else { return hit }
      var named = hit
      named.row = row.place
      return seen.insert(Key(row.place)).inserted ? named : nil
    }
  }
}
