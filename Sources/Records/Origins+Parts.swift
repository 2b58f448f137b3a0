extension Origins {
  /// Some rows of a part of a file that was read for itself, its records and lines counted from the part's beginning.
  package struct Part: Sendable {
    let origins: Origins
    let rows: [Range<Int>]
    let recordsBefore: Int32
    let linesBefore: Int32

    /// `rows` are ranges of the origins, ascending; the numbers are of the records and lines of the file before the
    /// part.
    package init(_ origins: Origins, rows: [Range<Int>], recordsBefore: Int32, linesBefore: Int32) {
      self.origins = origins
      self.rows = rows
      self.recordsBefore = recordsBefore
      self.linesBefore = linesBefore
    }
  }

  /// Puts parts together in their order. O(rows), shared out part by part, and O(runs · log runs).
  package init(joining parts: [Part], workers: Workers) {
    let counts = parts.map { part in part.rows.reduce(0) { $0 + $1.count } }
    var firstRows = [0]
    for count in counts { firstRows.append(firstRows[firstRows.count - 1] + count) }
    let starts = firstRows
    let markCounts = counts.indices.map { Origins.marks(starts[$0]..<starts[$0 + 1]).count }
    self.init(
      lengths: unsafe workers.array(of: counts) { index, buffer in
        unsafe parts[index].copyLengths(to: buffer)
      },
      longLengths: Dictionary(
        uniqueKeysWithValues: zip(parts, starts).flatMap { part, row in part.longLengths(firstRow: row) }),
      marks: unsafe workers.array(of: markCounts) { index, buffer in
        unsafe parts[index].writeMarks(firstRow: starts[index], to: buffer)
      })
    for (part, start) in zip(parts, starts) {
      part.forEachRange(firstRow: start) { rows, row in append(runsOf: part, rows, firstRow: row) }
    }
  }

  /// The marks that are of rows of a range.
  fileprivate static func marks(_ rows: Range<Int>) -> Range<Int> {
    (rows.lowerBound + rowsOfMark - 1) / rowsOfMark..<(rows.upperBound + rowsOfMark - 1) / rowsOfMark
  }

  /// Adds the runs of a range of a part's rows, which become the rows from `firstRow` on.
  ///
  /// After the third row of a run of the part all is as these say, whatever the rows before them were.
  private mutating func append(runsOf part: Part, _ rows: Range<Int>, firstRow: Int) {
    guard !rows.isEmpty else { return }
    var index = part.origins.runIndex(rows.lowerBound)
    var row = rows.lowerBound
    while row < rows.upperBound {
      let end = Swift.min(part.origins.endOfRun(index), rows.upperBound)
      for next in row..<Swift.min(row + 3, end) {
        addToRuns(part.origin(next), row: firstRow + next - rows.lowerBound)
      }
      self.end = part.origin(end - 1).end
      row = end
      index += 1
    }
  }
}

extension Origins.Part {
  /// An origin, its record and lines counted from the file's beginning.
  fileprivate func origin(_ row: Int) -> Origin {
    let origin = origins[row]
    return Origin(
      file: origin.file, record: origin.record + recordsBefore, firstLine: origin.firstLine + linesBefore,
      lastLine: origin.lastLine + linesBefore, byteStart: origin.byteStart, byteLength: origin.byteLength)
  }

  /// Gives each range of rows with the row that its first one becomes.
  fileprivate func forEachRange(firstRow: Int, _ body: (Range<Int>, Int) -> Void) {
    var row = firstRow
    for range in rows {
      body(range, row)
      row += range.count
    }
  }

  fileprivate func copyLengths(to buffer: UnsafeMutableBufferPointer<UInt16>) {
    forEachRange(firstRow: 0) { range, place in
      _ = unsafe UnsafeMutableBufferPointer(rebasing: buffer[place...]).initialize(
        fromContentsOf: origins.lengths[range])
    }
  }

  fileprivate func longLengths(firstRow: Int) -> [(Int, Int32)] {
    guard !origins.longLengths.isEmpty else { return [] }
    var found: [(Int, Int32)] = []
    forEachRange(firstRow: firstRow) { range, row in
      for (long, length) in origins.longLengths where range.contains(long) {
        found.append((row + long - range.lowerBound, length))
      }
    }
    return found
  }

  fileprivate func writeMarks(firstRow: Int, to buffer: UnsafeMutableBufferPointer<Int64>) {
    var place = 0
    forEachRange(firstRow: firstRow) { range, row in
      for mark in Origins.marks(row..<row + range.count) {
        let start = origins.byteStart(range.lowerBound + mark * Origins.rowsOfMark - row)
        unsafe buffer.initializeElement(at: place, to: start)
        place += 1
      }
    }
  }
}
