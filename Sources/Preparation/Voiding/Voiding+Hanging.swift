import Records

extension Voiding {
  /// Follows the references to rows that a layer of deduplication merged.
  mutating func follow(_ layers: [MergedRows]) {
    fresh = layers.flatMap { layer in layer.rows.map { Target(table: layer.table, row: $0) } }
    merged = Set(fresh)
    follow()
  }

  /// Follows the references to the rows voided since: who must name one of them goes too, who may reads as
  /// blank.
  mutating func follow() {
    while !fresh.isEmpty {
      let round = Dictionary(grouping: fresh, by: \.table)
      fresh = []
      for position in round.keys.sorted() {
        let rows = round[position]?.map(\.row) ?? []
        var blanks: [Blank] = []
        let title = self.rows.tables[position].shape.title
        let source = self.rows.tables[position].source
        let cause = { [code] (key: String) in
          code == "VOIDED"
            ? Message(zh: "随\(title)\(key)作废", en: "void with \(source) \(key)")
            : Message(
              zh: "\(title)\(key)经裁定与另一件相同，随之合并",
              en: "goes with \(source) \(key), decided to be the same as another")
        }
        for hanging in hangingRows(on: rows, of: position, marked: { blanks.append($0) }) {
          guard fates[hanging.table][hanging.row] == nil,
            !merged.contains(Target(table: hanging.table, row: hanging.row))
          else { continue }
          fates[hanging.table][hanging.row] = .filtered(code: code, message: cause(hanging.key))
          fresh.append(Target(table: hanging.table, row: hanging.row))
        }
        blank(blanks)
      }
    }
  }

  /// The rows that must name one of the given rows; cells that may name one are reported to `marked`.
  func hangingRows(
    on targets: [Int32], of position: Int, marked: ((Blank) -> Void)?
  ) -> [Hanging] {
    let referenced = rows.tables[position]
    var keys = ByteDictionary()
    for row in targets { _ = keys.insert(referenced.recordKey(Int(row)).utf8.span) }
    var hanging: [Hanging] = []
    for (place, table) in rows.tables.enumerated() {
      for (field, schema) in table.shape.fields.enumerated() {
        let isItem = schema.references == ItemKind.reference
        guard schema.references == referenced.source || isItem,
          table.shape.key != [schema.key] || place != position
        else { continue }
        let column = table.columns[field].encoded()
        let isHit = column.dictionary.map { keys.code($0.utf8.span) != nil }
        guard isHit.contains(true) else { continue }
        let kinds = isItem ? ItemKind.column(of: table) : []
        for row in table.live {
          let code = column.codes[Int(row)]
          guard code != CodedColumn.missing, isHit[Int(code)] else { continue }
          if isItem, kinds[Int(row)]?.source != referenced.source { continue }
          let text = column.dictionary[Int(code)]
          if ReferenceCheck.refuses(Cell(table: table, field: field, row: row, text: text)) {
            hanging.append(Hanging(table: place, row: row, key: text))
          } else {
            marked?(Blank(table: place, field: field, row: row))
          }
        }
      }
    }
    return hanging
  }

  mutating func doom(_ hanging: Hanging, cause: Cause) {
    doom(Target(table: hanging.table, row: hanging.row), cause: cause)
  }

  mutating func blank(_ cells: [Blank]) {
    for (column, group) in Dictionary(grouping: cells, by: \.column).sorted(by: { $0.key < $1.key }) {
      var recoding = Recoding(rows.tables[column.table].columns[column.field].encoded())
      for cell in group { recoding.set(cell.row, to: nil) }
      rows.tables[column.table].columns[column.field] = .coded(recoding.column)
    }
  }
}

/// A row that must name another one, and the key by which it does.
struct Hanging {
  let table: Int
  let row: Int32
  let key: String
}

struct Blank {
  let table: Int
  let field: Int
  let row: Int32

  var column: Place { Place(table: table, field: field) }

  struct Place: Hashable, Comparable {
    let table: Int
    let field: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.table, left.field) < (right.table, right.field)
    }
  }
}
