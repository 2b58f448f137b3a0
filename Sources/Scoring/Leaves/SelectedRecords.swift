import Records

/// The records of some rows of a relation that its leaves read, by part of the members.
struct SelectedRecords: Sendable {
  private let records: [SelectedRecord]
  /// The records of part `p` are `records[starts[p]..<starts[p + 1]]`.
  private let starts: [Int]
  /// By row: whether a leaf reads it.
  let isUsed: [Bool]

  /// Counts the records of each part, then puts each in its place. O(rows × groups + records × tests + parts).
  init(_ groups: [ReaderGroup], rows: Range<Int>, parts: MemberParts) {
    let picks = groups.map { $0.pick(rows) }
    var next = [Int](repeating: 0, count: parts.count + 1)
    for (group, pick) in zip(groups, picks) { group.count(pick, parts, &next) }
    for part in 0..<parts.count { next[part + 1] += next[part] }
    starts = next
    var records = [SelectedRecord](repeating: .none, count: next[parts.count])
    for (group, pick) in zip(groups, picks) { group.place(pick, parts, &next, &records) }
    var isUsed = [Bool](repeating: false, count: rows.count)
    for record in records { isUsed[record.row - rows.lowerBound] = true }
    self.isUsed = isUsed
    self.records = records
  }

  func records(_ part: Int) -> ArraySlice<SelectedRecord> { records[starts[part]..<starts[part + 1]] }
}
