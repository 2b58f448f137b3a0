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
  private var lastSetAside: (reason: WithoutRecord, kind: SetAsideKind)?
  /// By table and row, whether some member's part in it was voided; none for a table without such a row.
  private let isVoidedInPart: [[Bool]]

  /// `known` is the roster of the same members, where it was made before.
  init(
    _ rows: Staged, period: Period, rules: DerivationRules, asked: Set<Key>? = nil,
    roster known: Roster? = nil
  ) {
    self.rows = rows
    self.period = period
    self.rules = rules
    isVoidedInPart = Derivation.voided(rows)
    leave = LeaveLedger(rows)
    roster = known ?? Roster(rows, period: period, leave: leave, asked: asked)
    shapes = rows.tables.map(\.shape)
  }

  /// Adds what a copy has derived since it was made of `start`.
  mutating func add(_ copy: Derivation, since start: Derivation) {
    relations += copy.relations.dropFirst(start.relations.count)
    findings += copy.findings.dropFirst(start.findings.count)
    withoutRecord += copy.withoutRecord.dropFirst(start.withoutRecord.count)
  }

  func schema(_ relation: DerivedRelation) -> RelationSchema? {
    RelationCatalog.schema(of: relation, shapes: shapes)
  }

  /// Lists a row that gives no record, unless only some members are asked for.
  mutating func setAside(_ row: Int32, of table: Table, _ reason: WithoutRecord) {
    guard roster.isWhole else { return }
    withoutRecord.append(kind(reason, of: table), origin: table.origins[Int(row)])
  }

  /// The kind of the row that was set aside last serves again, since most rows come in runs of one kind.
  private mutating func kind(_ reason: WithoutRecord, of table: Table) -> SetAsideKind {
    if let lastSetAside, lastSetAside.reason == reason, Key(lastSetAside.kind.source) == Key(table.source) {
      return lastSetAside.kind
    }
    let kind = SetAsideKind(code: reason.rawValue, message: reason.message, source: table.source)
    lastSetAside = (reason, kind)
    return kind
  }

  /// Why a member cannot have a record of a time; nil when he can.
  func obstacle(_ member: Int32, time: Int64) -> WithoutRecord? {
    if member == Roster.outside { return .outsideRun }
    if member < 0 { return .noMember }
    if time == Column.missingTime { return .noDate }
    return roster.isInOffice(member, on: Instant(seconds: time).day.number) ? nil : .outOfOffice
  }

  func hasVoidedPart(_ member: Int32, in table: Int?, row: Int32) -> Bool {
    guard let table, member >= 0, row >= 0, !isVoidedInPart[table].isEmpty,
      isVoidedInPart[table][Int(row)]
    else { return false }
    let number = Key(roster.members[Int(member)].number)
    return rows.voidedParts.contains(VoidedPart(table: table, row: row, member: number))
  }

  private static func voided(_ rows: Staged) -> [[Bool]] {
    var voided = [[Bool]](repeating: [], count: rows.tables.count)
    for part in rows.voidedParts {
      if voided[part.table].isEmpty {
        voided[part.table] = Array(repeating: false, count: rows.tables[part.table].rowCount)
      }
      voided[part.table][Int(part.row)] = true
    }
    return voided
  }
}
