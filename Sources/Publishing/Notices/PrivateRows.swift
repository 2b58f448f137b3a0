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
    let cell = run.sourceFiles.cell(origin, nil)
    let file = run.file(origin).path
    let key = table.recordKey(row)
    let isPrivate = !scan.hits(in: TextPart(name: "", bytes: Array(key.utf8))).isEmpty
    let place = cell.isEmpty ? "\(file):\(origin.firstLine)" : "\(file) \(cell)"
    return ([table.source, place] + (isPrivate ? [] : [key])).joined(separator: " ")
  }

  /// The hits with the row that each came from, one for each row; `lines` are those in which they were found.
  package func naming(_ hits: [PrivacyHit], in lines: [String]) -> [PrivacyHit] {
    naming(hits, in: lines.map { Array($0.unicodeScalars) }, spelled: \.self)
  }

  /// The same for a page, whose texts stand there as `Markup` writes them, and titles without their kind.
  package func naming(_ hits: [PrivacyHit], inPage bytes: [UInt8]) -> [PrivacyHit] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return naming(
      hits, in: lines.map { Array(String(decoding: $0, as: UTF8.self).unicodeScalars) },
      spelled: { text in
        var markup = Markup()
        markup.text(CommentFacts.title(text))
        return String(decoding: markup.bytes, as: UTF8.self)
      })
  }

  private func naming(
    _ hits: [PrivacyHit], in lines: [[Unicode.Scalar]], spelled: (String) -> String
  ) -> [PrivacyHit] {
    let texts = rows.map { Array(spelled($0.text).unicodeScalars) }
    var seen: Set<Key> = []
    return hits.compactMap { hit in
      guard lines.indices.contains(hit.line - 1),
        let row = PrivateRows.text(at: hit.column - 1, of: lines[hit.line - 1], among: texts)
      else { return hit }
      var named = hit
      named.row = rows[row].place
      return seen.insert(Key(rows[row].place)).inserted ? named : nil
    }
  }

  /// The longest of the texts that stand over a place of a line: a number may be a cell of its own and part of a title.
  private static func text(
    at place: Int, of line: [Unicode.Scalar], among texts: [[Unicode.Scalar]]
  ) -> Int? {
    let around = texts.indices.filter { index in
      line.ranges(of: texts[index]).contains { $0.contains(place) }
    }
    return around.max { texts[$0].count < texts[$1].count }
  }
}
