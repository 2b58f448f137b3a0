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
    var inner = scan.innerLineEnds[...]
    let lines = scan.lines.span.extracting(..<scan.lineCount)
    records.append(addingCapacity: scan.lineCount) { records in
      for index in lines.indices {
        let cellEnd = Int(unsafe lines[unchecked: index])
        var end = cells[cellEnd - 1].end
        if end < start {
          firstCell = cellEnd
          continue
        }
        if unit[end] == UInt8(ascii: "\"") { end += 1 }
        if start >= stop || end - start > maximum { break }
        let isCRLF =
          unit[end] == UInt8(ascii: "\r") && end + 1 < unit.count && unit[end + 1] == UInt8(ascii: "\n")
        let lastLine = inner.isEmpty ? firstLine : firstLine + lineEnds(&inner, before: end, unit)
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

/// Takes the places before `end` off the front and counts CRLF once.
private func lineEnds(_ places: inout ArraySlice<UInt32>, before end: Int, _ unit: Span<UInt8>) -> Int32 {
  var count: Int32 = 0
  while let place = places.first.map(Int.init), place < end {
    let endsCRLF = unit[place] == UInt8(ascii: "\n") && unit[place - 1] == UInt8(ascii: "\r")
    count += endsCRLF ? 0 : 1
    places.removeFirst()
  }
  return count
}
