import CSV
import Crypto
import Records

/// The state of `Ingest.source` between units and files.
struct SourceReader {
  private let contract: Contract
  private let settings: IngestSettings
  private let checks: RowChecks
  private var decoders: [ColumnDecoder]
  /// Columns in the order of decoding: those that fill others come first.
  private let order: [Int]
  /// One per decoded row, refused ones included.
  private var origins: [Origin] = []
  private var isRefused: [Bool] = []
  private var files: [SourceFile] = []
  private var reports: [FileReport] = []
  private var findings: [Finding] = []
  private var rejections: [Rejection] = []
  private var corrections: [Correction] = []
  private var ingestAccount: StageAccount
  private var cleanAccount: StageAccount

  init(contract: Contract, settings: IngestSettings) {
    self.contract = contract
    self.settings = settings
    checks = RowChecks(contract)
    decoders = contract.columns.indices.map { index in
      ColumnDecoder(index: index, field: contract.shape.fields[index], contract: contract.columns[index])
    }
    let borrowers = contract.columns.indices.filter { SourceReader.donor(contract, $0) != nil }
    order = contract.columns.indices.filter { !borrowers.contains($0) } + borrowers
    ingestAccount = StageAccount(stage: .ingest, source: contract.shape.name)
    cleanAccount = StageAccount(stage: .clean, source: contract.shape.name)
  }

  private static func donor(_ contract: Contract, _ column: Int) -> Int? {
    guard case .column(let key) = contract.columns[column].fallback else { return nil }
    return contract.shape.index(of: key)
  }

  /// Reads one file to its end.
  mutating func load(_ file: ResolvedFile, index: UInt32) throws(IngestionError) {
    let reader = try FileReader(file, source: contract.shape.name)
    if reader.size == 0 { throw .emptyFile(contract.shape.name, file.path) }
    if try skipDuplicate(reader, file, index) { return }
    var pass = FilePass(contract: contract, file: index, path: file.path)
    let firstRow = origins.count
    let digest = try read(reader, file, &pass)
    try pass.finish()
    let source = SourceFile(
      source: contract.shape.name, path: file.path, size: reader.size, sha256: digest)
    files.append(source)
    reports.append(pass.report)
    findings.append(contentsOf: pass.findings)
    rejections.append(contentsOf: pass.rejections)
    account(source, pass, firstRow: firstRow)
  }

  /// A file that was delivered before under another name: its size is compared first, then its digest.
  private mutating func skipDuplicate(
    _ reader: borrowing FileReader, _ file: ResolvedFile, _ index: UInt32
  ) throws(IngestionError) -> Bool {
    let size = reader.size
    guard files.contains(where: { $0.size == size }) else { return false }
    let digest = try reader.digest(bufferSize: max(settings.unitSize, 1 << 16))
    guard let twin = files.firstIndex(where: { $0.sha256 == digest }) else { return false }
    files.append(SourceFile(source: contract.shape.name, path: file.path, size: size, sha256: digest))
    var report = FileReport(file: index, path: file.path, delimiter: contract.layout.delimiter)
    report.duplicateOf = reports[twin].file
    report.bytes.add(size, to: .duplicateFile)
    reports.append(report)
    settings.onUnit(size, 0)
    let message = Message(
      zh: "\(file.path)：与\(files[twin].path)内容完全相同，未再读取",
      en: "\(file.path): the same bytes as \(files[twin].path); not read again")
    findings.append(
      Finding(
        code: "SAME_FILE", severity: .warning, message: message, stage: .ingest, source: contract.shape.name,
        file: index))
    return true
  }

  /// Reads a file unit by unit; returns its SHA-256.
  private mutating func read(
    _ reader: borrowing FileReader, _ file: ResolvedFile, _ pass: inout FilePass
  ) throws(IngestionError) -> String {
    var hash = SHA256()
    var offset = try readMark(reader, file, &hash, &pass)
    var batch = RecordBatch(fileOffset: offset)
    var tokeniser = try tokeniser(file)
    while offset < reader.size {
      batch.beginUnit()
      let rowsBefore = pass.report.rows
      let wanted = Int(min(Int64(settings.unitSize), reader.size - offset))
      let position = offset
      let outcome = unsafe batch.append(count: wanted) { buffer in
        let count = unsafe reader.read(at: position, into: buffer)
        unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<max(count, 0)]))
        return count
      }
      try reader.check(outcome, expected: wanted)
      offset += Int64(wanted)
      pass.remaining = reader.size - offset
      try cut(&batch, &tokeniser, isLast: offset == reader.size, file)
      let encodings = batch.decodeRecords()
      try pass.classify(batch, encodings)
      decode(batch, pass)
      settings.onUnit(Int64(wanted), pass.report.rows - rowsBefore)
    }
    return hexDigits(hash.finalize())
  }

  /// Looks at the first bytes: counts a byte order mark and refuses UTF-16. Returns where the text begins.
  private func readMark(
    _ reader: borrowing FileReader, _ file: ResolvedFile, _ hash: inout SHA256, _ pass: inout FilePass
  ) throws(IngestionError) -> Int64 {
    let first = try reader.bytes(at: 0, count: Int(min(3, reader.size)))
    if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
      throw .foreignEncoding(contract.shape.name, file.path)
    }
    guard first == [0xEF, 0xBB, 0xBF] else { return 0 }
    hash.update(data: first)
    pass.report.hasByteOrderMark = true
    pass.report.bytes.add(3, to: .byteOrderMark)
    settings.onUnit(3, 0)
    return 3
  }

  private func tokeniser(_ file: ResolvedFile) throws(IngestionError) -> Tokeniser {
    do {
      return try Tokeniser(
        delimiter: contract.layout.delimiter, maximumRecordBytes: settings.maximumRecordBytes)
    } catch {
      throw SourceReader.parserFailed(contract.shape.name, file.path, error)
    }
  }

  private func cut(
    _ batch: inout RecordBatch, _ tokeniser: inout Tokeniser, isLast: Bool, _ file: ResolvedFile
  ) throws(IngestionError) {
    do { try tokeniser.tokenise(&batch, isLast: isLast) } catch {
      throw SourceReader.parserFailed(contract.shape.name, file.path, error)
    }
  }

  private static func parserFailed(_ source: String, _ path: String, _ error: CSVError) -> IngestionError {
    let reason =
      switch error {
      case .library(let text): text
      }
    return IngestionError(
      kind: .parser, source: source, path: path,
      message: Message(
        zh: "\(path)：CSV解析库出错（\(reason)）；请释放内存后重试",
        en: "\(path): the CSV library failed (\(reason)); free memory and try again"))
  }

  /// Decodes the data rows of a batch column by column and settles their disposition.
  private mutating func decode(_ batch: RecordBatch, _ pass: FilePass) {
    guard let header = pass.header, !pass.firstCells.isEmpty else { return }
    let firstRow = origins.count
    var notes = RowNotes()
    for column in order {
      let donor = SourceReader.donor(contract, column).map { decoders[$0] }
      decoders[column].decode(
        batch, firstCells: pass.firstCells, position: header.positions[column], firstRow: firstRow,
        donor: donor, into: &notes)
    }
    reserve(batch, pass, firstRow: firstRow)
    origins.append(contentsOf: pass.origins)
    isRefused.append(contentsOf: repeatElement(false, count: pass.origins.count))
    checks.run(decoders, rows: firstRow..<origins.count, into: &notes)
    notes.sort()
    settle(notes)
  }

  /// After a file's first unit, makes room for as many rows as its size lets expect.
  private mutating func reserve(_ batch: RecordBatch, _ pass: FilePass, firstRow: Int) {
    let fresh = pass.origins.count
    guard pass.report.rows == fresh, batch.consumed > 0, pass.remaining > 0 else { return }
    let expected = firstRow + fresh + Int(Int64(fresh) * pass.remaining / Int64(batch.consumed)) * 17 / 16
    origins.reserveCapacity(expected)
    isRefused.reserveCapacity(expected)
    for column in decoders.indices {
      let width = decoders[column].bytesPerRow
      decoders[column].reserve(rows: expected, bytesPerRow: width)
    }
  }

  /// The first refusing problem of a row owns its rejection; the others stay findings.
  private mutating func settle(_ notes: RowNotes) {
    let source = contract.shape.name
    for note in notes.problems {
      let finding = Finding(
        code: note.problem.code, severity: note.refuses ? .error : .warning, message: note.problem.message,
        stage: .clean, source: source, origin: origins[note.row], column: note.column)
      if note.refuses, !isRefused[note.row] {
        isRefused[note.row] = true
        rejections.append(Rejection(finding: finding, origin: origins[note.row]))
      } else {
        findings.append(finding)
      }
    }
    for change in notes.changes {
      corrections.append(
        Correction(
          rule: change.rule, source: source, origin: origins[change.row], column: change.column,
          before: change.before, after: change.after))
    }
  }

  /// Enters the rows of a file into the books, once its digest is known.
  private mutating func account(_ file: SourceFile, _ pass: FilePass, firstRow: Int) {
    let prefix = RowID(file: file, offset: 0).file
    for offset in pass.offsets { ingestAccount.input.insert(RowID(filePrefix: prefix, offset: offset)) }
    for offset in pass.refusedOffsets {
      ingestAccount.rejected.insert(RowID(filePrefix: prefix, offset: offset))
    }
    for row in firstRow..<origins.count {
      let id = RowID(filePrefix: prefix, offset: origins[row].byteStart)
      ingestAccount.kept.insert(id)
      cleanAccount.input.insert(id)
      if isRefused[row] { cleanAccount.rejected.insert(id) } else { cleanAccount.kept.insert(id) }
    }
  }

  /// Leaves the refused rows out of the columns and puts the lists in the order of files and rows.
  consuming func finish() throws(IngestionError) -> IngestedSource {
    let kept = isRefused.indices.filter { !isRefused[$0] }.map(Int32.init)
    if kept.count < contract.minimumRows {
      throw .tooFewRows(
        contract.shape.name, files.map(\.path).joined(separator: "、"), kept: kept.count,
        minimum: contract.minimumRows)
    }
    let isWhole = kept.count == origins.count
    let columns = decoders.map { isWhole ? $0.column : $0.column.gathered(kept) }
    let table = Table(
      shape: contract.shape, columns: columns,
      origins: Origins(isWhole ? origins : kept.map { origins[Int($0)] }))
    return IngestedSource(
      table: table, files: files, reports: reports,
      findings: SourceReader.ordered(findings) { ($0.file ?? 0, $0.origin?.byteStart ?? -1) },
      rejections: SourceReader.ordered(rejections) { ($0.origin.file, $0.origin.byteStart) },
      corrections: corrections, accounts: [ingestAccount, cleanAccount])
  }

  /// A stable sort by place.
  private static func ordered<Item>(_ items: [Item], by place: (Item) -> (UInt32, Int64)) -> [Item] {
    items.enumerated().map { (place($0.element), $0.offset, $0.element) }
      .sorted { ($0.0.0, $0.0.1, $0.1) < ($1.0.0, $1.0.1, $1.1) }
      .map(\.2)
  }
}
