import Records

/// Looks up every reference that is none to a member: an unknown one refuses the row where it must be given,
/// and reads as blank with a finding where it may be blank.
struct ReferenceCheck {
  /// By source: the keys of the rows that are still there.
  private let known: [Key: KeyIndex]

  init(rows: Staged, fates: [[Int32: Fate]]) {
    let referenced = Set(
      rows.tables.flatMap { $0.shape.fields.compactMap { $0.references.map { Key($0) } } }
        + ItemKind.allCases.map { Key($0.source) })
    let positions = rows.tables.indices.filter {
      rows.tables[$0].source != "members" && referenced.contains(Key(rows.tables[$0].source))
    }
    let indices = rows.workers.map(positions.count) { place in
      var remaining = rows.tables[positions[place]]
      let gone = fates[positions[place]]
      if !gone.isEmpty { remaining.live.removeAll { gone[$0] != nil } }
      return KeyIndex(remaining)
    }
    known = Dictionary(
      zip(positions.map { Key(rows.tables[$0].source) }, indices), uniquingKeysWith: { _, last in last })
  }

  func check(_ position: Int, in staged: inout Staged, fates: inout [Int32: Fate]) {
    let table = staged.tables[position]
    for (field, schema) in table.shape.fields.enumerated() {
      guard let target = schema.references, target != "members",
        target != table.source || field != keyField(table)
      else { continue }
      let column = table.columns[field].encoded()
      var recoding: Recoding?
      for row in unknown(column, target: target, in: table, staged.workers) {
        let cell = Cell(
          table: table, field: field, row: row, text: column.dictionary[Int(column.codes[Int(row)])])
        let isRefused = ReferenceCheck.refuses(cell)
        let finding = ReferenceCheck.finding(cell, isRefused: isRefused)
        staged.findings.append(finding)
        if !isRefused {
          recoding = recoding ?? Recoding(column)
          recoding?.set(row, to: nil)
        } else if fates[row] == nil {
          fates[row] = .rejected(finding)
        }
      }
      if let recoding { staged.tables[position].columns[field] = .coded(recoding.column) }
    }
  }

  /// A leave without activity would excuse more, not less, so an unknown one refuses the row (model.md §8).
  static func refuses(_ cell: Cell) -> Bool {
    cell.table.shape.required.contains(cell.key)
      || cell.table.source == "leave" && cell.key == "activity_no"
  }

  /// The place of a single key column, which may carry a reference to its own source.
  private func keyField(_ table: Table) -> Int? {
    table.shape.key.count == 1 ? table.shape.index(of: table.shape.key[0]) : nil
  }

  /// The live rows whose cell refers to nothing known.
  private func unknown(
    _ column: CodedColumn, target: String, in table: Table, _ workers: Workers
  ) -> [Int32] {
    guard target == ItemKind.reference else {
      let marked = MarkedCodes(isMarked: isKnown(column, in: target).map { !$0 }, marksMissing: false)
      return marked.rows(table.live, of: column, workers: workers)
    }
    let kinds = ItemKind.column(of: table)
    let byKind = Dictionary(
      uniqueKeysWithValues: ItemKind.allCases.map { kind in (kind, isKnown(column, in: kind.source)) })
    return table.live.filter { row in
      let code = column.codes[Int(row)]
      guard code != CodedColumn.missing else { return false }
      guard let kind = kinds[Int(row)], let isKnown = byKind[kind] else { return true }
      return !isKnown[Int(code)]
    }
  }

  private func isKnown(_ column: CodedColumn, in source: String) -> [Bool] {
    let index = known[Key(source)]
    return column.dictionary.map { index?.contains($0) ?? false }
  }

  private static func finding(_ cell: Cell, isRefused: Bool) -> Finding {
    let heading = cell.table.shape.fields[cell.field].heading
    let zh = isRefused ? "；请更正，或补上所指的记录" : "，按空白处理；请更正，或补上所指的记录"
    let en = isRefused ? "" : " and reads as blank"
    return cell.finding(
      "UNKNOWN_REFERENCE", severity: isRefused ? .error : .warning,
      Message(
        zh: "\(heading)\(cell.text)没有对应的记录\(zh)",
        en:
          "\(cell.key) \(cell.text) refers to no known row\(en); correct it, or supply the row that it means")
    )
  }
}
