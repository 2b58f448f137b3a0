import Records

extension Derivation {
  /// One record per author × outcome row (model.md §2.5).
  mutating func deriveOutcomes(_ authorship: Authorship) {
    guard let schema = schema(.outcomes), let position = rows.position("outcomes") else { return }
    let table = rows.tables[position]
    let reader = OutcomeReader(rows, roster: roster, authorship: authorship)
    let times = table.times("dated_on")
    var list = OutcomeList()
    for row in table.live {
      let credits: [OutcomeCredit]
      switch reader.credits(row) {
      case .success(let found): credits = found
      case .none(let reason):
        setAside(row, of: table, reason)
        continue
      }
      var reasons: [WithoutRecord] = []
      let before = list.records.count
      for credit in credits {
        if let reason = obstacle(credit.member, time: times[Int(row)]) {
          reasons.append(reason)
        } else if hasVoidedPart(credit.member, in: position, row: row) {
          reasons.append(.voidedPart)
        } else {
          list.append(
            credit, time: times[Int(row)], key: table.recordKey(Int(row)), row: row,
            evidence: [RowReference(table: position, row: Int(row))] + credit.evidence)
        }
      }
      if list.records.count == before { setAside(row, of: table, reasons.first ?? .notAuthor) }
    }
    relations.append(list.records.relation(schema, own: table, derived: list.columns))
  }
}

/// A member's credit for an outcome.
struct OutcomeCredit {
  let member: Int32
  let role: Role
  let item: String
  let fromFiled: Bool
  let fromProposal: String
  let evidence: [RowReference]
}

/// Whose an outcome is, or why no one's.
enum OutcomeCredits {
  case success([OutcomeCredit])
  case none(WithoutRecord)
}

/// Outcome records with their derived fields.
private struct OutcomeList {
  var records = RecordList()
  private var items = TextColumn()
  private var roles: [String?] = []
  private var flags: [UInt8] = []
  private var proposals: [String?] = []

  mutating func append(
    _ credit: OutcomeCredit, time: Int64, key: String, row: Int32, evidence: [RowReference]
  ) {
    records.append(member: credit.member, time: time, key: key, row: row, evidence: evidence)
    items.append(credit.item)
    roles.append(credit.role.rawValue)
    flags.append(credit.fromFiled ? 1 : 0)
    proposals.append(credit.fromProposal.isEmpty ? nil : credit.fromProposal)
  }

  var columns: [String: Column] {
    let from = Column.text(TextColumn(proposals.map { $0 ?? "" })).encoded()
    return [
      "item": .text(items), "role": .coded(CodedColumn(roles)), "from_filed": .flag(flags),
      "from_proposal": .coded(from),
    ]
  }
}

/// Looks up what an outcome row refers to.
private struct OutcomeReader {
  private let kinds: [ItemKind?]
  private let numbers: [String]
  private let proposals: Referred
  private let reports: Referred
  private let microItems: Referred
  private let isFiled: [Bool]
  private let fromFiled: [Bool]
  private let authorship: Authorship
  private let peoplePosition: Int?

  init(_ rows: Staged, roster: Roster, authorship: Authorship) {
    let outcomes = rows.table("outcomes")
    kinds = outcomes.map(ItemKind.column) ?? []
    numbers = outcomes.map { table in (0..<table.rowCount).map { table.text("item_no", $0) } } ?? []
    proposals = Referred(.proposal, rows, roster)
    reports = Referred(.report, rows, roster)
    microItems = Referred(.microItem, rows, roster)
    isFiled = proposals.table?.classes("status", ["立案", "归并"]).map { $0 >= 0 } ?? []
    fromFiled = ReportOrigins(rows).fromFiled
    self.authorship = authorship
    peoplePosition = rows.position("proposal_people")
  }

  func credits(_ row: Int32) -> OutcomeCredits {
    switch kinds[Int(row)] {
    case .proposal: ofProposal(numbers[Int(row)])
    case .report: ofReport(numbers[Int(row)])
    case .microItem: ofMicroItem(numbers[Int(row)])
    case nil: .none(.notAuthor)
    }
  }

  private func ofProposal(_ number: String) -> OutcomeCredits {
    guard let row = proposals.index.row(number), let table = proposals.table,
      let position = proposals.position
    else {
      return .none(.notAuthor)
    }
    guard isFiled[Int(row)] else { return .none(.notFiled) }
    guard !authorship.items.isEmpty else { return .none(.notAuthor) }
    let item = authorship.items[Int(row)]
    let text = "\(ItemKind.proposal.rawValue):\(table.recordKey(Int(item)))"
    let credits = (authorship.byItem[item] ?? []).compactMap { place -> OutcomeCredit? in
      let author = authorship.strongest[place]
      guard author.role < Role.authors.count, let peoplePosition else { return nil }
      return OutcomeCredit(
        member: author.member, role: Role.authors[author.role], item: text, fromFiled: false,
        fromProposal: "",
        evidence: [
          RowReference(table: position, row: Int(row)),
          RowReference(table: peoplePosition, row: Int(author.row)),
        ])
    }
    return .success(credits)
  }

  private func ofReport(_ number: String) -> OutcomeCredits {
    guard let row = reports.index.row(number), let table = reports.table, let position = reports.position
    else {
      return .none(.notAuthor)
    }
    if Key(table.text("status", Int(row))) == ReportStatus.withdrawn { return .none(.withdrawn) }
    return .success([
      OutcomeCredit(
        member: reports.members[Int(row)], role: .reporter, item: "\(ItemKind.report.rawValue):\(number)",
        fromFiled: fromFiled[Int(row)], fromProposal: table.text("from_proposal", Int(row)),
        evidence: [RowReference(table: position, row: Int(row))])
    ])
  }

  private func ofMicroItem(_ number: String) -> OutcomeCredits {
    guard let row = microItems.index.row(number), let table = microItems.table,
      let position = microItems.position
    else { return .none(.notAuthor) }
    if Key(table.text("status", Int(row))) == MicroItemStatus.invalid { return .none(.withdrawn) }
    return .success([
      OutcomeCredit(
        member: microItems.members[Int(row)], role: .proposer,
        item: "\(ItemKind.microItem.rawValue):\(number)",
        fromFiled: false, fromProposal: "", evidence: [RowReference(table: position, row: Int(row))])
    ])
  }
}

/// A file that outcomes refer to.
private struct Referred {
  let table: Table?
  let position: Int?
  let index: KeyIndex
  let members: [Int32]

  init(_ kind: ItemKind, _ rows: Staged, _ roster: Roster) {
    table = rows.table(kind.source)
    position = rows.position(kind.source)
    index = KeyIndex(table)
    members = table.map { roster.indices($0) } ?? []
  }
}
