extension RecordBatch {
  /// Appends the scanned records that begin before `stop`, up to the first of more than `maximum` bytes, and
  /// goes on to the byte and the line after the last one. A blank line and the LF of a CRLF leave a cell that
  /// is no record's.
  mutating func append(
    _ scan: RecordScan, of unit: Span<UInt8>, from position: inout Int, line: inout Int32, stop: Int,
    maximum: Int
  ) {
    let (cells, fileOffset) = (cells, fileOffset)
    var (start, firstLine, firstCell) = (position, line, cellCount)
    records.append(addingCapacity: scan.lineCount) { records in
      for index in 0..<scan.lineCount {
        let cellEnd = Int(scan.lines[index])
        var end = cells[cellEnd - 1].end
        if end < start {
          firstCell = cellEnd
          continue
        }
        if unit[end] == UInt8(ascii: "\"") { end += 1 }
        if start >= stop || end - start > maximum { break }
        let isCRLF =
          unit[end] == UInt8(ascii: "\r") && end + 1 < unit.count && unit[end + 1] == UInt8(ascii: "\n")
        let lastLine = scan.hasInnerLineEnds ? firstLine + lineEnds(unit, start..<end) : firstLine
        records.append(
          RecordSpan(
            kind: start == end ? .blank : .record, byteStart: fileOffset + Int64(start),
            byteLength: Int64(end - start), lineEndLength: isCRLF ? 2 : 1, firstLine: firstLine,
            lastLine: lastLine,
            firstCell: firstCell, cellCount: start == end ? 0 : cellEnd - firstCell))
        firstLine = lastLine + 1
        firstCell = cellEnd
        start = end + (isCRLF ? 2 : 1)
      }
    }
    (position, line, cellCount) = (start, firstLine, firstCell)
  }
}

/// CRLF counts once.
private func lineEnds(_ unit: Span<UInt8>, _ range: Range<Int>) -> Int32 {
  var count: Int32 = 0
  for index in range {
    if unit[index] == UInt8(ascii: "\n") {
      count += 1
    } else if unit[index] == UInt8(ascii: "\r"), unit[index + 1] != UInt8(ascii: "\n") {
      count += 1
    }
  }
  return count
}
