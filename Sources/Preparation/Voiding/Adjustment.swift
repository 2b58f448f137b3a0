import Records

/// A row of `adjustments` that changes another row.
struct Adjustment {
  enum Action {
    case void, redate
  }

  let number: Key
  let action: Action
  /// The cell as it stands: an English or a Chinese name.
  let source: String
  let recordKey: String
  /// Whose part; nil for the whole row. A change of date ignores it.
  let member: Key?
  let date: Day?
  let row: Int32

  /// Those of action 作废 and 改期, by number in byte order.
  static func all(in table: Table) -> [Adjustment] {
    let actions = table.classes("action", ["作废", "改期"])
    let dates = table.days("dated_on")
    return table.live.compactMap { row -> Adjustment? in
      let index = Int(row)
      guard actions[index] >= 0 else { return nil }
      let isVoid = actions[index] == 0
      let member = table.text("member_no", index)
      return Adjustment(
        number: Key(table.recordKey(index)), action: isVoid ? .void : .redate,
        source: table.text("source", index), recordKey: table.text("record_key", index),
        member: isVoid && !member.isEmpty ? Key(member) : nil,
        date: dates[index] == Column.missingDay ? nil : Day(number: dates[index]), row: row)
    }.sorted { $0.number < $1.number }
  }
}

/// A row of a table of the run.
struct Target: Hashable {
  let table: Int
  let row: Int32
}
