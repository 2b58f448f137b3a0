/// What the tokeniser says about a span of a file.
package enum RecordKind: UInt8, Sendable {
  /// Cells, cut by the grammar.
  case record
  /// A line without a byte.
  case blank
  /// A line that opens a quote which is not closed within the largest record; it has no cells.
  case unclosedQuote
  /// A line longer than the largest record; it has no cells.
  case tooLong
}

/// A span of a file between two line ends, with its cells.
public struct RecordSpan: Hashable, Sendable {
  /// Of the first byte in the file, from 0.
  public let byteStart: Int64
  /// Without the line end.
  public let byteLength: Int64
  /// First and last physical line; the tokeniser's first line is 1 unless it was told another.
  package let firstLine: Int32
  package let lastLine: Int32
  @usableFromInline let cell: UInt32
  @usableFromInline let width: UInt32
  @usableFromInline let lineEnd: UInt8
  package let kind: RecordKind

  init(
    kind: RecordKind, byteStart: Int64, byteLength: Int64, lineEndLength: Int, firstLine: Int32,
    lastLine: Int32,
    firstCell: Int, cellCount: Int
  ) {
    self.kind = kind
    self.byteStart = byteStart
    self.byteLength = byteLength
    lineEnd = UInt8(lineEndLength)
    self.firstLine = firstLine
    self.lastLine = lastLine
    cell = UInt32(truncatingIfNeeded: firstCell)
    width = UInt32(truncatingIfNeeded: cellCount)
  }

  /// Bytes of the line end: 0 at the end of a file, 1 for LF or CR, 2 for CRLF.
  @inlinable @inline(__always) public var lineEndLength: Int64 { Int64(lineEnd) }
  /// Index of the first cell in the batch.
  @inlinable @inline(__always) public var firstCell: Int { Int(cell) }
  @inlinable @inline(__always) public var cellCount: Int { Int(width) }
  /// Bytes with the line end.
  @inlinable @inline(__always) public var totalLength: Int64 { byteLength + lineEndLength }
}

/// Where a cell stands in the bytes of its batch.
@frozen
public struct CellRange: Hashable, Sendable {
  @usableFromInline let first: UInt32
  @usableFromInline let last: UInt32

  @inlinable
  public init(_ start: Int, _ end: Int) {
    first = UInt32(truncatingIfNeeded: start)
    last = UInt32(truncatingIfNeeded: end)
  }

  @inline(__always)
  init(first: UInt32, last: UInt32) {
    self.first = first
    self.last = last
  }

  @inlinable @inline(__always) public var start: Int { Int(first) }
  /// Of the byte after the last.
  @inlinable @inline(__always) public var end: Int { Int(last) }
}

/// The records of one unit: its bytes and the ranges of the cells in them.
///
/// `bytes` holds the unit, then the cells that libcsv unescaped; so one buffer serves every cell range.
/// A batch is reused from unit to unit, and what a unit leaves unfinished opens the next one.
package struct RecordBatch: Sendable {
  package internal(set) var bytes: [UInt8] = []
  /// Bytes of the unit; what follows in `bytes` are unescaped cells.
  package private(set) var unitLength = 0
  /// Where `bytes[0]` stands in the file.
  package private(set) var fileOffset: Int64
  /// Bytes of the unit that its records cover.
  package internal(set) var consumed = 0
  package internal(set) var records: [RecordSpan] = []
  /// Where the cells of all records stand in `bytes`; between those of two records some may be no record's, and
  /// what follows the last record's is left over.
  package internal(set) var cells: [CellRange] = []
  var cellCount = 0

  /// An empty batch whose first unit begins at a byte of the file.
  package init(fileOffset: Int64 = 0) {
    self.fileOffset = fileOffset
  }

  /// Drops what was consumed and keeps the unfinished rest as the beginning of the next unit.
  package mutating func beginUnit() {
    bytes.removeSubrange(unitLength...)
    bytes.removeSubrange(..<consumed)
    fileOffset += Int64(consumed)
    unitLength = bytes.count
    consumed = 0
    records.removeAll(keepingCapacity: true)
    cellCount = 0
  }

  /// Adds bytes of the file to the unit.
  package mutating func append(_ more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
    unitLength = bytes.count
  }

  /// Adds up to `count` bytes that `fill` writes at the front of the given buffer; it returns how many it
  /// wrote, or below 0 why it wrote none.
  package mutating func append(count: Int, fill: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    var written = 0
    bytes.append(addingCapacity: count) { added in
      unsafe added.withUnsafeMutableBufferPointer { buffer, initialized in
        unsafe written = fill(
          UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<count])))
        initialized = max(written, 0)
      }
    }
    unitLength = bytes.count
    return written
  }

  /// The bytes of a cell.
  package func cell(_ index: Int) -> ArraySlice<UInt8> {
    bytes[cells[index].start..<cells[index].end]
  }

  /// The text of a cell; invalid UTF-8 is repaired, so this is for reports and tests.
  package func text(_ index: Int) -> String {
    String(decoding: cell(index), as: UTF8.self)
  }

  /// Replaces a cell by other bytes, as its decoded text.
  package mutating func replaceCell(_ index: Int, with replacement: some Sequence<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: replacement)
    cells[index] = CellRange(start, bytes.count)
  }
}
