import CSV
import Records

/// What one work unit of a file holds. Records and lines are counted from the unit's beginning, rows too.
struct UnitRows: Sendable {
  /// Index into the run's files.
  let file: UInt32
  /// Nil when no record was known to begin in the unit, so that nothing was read.
  let start: UnitPlace?
  var end: UnitPlace
  /// Physical lines.
  var lines: Int32 = 0
  var bytes = ByteLedger()
  var encodings = FoundEncodings()
  /// Data rows, refused ones included.
  var records = 0
  var furnitureRows = 0
  /// The rows that print totals, among the furniture.
  var totals: [(origin: Origin, cells: [String])] = []
  var blankRows = 0
  /// The data rows that structure refused.
  var unread: [(problem: CellProblem, origin: Origin)] = []
  /// Of the rows that were decoded, refused ones included.
  var origins = Origins()
  var columns: [ColumnPiece] = []
  /// The decoded rows that cleaning refused, ascending.
  var refused: [Int32] = []
  var problems: [RowNotes.Problem] = []
  var changes: [RowNotes.Change] = []
  /// First cells of the rows of the batch at hand.
  private(set) var firstCells: [Int] = []

  var isReserved = false

  init(start: UnitPlace?, file: UInt32) {
    self.file = file
    self.start = start
    end = start ?? UnitPlace(byte: 0)
  }

  /// Makes room for a number of rows in all.
  mutating func reserve(_ rows: Int) {
    origins.reserveCapacity(rows)
  }

  /// The rows that cleaning kept, as ascending ranges.
  var kept: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var next = 0
    for row in refused.lazy.map(Int.init) {
      if next < row { ranges.append(next..<row) }
      next = row + 1
    }
    if next < origins.count { ranges.append(next..<origins.count) }
    return ranges
  }
}

extension UnitRows {
  /// Sorts the records of a batch into the byte classes and collects its data rows; `width` is the header's.
  mutating func classify(
    _ batch: RecordBatch, _ encodings: [RecordEncoding], width: Int, _ furniture: Furniture,
    _ totals: Furniture
  ) {
    firstCells.removeAll(keepingCapacity: true)
    var inRecords: Int64 = 0
    let (all, cells) = (batch.bytes, batch.cells)
    let records = batch.records
    for index in records.indices {
      let record = records[index]
      let encoding = encodings[index]
      self.encodings.insert(encoding)
      switch record.kind {
      case .blank: addBlank(record)
      case .record where encoding.isReadable:
        if isBlank(record, all.span, cells) {
          addBlank(record)
        } else if furniture.marks(record, all.span, cells) {
          bytes.add(record.totalLength, to: .furniture)
          furnitureRows += 1
          if totals.marks(record, all.span, cells) { keepTotals(record, all.span, cells) }
        } else {
          inRecords += record.totalLength
          take(record, encoding, width: width)
        }
      case .unclosedQuote where record.lineEndLength == 0:
        bytes.add(record.totalLength, to: .fragment)
        take(record, encoding, width: width)
      case .record, .unclosedQuote, .tooLong:
        inRecords += record.totalLength
        take(record, encoding, width: width)
      }
    }
    bytes.add(inRecords, to: .record)
  }

  private mutating func addBlank(_ record: RecordSpan) {
    bytes.add(record.totalLength, to: .blank)
    blankRows += 1
  }

  @inline(__always)
  private mutating func take(_ record: RecordSpan, _ encoding: RecordEncoding, width: Int) {
    records += 1
    let origin = origin(record)
    if case .record = record.kind, encoding.isReadable, record.cellCount == width {
      firstCells.append(record.firstCell)
      origins.append(origin)
    } else {
      unread.append((CellProblem(record, encoding, width: width), origin))
    }
  }

  @inline(__always)
  private func origin(_ record: RecordSpan) -> Origin {
    Origin(
      file: file, record: Int32(truncatingIfNeeded: records), firstLine: record.firstLine,
      lastLine: record.lastLine, byteStart: record.byteStart, byteLength: Int32(clamping: record.byteLength))
  }

  private mutating func keepTotals(_ record: RecordSpan, _ bytes: Span<UInt8>, _ cells: [CellRange]) {
    let texts = cells[record.firstCell..<record.firstCell + record.cellCount].map {
      Trim.mend(cellText(bytes, $0.start, $0.end))
    }
    totals.append((origin(record), texts))
  }

  /// True when no cell of a record holds more than what is trimmed.
  @inline(__always)
  private func isBlank(_ record: RecordSpan, _ bytes: Span<UInt8>, _ cells: [CellRange]) -> Bool {
    for cell in record.firstCell..<record.firstCell + record.cellCount {
      if !Trim.isBlank(bytes, cells[cell].start, cells[cell].end) { return false }
    }
    return true
  }
}

/// The beginnings of rows that are no data.
struct Furniture: Sendable {
  private let marks: [[UInt8]]
  /// One entry a byte: true where it opens a mark.
  private var opens = [Bool](repeating: false, count: 256)

  init(_ texts: [String]) {
    marks = texts.filter { !$0.isEmpty }.map { Array($0.utf8) }
    for mark in marks { opens[Int(mark[0])] = true }
  }

  /// True when the first cell of a record that holds something begins with a mark.
  @inline(__always)
  func marks(_ record: RecordSpan, _ bytes: Span<UInt8>, _ cells: [CellRange]) -> Bool {
    guard !marks.isEmpty else { return false }
    let first = cells[record.firstCell]
    if first.start < first.end, bytes[first.start] > 0x20, bytes[first.start] < 0x7F {
      return opens[Int(bytes[first.start])] && begins(bytes, first.start, first.end)
    }
    for cell in record.firstCell..<record.firstCell + record.cellCount {
      let (start, end) = (cells[cell].start, cells[cell].end)
      if !Trim.isBlank(bytes, start, end) { return begins(bytes, start, end) }
    }
    return false
  }

  private func begins(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var start = start
    while start < end, bytes[start] <= 0x20 { start += 1 }
    for mark in marks where end - start >= mark.count {
      if mark.indices.allSatisfy({ bytes[start + $0] == mark[$0] }) { return true }
    }
    return false
  }
}
