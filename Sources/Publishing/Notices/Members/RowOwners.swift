import Records

/// Which members the rows of a run's tables name by a reference.
struct RowOwners: Sendable {
  /// A column that refers to members: a code per row, and the member of each code.
  private struct Reference {
    let codes: Codes
    let members: [Int32]
  }

  /// By table.
  private let references: [[Reference]]

  /// O(rows of the tables that refer to members).
  init(_ run: RunRecord) {
    let members = Dictionary(
      run.members.enumerated().map { (Key($1.number), Int32($0)) }, uniquingKeysWith: { first, _ in first })
    references = run.tables.map { table in
      table.shape.fields.indices.filter { field in
        let schema = table.shape.fields[field]
        return schema.references == "members" || table.source == "members" && schema.key == "member_no"
      }.map { field in
        let column = RowOwners.coded(table.columns[field])
        return Reference(
          codes: column.codes, members: column.dictionary.map { members[Key($0)] ?? Relation.nobody })
      }
    }
  }

  private static func coded(_ column: Column) -> CodedColumn {
    if case .coded(let coded) = column { return coded }
    return CodedColumn((0..<column.count).map { column.isMissing($0) ? nil : column.canonicalText($0) })
  }

  /// Whether any row of a table can name a member.
  func areNamed(inTable table: Int) -> Bool { !references[table].isEmpty }

  /// The members whom a row names, each once.
  func owners(_ table: Int, _ row: Int) -> Set<Int32> {
    Set(
      references[table].compactMap { reference in
        let code = reference.codes[row]
        guard code != CodedColumn.missing else { return nil }
        let member = reference.members[Int(code)]
        return member == Relation.nobody ? nil : member
      })
  }

  func owns(_ member: Int32, _ row: RowReference) -> Bool {
    references[Int(row.table)].contains { reference in
      let code = reference.codes[Int(row.row)]
      return code != CodedColumn.missing && reference.members[Int(code)] == member
    }
  }
}
