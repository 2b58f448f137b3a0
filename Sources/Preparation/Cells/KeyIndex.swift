import Records

/// The live rows of a table by their record keys: the other end of a reference.
struct KeyIndex {
  private var keys = ByteDictionary()
  /// By code of a key.
  private var firstRows: [Int32] = []

  static let none: Int32 = -1

  /// Of a source that may not be declared. Where a key stands twice the first row is meant. O(live rows).
  init(_ table: Table?) {
    guard let table else { return }
    firstRows.reserveCapacity(table.live.count)
    guard table.shape.key.count == 1, case .text(let cells) = table.column(table.shape.key[0]) else {
      for row in table.live { insert(row, of: table) }
      return
    }
    let bytes = cells.bytes.span
    for row in table.live { insert(row, bytes.extracting(cells.places.range(Int(row)))) }
  }

  /// Only the rows of the keys asked for: a large table is not indexed for a few of them.
  init(_ table: Table, wanted: Set<Key>) {
    for row in KeyIndex.rows(of: table, named: wanted) { insert(row, of: table) }
  }

  /// The live rows whose record keys are asked for.
  static func rows(of table: Table, named wanted: Set<Key>) -> [Int32] {
    guard !wanted.isEmpty else { return [] }
    let heads = table.shape.key.count == 1 ? wanted : heads(of: wanted)
    let first = table.shape.key.first.flatMap { table.column($0) }
    return rows(of: table, where: first, isOneOf: heads)
      .filter { wanted.contains(Key(table.recordKey(Int($0)))) }
  }

  /// Whatever may be the first cell of a key of several.
  private static func heads(of keys: Set<Key>) -> Set<Key> {
    var heads: Set<Key> = []
    for key in keys {
      let text = key.text
      for place in text.utf8.indices where text.utf8[place] == UInt8(ascii: "/") {
        heads.insert(Key(String(text[..<place])))
      }
    }
    return heads
  }

  /// The live rows with one of the texts in a column; all of them in one that holds no text.
  private static func rows(of table: Table, where column: Column?, isOneOf texts: Set<Key>) -> [Int32] {
    switch column {
    case .text(let cells):
      var known = ByteDictionary()
      for text in texts { _ = known.insert(text.text.utf8.span) }
      let (bytes, places) = (cells.bytes.span, cells.places)
      var rows: [Int32] = []
      for row in table.live where known.code(bytes.extracting(places.range(Int(row)))) != nil {
        rows.append(row)
      }
      return rows
    case .coded(let cells):
      let marked = MarkedCodes(
        isMarked: cells.dictionary.map { texts.contains(Key($0)) }, marksMissing: texts.contains(Key("")))
      return marked.rows(table.live, of: cells, workers: .one)
    default: return table.live
    }
  }

  func row(_ key: String) -> Int32? {
    keys.code(key.utf8.span).map { firstRows[Int($0)] }
  }

  func contains(_ key: String) -> Bool { row(key) != nil }

  /// For each cell of a referring column the row that it means, or `none`. O(rows + distinct values).
  func rows(_ column: CodedColumn) -> [Int32] {
    let byCode = column.dictionary.map { row($0) ?? KeyIndex.none }
    return column.codes.map { $0 == CodedColumn.missing ? KeyIndex.none : byCode[Int($0)] }
  }

  private mutating func insert(_ row: Int32, of table: Table) {
    insert(row, table.recordKey(Int(row)).utf8.span)
  }

  /// Keeps the first row of a key.
  private mutating func insert(_ row: Int32, _ key: Span<UInt8>) {
    if Int(keys.insert(key)) == firstRows.count { firstRows.append(row) }
  }
}
