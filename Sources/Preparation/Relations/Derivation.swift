import Records

/// What the derivations of all relations share, and what they find.
struct Derivation {
  let rows: Staged
  let period: Period
  let rules: DerivationRules
  let roster: Roster
  let leave: LeaveLedger
  let shapes: [SourceShape]
  var relations: [Relation] = []
  var attendance: [AttendanceLine] = []
  var entered: [EnteredPoints] = []
  var findings: [Finding] = []
  private(set) var withoutRecord: [SetAsideRow] = []
  private let voidedRows: Set<RowReference>

  init(_ rows: Staged, period: Period, rules: DerivationRules) {
    self.rows = rows
    self.period = period
    self.rules = rules
    voidedRows = Set(rows.voidedParts.map { RowReference(table: $0.table, row: Int($0.row)) })
    leave = LeaveLedger(rows)
    roster = Roster(rows, period: period, leave: leave)
    shapes = rows.tables.map(\.shape)
  }

  func schema(_ relation: DerivedRelation) -> RelationSchema? {
    RelationCatalog.schema(of: relation, shapes: shapes)
  }

  /// Lists a row that gives no record.
  mutating func setAside(_ row: Int32, of table: Table, _ reason: WithoutRecord) {
    withoutRecord.append(
      SetAsideRow(
        code: reason.rawValue, message: reason.message, source: table.source,
        origin: table.origins[Int(row)]))
  }

  /// Why a member cannot have a record of a time; nil when he can.
  func obstacle(_ member: Int32, time: Int64) -> WithoutRecord? {
    if member == Roster.outside { return .outsideRun }
    if member < 0 { return .noMember }
    if time == Column.missingTime { return .noDate }
    return roster.isInOffice(member, on: Instant(seconds: time).day.number) ? nil : .outOfOffice
  }

  func hasVoidedPart(_ member: Int32, in table: Int?, row: Int32) -> Bool {
    guard !voidedRows.isEmpty, let table, member >= 0,
      voidedRows.contains(RowReference(table: table, row: Int(row)))
    else { return false }
    let number = Key(roster.members[Int(member)].number)
    return rows.voidedParts.contains(VoidedPart(table: table, row: row, member: number))
  }
}
