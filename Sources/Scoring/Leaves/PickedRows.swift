import Records

/// What the leaves of a relation read of some of its rows: two bytes for each row that is picked, so that the records
/// themselves need be made of a few members' rows at a time.
struct PickedRows: Sendable {
  private let groups: [ReaderGroup]
  /// Parallel to the groups.
  private let picks: [ReaderGroup.Pick]

  /// How many rows are picked from at a time.
  static let rowsOfTask = 1 << 15

  /// Marks the rows that a leaf reads; the marks are parallel to the rows. O(rows × groups).
  init(_ groups: [ReaderGroup], rows: Range<Int>, parts: MemberParts, marking isUsed: inout [Bool]) {
    self.groups = groups
    picks = groups.map { $0.pick(rows, parts, &isUsed) }
  }

  /// Where the records of each of a wave's parts begin, counted from the first of these rows, and where the last end.
  func starts(_ wave: WaveParts) -> [Int] {
    var starts = [Int](repeating: 0, count: wave.count + 1)
    for (group, pick) in zip(groups, picks) { group.count(pick, wave, &starts) }
    for place in 0..<wave.count { starts[place + 1] += starts[place] }
    return starts
  }

  /// Puts the records of a wave's parts where they begin.
  func place(_ wave: WaveParts, _ starts: [Int], _ records: inout MutableSpan<SelectedRecord>) {
    var next = starts
    for (group, pick) in zip(groups, picks) { group.place(pick, wave, &next, &records) }
  }
}

/// Some of a range of rows, dealt to the waves of their members.
struct DealtRows: Sendable {
  private let firstRow: Int
  /// Places in the range; those of wave `w` are `places[starts[w]..<starts[w + 1]]`, in the order of rows.
  private let places: [UInt16]
  private let starts: [Int]
  /// Parallel to `places`; empty for rows without a choice.
  private let choices: [UInt16]

  /// `choices` is parallel to the rows or empty. O(rows + waves).
  init(_ rows: [Int32], choices: [UInt16] = [], of range: Range<Int>, waves: Int, wave: (Int32) -> Int) {
    precondition(range.count <= 1 << 16, "places of two bytes")
    firstRow = range.lowerBound
    var next = [Int](repeating: 0, count: waves + 1)
    if waves == 1 {
      next[1] = rows.count
    } else {
      for row in rows { next[wave(row) + 1] += 1 }
      for wave in 0..<waves { next[wave + 1] += next[wave] }
    }
    starts = next
    var places = [UInt16](repeating: 0, count: rows.count)
    var dealt = choices
    for (index, row) in rows.enumerated() {
      let wave = waves == 1 ? 0 : wave(row)
      places[next[wave]] = UInt16(truncatingIfNeeded: Int(row) - range.lowerBound)
      if !choices.isEmpty { dealt[next[wave]] = choices[index] }
      next[wave] += 1
    }
    self.places = places
    self.choices = dealt
  }

  /// Where a wave's rows stand.
  func indices(_ wave: Int) -> Range<Int> { starts[wave]..<starts[wave + 1] }

  @inline(__always)
  func row(_ index: Int) -> Int { firstRow + Int(places[index]) }

  @inline(__always)
  func choice(_ index: Int) -> UInt16 { choices.isEmpty ? 0 : choices[index] }
}
