import Records

extension Derivation {
  /// Every declared source whose rows are records: one with a member and a date that no derived relation
  /// uses.
  mutating func deriveRelationsOfRows() {
    for (position, table) in rows.tables.enumerated() where RelationCatalog.isRelationOfRows(table.shape) {
      guard let date = table.shape.date,
        let schema = RelationCatalog.schemas(of: [table.shape]).first(where: { $0.name == table.source })
      else { continue }
      relations.append(relation(schema, of: table, position, datedBy: date))
    }
  }

  /// Shares the table's columns; a row that is dead or gives no record stands as nobody's.
  private mutating func relation(
    _ schema: RelationSchema, of table: Table, _ position: Int, datedBy date: String
  ) -> Relation {
    let times = table.times(date)
    let spanEnds = table.source == "member_status" ? table.days("to") : nil
    let members = members(of: table, times: times, spanEnds: spanEnds)
    return Relation(
      name: schema.name, members: members,
      times: rows.workers.withoutMissing(times),
      spanEnds: spanEnds?.map { $0 == Column.missingDay ? Int32.max : $0 },
      keys: table.recordKeys(where: members), schema: schema.fields,
      columns: schema.fields.map { field in
        table.column(field.key) ?? .text(TextColumn(repeatElement("", count: table.rowCount)))
      },
      evidence: .ownRow(table: position))
  }

  /// For each row the member whose record it is; a live row that is nobody's is set aside with its reason.
  private mutating func members(of table: Table, times: [Int64], spanEnds: [Int32]?) -> [Int32] {
    let column = table.coded("member_no")
    var members = membersInOffice(of: table, column, times: times, isSpan: spanEnds != nil)
    let ranges = Workers.ranges(table.rowCount, of: 262_144)
    let doubtful = rows.workers.map(ranges.count) { [members] task in
      ranges[task].filter { members[$0] == Office.doubtful }
    }
    for row in doubtful.joined() {
      let member = roster.index(column.text(row))
      if let reason = obstacle(member, time: times[row], spanEnd: spanEnds?[row]) {
        setAside(Int32(row), of: table, reason)
        members[row] = Relation.nobody
      } else {
        members[row] = member
      }
    }
    return members
  }

  /// For each row its member, `nobody` where the row is dead, `doubtful` where the member may not have the record.
  private func membersInOffice(
    of table: Table, _ column: CodedColumn, times: [Int64], isSpan: Bool
  ) -> [Int32] {
    let offices = isSpan ? [] : roster.offices(of: column.dictionary, workers: rows.workers)
    let live = table.live
    return rows.workers.fill(table.rowCount) { range, output in
      var next = live.firstPlace(of: Int32(range.lowerBound))
      for row in range {
        guard next < live.count, live[next] == Int32(row) else {
          output.append(Relation.nobody)
          continue
        }
        next += 1
        let code = column.codes[row]
        output.append(
          isSpan || code == CodedColumn.missing
            ? Office.doubtful : offices[Int(code)].member(at: times[row]))
      }
    }
  }

  /// Why a row gives no record; a span, with its last day or none, is not tested for office.
  private func obstacle(_ member: Int32, time: Int64, spanEnd: Int32?) -> WithoutRecord? {
    let reason = obstacle(member, time: time)
    guard let spanEnd else { return reason }
    if reason != nil, reason != .outOfOffice { return reason }
    let isEmpty = spanEnd != Column.missingDay && Day(number: spanEnd).start.seconds < time
    return isEmpty ? .emptySpan : nil
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

extension Table {
  /// The record keys of the rows that are somebody's: the key column itself where it is a single one of free text.
  fileprivate func recordKeys(where members: [Int32]) -> TextColumn {
    if shape.key.count == 1, case .text(let keys) = column(shape.key[0]) { return keys }
    var keys = TextColumn()
    for row in members.indices { keys.append(members[row] == Relation.nobody ? "" : recordKey(row)) }
    return keys
  }
}

extension Workers {
  /// The times themselves where none is missing, else with 0 in their place.
  fileprivate func withoutMissing(_ times: [Int64]) -> [Int64] {
    let ranges = Workers.ranges(times.count, of: 262_144)
    let areMissing = map(ranges.count) { times[ranges[$0]].contains(Column.missingTime) }
    return areMissing.contains(true) ? times.map { $0 == Column.missingTime ? 0 : $0 } : times
  }
}

extension [Int32] {
  /// The first place of an ascending array that holds at least `row`.
  func firstPlace(of row: Int32) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
