import CSV
import Records

/// Where the reading of a unit begins or ended: a byte of the file, and what the grammar carries over it.
struct UnitPlace: Hashable, Sendable {
  var byte: Int64
  var state = Tokeniser.State()

  /// True when nothing before the place matters to what comes after.
  var isFresh: Bool { state.isFresh(at: byte) }
}

/// Reads records of a file from a place on, batch by batch in one reused buffer.
struct UnitStream: ~Copyable {
  private let reader: FileReader
  private let source: String
  private let path: String
  private let batchSize: Int
  /// Of the rows up to the header; nil while it is looked for.
  private let headEncoding: FoundEncoding?
  private var tokeniser: Tokeniser
  /// The file's next byte to be read.
  private var offset: Int64
  /// True when the batch holds no whole record more.
  private var isStarved = true
  private(set) var batch: RecordBatch
  /// Parallel to the batch's records.
  private(set) var encodings: [RecordEncoding] = []

  init(
    contract: Contract, settings: IngestSettings, file: OpenFile, from place: UnitPlace, batchSize: Int
  ) throws(IngestionError) {
    reader = file.reader
    source = contract.shape.name
    path = file.file.path
    self.batchSize = batchSize
    headEncoding = file.head?.encodings.name
    offset = place.byte
    batch = RecordBatch(fileOffset: place.byte)
    do {
      tokeniser = try Tokeniser(
        delimiter: contract.layout.delimiter, maximumRecordBytes: settings.maximumRecordBytes,
        state: place.state)
    } catch {
      throw .parserFailed(source, path, error)
    }
  }

  /// Where reading stands.
  var place: UnitPlace { UnitPlace(byte: batch.fileOffset + Int64(batch.consumed), state: tokeniser.state) }

  /// Physical lines that were read.
  var lines: Int32 { tokeniser.line - 1 }

  /// The state for a stream that goes on from here and counts its lines anew.
  var handover: UnitPlace {
    UnitPlace(byte: place.byte, state: tokeniser.state.countingLines(from: lines))
  }

  /// Fills the batch with the records that begin before the byte `stop`; false when there are no more. Unless
  /// `finishing`, a span without cells may be left unfinished once all bytes before `stop` are read.
  mutating func nextBatch(before stop: Int64, finishing: Bool = false) throws(IngestionError) -> Bool {
    let place = place
    guard place.byte < reader.size,
      place.byte < stop || (place.state.isSkipping && (finishing || offset < stop))
    else { return false }
    batch.beginUnit()
    if isStarved || batch.unitLength == 0 { try read(before: stop) }
    do { try tokeniser.tokenise(&batch, isLast: offset == reader.size, stop: stop) } catch {
      throw .parserFailed(source, path, error)
    }
    isStarved = self.place.byte < stop || tokeniser.state.isSkipping
    encodings = batch.decodeRecords(head: headEncoding)
    return true
  }

  /// Fills the blank cells of the rows that a batch added.
  mutating func fill(_ filling: inout FillDown?, _ rows: UnitRows, into notes: inout RowNotes) {
    let cells = rows.firstCells
    filling?.fill(&batch, firstCells: cells, firstRow: rows.origins.count - cells.count, into: &notes)
  }

  /// The next record alone; nil at the end of the file.
  mutating func next() throws(IngestionError) -> RecordSpan? {
    repeat {
      guard try nextBatch(before: place.byte + 1, finishing: true) else { return nil }
    } while batch.records.isEmpty
    return batch.records.first
  }

  /// Adds bytes to the batch: at least as many as it holds, so that a long record is not looked at too often.
  private mutating func read(before stop: Int64) throws(IngestionError) {
    var wanted = Int64(max(batchSize, batch.unitLength))
    if offset < stop { wanted = min(wanted, stop - offset) }
    let count = Int(min(wanted, reader.size - offset))
    let (reader, position) = (reader, offset)
    let outcome = unsafe batch.append(count: count) { buffer in unsafe reader.read(at: position, into: buffer)
    }
    try reader.check(outcome, expected: count)
    offset += Int64(count)
  }
}
