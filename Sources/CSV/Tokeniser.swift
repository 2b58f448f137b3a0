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
  private var skip: Skip?
  private var unclosedWindowEnd: Int64 = 0
  private var unclosedCount = 0

  /// Lines with an open quote that are looked at one by one within the length of one record.
  package static let unclosedAllowance = 64

  /// A span without cells that ends at the first line end at or after `until`.
  private struct Skip {
    let kind: RecordKind
    let byteStart: Int64
    let firstLine: Int32
    let until: Int64
  }

  /// The outcome of looking for one record.
  enum Step {
    /// The record ends before this byte: a line end, or the end of the file.
    case ended(at: Int)
    case quote
    case unclosed
    case tooLong
    /// The unit ends before the record does.
    case unfinished
  }

  package init(delimiter: UInt8, maximumRecordBytes: Int, firstLine: Int32 = 1) throws(CSVError) {
    self.delimiter = delimiter
    self.maximumRecordBytes = maximumRecordBytes
    line = firstLine
    library = try LibCSV(delimiter: delimiter)
  }

  /// Cuts the batch's unit. What does not end within it stays unconsumed unless the file ends here.
  package mutating func tokenise(_ batch: inout RecordBatch, isLast: Bool) throws(CSVError) {
    library.clear()
    var bytes: [UInt8] = []
    swap(&bytes, &batch.bytes)
    do {
      batch.consumed = try records(of: bytes.span, into: &batch, isLast: isLast)
    } catch {
      swap(&bytes, &batch.bytes)
      throw error
    }
    bytes.append(contentsOf: library.sink.bytes)
    swap(&bytes, &batch.bytes)
  }

  private mutating func records(
    of unit: Span<UInt8>, into batch: inout RecordBatch, isLast: Bool
  ) throws(CSVError) -> Int {
    var position = 0
    while position < unit.count {
      if skip != nil {
        position = finishSkip(unit, from: position, into: &batch, isLast: isLast)
        if skip != nil { return position }
        continue
      }
      let firstCell = batch.cells.count
      let firstLine = line
      var step = split(unit, from: position, into: &batch, isLast: isLast)
      if case .quote = step {
        step = try quoted(unit, from: position, into: &batch, isLast: isLast)
      }
      switch step {
      case .ended(let end):
        guard
          let next = close(unit, position, end, firstCell, firstLine, into: &batch, isLast: isLast)
        else { return position }
        position = next
      case .unclosed: startSkip(unclosedAt: batch.fileOffset + Int64(position))
      case .tooLong: startSkip(tooLongAt: batch.fileOffset + Int64(position))
      case .unfinished, .quote: return position
      }
    }
    return position
  }

  /// Cuts a record without quotes into cells; takes its cells back unless it ends in the unit.
  private func split(
    _ unit: Span<UInt8>, from start: Int, into batch: inout RecordBatch, isLast: Bool
  ) -> Step {
    let mark = batch.cells.count
    let delimiter = delimiter
    let ceiling = max(delimiter, UInt8(ascii: "\""))
    let limit = min(unit.count, start + maximumRecordBytes + 1)
    var cellStart = start
    var index = start
    while index < limit {
      let byte = unit[index]
      if byte <= ceiling {
        if byte == delimiter {
          batch.appendCell(cellStart, index)
          cellStart = index + 1
        } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
          batch.appendCell(cellStart, index)
          return .ended(at: index)
        } else if byte == UInt8(ascii: "\"") {
          batch.removeCells(from: mark)
          return .quote
        }
      }
      index += 1
    }
    let isTooLong = unit.count - start > maximumRecordBytes
    guard isLast, !isTooLong else {
      batch.removeCells(from: mark)
      return isTooLong ? .tooLong : .unfinished
    }
    batch.appendCell(cellStart, index)
    return .ended(at: index)
  }

  /// Appends the record that ends before `end` and returns where the next begins; nil, and the cells taken
  /// back, when the unit ends between a CR and what follows it.
  private mutating func close(
    _ unit: Span<UInt8>, _ start: Int, _ end: Int, _ firstCell: Int, _ firstLine: Int32,
    into batch: inout RecordBatch, isLast: Bool
  ) -> Int? {
    guard let lineEnd = lineEndLength(unit, at: end, isLast: isLast) else {
      batch.removeCells(from: firstCell)
      line = firstLine
      return nil
    }
    let kind: RecordKind = end == start ? .blank : .record
    if kind == .blank { batch.removeCells(from: firstCell) }
    batch.records.append(
      RecordSpan(
        kind: kind, byteStart: batch.fileOffset + Int64(start), byteLength: Int64(end - start),
        lineEndLength: Int64(lineEnd), firstLine: firstLine, lastLine: line, firstCell: firstCell,
        cellCount: batch.cells.count - firstCell))
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
    skip = Skip(kind: .tooLong, byteStart: start, firstLine: line, until: start)
  }

  private mutating func startSkip(unclosedAt start: Int64) {
    if start >= unclosedWindowEnd {
      unclosedWindowEnd = start + Int64(maximumRecordBytes)
      unclosedCount = 0
    }
    unclosedCount += 1
    let until = unclosedCount > Tokeniser.unclosedAllowance ? unclosedWindowEnd : start
    skip = Skip(kind: .unclosedQuote, byteStart: start, firstLine: line, until: until)
  }

  /// Goes on to the end of the span in progress; returns where reading stopped.
  private mutating func finishSkip(
    _ unit: Span<UInt8>, from start: Int, into batch: inout RecordBatch, isLast: Bool
  ) -> Int {
    guard let current = skip else { return start }
    var position = start
    while true {
      let end = lineEnd(unit, from: position, to: unit.count) ?? unit.count
      if end == unit.count, !isLast { return end }
      guard let length = lineEndLength(unit, at: end, isLast: isLast) else { return end }
      if end == unit.count || batch.fileOffset + Int64(end) >= current.until {
        batch.records.append(
          RecordSpan(
            kind: current.kind, byteStart: current.byteStart,
            byteLength: batch.fileOffset + Int64(end) - current.byteStart, lineEndLength: Int64(length),
            firstLine: current.firstLine, lastLine: line, firstCell: batch.cells.count, cellCount: 0))
        line += 1
        skip = nil
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
  @inline(__always)
  fileprivate mutating func appendCell(_ start: Int, _ end: Int) {
    cells.append(CellRange(start, end))
  }

  fileprivate mutating func removeCells(from mark: Int) {
    cells.removeSubrange(mark...)
  }

  fileprivate mutating func appendCells(of sink: LibCSV.Sink, from mark: Int, unitLength: Int) {
    var start = mark
    for end in sink.ends {
      appendCell(unitLength + start, unitLength + end)
      start = end
    }
  }
}
