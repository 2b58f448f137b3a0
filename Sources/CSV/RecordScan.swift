/// Cuts a run of records whose quotes are well formed, block by block.
struct RecordScan: Sendable {
  /// Why a run ended.
  enum Outcome {
    case unitEnd
    /// The record after the last one of the run is not well formed, or longer than any may be.
    case otherRecord
    /// As many records as a run takes.
    case full
    /// There may be no room for the cells of what follows.
    case noRoom
  }

  private let delimiter: SIMD16<UInt8>
  /// For each line end outside quotes the number of cells up to it; behind the first `lineCount` is what was
  /// left over.
  private(set) var lines: [UInt32]
  private(set) var lineCount = 0
  /// Where a quote follows another that it is a pair with.
  private(set) var doubled: [UInt32] = []
  /// Where CR and LF stand inside quotes.
  private(set) var innerLineEnds: [UInt32] = []

  /// Blocks that are cut before their cells are written: in one loop for both, a block is more than a
  /// processor holds in flight, and it would wait for each.
  private typealias Chunk = InlineArray<32, BlockCuts>

  /// A run ends with the chunk in which it comes to so many.
  private static let mostLines = 1024

  /// Cells for which there must be room, so that a run gets on.
  static let leastRoom = Chunk.count * BlockMasks.size + CellWriter.slack

  init(delimiter: UInt8) {
    self.delimiter = SIMD16(repeating: delimiter)
    lines = [UInt32](repeating: 0, count: RecordScan.mostLines + RecordScan.leastRoom)
  }

  /// Cuts the records from `start` on, which is a byte of the unit, and writes their cells behind `cellCount`
  /// others. Unless the file ends with the unit, a CR that is its last byte ends no record. A run without a
  /// line end up to `limit` is given up. `cells` must have room for `leastRoom` more of them.
  mutating func run(
    _ unit: RawSpan, from start: Int, isLast: Bool, limit: Int, cells: inout MutableSpan<CellRange>,
    cellCount: Int
  ) -> Outcome {
    doubled.removeAll(keepingCapacity: true)
    innerLineEnds.removeAll(keepingCapacity: true)
    var state = QuoteState()
    var writer = CellWriter(start: start, cellCount: cellCount)
    var chunk = Chunk(repeating: BlockCuts())
    var position = start
    var outcome = Outcome.full
    repeat {
      var cuts = chunk.mutableSpan
      let (blocks, isGood, hasQuotes) = cut(unit, at: position, isLast: isLast, &state, into: &cuts)
      var lines = lines.mutableSpan
      writer.write(cuts.span.extracting(..<blocks), hasQuotes: hasQuotes, cells: &cells, lines: &lines)
      if hasQuotes { takeInner(cuts.span.extracting(..<blocks), at: position) }
      position += blocks * BlockMasks.size
      if !isGood || (writer.lineCount == 0 && position > limit) {
        outcome = .otherRecord
      } else if position >= unit.byteCount {
        outcome = .unitEnd
      } else if writer.cellCount + RecordScan.leastRoom > cells.count {
        outcome = .noRoom
      }
    } while outcome == .full && writer.lineCount < RecordScan.mostLines
    lineCount = writer.lineCount
    return outcome
  }

  /// Cuts the next blocks, of which the last may not be good to its end, and tells whether there is anything
  /// in quotes among them.
  @inline(__always)
  private func cut(
    _ unit: RawSpan, at start: Int, isLast: Bool, _ state: inout QuoteState,
    into cuts: inout MutableSpan<BlockCuts>
  ) -> (blocks: Int, isGood: Bool, hasQuotes: Bool) {
    let whole = min(cuts.count, (unit.byteCount - start - 1) / BlockMasks.size)
    guard whole > 0 else {
      let isGood = cutTail(unit, at: start, isLast: isLast, &state, into: &cuts[0])
      return (1, isGood, cuts[0].inQuotes != 0)
    }
    var block = 0
    var isGood = true
    var inQuotes: UInt64 = 0
    repeat {
      let masks = BlockMasks(unit, at: start &+ block &* BlockMasks.size, delimiter: delimiter)
      isGood = state.cut(masks, into: &cuts[block])
      inQuotes |= cuts[block].inQuotes
      block &+= 1
    } while isGood && block < whole
    return (block, isGood, inQuotes != 0)
  }

  /// Cuts the last bytes of a unit, which are at most a block.
  private func cutTail(
    _ unit: RawSpan, at start: Int, isLast: Bool, _ state: inout QuoteState, into cuts: inout BlockCuts
  ) -> Bool {
    let count = unit.byteCount - start
    var block = SIMD64<UInt8>(repeating: 0)
    for index in 0..<count {
      unsafe block[index] = unit.unsafeLoad(fromByteOffset: start + index, as: UInt8.self)
    }
    var masks = unsafe withUnsafeBytes(of: block) {
      unsafe BlockMasks($0.bytes, at: 0, delimiter: delimiter)
    }
    masks.truncate(to: count)
    let endsOpen = !isLast && block[count - 1] == UInt8(ascii: "\r")
    return state.cut(masks, barred: endsOpen ? 1 &<< UInt64(count - 1) : 0, into: &cuts)
  }

  /// Takes what stands inside quotes and matters.
  private mutating func takeInner(_ cuts: Span<BlockCuts>, at start: Int) {
    for block in cuts.indices where cuts[block].doubled | cuts[block].innerLineEnds != 0 {
      let position = start + block * BlockMasks.size
      append(cuts[block].doubled, at: position, to: &doubled)
      append(cuts[block].innerLineEnds, at: position, to: &innerLineEnds)
    }
  }
}

/// Adds the places of a mask's bits.
private func append(_ bits: UInt64, at start: Int, to places: inout [UInt32]) {
  var bits = bits
  while bits != 0 {
    places.append(UInt32(truncatingIfNeeded: start + bits.trailingZeroBitCount))
    bits &= bits - 1
  }
}
