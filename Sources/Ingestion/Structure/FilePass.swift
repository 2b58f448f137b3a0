import CSV
import Records

/// One file on its way through structure: where its header stands and what each of its records is.
struct FilePass {
  let contract: Contract
  private let furniture: [[UInt8]]
  let file: UInt32
  var report: FileReport
  var findings: [Finding] = []
  var rejections: [Rejection] = []
  /// Byte offsets of all data rows, and of those that structure refused.
  private(set) var offsets: [Int64] = []
  private(set) var refusedOffsets: [Int64] = []
  /// Of the data rows of the batch at hand: first cells and origins.
  private(set) var firstCells: [Int] = []
  private(set) var origins: [Origin] = []
  private(set) var header: Header?
  /// Bytes of the file that are not read yet.
  var remaining: Int64 = 0
  private var candidates: [(line: Int32, header: Header)] = []
  private var hasUTF8 = false
  private var hasGB18030 = false

  init(contract: Contract, file: UInt32, path: String) {
    self.contract = contract
    furniture = contract.layout.furniture.filter { !$0.isEmpty }.map { Array($0.utf8) }
    self.file = file
    report = FileReport(file: file, path: path, delimiter: contract.layout.delimiter)
  }

  /// Sorts the records of a batch into the byte classes and collects its data rows.
  mutating func classify(_ batch: RecordBatch, _ encodings: [RecordEncoding]) throws(IngestionError) {
    firstCells.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
    let records = batch.records
    for index in records.indices {
      let record = records[index]
      let encoding = encodings[index]
      note(encoding)
      if record.kind == .blank {
        report.bytes.add(record.totalLength, to: .blank)
        report.blankRows += 1
      } else if header == nil {
        try seekHeader(record, batch)
      } else {
        take(record, encoding, batch)
      }
    }
  }

  /// Completes the report; throws when the file ended without a header.
  mutating func finish() throws(IngestionError) {
    guard let header else { throw .missingColumns(contract, path: report.path, best: best) }
    report.encoding = hasUTF8 ? (hasGB18030 ? .mixed : .utf8) : hasGB18030 ? .gb18030 : .ascii
    if report.encoding == .mixed { findings.append(mixedEncoding) }
    noteColumns(header)
  }

  private mutating func note(_ encoding: RecordEncoding) {
    if encoding == .utf8 { hasUTF8 = true }
    if encoding == .gb18030 { hasGB18030 = true }
  }

  // The first candidate among those with most headings.
  private var best: (line: Int32, header: Header)? {
    candidates.reduce(nil) { best, next in
      if let best, best.header.matches >= next.header.matches { best } else { next }
    }
  }

  private mutating func seekHeader(_ record: RecordSpan, _ batch: RecordBatch) throws(IngestionError) {
    let cells = (record.firstCell..<record.firstCell + record.cellCount).map(batch.text)
    let candidate = Header(cells: cells, contract: contract)
    candidates.append((record.firstLine, candidate))
    guard candidate.missingRequired(contract).isEmpty, candidate.matches > 0 else {
      report.bytes.add(record.totalLength, to: .preamble)
      report.preambleRows += 1
      if candidates.count >= contract.layout.headerWithinRows {
        throw .missingColumns(contract, path: report.path, best: best)
      }
      return
    }
    if !candidate.duplicates.isEmpty {
      throw .duplicateHeading(
        contract, path: report.path, line: record.firstLine, headings: candidate.duplicates)
    }
    report.bytes.add(record.totalLength, to: .header)
    report.headerLine = record.firstLine
    header = candidate
  }

  private mutating func take(_ record: RecordSpan, _ encoding: RecordEncoding, _ batch: RecordBatch) {
    let firstFilled = encoding == .none ? nil : batch.firstFilledCell(of: record)
    if record.kind == .record, encoding != .none {
      guard let firstFilled else {
        report.bytes.add(record.totalLength, to: .blank)
        report.blankRows += 1
        return
      }
      if isFurniture(firstFilled, batch) {
        report.bytes.add(record.totalLength, to: .furniture)
        report.furnitureRows += 1
        return
      }
    }
    let isFragment = record.kind == .unclosedQuote && record.lineEndLength == 0
    report.bytes.add(record.totalLength, to: isFragment ? .fragment : .record)
    report.rows += 1
    offsets.append(record.byteStart)
    let origin = Origin(
      file: file, record: Int32(truncatingIfNeeded: report.rows), firstLine: record.firstLine,
      lastLine: record.lastLine, byteStart: record.byteStart, byteLength: Int32(clamping: record.byteLength))
    if let problem = problem(record, encoding) {
      reject(problem, origin)
    } else {
      firstCells.append(record.firstCell)
      origins.append(origin)
    }
  }

  private func isFurniture(_ cell: Int, _ batch: RecordBatch) -> Bool {
    guard !furniture.isEmpty else { return false }
    let text = batch.cell(cell).drop { $0 <= 0x20 }
    for mark in furniture where mark.first == text.first {
      if text.count >= mark.count, text.prefix(mark.count) == mark[...] { return true }
    }
    return false
  }

  private func problem(_ record: RecordSpan, _ encoding: RecordEncoding) -> CellProblem? {
    switch record.kind {
    case .unclosedQuote: return .unclosedQuote
    case .tooLong: return .tooLong
    case .blank: return nil
    case .record:
      if encoding == .none { return .badEncoding }
      let width = header?.headings.count ?? 0
      return record.cellCount == width ? nil : .ragged(record.cellCount, header: width)
    }
  }

  private mutating func reject(_ problem: CellProblem, _ origin: Origin) {
    refusedOffsets.append(origin.byteStart)
    let finding = Finding(
      code: problem.code, severity: .error, message: problem.message, stage: .ingest,
      source: contract.shape.name, origin: origin)
    rejections.append(Rejection(finding: finding, origin: origin))
  }
}

extension FilePass {
  private mutating func noteColumns(_ header: Header) {
    for (index, field) in contract.shape.fields.enumerated() {
      let position = header.positions[index]
      report.columns.append(
        ColumnPlace(key: field.key, heading: position.map { header.headings[$0] }, position: position))
      if position == nil, contract.columns[index].isExpected { findings.append(missingColumn(index)) }
    }
    for position in header.extra { findings.append(extraColumn(position, header.headings[position])) }
  }

  private func missingColumn(_ index: Int) -> Finding {
    let field = contract.shape.fields[index]
    return finding(
      "MISSING_COLUMN", .warning,
      Message(
        zh: "\(report.path)：没有“\(field.heading)”列，全部按空白处理",
        en: "\(report.path): no column \(field.key); all its cells are read as blank"), column: field.key)
  }

  private func extraColumn(_ position: Int, _ heading: String) -> Finding {
    finding(
      "EXTRA_COLUMN", .information,
      Message(
        zh: "\(report.path)：第\(position + 1)列“\(heading)”不在约定中，未读取",
        en: "\(report.path): column \(position + 1) '\(heading)' is not in the contract and was not read"))
  }

  private var mixedEncoding: Finding {
    finding(
      "MIXED_ENCODING", .warning,
      Message(
        zh: "\(report.path)：一部分行是UTF-8，一部分是GB18030；请核对姓名，最好重新导出",
        en: "\(report.path): some rows are UTF-8 and some GB18030; check the names, better export it again"))
  }

  private func finding(_ code: String, _ severity: Severity, _ message: Message, column: String? = nil)
    -> Finding
  {
    Finding(
      code: code, severity: severity, message: message, stage: .ingest, source: contract.shape.name,
      file: file, column: column)
  }
}

extension RecordBatch {
  /// The first cell of a record that holds more than what is trimmed.
  fileprivate func firstFilledCell(of record: RecordSpan) -> Int? {
    let all = bytes
    for cell in record.firstCell..<record.firstCell + record.cellCount {
      if !Trim.isBlank(all.span, cells[cell].start, cells[cell].end) { return cell }
    }
    return nil
  }
}

extension CellProblem {
  static var unclosedQuote: CellProblem {
    CellProblem(
      code: "UNCLOSED_QUOTE",
      message: Message(
        zh: "引号没有闭合，本行未读取；请补上或删去引号",
        en: "a quote is not closed and the line was not read; close or remove it"))
  }

  static var tooLong: CellProblem {
    CellProblem(
      code: "RECORD_TOO_LONG",
      message: Message(
        zh: "本行超过最大长度，未读取；请检查换行，或调大 maximum_record_bytes",
        en: "the row is longer than the largest record and was not read; check its line ends, or raise "
          + "maximum_record_bytes"))
  }

  static var badEncoding: CellProblem {
    CellProblem(
      code: "BAD_ENCODING",
      message: Message(
        zh: "本行不是完好的UTF-8或GB18030文字；请从原系统重新导出本行",
        en: "the row is not intact UTF-8 or GB18030 text; export it again from its system"))
  }

  static func ragged(_ cells: Int, header: Int) -> CellProblem {
    CellProblem(
      code: "RAGGED",
      message: Message(
        zh: "本行有\(cells)格，表头有\(header)格；请检查逗号和引号",
        en: "the row has \(cells) cells, the header \(header); check commas and quotes"))
  }
}
