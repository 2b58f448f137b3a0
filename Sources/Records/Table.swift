/// One column of a source: stable English key, Chinese heading, type.
package struct FieldSchema: Hashable, Sendable {
  package let key: String
  package let heading: String
  package let type: FieldType
  /// The source that a reference points to.
  package let references: String?

  package init(key: String, heading: String, type: FieldType, references: String? = nil) {
    self.key = key
    self.heading = heading
    self.type = type
    self.references = references
  }
}

/// What a source promises of its rows, before any are read.
package struct SourceShape: Hashable, Sendable {
  /// As `scans`.
  package let name: String
  /// 签到流水.
  package let title: String
  /// Columns in the contract's order.
  package let fields: [FieldSchema]
  /// Keys of the columns that identify a row; may be empty.
  package let key: [String]
  /// The column that dates a row and so makes the source a relation of its rows; nil for none.
  package let date: String?
  /// Keys of the columns that are no part of the canonical row of model.md §2.2.
  package let outsideCanonicalRow: Set<String>
  /// Keys of the columns in which a blank is refused (`!` of model.md §1).
  package let required: Set<String>
  package let sameThing: SameThing?

  package init(
    name: String, title: String, fields: [FieldSchema], key: [String], date: String? = nil,
    outsideCanonicalRow: Set<String> = [], required: Set<String> = [], sameThing: SameThing? = nil
  ) {
    self.name = name
    self.title = title
    self.fields = fields
    self.key = key
    self.date = date
    self.outsideCanonicalRow = outsideCanonicalRow
    self.required = required
    self.sameThing = sameThing
  }

  package func index(of key: String) -> Int? { fields.firstIndex { $0.key == key } }
}

/// Rows that state the same thing under different keys, and which of them survives (model.md §2.2 c).
package struct SameThing: Hashable, Sendable {
  /// One value that a column must have for the rule to look at a row; nil = every row.
  package let onlyWhere: (column: String, value: String)?
  /// Rows equal in these columns state the same thing; a missing cell equals a missing cell.
  package let columns: [String]
  /// The survivor has the least, or the greatest, value here; then the least record key.
  package let preferred: String
  package let prefersGreatest: Bool

  package init(
    onlyWhere: (column: String, value: String)?, columns: [String], preferred: String, prefersGreatest: Bool
  ) {
    self.onlyWhere = onlyWhere
    self.columns = columns
    self.preferred = preferred
    self.prefersGreatest = prefersGreatest
  }

  package static func == (left: SameThing, right: SameThing) -> Bool {
    left.columns == right.columns && left.preferred == right.preferred
      && left.prefersGreatest == right.prefersGreatest && left.onlyWhere?.column == right.onlyWhere?.column
      && left.onlyWhere?.value == right.onlyWhere?.value
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(columns)
    hasher.combine(preferred)
  }
}

/// The rows of one source in typed columns, of all its files in order.
///
/// Columns never change their length after ingestion: a stage that takes rows out narrows `live`, so that origins,
/// columns and row references stay valid for the whole run.
package struct Table: Sendable {
  package let shape: SourceShape
  /// Parallel to `shape.fields`.
  package var columns: [Column]
  /// One per row.
  package let origins: Origins
  /// The surviving rows, ascending.
  package var live: [Int32]
  /// Places of the key's columns; nil for a key without one.
  private let keyPlaces: [Int?]

  package init(shape: SourceShape, columns: [Column], origins: Origins, live: [Int32]? = nil) {
    precondition(columns.count == shape.fields.count, "one column per field")
    self.shape = shape
    self.columns = columns
    self.origins = origins
    self.live = live ?? Array(0..<Int32(origins.count))
    keyPlaces = shape.key.map { shape.index(of: $0) }
  }

  /// For rows that were placed one by one.
  package init(shape: SourceShape, columns: [Column], origins: [Origin], live: [Int32]? = nil) {
    self.init(shape: shape, columns: columns, origins: Origins(origins), live: live)
  }

  /// The source's name.
  package var source: String { shape.name }

  package func column(_ key: String) -> Column? { shape.index(of: key).map { columns[$0] } }

  /// A cell; missing too when the table has no such column. O(columns).
  package func value(_ key: String, _ row: Int) -> Value { column(key)?[row] ?? .missing }

  /// A cell's canonical text; empty when missing.
  package func text(_ key: String, _ row: Int) -> String { keyText(shape.index(of: key), row) }

  /// The key cells of a row as canonical text joined by `/`, as `adjustments.record_key` writes them.
  package func recordKey(_ row: Int) -> String {
    keyPlaces.count == 1
      ? keyText(keyPlaces[0], row) : keyPlaces.map { keyText($0, row) }.joined(separator: "/")
  }

  private func keyText(_ place: Int?, _ row: Int) -> String {
    place.map { columns[$0].canonicalText(row) } ?? ""
  }
}

extension [Table] {
  /// Where a row of one of a run's tables stands. O(log runs).
  package func origin(_ row: RowReference) -> Origin { span[Int(row.table)].origins[Int(row.row)] }

  /// The same, as the index of its file and its first line alone. O(log runs).
  package func fileAndLine(_ row: RowReference) -> (file: UInt32, line: Int32) {
    span[Int(row.table)].origins.fileAndLine(Int(row.row))
  }
}
