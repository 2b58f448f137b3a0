extension Origins {
  /// Count and digest of some rows. O(rows + runs) where they ascend.
  package func tally(_ rows: [Int32], fileNumbers: [UInt64]) -> Tally {
    tally(rows[...], fileNumbers: fileNumbers)
  }

  package func tally(_ rows: ArraySlice<Int32>, fileNumbers: [UInt64]) -> Tally {
    let seeds = fileNumbers.map(RowDigest.seed)
    guard let first = rows.first else { return Tally() }
    var walk = Walk(self, from: Int(first))
    var digest = RowDigest()
    var seed = seeds[Int(runs[walk.run].file)]
    for row in rows {
      if walk.go(to: Int(row)) { seed = seeds[Int(runs[walk.run].file)] }
      digest.insert(seed: seed, offset: walk.byte)
    }
    return Tally(count: Int64(rows.count), digest: digest)
  }

  /// Count and digest of a range of rows of one file. O(rows).
  package func tally(_ rows: Range<Int>, filePrefix: UInt64) -> Tally {
    guard let first = rows.first else { return Tally() }
    let seed = RowDigest.seed(filePrefix)
    var walk = Walk(self, from: first)
    var digest = RowDigest()
    for row in rows {
      _ = walk.go(to: row)
      digest.insert(seed: seed, offset: walk.byte)
    }
    return Tally(count: Int64(rows.count), digest: digest)
  }

  /// Goes from row to row and counts the bytes; to a row before, it begins anew.
  private struct Walk {
    private let origins: Origins
    private(set) var run: Int
    /// First byte of the row.
    private(set) var byte: Int64
    private var row: Int
    private var endOfRun: Int
    private var gap: Int64

    init(_ origins: Origins, from row: Int) {
      self.origins = origins
      self.row = row
      run = origins.runIndex(row)
      byte = origins.byteStart(row)
      endOfRun = origins.endOfRun(run)
      gap = Int64(origins.runs[run].gap)
    }

    /// Goes on to a row; true when that may be of another run.
    @inline(__always)
    mutating func go(to next: Int) -> Bool {
      guard next >= row else {
        self = Walk(origins, from: next)
        return true
      }
      let isOther = next >= endOfRun
      if isOther { enterRun(of: next) }
      if next - row >= 2 * Origins.rowsOfMark { jump(towards: next) }
      while row < next {
        byte += origins.length(row) + gap
        row += 1
      }
      return isOther
    }

    private mutating func enterRun(of next: Int) {
      precondition(next < origins.count, "a row of the table")
      repeat {
        run += 1
        endOfRun = origins.endOfRun(run)
      } while next >= endOfRun
      row = Int(origins.runs[run].firstRow)
      byte = origins.runs[run].firstByte
      gap = Int64(origins.runs[run].gap)
    }

    /// To the last mark before a row that is far off in the same run.
    private mutating func jump(towards next: Int) {
      let marked = next / Origins.rowsOfMark
      row = marked * Origins.rowsOfMark
      byte = origins.marks[marked]
    }
  }
}
