import Records

/// Whose rows are, in the sources of which no row of a member meets another member's: what is supposed of some members needs
/// none of the others' rows there.
package struct OwnRows: Sendable {
  /// By table and row, the place of the member in the run, or `always`; none for a table of which all rows are needed.
  private let members: [[Int32]]

  /// Of a row that is needed whoever is asked for: it is not surely a run member's, had to do with another one's row, or is
  /// named by an adjustment, which means the first row that its key fits.
  private static let always: Int32 = -1

  /// O(rows).
  package init(_ prepared: Prepared) {
    let shapes = prepared.tables.map(\.shape)
    let places = Dictionary(
      prepared.members.enumerated().map { (Key($1.number), Int32($0)) },
      uniquingKeysWith: { first, _ in first })
    let adjusted = OwnRows.adjustedKeys(prepared.tables)
    var members = prepared.tables.map { table in
      RelationCatalog.keepsMembersApart(table.shape, among: shapes)
        ? OwnRows.members(of: table, places, adjusted) : []
    }
    for merged in prepared.mergedRows
    where merged.stage == .deduplicateKey && !members[merged.table].isEmpty {
      for row in merged.rows + merged.survivors { members[merged.table][Int(row)] = OwnRows.always }
    }
    self.members = members
  }

  private static func members(
    of table: Table, _ places: [Key: Int32], _ adjusted: Set<Key>
  ) -> [Int32] {
    let column = table.coded("member_no")
    let byCode = column.dictionary.map { places[Key($0)] ?? always }
    var members = column.codes.map { $0 == CodedColumn.missing ? always : byCode[Int($0)] }
    if adjusted.isEmpty { return members }
    var whole = table
    whole.live = Array(0..<Int32(table.rowCount))
    for row in KeyIndex.rows(of: whole, named: adjusted) { members[Int(row)] = always }
    return members
  }

  /// The record keys that rows of adjustments state, whatever became of them.
  private static func adjustedKeys(_ tables: [Table]) -> Set<Key> {
    guard let table = tables.first(where: { Key($0.source) == Key("adjustments") }) else { return [] }
    return Set((0..<table.rowCount).map { Key(table.text("record_key", $0)) })
  }

  /// The rows of a table that are needed where some members are asked for, by place in the run. In their order.
  package func needed(_ rows: [Int32], of table: Int, for isAsked: [Bool]) -> [Int32] {
    let members = members[table]
    guard !members.isEmpty else { return rows }
    return rows.filter { members[Int($0)] == OwnRows.always || isAsked[Int(members[Int($0)])] }
  }
}
