/// Writes the ranges of cells, and which of them end a line, from the cuts of blocks one after the other.
struct CellWriter {
  /// Cells written so far.
  private(set) var cellCount: Int
  /// Line ends among the cells' ends.
  private(set) var lineCount = 0
  /// The separator before the next cell, as a place in the unit; one less than 0 wraps.
  private var previous: UInt32
  private var position: UInt32

  /// Entries that may be written, and left over, behind those that count.
  static let slack = lanes

  /// Ends that are written at a time; of 4, 6 and 8 the quickest on the check-ins of the benchmark.
  private static let lanes = 6

  init(start: Int, cellCount: Int) {
    self.cellCount = cellCount
    position = UInt32(truncatingIfNeeded: start)
    previous = position &- 1
  }

  /// Goes on by some blocks. `lines` takes the number of cells up to and with the last one of each line; behind
  /// those that count, both spans must hold an entry for each byte of the blocks and `slack` more.
  @inline(__always)
  mutating func write(
    _ cuts: Span<BlockCuts>, hasQuotes: Bool, cells: inout MutableSpan<CellRange>,
    lines: inout MutableSpan<UInt32>
  ) {
    let most = cuts.count &* BlockMasks.size &+ CellWriter.slack
    precondition(cellCount &+ most <= cells.count && lineCount &+ most <= lines.count)
    if hasQuotes {
      for block in cuts.indices { unsafe write(cuts[unchecked: block], hasQuotes: true, &cells, &lines) }
    } else {
      for block in cuts.indices { unsafe write(cuts[unchecked: block], hasQuotes: false, &cells, &lines) }
    }
  }

  /// Goes on by one block. Some ends are written at a time, as if there were so many, since the processor
  /// would guess wrongly how often a loop of as many turns as there are ends goes round. Unchecked, since the
  /// precondition leaves room for all of them.
  @inline(__always)
  @unsafe
  private mutating func write(
    _ cuts: BlockCuts, hasQuotes: Bool, _ cells: inout MutableSpan<CellRange>,
    _ lines: inout MutableSpan<UInt32>
  ) {
    let count = cuts.ends.nonzeroBitCount
    var lane = Lane(
      ends: cuts.ends, lineEnds: cuts.lineEnds & cuts.ends, previous: previous, position: position,
      cell: cellCount, line: lineCount)
    var written = 0
    repeat {
      unsafe lane.write(cuts.afterClose, hasQuotes, &cells, &lines)
      unsafe lane.write(cuts.afterClose, hasQuotes, &cells, &lines)
      unsafe lane.write(cuts.afterClose, hasQuotes, &cells, &lines)
      unsafe lane.write(cuts.afterClose, hasQuotes, &cells, &lines)
      unsafe lane.write(cuts.afterClose, hasQuotes, &cells, &lines)
      unsafe lane.write(cuts.afterClose, hasQuotes, &cells, &lines)
      written &+= CellWriter.lanes
    } while written < count
    cellCount &+= count
    lineCount = lane.line
    if cuts.ends != 0 {
      previous = position &+ UInt32(truncatingIfNeeded: 63 &- cuts.ends.leadingZeroBitCount)
    }
    position &+= UInt32(truncatingIfNeeded: BlockMasks.size)
  }

  /// One end after the other; once there are no more, what is written is left over and counts for nothing.
  private struct Lane {
    var ends: UInt64
    /// Those of the ends that end a line too.
    var lineEnds: UInt64
    var previous: UInt32
    let position: UInt32
    var cell: Int
    var line: Int

    @inline(__always)
    @unsafe
    mutating func write(
      _ afterClose: UInt64, _ hasQuotes: Bool, _ cells: inout MutableSpan<CellRange>,
      _ lines: inout MutableSpan<UInt32>
    ) {
      let bit = ends.trailingZeroBitCount
      let at = position &+ UInt32(truncatingIfNeeded: bit)
      let quotes =
        hasQuotes ? UInt32(truncatingIfNeeded: (afterClose &>> UInt64(truncatingIfNeeded: bit)) & 1) : 0
      unsafe cells[unchecked: cell] = CellRange(first: previous &+ 1 &+ quotes, last: at &- quotes)
      previous = at
      cell &+= 1
      unsafe lines[unchecked: line] = UInt32(truncatingIfNeeded: cell)
      ends &= ends &- 1
      let rest = lineEnds & ends
      line &+= rest == lineEnds ? 0 : 1
      lineEnds = rest
    }
  }
}
