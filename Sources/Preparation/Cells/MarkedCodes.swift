import Records

/// The rows whose code says that they need a second look.
struct MarkedCodes: Sendable {
  /// By code.
  let isMarked: [Bool]
  let marksMissing: Bool

  /// Of some rows those that are marked, in their order. O(rows), shared out; O(codes) when nothing is marked.
  func rows(_ rows: [Int32], of column: CodedColumn, workers: Workers) -> [Int32] {
    guard marksMissing || isMarked.contains(true) else { return [] }
    let ranges = Workers.ranges(rows.count, of: 262_144)
    let parts = workers.map(ranges.count) { task in
      rows[ranges[task]].filter { row in
        let code = column.codes[Int(row)]
        return code == CodedColumn.missing ? marksMissing : isMarked[Int(code)]
      }
    }
    return workers.joined(parts)
  }
}
