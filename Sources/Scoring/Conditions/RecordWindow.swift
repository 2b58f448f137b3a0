import Records

/// The dates of a window against the records of one relation.
struct RecordWindow: Sendable {
  private let members: [Int32]
  private let times: [Int64]
  private let spanEnds: [Int32]?
  private let days: ClosedRange<Day>?
  let scale: TimeScale

  /// nil days are an empty window.
  init(_ days: ClosedRange<Day>?, of relation: Relation) {
    members = relation.members
    times = relation.times
    spanEnds = relation.spanEnds
    self.days = days
    scale = TimeScale(days, isExact: relation.spanEnds == nil)
  }

  /// The records of a range of rows that have a member and a date in the window, or a span that overlaps it.
  func rows(in range: Range<Int>) -> [Int32] {
    guard let days else { return [] }
    let last = days.upperBound.end.seconds
    if let spanEnds {
      let first = days.lowerBound.number
      return range.filter { members[$0] != Relation.nobody && times[$0] <= last && spanEnds[$0] >= first }
        .map(Int32.init)
    }
    let first = days.lowerBound.start.seconds
    var rows = [Int32](repeating: 0, count: range.count)
    var count = 0
    for row in range {
      let isAfter = first <= times[row]
      let isBefore = times[row] <= last
      let hasMember = members[row] != Relation.nobody
      rows[count] = Int32(truncatingIfNeeded: row)
      count += isAfter && isBefore && hasMember ? 1 : 0
    }
    rows.removeLast(rows.count - count)
    return rows
  }

  func member(_ row: Int) -> Int32 { members[row] }

  /// The time of a row on the window's scale.
  func code(_ row: Int) -> UInt32 { scale.code(times[row]) }
}

/// Times as 32-bit numbers in their order: equal numbers say nothing, unequal ones decide.
struct TimeScale: Sendable {
  private let base: Int64
  private let shift: Int64
  private let isExact: Bool

  /// A window of up to 136 years has a number a second. `isExact` promises that all times lie in the window.
  init(_ days: ClosedRange<Day>?, isExact: Bool) {
    base = days?.lowerBound.start.seconds ?? 0
    let length = (days?.upperBound.end.seconds ?? 0) - base
    var shift: Int64 = 0
    while length >> shift > Int64(UInt32.max) { shift += 1 }
    self.shift = shift
    self.isExact = isExact && shift == 0
  }

  /// Times before the window share the least number.
  func code(_ time: Int64) -> UInt32 {
    UInt32(truncatingIfNeeded: (max(time, base) - base) >> shift)
  }

  /// nil where a number stands for several times.
  func time(_ code: UInt32) -> Int64? { isExact ? base + Int64(code) : nil }
}
