import Records

extension Voiding {
  /// Voids a member's part in a row; false when he has none in it.
  @discardableResult
  mutating func voidPart(of target: Target, member: Key, cause: Cause) -> Bool {
    if let owner = owner(of: target) {
      guard owner == member else { return false }
      doom(target, cause: cause)
      return true
    }
    rows.voidedParts.insert(VoidedPart(table: target.table, row: target.row, member: member))
    for hanging in hangingRows(on: [target.row], of: target.table, marked: nil) {
      guard rows.tables[hanging.table].shape.index(of: "member_no") != nil else { continue }
      if Key(rows.tables[hanging.table].text("member_no", Int(hanging.row))) == member {
        doom(hanging, cause: cause)
      }
    }
    return true
  }

  /// Whose row it is; nil for a row that belongs to no one member.
  mutating func owner(of target: Target) -> Key? {
    let table = rows.tables[target.table]
    let row = Int(target.row)
    switch table.source {
    case "duty_shifts":
      let swapped = table.text("swapped_to", row)
      return Key(swapped.isEmpty ? table.text("member_no", row) : swapped)
    case "duty_messages":
      guard let shifts = rows.position("duty_shifts"),
        let shift = index(shifts).row(table.text("shift_no", row))
      else { return nil }
      return owner(of: Target(table: shifts, row: shift))
    default: return table.shape.index(of: "member_no").map { _ in Key(table.text("member_no", row)) }
    }
  }

  mutating func voidScans(_ scanned: [PenalisedScan: Cause]) {
    guard !scanned.isEmpty, let position = rows.position("scans") else { return }
    let table = rows.tables[position]
    let (members, activities) = (table.coded("member_no"), table.coded("activity_no"))
    let penalised = Set(scanned.keys.map(\.member))
    let isPenalised = members.dictionary.map { penalised.contains(Key($0)) }
    for row in table.live {
      let code = members.codes[Int(row)]
      guard code != CodedColumn.missing, isPenalised[Int(code)], let activity = activities.text(Int(row)),
        let cause = scanned[
          PenalisedScan(member: Key(members.dictionary[Int(code)]), activity: Key(activity))]
      else { continue }
      doom(Target(table: position, row: row), cause: cause)
      rows.findings.append(
        Finding(
          code: "VOIDED", severity: .information,
          message: Message(
            zh: "因\(cause.zh)，签到流水\(table.recordKey(Int(row)))作废",
            en: "scan \(table.recordKey(Int(row))) is void by \(cause.en)"),
          stage: .void, source: table.source, origin: table.origins[Int(row)]))
    }
  }
}
