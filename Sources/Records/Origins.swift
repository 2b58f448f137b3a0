/// Where the rows of a table stand in their files: one origin a row, in 12 bytes and what cannot be counted on.
///
/// Record and line numbers that go on as the row before lets expect are kept once for the whole run of rows, so that a
/// refused row, a blank line or a cell over several lines costs an entry and any other row none.
package struct Origins: Sendable {
  private var byteStarts: [Int64] = []
  private var byteLengths: [Int32] = []
  private var runs: [Run] = []

  /// Rows of one file whose records follow each other and which all have the same number of lines.
  struct Run: Hashable {
    let firstRow: Int
    let file: UInt32
    let record: Int32
    let firstLine: Int32
    let linesPerRow: Int32
  }

  package init() {}

  package init(_ origins: some Sequence<Origin>) {
    for origin in origins { append(origin) }
  }

  /// Makes room for a number of rows in all.
  package mutating func reserveCapacity(_ rows: Int) {
    byteStarts.reserveCapacity(rows)
    byteLengths.reserveCapacity(rows)
  }

  package mutating func append(_ origin: Origin) {
    if runs.last?.holds(origin, row: byteStarts.count) != true {
      runs.append(
        Run(
          firstRow: byteStarts.count, file: origin.file, record: origin.record, firstLine: origin.firstLine,
          linesPerRow: origin.lastLine - origin.firstLine + 1))
    }
    byteStarts.append(origin.byteStart)
    byteLengths.append(origin.byteLength)
  }

  /// Of a row's first byte, from 0. O(1).
  package func byteStart(_ row: Int) -> Int64 { byteStarts[row] }

  /// Index into the run's files. O(1) for rows of one run, O(log runs) otherwise.
  package func file(_ row: Int) -> UInt32 { runs[runIndex(row)].file }

  /// The row's identity; `fileNumbers` holds the first half of `RowID` for each of the run's files.
  package func rowID(_ row: Int, fileNumbers: [UInt64]) -> RowID {
    RowID(filePrefix: fileNumbers[Int(file(row))], offset: byteStarts[row])
  }

  /// Count and digest of some rows, which must ascend. O(rows + runs).
  package func tally(_ rows: [Int32], fileNumbers: [UInt64]) -> Tally {
    tally(rows[...], fileNumbers: fileNumbers)
  }

  package func tally(_ rows: ArraySlice<Int32>, fileNumbers: [UInt64]) -> Tally {
    let seeds = fileNumbers.map(RowDigest.seed)
    var digest = RowDigest()
    var run = rows.first.map { runIndex(Int($0)) } ?? 0
    var seed: UInt64 = 0
    var end = 0
    for row in rows {
      let row = Int(row)
      if row >= end {
        while run + 1 < runs.count, runs[run + 1].firstRow <= row { run += 1 }
        end = run + 1 < runs.count ? runs[run + 1].firstRow : byteStarts.count
        seed = seeds[Int(runs[run].file)]
      }
      digest.insert(seed: seed, offset: byteStarts[row])
    }
    return Tally(count: Int64(rows.count), digest: digest)
  }

  /// Count and digest of a range of rows of one file. O(rows).
  package func tally(_ rows: Range<Int>, filePrefix: UInt64) -> Tally {
    var tally = Tally()
    tally.insert(byteStarts[rows], filePrefix: filePrefix)
    return tally
  }

  /// The run that a row belongs to. O(log runs).
  private func runIndex(_ row: Int) -> Int {
    precondition(byteStarts.indices.contains(row), "a row of the table")
    var low = 0
    var high = runs.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if runs[middle].firstRow <= row { low = middle } else { high = middle }
    }
    return low
  }
}

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

  /// Puts parts together in their order. O(rows), shared out part by part.
  package init(joining parts: [Part], workers: Workers) {
    let counts = parts.map { part in part.rows.reduce(0) { $0 + $1.count } }
    unsafe byteStarts = workers.array(of: counts) { index, buffer in
      unsafe parts[index].copy(\.byteStarts, to: buffer)
    }
    unsafe byteLengths = workers.array(of: counts) { index, buffer in
      unsafe parts[index].copy(\.byteLengths, to: buffer)
    }
    var firstRow = 0
    for part in parts {
      for rows in part.rows {
        append(runsOf: part, rows, firstRow: firstRow)
        firstRow += rows.count
      }
    }
  }

  /// Adds the runs of a range of a part's rows, which become the rows from `firstRow` on.
  private mutating func append(runsOf part: Part, _ rows: Range<Int>, firstRow: Int) {
    guard !rows.isEmpty else { return }
    var index = part.origins.runIndex(rows.lowerBound)
    while index < part.origins.runs.count, part.origins.runs[index].firstRow < rows.upperBound {
      let run = part.origins.runs[index]
      let start = Swift.max(run.firstRow, rows.lowerBound)
      let row = firstRow + start - rows.lowerBound
      let firstLine = run.firstLine(start) + part.linesBefore
      let moved = Run(
        firstRow: row, file: run.file, record: run.record(start) + part.recordsBefore, firstLine: firstLine,
        linesPerRow: run.linesPerRow)
      if runs.last?.goesOn(as: moved) != true { runs.append(moved) }
      index += 1
    }
  }
}

extension Origins.Part {
  fileprivate func copy<Element>(
    _ column: KeyPath<Origins, [Element]>, to buffer: UnsafeMutableBufferPointer<Element>
  ) {
    let values = origins[keyPath: column]
    var done = 0
    for range in rows {
      _ = unsafe UnsafeMutableBufferPointer(rebasing: buffer[done...]).initialize(
        fromContentsOf: values[range])
      done += range.count
    }
  }
}

extension Origins.Run {
  /// True when a run that begins later continues this one.
  func goesOn(as next: Origins.Run) -> Bool {
    next.file == file && next.linesPerRow == linesPerRow && next.record == record(next.firstRow)
      && next.firstLine == firstLine(next.firstRow)
  }

  func firstLine(_ row: Int) -> Int32 { firstLine + Int32(row - firstRow) * linesPerRow }

  func record(_ row: Int) -> Int32 { record + Int32(row - firstRow) }

  /// True when a row goes on as the run does.
  func holds(_ origin: Origin, row: Int) -> Bool {
    origin.file == file && origin.record == record(row) && origin.firstLine == firstLine(row)
      && origin.lastLine - origin.firstLine + 1 == linesPerRow
  }
}

extension Origins: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { byteStarts.count }

  /// O(log runs).
  package subscript(row: Int) -> Origin {
    let run = runs[runIndex(row)]
    let firstLine = run.firstLine(row)
    return Origin(
      file: run.file, record: run.record(row), firstLine: firstLine,
      lastLine: firstLine + run.linesPerRow - 1,
      byteStart: byteStarts[row], byteLength: byteLengths[row])
  }
}

extension Origins: Equatable {
  package static func == (left: Origins, right: Origins) -> Bool {
    left.byteStarts == right.byteStarts && left.byteLengths == right.byteLengths && left.runs == right.runs
  }
}
