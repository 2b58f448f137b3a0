import Records

/// The records of a wave's members that the leaves read, by range of rows, then part: in one block, which is given back as
/// soon as the wave is over.
struct SelectedRecords: Sendable {
  let records: [SelectedRecord]
  private let wave: WaveParts
  /// By range of rows: those of the wave's part at place `p` are `records[starts[p]..<starts[p + 1]]`.
  private let starts: [[Int]]

  /// Counts the records of each part, then puts each in its place. O(picked rows + ranges × parts), shared out.
  init(_ picked: [PickedRows], _ wave: WaveParts, _ workers: Workers) {
    self.wave = wave
    let counted = workers.map(picked.count) { picked[$0].starts(wave) }
    let counts = counted.map { $0[wave.count] }
    records = unsafe workers.array(of: counts) { range, buffer in
      var records = unsafe MutableSpan(_unsafeElements: buffer)
      picked[range].place(wave, counted[range], &records)
    }
    var first = 0
    starts = counted.map { starts in
      defer { first += starts[wave.count] }
      return starts.map { $0 + first }
    }
  }

  /// Where the records of a part stand, range by range of rows. No slices: parts that are scored at the same time would
  /// all count the references to one block.
  func ranges(_ part: Int) -> [Range<Int>] {
    let place = wave.place(part)
    return starts.map { $0[place]..<$0[place + 1] }
  }
}

/// The parts of one wave, counted from its first one.
struct WaveParts: Sendable {
  let number: Int
  let count: Int
  private let parts: MemberParts
  private let first: Int

  init(_ parts: MemberParts, wave: Int) {
    self.parts = parts
    number = wave
    first = parts.waves[wave].lowerBound
    count = parts.waves[wave].count
  }

  func place(_ part: Int) -> Int { part - first }

  func place(ofMember member: Int32) -> Int { parts.part(member) - first }
}
