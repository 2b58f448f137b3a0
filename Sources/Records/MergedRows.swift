/// A row that deduplication merged into a survivor.
package struct Merge: Hashable, Sendable {
  /// The layer, as `deduplicate.key`.
  package let stage: Stage
  package let source: String
  package let merged: Origin
  package let survivor: Origin
  /// The record key that both have, or the thing that both state.
  package let key: String

  package init(stage: Stage, source: String, merged: Origin, survivor: Origin, key: String) {
    self.stage = stage
    self.source = source
    self.merged = merged
    self.survivor = survivor
    self.key = key
  }
}

/// The rows that one layer merged in one source: two numbers a row, whose texts are made when they are written.
package struct MergedRows: Sendable {
  /// The layer.
  package let stage: Stage
  /// Index into the run's tables.
  package let table: Int
  /// Ascending.
  package let rows: [Int32]
  /// Parallel to `rows`: the row that stands for it.
  package let survivors: [Int32]
  package let naming: Naming

  /// What is said of why two rows are one.
  package enum Naming: Sendable {
    /// Their cells in these columns, joined by `/`. No stage changes a cell of a row that it took out.
    case cells([String])
    /// Parallel to `rows`.
    case texts([String])
  }

  package init(stage: Stage, table: Int, rows: [Int32], survivors: [Int32], naming: Naming) {
    precondition(rows.count == survivors.count, "a survivor for each row")
    self.stage = stage
    self.table = table
    self.rows = rows
    self.survivors = survivors
    self.naming = naming
  }

  /// The merges in the order of rows. `tables` are the run's.
  package func merges(in tables: [Table]) -> [Merge] {
    let table = tables[table]
    return rows.indices.map { index in
      let key =
        switch naming {
        case .cells(let columns):
          columns.map { table.text($0, Int(rows[index])) }.joined(separator: "/")
        case .texts(let texts): texts[index]
        }
      return Merge(
        stage: stage, source: table.source, merged: table.origins[Int(rows[index])],
        survivor: table.origins[Int(survivors[index])], key: key)
    }
  }
}
