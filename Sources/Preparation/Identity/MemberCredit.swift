import Records

/// Replaces what stands in a reference to members by the current number, or refuses the row.
struct MemberCredit {
  let identities: Identities

  /// The code of a row of which nothing tells whose it is.
  static let awaitingClaim = "AWAITING_CLAIM"

  /// Resolves every reference to members of one table.
  func resolve(_ position: Int, in staged: inout Staged, fates: inout [Int32: Fate]) {
    let table = staged.tables[position]
    guard table.source != "members" else { return }
    for field in table.references(to: "members") {
      resolve(field, of: table, position, in: &staged, fates: &fates)
    }
  }

  private func resolve(
    _ field: Int, of table: Table, _ position: Int, in staged: inout Staged, fates: inout [Int32: Fate]
  ) {
    let column = table.columns[field].encoded()
    let unclear = MarkedCodes(
      isMarked: identities.areUnclear(column.dictionary, workers: staged.workers),
      marksMissing: table.shape.required.contains(table.shape.fields[field].key))
    var recoding: Recoding?
    for row in unclear.rows(table.live, of: column, workers: staged.workers) {
      let code = column.codes[Int(row)]
      let isBlank = code == CodedColumn.missing
      let cell = Cell(
        table: table, field: field, row: row, text: isBlank ? "" : column.dictionary[Int(code)])
      let alias = isBlank ? nil : identities.number(for: cell.text)
      if let credit = alias.map({ Credit(number: $0, rule: "alias") }) ?? credit(cell) {
        recoding = recoding ?? Recoding(column)
        recoding?.set(row, to: credit.number)
        staged.corrections.append(cell.correction(credit))
      } else {
        let finding = refusal(cell)
        staged.findings.append(finding)
        if finding.code == MemberCredit.awaitingClaim {
          staged.unclaimed.append(
            UnclaimedRow(row: RowReference(table: position, row: Int(row)), column: cell.key))
        }
        if fates[row] == nil { fates[row] = .rejected(finding) }
      }
    }
    if let recoding { staged.tables[position].columns[field] = .coded(recoding.column) }
  }

  /// Whose the row is by name and phone, unless a decision denies it, else by a decision.
  private func credit(_ cell: Cell) -> Credit? {
    let (table, row) = (cell.table, Int(cell.row))
    let record = RecordName(table.source, table.recordKey(row))
    if cell.key == "member_no",
      let number = identities.number(name: table.text("name", row), phone: table.text("phone", row)),
      !identities.isDenied(number, record)
    {
      return Credit(number: number, rule: "name_phone")
    }
    return identities.owner(record)
      .flatMap(\.owner).flatMap { identities.number(for: $0) }
      .map { Credit(number: $0, rule: "claim") }
  }

  /// `MISSING` for a blank without any other sign of who it is, else `AWAITING_CLAIM`.
  private func refusal(_ cell: Cell) -> Finding {
    let (table, row) = (cell.table, Int(cell.row))
    let heading = table.shape.fields[cell.field].heading
    let record = table.recordKey(row)
    if cell.text.isEmpty, table.text("name", row).isEmpty, table.text("phone", row).isEmpty {
      return cell.finding(
        "MISSING",
        Message(zh: "\(heading)为空；请补填后重新导出", en: "\(cell.key) is blank; fill it in and export again"))
    }
    let known = identities.owner(RecordName(table.source, record))
    let claimed = known.map {
      (
        zh: "（裁定\($0.number)所写的\($0.owner ?? "")也不在名册中）",
        en: " (decision \($0.number) names \($0.owner ?? ""), who is not in the list either)"
      )
    }
    let stated =
      cell.text.isEmpty
      ? (zh: "为空", en: "is blank") : (zh: "\(cell.text)不在委员名册中", en: "\(cell.text) is not in the member list")
    return cell.finding(
      MemberCredit.awaitingClaim,
      Message(
        zh:
          "\(heading)\(stated.zh)，姓名和手机也不能确定唯一一位委员\(claimed?.zh ?? "")；请更正编号，或在裁定文件中写明\(table.source)的\(record)是谁的",
        en:
          "\(cell.key) \(stated.en), and name and phone do not single out one member\(claimed?.en ?? ""); correct "
          + "the number, or say in the decisions file whose \(table.source) \(record) is"))
  }
}

extension Decision {
  /// The number of the member who is said to own the row.
  fileprivate var owner: String? {
    if case .member(let number) = subject { return number }
    return nil
  }
}

private struct Credit {
  let number: String
  let rule: String
}

/// A cell that refers to something unknown.
struct Cell {
  let table: Table
  let field: Int
  let row: Int32
  /// Empty when blank.
  let text: String

  var key: String { table.shape.fields[field].key }
  var origin: Origin { table.origins[Int(row)] }

  func finding(_ code: String, severity: Severity = .error, _ message: Message) -> Finding {
    Finding(
      code: code, severity: severity, message: message, stage: .resolve, source: table.source, origin: origin,
      column: key)
  }

  fileprivate func correction(_ credit: Credit) -> Correction {
    Correction(
      rule: credit.rule, source: table.source, origin: origin, column: key, before: text,
      after: credit.number)
  }
}
