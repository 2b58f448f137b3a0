import Records

/// The records of a part of the members, by member, leaf and `≺`.
struct PartRecords: Sendable {
  /// The records of place `p` are `records[starts[p]..<starts[p + 1]]`, with a place for each leaf of each member.
  let starts: [Int]
  private(set) var records: [SelectedRecord]

  /// A counting sort by place, then a sort within each by time, key bytes and, where both are equal, by content,
  /// so that the order of rows decides nothing.
  init(_ part: Int, of selected: SelectedRecords, members: Range<Int>, leaves: [LeafPlan]) {
    let ranges = selected.ranges(part)
    let found = selected.records.span
    let places = RecordPlaces(firstMember: members.lowerBound, leafCount: leaves.count)
    var next = [Int](repeating: 0, count: members.count * leaves.count + 1)
    for range in ranges { places.count(found.extracting(range), &next) }
    for place in 1..<next.count { next[place] += next[place - 1] }
    starts = next
    records = Array(repeating: .none, count: next[next.count - 1])
    for range in ranges { places.place(found.extracting(range), &next, &records) }
    for place in 0..<members.count * leaves.count where starts[place + 1] - starts[place] > 1 {
      let range = starts[place]..<starts[place + 1]
      sort(range)
      if hasTies(range) { sortTies(range, leaves[place % leaves.count].source) }
    }
  }

  private mutating func sort(_ range: Range<Int>) {
    if range.count <= 24 { insertionSort(range) } else { records[range].sort { $0 < $1 } }
  }

  private func hasTies(_ range: Range<Int>) -> Bool {
    for index in range.dropFirst() where records[index].time == records[index - 1].time { return true }
    return false
  }

  private mutating func sortTies(_ range: Range<Int>, _ source: LeafSource?) {
    guard let relation = source?.relation else { return }
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, records[end].time == records[start].time { end += 1 }
      if end - start > 1 { records[start..<end].sort { relation.precedes($0.row, $1.row) } }
      start = end
    }
  }

  private mutating func insertionSort(_ range: Range<Int>) {
    var records = records.mutableSpan
    for index in range.dropFirst() {
      let record = records[index]
      var hole = index
      while hole > range.lowerBound, record < records[hole - 1] {
        records[hole] = records[hole - 1]
        hole -= 1
      }
      records[hole] = record
    }
  }
}

/// Where the records of a part stand: by member, then leaf.
private struct RecordPlaces {
  let firstMember: Int
  let leafCount: Int

  private func place(_ record: SelectedRecord) -> Int {
    (Int(record.member) - firstMember) * leafCount + Int(record.leaf)
  }

  /// Adds each record to the count after its place.
  func count(_ records: Swift.Span<SelectedRecord>, _ counts: inout [Int]) {
    var counts = counts.mutableSpan
    for index in records.indices { counts[place(records[index]) + 1] += 1 }
  }

  /// Puts each record where the next of its place goes.
  func place(
    _ records: Swift.Span<SelectedRecord>, _ next: inout [Int], _ placed: inout [SelectedRecord]
  ) {
    var next = next.mutableSpan
    var placed = placed.mutableSpan
    for index in records.indices {
      let place = place(records[index])
      placed[next[place]] = records[index]
      next[place] += 1
    }
  }
}

extension Relation {
  /// Record order of two records of one leaf; by row where nothing else parts them.
  fileprivate func precedes(_ left: Int, _ right: Int) -> Bool {
    if times[left] != times[right] { return times[left] < times[right] }
    if keys.precedes(left, right) { return true }
    if keys.precedes(right, left) { return false }
    return contentPrecedes(left, right) ?? (left < right)
  }

  /// nil for equal contents.
  private func contentPrecedes(_ left: Int, _ right: Int) -> Bool? {
    if let ends = spanEnds, ends[left] != ends[right] { return ends[left] < ends[right] }
    for column in columns {
      let first = Key(column.canonicalText(left))
      let second = Key(column.canonicalText(right))
      if first != second { return first < second }
    }
    return nil
  }
}
