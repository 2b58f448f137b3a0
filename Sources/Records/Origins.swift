/// Where the rows of a table stand in their files: one origin a row, in 2½ bytes and what cannot be counted on.
///
/// Record numbers, line numbers and first bytes that go on as the row before lets expect are kept once for the whole run
/// of rows, so that a refused row, a blank line or a cell over several lines costs an entry and any other row its length.
package struct Origins: Sendable {
  /// Bytes of each row without its line end; `isLonger` for a row whose bytes are in `longLengths`.
  private(set) var lengths: [UInt16] = []
  /// By row.
  private(set) var longLengths: [Int: Int32] = [:]
  /// First byte of every row whose number is a multiple of `rowsOfMark`.
  private(set) var marks: [Int64] = []
  private(set) var runs: [Run] = []
  /// The byte after the last row that the runs know of, its line end not counted.
  var end: Int64 = 0

  static let isLonger = UInt16.max
  @inline(__always) static var rowsOfMark: Int { 16 }

  /// Rows of one file whose records follow each other, which all have the same number of lines and as many bytes between
  /// them.
  struct Run: Hashable {
    let firstByte: Int64
    let firstRow: Int32
    let file: UInt32
    let record: Int32
    let firstLine: Int32
    let linesPerRow: Int32
    /// Bytes between two rows; nothing for a run of one row.
    var gap: Int32 = 0
  }

  package init() {}

  package init(_ origins: some Sequence<Origin>) {
    for origin in origins { append(origin) }
  }

  /// Rows whose runs are to be added.
  init(lengths: [UInt16], longLengths: [Int: Int32], marks: [Int64]) {
    self.lengths = lengths
    self.longLengths = longLengths
    self.marks = marks
  }

  /// Makes room for a number of rows in all.
  package mutating func reserveCapacity(_ rows: Int) {
    lengths.reserveCapacity(rows)
    marks.reserveCapacity(rows / Origins.rowsOfMark + 1)
  }

  package mutating func append(_ origin: Origin) {
    let row = lengths.count
    addToRuns(origin, row: row)
    if row % Origins.rowsOfMark == 0 { marks.append(origin.byteStart) }
    if let length = UInt16(exactly: origin.byteLength), length != Origins.isLonger {
      lengths.append(length)
    } else {
      lengths.append(Origins.isLonger)
      longLengths[row] = origin.byteLength
    }
  }

  /// Lets the last run go on with a row, or begins another.
  mutating func addToRuns(_ origin: Origin, row: Int) {
    if !goesOn(with: origin, row: row) { runs.append(Run(origin, row: row)) }
    end = origin.end
  }

  /// True when the last run holds a row too; the second row of a run says how many bytes are between all of them.
  private mutating func goesOn(with origin: Origin, row: Int) -> Bool {
    guard let last = runs.last, last.counts(origin, row: row) else { return false }
    let gap = origin.byteStart - end
    guard row - Int(last.firstRow) == 1 else { return gap == Int64(last.gap) }
    guard (0...Origins.longestLineEnd).contains(gap) else { return false }
    runs[runs.count - 1].gap = Int32(gap)
    return true
  }

  /// CR and LF in UTF-16.
  private static let longestLineEnd: Int64 = 4

  /// Of a row's first byte, from 0. O(log runs).
  package func byteStart(_ row: Int) -> Int64 { byteStart(row, in: runs[runIndex(row)]) }

  /// Index into the run's files. O(log runs).
  package func file(_ row: Int) -> UInt32 { runs[runIndex(row)].file }

  /// Index into the run's files, and the row's first line, from 1. O(log runs).
  package func fileAndLine(_ row: Int) -> (file: UInt32, line: Int32) {
    let run = runs[runIndex(row)]
    return (run.file, run.firstLine(row))
  }

  /// The row's identity; `fileNumbers` holds the first half of `RowID` for each of the run's files. O(log runs).
  package func rowID(_ row: Int, fileNumbers: [UInt64]) -> RowID {
    let run = runs[runIndex(row)]
    return RowID(filePrefix: fileNumbers[Int(run.file)], offset: byteStart(row, in: run))
  }

  /// Counts from the run's first row, or from the last mark that is in the run.
  private func byteStart(_ row: Int, in run: Run) -> Int64 {
    let marked = row / Origins.rowsOfMark
    var next = marked * Origins.rowsOfMark
    var byte: Int64
    if next > Int(run.firstRow) {
      byte = marks[marked]
    } else {
      next = Int(run.firstRow)
      byte = run.firstByte
    }
    while next < row {
      byte += length(next) + Int64(run.gap)
      next += 1
    }
    return byte
  }

  @inline(__always)
  func length(_ row: Int) -> Int64 {
    let length = lengths[row]
    return length == Origins.isLonger ? Int64(longLengths[row] ?? 0) : Int64(length)
  }

  /// The run that a row belongs to. O(log runs).
  func runIndex(_ row: Int) -> Int {
    precondition(lengths.indices.contains(row), "a row of the table")
    var low = 0
    var high = runs.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(runs[middle].firstRow) <= row { low = middle } else { high = middle }
    }
    return low
  }

  /// The row after a run's last one.
  func endOfRun(_ index: Int) -> Int {
    index + 1 < runs.count ? Int(runs[index + 1].firstRow) : lengths.count
  }
}

extension Origins.Run {
  fileprivate init(_ origin: Origin, row: Int) {
    self.init(
      firstByte: origin.byteStart, firstRow: Int32(row), file: origin.file, record: origin.record,
      firstLine: origin.firstLine, linesPerRow: origin.lastLine - origin.firstLine + 1)
  }

  func firstLine(_ row: Int) -> Int32 { firstLine + (Int32(row) - firstRow) * linesPerRow }

  func record(_ row: Int) -> Int32 { record + (Int32(row) - firstRow) }

  /// True when a row's record and lines are those that the run lets expect.
  @inline(__always)
  fileprivate func counts(_ origin: Origin, row: Int) -> Bool {
    origin.file == file && origin.record == record(row) && origin.firstLine == firstLine(row)
      && origin.lastLine - origin.firstLine + 1 == linesPerRow
  }

  /// The origin of one of the run's rows.
  fileprivate func origin(_ row: Int, byteStart: Int64, length: Int64) -> Origin {
    let firstLine = firstLine(row)
    return Origin(
      file: file, record: record(row), firstLine: firstLine, lastLine: firstLine + linesPerRow - 1,
      byteStart: byteStart, byteLength: Int32(length))
  }
}

extension Origins: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { lengths.count }

  /// O(log runs); to go through all rows an iterator is quicker, and `map` does not take it.
  package subscript(row: Int) -> Origin {
    let run = runs[runIndex(row)]
    return run.origin(row, byteStart: byteStart(row, in: run), length: length(row))
  }

  package func makeIterator() -> Iterator { Iterator(origins: self) }

  /// Goes through all rows. O(1) a row.
  package struct Iterator: IteratorProtocol {
    fileprivate let origins: Origins
    private var row = 0
    private var run = -1
    private var endOfRun = 0
    private var byte: Int64 = 0

    fileprivate init(origins: Origins) {
      self.origins = origins
    }

    package mutating func next() -> Origin? {
      guard row < origins.count else { return nil }
      if row == endOfRun {
        run += 1
        endOfRun = origins.endOfRun(run)
        byte = origins.runs[run].firstByte
      }
      let current = origins.runs[run]
      let length = origins.length(row)
      defer {
        byte += length + Int64(current.gap)
        row += 1
      }
      return current.origin(row, byteStart: byte, length: length)
    }
  }
}

extension Origins: Equatable {
  package static func == (left: Origins, right: Origins) -> Bool {
    left.lengths == right.lengths && left.longLengths == right.longLengths && left.runs == right.runs
  }
}
