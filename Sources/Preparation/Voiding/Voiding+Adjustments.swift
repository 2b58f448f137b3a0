import Records

extension Voiding {
  func resolvedSource(_ adjustment: Adjustment) -> Int? {
    let name = Key(adjustment.source)
    return rows.position(adjustment.source)
      ?? rows.tables.firstIndex { Key($0.shape.title) == name }
  }

  mutating func target(of adjustment: Adjustment) -> Target? {
    guard let source = resolvedSource(adjustment) else { return nil }
    let index = targets[source] ?? KeyIndex(rows.tables[source], wanted: adjustedKeys)
    targets[source] = index
    return index.row(adjustment.recordKey).map { Target(table: source, row: $0) }
  }

  /// By the keys before this stage.
  mutating func index(_ table: Int) -> KeyIndex {
    if let index = indices[table] { return index }
    let index = KeyIndex(rows.tables[table])
    indices[table] = index
    return index
  }

  mutating func apply(_ adjustment: Adjustment) {
    guard let source = resolvedSource(adjustment) else {
      return report(
        adjustment, "UNKNOWN_SOURCE",
        zh: "来源表\(adjustment.source)不存在；请写来源表的英文或中文名",
        en: "there is no source \(adjustment.source); write a source's English or Chinese name")
    }
    let table = rows.tables[source]
    guard !Voiding.unvoidable.contains(Key(table.source)) else {
      return report(
        adjustment, "CANNOT_ADJUST", zh: "\(table.shape.title)不能作废或改期；请直接更正该表",
        en: "\(table.source) cannot be voided or re-dated; correct that source itself")
    }
    guard let target = target(of: adjustment) else {
      return report(
        adjustment, "UNKNOWN_RECORD",
        zh: "\(table.shape.title)中没有记录\(adjustment.recordKey)；请核对记录号（多个主键以/连接）",
        en:
          "\(table.source) has no record \(adjustment.recordKey); check record_key (key columns joined by /)")
    }
    switch adjustment.action {
    case .redate: redate(target, adjustment)
    case .void: voidTarget(target, adjustment)
    }
  }

  mutating func voidTarget(_ target: Target, _ adjustment: Adjustment) {
    let table = rows.tables[target.table]
    let cause = Cause(
      zh: "更正\(adjustment.number)", en: "adjustment \(adjustment.number)", source: "adjustments",
      origin: origin(of: adjustment))
    if let member = adjustment.member {
      guard voidPart(of: target, member: member, cause: cause) else {
        return report(
          adjustment, "NOT_HIS",
          zh: "\(table.shape.title)\(adjustment.recordKey)不是委员\(member)的；请核对委员编号",
          en: "\(table.source) \(adjustment.recordKey) is not of member \(member); check member_no")
      }
      return report(
        adjustment, "VOIDED", .information,
        zh: "\(table.shape.title)\(adjustment.recordKey)中委员\(member)的部分已作废",
        en: "the part of member \(member) in \(table.source) \(adjustment.recordKey) is void")
    }
    doom(target, cause: cause)
    report(
      adjustment, "VOIDED", .information, zh: "\(table.shape.title)\(adjustment.recordKey)及附属于它的行已作废",
      en: "\(table.source) \(adjustment.recordKey) and what hangs on it are void")
  }

  mutating func redate(_ target: Target, _ adjustment: Adjustment) {
    let table = rows.tables[target.table]
    guard let column = Redating.column(of: table, row: target.row) else {
      return report(
        adjustment, "CANNOT_ADJUST", zh: "\(table.shape.title)的记录不能改期；请作废后重新填报",
        en: "a record of \(table.source) cannot be re-dated; void it and enter it again")
    }
    let before = table.value(column, Int(target.row))
    guard let date = adjustment.date, let after = Redating.moved(before, to: date) else {
      return report(
        adjustment, "CANNOT_ADJUST", zh: "改期需要填写日期，且原记录的\(column)不能为空",
        en: "a change of date needs dated_on, and a record whose \(column) is filled")
    }
    rows.tables[target.table].setDate(column, row: target.row, to: after)
    rows.corrections.append(
      Correction(
        rule: "redate", source: table.source, origin: table.origins[Int(target.row)], column: column,
        before: before.canonicalText, after: after.canonicalText))
  }

  func origin(of adjustment: Adjustment) -> Origin {
    rows.tables[adjustmentPosition ?? 0].origins[Int(adjustment.row)]
  }

  mutating func report(
    _ adjustment: Adjustment, _ code: String, _ severity: Severity = .warning, zh: String, en: String
  ) {
    rows.findings.append(
      Finding(
        code: code, severity: severity,
        message: Message(
          zh: "更正\(adjustment.number)：\(zh)", en: "adjustment \(adjustment.number): \(en)"),
        stage: .void, source: "adjustments", origin: origin(of: adjustment)))
  }

  mutating func doom(_ target: Target, cause: Cause) {
    guard fates[target.table][target.row] == nil else { return }
    fates[target.table][target.row] = .filtered(
      code: "VOIDED", message: Message(zh: "因\(cause.zh)作废", en: "void by \(cause.en)"))
    fresh.append(target)
  }
}
