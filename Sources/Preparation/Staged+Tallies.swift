import Records

/// The rows of a table that a stage kept, with their tally.
struct BookedRows {
  let live: [Int32]
  let tally: Tally
}

extension Staged {
  /// The tally of a table's live rows: the booked one where these are the very rows that were booked, else anew.
  func tally(of position: Int) -> Tally {
    let live = tables[position].live
    if let known = booked[position], known.live == live { return known.tally }
    return mix(live, of: position)
  }

  /// The tally of the rows that are left of `before`. What is left must be found in `before` in the same order; then
  /// only what is missing is mixed, whoever says that it was taken out.
  func remainder(of before: [Int32], _ tally: Tally, in position: Int) -> Tally {
    let kept = tables[position].live
    if kept == before { return tally }
    guard let missing = Staged.missing(from: kept, of: before) else { return mix(kept, of: position) }
    return tally - mix(missing, of: position)
  }

  func mix(_ rows: [Int32], of position: Int) -> Tally {
    tables[position].tally(rows, fileNumbers: fileNumbers, workers: workers)
  }

  /// What `rows` has more than `kept`; nil when `kept` is no part of it in its order. O(rows).
  private static func missing(from kept: [Int32], of rows: [Int32]) -> [Int32]? {
    var missing: [Int32] = []
    var next = 0
    for row in rows {
      if next < kept.count, kept[next] == row { next += 1 } else { missing.append(row) }
    }
    return next == kept.count ? missing : nil
  }
}
