import Records

/// The rows of a table that a stage kept, with their tally.
struct BookedRows {
  let live: [Int32]
  let tally: Tally
}

extension Staged {
  /// The accounts of a stage with what it was given, merged and left, by table; once its rows are taken out and before they are
  /// booked. `before` are the rows that were live before it. O(rows) where rows are not those that were booked, shared out by
  /// tables.
  func tallied(
    _ accounts: [StageAccount], before: [[Int32]], _ merged: [MergedRows]
  ) -> [StageAccount] {
    workers.map(tables.count) { position in
      var account = accounts[position]
      account.input = tally(of: before[position], in: position)
      for layer in merged where layer.table == position {
        account.merged.formUnion(mix(layer.rows, of: position))
      }
      account.kept = remainder(of: before[position], account.input, in: position)
      return account
    }
  }

  /// The tally of some rows of a table: the booked one where these are the very rows that were booked, else anew.
  func tally(of rows: [Int32], in position: Int) -> Tally {
    if let known = booked[position], known.live == rows { return known.tally }
    return mix(rows, of: position)
  }

  /// The tally of the rows that are left of `before`. What is left must be found in `before` in the same order; then
  /// only what is missing is mixed, whoever says that it was taken out.
  func remainder(of before: [Int32], _ tally: Tally, in position: Int) -> Tally {
    let kept = tables[position].live
    if kept == before { return tally }
    guard let missing = Staged.missing(from: kept, of: before, workers) else {
      return mix(kept, of: position)
    }
    return tally - mix(missing, of: position)
  }

  func mix(_ rows: [Int32], of position: Int) -> Tally {
    tables[position].tally(rows, fileNumbers: fileNumbers, workers: workers)
  }

  /// What `rows` has more than `kept`; nil when it is not sure that `kept` is a part of it in its order. O(rows), shared out.
  ///
  /// Each range of rows is looked for from where it would begin in `kept` if both ascend; that one ends where the next begins
  /// shows that it was so.
  static func missing(
    from kept: [Int32], of rows: [Int32], _ workers: Workers, size: Int = rowsOfTask
  ) -> [Int32]? {
    let ranges = Workers.ranges(rows.count, of: size)
    let starts = ranges.map { kept.firstPlace(of: rows[$0.lowerBound]) } + [kept.count]
    guard starts[0] == 0 else { return nil }
    let parts = workers.map(ranges.count) { part in
      missing(from: kept, starts[part], to: starts[part + 1], of: rows[ranges[part]])
    }
    let found = parts.compactMap(\.self)
    return found.count == parts.count ? workers.joined(found) : nil
  }

  /// What `rows` has more than `kept` from `start` to `end`; nil when those are no part of it in its order.
  private static func missing(
    from kept: [Int32], _ start: Int, to end: Int, of rows: ArraySlice<Int32>
  ) -> [Int32]? {
    var missing: [Int32] = []
    var next = start
    for row in rows {
      if next < end, kept[next] == row { next += 1 } else { missing.append(row) }
    }
    return next == end ? missing : nil
  }
}
