import Records

/// Gathers the report and the findings about one file from its head and its units.
struct FileSummary {
  private let contract: Contract
  private(set) var report: FileReport
  private(set) var findings: [Finding] = []

  init(_ source: OpenSource, _ file: OpenFile, _ units: [UnitRows]) {
    contract = source.contract
    report = FileReport(
      file: file.index, path: file.file.path, delimiter: source.contract.layout.delimiter)
    if let twin = file.twin {
      note(twin: source.files[twin], size: file.reader.fileSize)
    } else if let head = file.head {
      note(head, units)
      if let rendition = file.reader.rendition {
        report.renditionSize = file.reader.size
        report.encoding = rendition.encoding
        report.sheet = rendition.sheet
      }
    }
  }

  private mutating func note(twin: OpenFile, size: Int64) {
    report.duplicateOf = twin.index
    report.bytes.add(size, to: .duplicateFile)
    let path = report.path
    findings.append(
      finding(
        "SAME_FILE", .warning,
        Message(
          zh: "\(path)：与\(twin.file.path)内容完全相同，未再读取",
          en: "\(path): the same bytes as \(twin.file.path); not read again")))
  }

  private mutating func note(_ head: FileHead, _ units: [UnitRows]) {
    report.hasByteOrderMark = head.hasByteOrderMark
    report.headerLine = head.headerLine
    report.bytes = head.bytes
    report.preambleRows = head.preambleRows
    report.blankRows = head.blankRows
    var encodings = head.encodings
    for unit in units {
      encodings.formUnion(unit.encodings)
      report.bytes.formUnion(unit.bytes)
      report.rows += unit.records
      report.furnitureRows += unit.furnitureRows
      report.blankRows += unit.blankRows
    }
    report.encoding = encodings.name
    if report.encoding == .mixed { findings.append(mixedEncoding) }
    noteColumns(head.header)
  }

  private mutating func noteColumns(_ header: Header) {
    for (index, field) in contract.shape.fields.enumerated() {
      let position = header.positions[index]
      report.columns.append(
        ColumnPlace(key: field.key, heading: position.map { header.headings[$0] }, position: position))
    }
    for drift in header.drifts {
      let isRemark = drift.kind == .extra || drift.kind == .moved
      findings.append(
        finding(
          drift.kind.rawValue, isRemark ? .information : .warning,
          drift.message(report.path, header, contract),
          column: drift.column.map { contract.shape.fields[$0].key }))
    }
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
      file: report.file, column: column)
  }
}
