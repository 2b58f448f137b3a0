import Records

extension Derivation {
  /// Reports with their item, and whether they came from a proposal that was filed (model.md §2.5).
  mutating func deriveReports() {
    guard let schema = schema(.reports), let position = rows.position("reports") else { return }
    let table = rows.tables[position]
    let members = roster.indices(table)
    let (submitted, accepted) = (table.times("submitted_on"), table.times("accepted_on"))
    let statuses = table.coded("status")
    let fromFiled = ReportOrigins(rows).fromFiled
    var records = RecordList()
    var items = TextColumn()
    var flags: [UInt8] = []
    for row in table.live {
      let index = Int(row)
      let isAccepted = statuses.text(index).map { Key($0) == ReportStatus.accepted } ?? false
      let time = isAccepted && accepted[index] != Column.missingTime ? accepted[index] : submitted[index]
      if let reason = obstacle(members[index], time: time) {
        setAside(row, of: table, reason)
        continue
      }
      records.append(
        member: members[index], time: time, key: table.recordKey(index), row: row,
        evidence: [RowReference(table: position, row: index)])
      items.append("\(ItemKind.report.rawValue):\(table.recordKey(index))")
      flags.append(fromFiled[index] ? 1 : 0)
    }
    relations.append(
      records.relation(schema, own: table, derived: ["item": .text(items), "from_filed": .flag(flags)]))
  }

  /// Comments with their activity's kind, whatever that is and even if it was cancelled (model.md §8).
  mutating func deriveComments() {
    guard let schema = schema(.comments), let position = rows.position("comments") else { return }
    let table = rows.tables[position]
    let members = roster.indices(table)
    let times = table.times("posted_at")
    let activities = KeyIndex(rows.table("activities")).rows(table.coded("activity_no"))
    let activityPosition = rows.position("activities")
    var records = RecordList()
    for row in table.live {
      let index = Int(row)
      let activity = activities[index]
      var reason = obstacle(members[index], time: times[index])
      if reason == nil, hasVoidedPart(members[index], in: activityPosition, row: activity) {
        reason = .voidedPart
      }
      if let reason {
        setAside(row, of: table, reason)
        continue
      }
      var evidence = [RowReference(table: position, row: index)]
      if let activityPosition, activity >= 0 {
        evidence.append(RowReference(table: activityPosition, row: Int(activity)))
      }
      records.append(
        member: members[index], time: times[index], key: table.recordKey(index), row: row, evidence: evidence)
    }
    let kinds = rows.table("activities")?.coded("kind") ?? CodedColumn(codes: [], dictionary: [])
    let codes = records.rows.map { row in
      activities[Int(row)] < 0 ? CodedColumn.missing : kinds.codes[Int(activities[Int(row)])]
    }
    let kind = Column.coded(CodedColumn(codes: codes, dictionary: kinds.dictionary))
    relations.append(records.relation(schema, own: table, derived: ["kind": kind]))
  }
}

/// By row of `reports`: the proposal that it came from.
struct ReportOrigins {
  /// True where that proposal is 立案 or 归并.
  let fromFiled: [Bool]

  init(_ rows: Staged) {
    guard let reports = rows.table("reports") else {
      fromFiled = []
      return
    }
    let proposals = KeyIndex(rows.table("proposals")).rows(reports.coded("from_proposal"))
    let statuses = rows.table("proposals")?.classes("status", ["立案", "归并"]) ?? []
    fromFiled = proposals.map { $0 >= 0 && statuses[Int($0)] >= 0 }
  }
}
