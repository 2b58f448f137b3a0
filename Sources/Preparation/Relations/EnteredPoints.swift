import Records

extension Derivation {
  /// 记分 rows for members of the run, by number in byte order (model.md §4, step 6).
  mutating func deriveEnteredPoints() {
    guard let position = rows.position("adjustments") else { return }
    let table = rows.tables[position]
    let members = roster.indices(table)
    let dates = table.days("dated_on")
    let actions = table.classes("action", ["记分"])
    for row in table.live where actions[Int(row)] == 0 {
      let index = Int(row)
      let indicator = table.text("indicator", index)
      guard members[index] != Roster.unknown, !indicator.isEmpty, dates[index] != Column.missingDay,
        let points = points(table, index)
      else {
        findIncomplete(row, of: table)
        continue
      }
      guard members[index] >= 0 else {
        setAside(row, of: table, .outsideRun)
        continue
      }
      entered.append(
        EnteredPoints(
          number: table.recordKey(index), member: members[index], indicator: indicator, points: points,
          datedOn: Day(number: dates[index]), row: RowReference(table: position, row: index),
          origin: table.origins[index]))
    }
    entered.sort { Key($0.number) < Key($1.number) }
  }

  private func points(_ table: Table, _ row: Int) -> Fraction? {
    switch table.value("points", row) {
    case .number(let points): points
    case .integer(let points): Fraction(points)
    default: nil
    }
  }

  private mutating func findIncomplete(_ row: Int32, of table: Table) {
    findings.append(
      Finding(
        code: "INCOMPLETE_ENTRY", severity: .warning,
        message: Message(
          zh: "记分\(table.recordKey(Int(row)))缺少委员编号、指标、分值或日期，未计入；请补填",
          en:
            "entry \(table.recordKey(Int(row))) lacks member_no, indicator, points or dated_on and does not count; "
            + "fill it in"),
        stage: .derive, source: table.source, origin: table.origins[Int(row)]))
  }
}
