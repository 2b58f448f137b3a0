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
  static let slack = BlockMasks.size + lanes

  /// Ends that are written at a time; of 4, 6 and 8 the quickest on the check-ins of the benchmark.
  private static let lanes = 6

  init(start: Int, cellCount: Int) {
    self.cellCount = cellCount
    position = UInt32(truncatingIfNeeded: start)
    previous = position &- 1
  }

  /// Goes on by some blocks. `lines` takes the number of cells up to and with the last one of each line; both
  /// spans must hold `slack` entries behind those that count.
  @inline(__always)
  mutating func write(
    _ cuts: Span<BlockCuts>, hasQuotes: Bool, cells: inout MutableSpan<CellRange>,
    lines: inout MutableSpan<UInt32>
  ) {
    if hasQuotes {
      for block in cuts.indices { write(cuts[block], hasQuotes: true, &cells, &lines) }
    } else {
      for block in cuts.indices { write(cuts[block], hasQuotes: false, &cells, &lines) }
    }
  }

  /// Goes on by one block. Some ends are written at a time, as if there were so many, since the processor
  /// would guess wrongly how often a loop of as many turns as there are ends goes round.
  @inline(__always)
  private mutating func write(
    _ cuts: BlockCuts, hasQuotes: Bool, _ cells: inout MutableSpan<CellRange>,
    _ lines: inout MutableSpan<UInt32>
  ) {
    precondition(cellCount &+ CellWriter.slack <= cells.count && lineCount &+ CellWriter.slack <= lines.count)
    let count = cuts.ends.nonzeroBitCount
    var lane = Lane(ends: cuts.ends, previous: previous, position: position, cell: cellCount, line: lineCount)
    var written = 0
    repeat {
      unsafe lane.write(cuts, hasQuotes, &cells, &lines)
      unsafe lane.write(cuts, hasQuotes, &cells, &lines)
      unsafe lane.write(cuts, hasQuotes, &cells, &lines)
      unsafe lane.write(cuts, hasQuotes, &cells, &lines)
      unsafe lane.write(cuts, hasQuotes, &cells, &lines)
      unsafe lane.write(cuts, hasQuotes, &cells, &lines)
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
  /// Unchecked, since the precondition of a block leaves room for all of its lanes.
  private struct Lane {
    var ends: UInt64
    var previous: UInt32
    let position: UInt32
    var cell: Int
    var line: Int

    @inline(__always)
    @unsafe
    mutating func write(
      _ cuts: BlockCuts, _ hasQuotes: Bool, _ cells: inout MutableSpan<CellRange>,
      _ lines: inout MutableSpan<UInt32>
    ) {
      let end = ends & (0 &- ends)
      let at = position &+ UInt32(truncatingIfNeeded: ends.trailingZeroBitCount)
      ends ^= end
      let quotes: UInt32 = hasQuotes && end & cuts.afterClose != 0 ? 1 : 0
      unsafe cells[unchecked: cell] = CellRange(first: previous &+ 1 &+ quotes, last: at &- quotes)
      previous = at
      cell &+= 1
      unsafe lines[unchecked: line] = UInt32(truncatingIfNeeded: cell)
      line &+= end & cuts.lineEnds == 0 ? 0 : 1
    }
  }
}
