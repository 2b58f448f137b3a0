import Records

/// The live rows of a table by their record keys: the other end of a reference.
struct KeyIndex {
  private var rows: [Key: Int32] = [:]

  static let none: Int32 = -1

  /// Of a source that may not be declared. Where a key stands twice the first row is meant. O(live rows).
  init(_ table: Table?) {
    guard let table else { return }
    rows.reserveCapacity(table.live.count)
    for row in table.live {
      let key = Key(table.recordKey(Int(row)))
      if rows[key] == nil { rows[key] = row }
    }
  }

  func row(_ key: String) -> Int32? { rows[Key(key)] }

  func contains(_ key: String) -> Bool { rows[Key(key)] != nil }

  /// For each cell of a referring column the row that it means, or `none`. O(rows + distinct values).
  func rows(_ column: CodedColumn) -> [Int32] {
    let byCode = column.dictionary.map { rows[Key($0)] ?? KeyIndex.none }
    return column.codes.map { $0 == CodedColumn.missing ? KeyIndex.none : byCode[Int($0)] }
  }
}
