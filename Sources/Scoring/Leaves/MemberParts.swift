import Records

/// The members of a run cut into ranges that are scored apart: the cut follows from the data alone.
struct MemberParts: Sendable {
  private let memberCount: Int
  /// A part holds `1 << shift` members, the last one fewer.
  private let shift: Int

  /// `size` is the least number of members of a part but the last.
  init(members: Int, size: Int) {
    memberCount = members
    var shift = 0
    while 1 << shift < min(size, members) { shift += 1 }
    self.shift = shift
  }

  /// At least 1, so that a run without members is scored too.
  var count: Int { max(1, (memberCount + (1 << shift) - 1) >> shift) }

  func members(_ part: Int) -> Range<Int> {
    part << shift..<min((part + 1) << shift, memberCount)
  }

  /// A stable counting sort by part, and where each part begins.
  func sorted(_ records: [SelectedRecord]) -> ([SelectedRecord], [Int]) {
    var next = [Int](repeating: 0, count: count + 1)
    for record in records { next[part(record) + 1] += 1 }
    for part in 0..<count { next[part + 1] += next[part] }
    let starts = next
    var sorted = [SelectedRecord](repeating: .none, count: records.count)
    var places = sorted.mutableSpan
    for record in records {
      let part = part(record)
      places[next[part]] = record
      next[part] += 1
    }
    return (sorted, starts)
  }

  private func part(_ record: SelectedRecord) -> Int { Int(record.member >> UInt32(shift)) }
}
