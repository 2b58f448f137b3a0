import Records

/// A relation in the making: records with the row that gives their own fields.
struct RecordList {
  private(set) var members: [Int32] = []
  private(set) var times: [Int64] = []
  private(set) var rows: [Int32] = []
  private(set) var keys = TextColumn()
  private(set) var evidence: [RowReference] = []
  private(set) var evidenceStarts: [Int32] = [0]
  var spanEnds: [Int32]?

  var count: Int { members.count }

  mutating func append(member: Int32, time: Int64, key: String, row: Int32, evidence: [RowReference]) {
    members.append(member)
    times.append(time)
    rows.append(row)
    keys.append(key)
    self.evidence.append(contentsOf: evidence)
    evidenceStarts.append(Int32(self.evidence.count))
  }

  /// Makes room for so many records that rest on so many rows.
  mutating func reserveCapacity(_ count: Int, evidence rows: Int) {
    members.reserveCapacity(count)
    times.reserveCapacity(count)
    self.rows.reserveCapacity(count)
    evidence.reserveCapacity(rows)
    evidenceStarts.reserveCapacity(count + 1)
  }

  /// Adds the records of another list without span ends.
  mutating func append(_ other: RecordList) {
    let start = Int32(evidence.count)
    members += other.members
    times += other.times
    rows += other.rows
    keys.append(contentsOf: other.keys)
    evidence += other.evidence
    evidenceStarts += other.evidenceStarts.dropFirst().map { start + $0 }
  }

  /// The relation of a schema: each field is a derived column or the own column of that name.
  func relation(_ schema: RelationSchema, own table: Table, derived: [String: Column] = [:]) -> Relation {
    let columns = schema.fields.map { field in
      derived[field.key] ?? own(table, field.key)
        ?? .text(TextColumn(repeatElement("", count: count)))
    }
    return Relation(
      name: schema.name, members: members, times: times, spanEnds: spanEnds, keys: keys,
      schema: schema.fields, columns: columns,
      evidence: .lists(rows: evidence, starts: evidenceStarts))
  }

  /// The cells of the records' rows; texts as codes where rows give several records each.
  private func own(_ table: Table, _ field: String) -> Column? {
    guard let column = table.column(field) else { return nil }
    guard case .text(let texts) = column, table.rowCount < count else { return column.gathered(rows) }
    return Column.coded(texts.encoded()).gathered(rows)
  }
}
