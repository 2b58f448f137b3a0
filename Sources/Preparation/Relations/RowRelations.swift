import Records

extension Derivation {
  /// Every declared source whose rows are records: one with a member and a date that no derived relation
  /// uses.
  mutating func deriveRelationsOfRows() {
    for (position, table) in rows.tables.enumerated() where RelationCatalog.isRelationOfRows(table.shape) {
      guard let date = table.shape.date,
        let schema = RelationCatalog.schemas(of: [table.shape]).first(where: { $0.name == table.source })
      else { continue }
      let hasSpans = table.source == "member_status"
      let members = roster.indices(table)
      let times = table.times(date)
      let ends = hasSpans ? table.days("to") : []
      var records = RecordList()
      if hasSpans { records.spanEnds = [] }
      for row in table.live {
        let index = Int(row)
        var reason = obstacle(members[index], time: times[index])
        if hasSpans {
          if reason == .outOfOffice { reason = nil }
          if reason == nil, ends[index] != Column.missingDay,
            Day(number: ends[index]).start.seconds < times[index]
          {
            reason = .emptySpan
          }
        }
        if let reason {
          setAside(row, of: table, reason)
          continue
        }
        records.append(
          member: members[index], time: times[index], key: table.recordKey(index), row: row,
          evidence: [RowReference(table: position, row: index)])
        if hasSpans { records.spanEnds?.append(ends[index] == Column.missingDay ? Int32.max : ends[index]) }
      }
      relations.append(records.relation(schema, own: table))
    }
  }

  /// A span that ends before it starts is kept and covers nothing (model.md §8).
  mutating func findEmptySpans() {
    let spans = [
      ("members", "joined_on", "left_on"), ("member_status", "from", "to"), ("leave", "from", "to"),
      ("duty_shifts", "starts_at", "ends_at"),
    ]
    for (source, from, to) in spans {
      guard let table = rows.table(source) else { continue }
      let (starts, ends) = (table.times(from), table.times(to))
      for row in table.live {
        let (start, end) = (starts[Int(row)], ends[Int(row)])
        guard start != Column.missingTime, end != Column.missingTime, end < start else { continue }
        findings.append(
          Finding(
            code: "EMPTY_SPAN", severity: .warning,
            message: Message(
              zh: "\(table.shape.title)\(table.recordKey(Int(row)))的止早于起，不覆盖任何时间；请更正",
              en:
                "\(source) \(table.recordKey(Int(row))) ends before it starts and covers nothing; correct it"),
            stage: .derive, source: source, origin: table.origins[Int(row)], column: to))
      }
    }
  }
}
