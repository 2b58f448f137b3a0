/// Cuts the units of one file into records and cells.
///
/// The result is that of libcsv over the whole file and does not depend on how the file is cut into units,
/// with two deviations that keep damage local. A record longer than `maximumRecordBytes` is one `tooLong`
/// span. A quote that is not closed within that length, or by the end of the file, makes its first line one
/// `unclosedQuote` span, and reading goes on at the next line; after `unclosedAllowance` such lines within
/// one record's length the span reaches to the end of that length, so that the work stays linear. CRLF is one
/// line end.
package struct Tokeniser: ~Copyable {
  package let delimiter: UInt8
  package let maximumRecordBytes: Int
  /// The physical line that the next record begins on, from 1.
  package private(set) var line: Int32
  var library: LibCSV
  /// What is carried on from record to record.
  package private(set) var state: State
  private var scan: RecordScan

  /// Lines with an open quote that are looked at one by one within the length of one record.
  package static let unclosedAllowance = 64

  /// What a record's reading depends on besides its place.
  package struct State: Hashable, Sendable {
    fileprivate var skip: Skip?
    fileprivate var unclosedWindowEnd: Int64 = 0
    fileprivate var unclosedCount = 0

    package init() {}

    /// True when a record that begins at a byte of the file is read as if nothing had come before.
    package func isFresh(at byte: Int64) -> Bool { skip == nil && unclosedWindowEnd <= byte }

    /// True in the middle of a span without cells.
    package var isSkipping: Bool { skip != nil }

    /// The same for a reader that counts its lines anew after that many.
    package func countingLines(from lines: Int32) -> State {
      var copy = self
      copy.skip?.firstLine -= lines
      return copy
    }
  }

  /// A span without cells that ends at the first line end at or after `until`.
  fileprivate struct Skip: Hashable, Sendable {
    let kind: RecordKind
    let byteStart: Int64
    var firstLine: Int32
    let until: Int64
  }

  /// The outcome of looking for one record.
  enum Step: Equatable {
    /// The record ends before this byte: a line end, or the end of the file.
    case ended(at: Int)
    case unclosed
    case tooLong
    /// The unit ends before the record does.
    case unfinished
  }

  package init(
    delimiter: UInt8, maximumRecordBytes: Int, firstLine: Int32 = 1, state: State = State()
  ) throws(CSVError) {
    self.delimiter = delimiter
    self.maximumRecordBytes = maximumRecordBytes
    self.state = state
    line = firstLine
    scan = RecordScan(delimiter: delimiter)
    library = try LibCSV(delimiter: delimiter)
  }

  /// Cuts the batch's unit. What does not end within it stays unconsumed unless the file ends here; so do the records
  /// that begin at the byte `stop` of the file or after it.
  package mutating func tokenise(
    _ batch: inout RecordBatch, isLast: Bool, stop: Int64 = .max
  ) throws(CSVError) {
    library.clear()
    var bytes: [UInt8] = []
    swap(&bytes, &batch.bytes)
    batch.makeRoom(bytes.count / Tokeniser.usualCell)
    do {
      batch.consumed = try records(of: bytes.span, into: &batch, isLast: isLast, stop: stop)
    } catch {
      swap(&bytes, &batch.bytes)
      throw error
    }
    bytes.append(contentsOf: library.sink.bytes)
    swap(&bytes, &batch.bytes)
  }

  private mutating func records(
    of unit: Span<UInt8>, into batch: inout RecordBatch, isLast: Bool, stop: Int64
  ) throws(CSVError) -> Int {
    let stop = Int(clamping: stop - batch.fileOffset)
    var position = 0
    while position < unit.count, position < stop || state.skip != nil {
      if state.skip != nil {
        position = finishSkip(unit, from: position, into: &batch, isLast: isLast)
        if state.skip != nil { return position }
        continue
      }
      let start = position
      let outcome = scanned(unit, from: &position, into: &batch, isLast: isLast, stop: stop)
      if position == unit.count || position >= stop { return position }
      switch outcome {
      case .full where position > start, .noRoom where position > start: continue
      case .unitEnd where !isLast && unit.count - position <= maximumRecordBytes: return position
      default: break
      }
      let firstCell = batch.cellCount
      let firstLine = line
      switch try single(unit, from: position, into: &batch, isLast: isLast) {
      case .ended(let end):
        guard
          let next = close(unit, position, end, firstCell, firstLine, into: &batch, isLast: isLast)
        else { return position }
        position = next
      case .unclosed: startSkip(unclosedAt: batch.fileOffset + Int64(position))
      case .tooLong: startSkip(tooLongAt: batch.fileOffset + Int64(position))
      case .unfinished: return position
      }
    }
    return position
  }

  /// Bytes of a cell, its delimiter too, in files with short ones.
  private static let usualCell = 8

  /// No line end is looked for by the scan beyond so many bytes: an open quote would have it look again and again.
  private static let longestScan = 1 << 20

  /// Takes the records that the scan can cut, and goes on to the first byte after them.
  private mutating func scanned(
    _ unit: Span<UInt8>, from position: inout Int, into batch: inout RecordBatch, isLast: Bool, stop: Int
  ) -> RecordScan.Outcome {
    let (firstCell, start) = (batch.cellCount, position)
    var room = RecordScan.leastRoom
    var outcome = RecordScan.Outcome.noRoom
    repeat {
      batch.makeRoom(room)
      var cells = batch.cells.mutableSpan
      outcome = unsafe scan.run(
        unit.bytes, from: start, isLast: isLast,
        limit: start + min(maximumRecordBytes, Tokeniser.longestScan), cells: &cells, cellCount: firstCell)
      batch.append(scan, of: unit, from: &position, line: &line, stop: stop, maximum: maximumRecordBytes)
      room = 2 * (batch.cells.count - firstCell)
    } while outcome == .noRoom && scan.lineCount == 0
    if !scan.doubled.isEmpty { unescape(unit, from: firstCell, in: &batch) }
    return outcome
  }

  /// Puts the cells that hold pairs of quotes behind the unit, with one quote for each pair.
  private mutating func unescape(_ unit: Span<UInt8>, from firstCell: Int, in batch: inout RecordBatch) {
    var pairs = scan.doubled[...]
    for index in firstCell..<batch.cellCount {
      let cell = batch.cells[index]
      guard let pair = pairs.first else { return }
      if pair >= cell.end { continue }
      let mark = library.sink.bytes.count
      var start = cell.start
      while let pair = pairs.first, pair < cell.end {
        library.add(unit.extracting(start..<Int(pair)))
        start = Int(pair) + 1
        pairs.removeFirst()
      }
      library.add(unit.extracting(start..<cell.end))
      batch.cells[index] = CellRange(unit.count + mark, unit.count + library.sink.bytes.count)
    }
  }

  /// Cuts a record that the scan left.
  private mutating func single(
    _ unit: Span<UInt8>, from start: Int, into batch: inout RecordBatch, isLast: Bool
  ) throws(CSVError) -> Step {
    let limit = min(unit.count, start + maximumRecordBytes + 1)
    var end = start
    while end < limit, unit[end] != UInt8(ascii: "\n"), unit[end] != UInt8(ascii: "\r") {
      if unit[end] == UInt8(ascii: "\"") {
        return try quoted(unit, from: start, into: &batch, isLast: isLast)
      }
      end += 1
    }
    if end - start > maximumRecordBytes { return .tooLong }
    if end == unit.count, !isLast { return .unfinished }
    batch.appendCells(of: unit, start..<end, delimiter: delimiter)
    return .ended(at: end)
  }

  /// Appends the record that ends before `end` and returns where the next begins; nil, and the cells taken
  /// back, when the unit ends between a CR and what follows it.
  private mutating func close(
    _ unit: Span<UInt8>, _ start: Int, _ end: Int, _ firstCell: Int, _ firstLine: Int32,
    into batch: inout RecordBatch, isLast: Bool
  ) -> Int? {
    guard let lineEnd = lineEndLength(unit, at: end, isLast: isLast) else {
      batch.cellCount = firstCell
      line = firstLine
      return nil
    }
    let kind: RecordKind = end == start ? .blank : .record
    if kind == .blank { batch.cellCount = firstCell }
    batch.records.append(
      RecordSpan(
        kind: kind, byteStart: batch.fileOffset + Int64(start), byteLength: Int64(end - start),
        lineEndLength: lineEnd, firstLine: firstLine, lastLine: line, firstCell: firstCell,
        cellCount: batch.cellCount - firstCell))
    line += 1
    return end + lineEnd
  }

  /// 0 at the end of the file; nil when CR is the unit's last byte and the file goes on.
  private func lineEndLength(_ unit: Span<UInt8>, at end: Int, isLast: Bool) -> Int? {
    guard end < unit.count else { return 0 }
    guard unit[end] == UInt8(ascii: "\r") else { return 1 }
    guard end + 1 < unit.count else { return isLast ? 1 : nil }
    return unit[end + 1] == UInt8(ascii: "\n") ? 2 : 1
  }

  private mutating func startSkip(tooLongAt start: Int64) {
    state.skip = Skip(kind: .tooLong, byteStart: start, firstLine: line, until: start)
  }

  private mutating func startSkip(unclosedAt start: Int64) {
    if start >= state.unclosedWindowEnd {
      state.unclosedWindowEnd = start + Int64(maximumRecordBytes)
      state.unclosedCount = 0
    }
    state.unclosedCount += 1
    let until = state.unclosedCount > Tokeniser.unclosedAllowance ? state.unclosedWindowEnd : start
    state.skip = Skip(kind: .unclosedQuote, byteStart: start, firstLine: line, until: until)
  }

  /// Goes on to the end of the span in progress; returns where reading stopped.
  private mutating func finishSkip(
    _ unit: Span<UInt8>, from start: Int, into batch: inout RecordBatch, isLast: Bool
  ) -> Int {
    guard let current = state.skip else { return start }
    var position = start
    while true {
      let end = lineEnd(unit, from: position, to: unit.count) ?? unit.count
      if end == unit.count, !isLast { return end }
      guard let length = lineEndLength(unit, at: end, isLast: isLast) else { return end }
      if end == unit.count || batch.fileOffset + Int64(end) >= current.until {
        batch.records.append(
          RecordSpan(
            kind: current.kind, byteStart: current.byteStart,
            byteLength: batch.fileOffset + Int64(end) - current.byteStart, lineEndLength: length,
            firstLine: current.firstLine, lastLine: line, firstCell: batch.cellCount, cellCount: 0))
        line += 1
        state.skip = nil
        return end + length
      }
      line += 1
      position = end + length
    }
  }

  /// The first CR or LF of a range.
  func lineEnd(_ unit: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var index = start
    while index < end {
      let byte = unit[index]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return index }
      index += 1
    }
    return nil
  }

  /// Cuts a record that holds quotes by libcsv, line by line until its row callback; the cells lie after the
  /// unit.
  private mutating func quoted(
    _ unit: Span<UInt8>, from start: Int, into batch: inout RecordBatch, isLast: Bool
  ) throws(CSVError) -> Step {
    let mark = library.sink.bytes.count
    let firstLine = line
    let limit = min(unit.count, start + maximumRecordBytes + 1)
    library.beginRecord()
    var from = start
    while let end = lineEnd(unit, from: from, to: limit) {
      try library.feed(unit.extracting(from..<end + 1))
      if library.sink.rowEnded {
        batch.appendCells(of: library.sink, from: mark, unitLength: unit.count)
        return .ended(at: end)
      }
      let completesCRLF =
        end > start && unit[end] == UInt8(ascii: "\n") && unit[end - 1] == UInt8(ascii: "\r")
      if !completesCRLF { line += 1 }
      from = end + 1
    }
    let isTooLong = unit.count - start > maximumRecordBytes
    if isLast, !isTooLong {
      try library.feed(unit.extracting(from..<unit.count))
      if library.finish() {
        batch.appendCells(of: library.sink, from: mark, unitLength: unit.count)
        return .ended(at: unit.count)
      }
    }
    library.abandon(to: mark)
    line = firstLine
    return isLast || isTooLong ? .unclosed : .unfinished
  }
}

extension RecordBatch {
  /// Makes room for so many cells more.
  fileprivate mutating func makeRoom(_ count: Int) {
    let needed = cellCount + count
    guard cells.count < needed else { return }
    let more = max(needed, cells.count * 2) - cells.count
    cells.append(contentsOf: repeatElement(CellRange(0, 0), count: more))
  }

  /// Cuts a record without quotes.
  fileprivate mutating func appendCells(of unit: Span<UInt8>, _ record: Range<Int>, delimiter: UInt8) {
    var start = record.lowerBound
    for index in record where unit[index] == delimiter {
      appendCell(start, index)
      start = index + 1
    }
    appendCell(start, record.upperBound)
  }

  private mutating func appendCell(_ start: Int, _ end: Int) {
    makeRoom(1)
    cells[cellCount] = CellRange(start, end)
    cellCount += 1
  }

  fileprivate mutating func appendCells(of sink: LibCSV.Sink, from mark: Int, unitLength: Int) {
    var start = mark
    for end in sink.ends {
      appendCell(unitLength + start, unitLength + end)
      start = end
    }
  }
}
