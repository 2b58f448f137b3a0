import Records

/// The live rows of a table by their record keys: the other end of a reference.
struct KeyIndex {
  private var rows: [Key: Int32] = [:]

  static let none: Int32 = -1

  /// Of a source that may not be declared. Where a key stands twice the first row is meant. O(live rows).
  init(_ table: Table?) {
    guard let table else { return }
    rows.reserveCapacity(table.live.count)
    for row in table.live { insert(row, of: table) }
  }

  /// Only the rows of the keys asked for: a large table is not indexed for a few of them.
  init(_ table: Table, wanted: Set<Key>) {
    if table.shape.key.count == 1, case .text(let keys) = table.column(table.shape.key[0]) {
      let filter = WordFilter(wanted.map { WordFilter.Hash($0.text.utf8) })
      for row in table.live {
        var hash = WordFilter.Hash()
        for byte in keys.utf8(Int(row)) { hash.add(UInt32(byte)) }
        if filter.mayHold(hash), wanted.contains(Key(keys[Int(row)])) { insert(row, of: table) }
      }
    } else if !wanted.isEmpty {
      for row in table.live { insert(row, of: table) }
    }
  }

  func row(_ key: String) -> Int32? { rows[Key(key)] }

  func contains(_ key: String) -> Bool { rows[Key(key)] != nil }

  /// For each cell of a referring column the row that it means, or `none`. O(rows + distinct values).
  func rows(_ column: CodedColumn) -> [Int32] {
    let byCode = column.dictionary.map { rows[Key($0)] ?? KeyIndex.none }
    return column.codes.map { $0 == CodedColumn.missing ? KeyIndex.none : byCode[Int($0)] }
  }

  private mutating func insert(_ row: Int32, of table: Table) {
    KeyIndex.keepFirst(&rows[Key(table.recordKey(Int(row))), default: KeyIndex.none], row)
  }

  private static func keepFirst(_ kept: inout Int32, _ row: Int32) {
    if kept == none { kept = row }
  }
}
