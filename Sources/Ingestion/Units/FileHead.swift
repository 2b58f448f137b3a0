import CSV
import Records

/// What stands before the data rows of a file: byte order mark, title rows and the header.
struct FileHead: Sendable {
  let header: Header
  let headerLine: Int32
  let hasByteOrderMark: Bool
  let bytes: ByteLedger
  let preambleRows: Int
  let blankRows: Int
  let encodings: FoundEncodings
  /// Where the data rows begin.
  let end: UnitPlace
  /// Physical lines before the data rows.
  let lines: Int32

  /// Reads a file record by record up to its header; throws when there is none where it must be.
  static func find(
    in file: OpenFile, _ contract: Contract, _ settings: IngestSettings
  ) throws(IngestionError) -> FileHead {
    var search = HeadSearch(file: file, contract: contract, settings: settings)
    return try search.run()
  }
}

private struct HeadSearch {
  let file: OpenFile
  let contract: Contract
  let settings: IngestSettings
  private var bytes = ByteLedger()
  private var preambleRows = 0
  private var blankRows = 0
  private var encodings = FoundEncodings()
  private var candidates: [(line: Int32, header: Header)] = []

  init(file: OpenFile, contract: Contract, settings: IngestSettings) {
    self.file = file
    self.contract = contract
    self.settings = settings
  }

  mutating func run() throws(IngestionError) -> FileHead {
    let mark = try readMark()
    var stream = try UnitStream(
      contract: contract, settings: settings, file: file, from: UnitPlace(byte: mark), batchSize: 4096)
    while let record = try stream.next() {
      let encoding = stream.encodings.first ?? .none
      encodings.insert(encoding)
      if record.kind == .blank {
        bytes.add(record.totalLength, to: .blank)
        blankRows += 1
      } else if let header = try match(record, stream.batch) {
        bytes.add(record.totalLength, to: .header)
        return FileHead(
          header: header, headerLine: record.firstLine, hasByteOrderMark: mark > 0, bytes: bytes,
          preambleRows: preambleRows, blankRows: blankRows, encodings: encodings, end: stream.place,
          lines: stream.lines)
      }
    }
    throw .missingColumns(contract, path: file.file.path, best: best)
  }

  /// Looks at the first bytes and counts a byte order mark. Returns where the text begins.
  private mutating func readMark() throws(IngestionError) -> Int64 {
    let first = try file.reader.bytes(at: 0, count: Int(min(3, file.reader.size)))
    guard first == [0xEF, 0xBB, 0xBF] else { return 0 }
    bytes.add(3, to: .byteOrderMark)
    return 3
  }

  /// The header that a record is; nil, and the record counted as preamble, when it is none.
  private mutating func match(
    _ record: RecordSpan, _ batch: RecordBatch
  ) throws(IngestionError) -> Header? {
    let cells = (record.firstCell..<record.firstCell + record.cellCount).map(batch.text)
    var candidate = Header(cells: cells, contract: contract)
    candidates.append((record.firstLine, candidate))
    guard candidate.missingRequired(contract).isEmpty, candidate.matches > 0 else {
      bytes.add(record.totalLength, to: .preamble)
      preambleRows += 1
      if candidates.count >= contract.layout.headerWithinRows {
        throw .missingColumns(contract, path: file.file.path, best: best)
      }
      return nil
    }
    let fatal = candidate.duplicates.filter { $0.mode == .warn || $0.mode == .freeze }
    if !fatal.isEmpty {
      throw .duplicateHeading(
        contract, path: file.file.path, line: record.firstLine,
        headings: fatal.compactMap(\.position).map { candidate.headings[$0] })
    }
    candidate.settle(contract)
    return candidate
  }

  // The first candidate among those with most headings.
  private var best: (line: Int32, header: Header)? {
    candidates.reduce(nil) { best, next in
      if let best, best.header.matches >= next.header.matches { best } else { next }
    }
  }
}
