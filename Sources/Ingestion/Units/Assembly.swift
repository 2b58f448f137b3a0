import Records

/// Makes a source of its units and of the columns that they were joined to: places, books and what was remarked.
struct Assembly {
  private let source: OpenSource
  private let read: [ReadFile]
  private let join: UnitJoin
  private let workers: Workers

  init(_ source: OpenSource, _ read: ReadSource, _ workers: Workers) {
    self.source = source
    self.read = read.files
    join = read.join
    self.workers = workers
  }

  consuming func run() throws(IngestionError) -> IngestedSource {
    var files: [SourceFile] = []
    var summaries: [FileSummary] = []
    var units: [PlacedUnit] = []
    for (file, read) in zip(source.files, read) {
      let own = try read.units.get()
      let digest = try read.digest.get()
      let identity = SourceFile(
        source: source.contract.shape.name, path: file.file.path, size: file.reader.fileSize, sha256: digest)
      files.append(identity)
      summaries.append(FileSummary(source, file, own))
      units += PlacedUnit.place(
        own, of: identity, linesBefore: file.head?.lines ?? 0, rendition: file.reader.rendition)
    }
    if let spilled = try join.takeSpilled() {
      return try source(spilled.rows, spilled.remarks, files, summaries)
    }
    let remarks = remarks(units)
    let table = try table(units, files)
    let totals = TotalsCheck(source, units, table)
    let findings =
      summaries.flatMap(\.findings) + remarks.flatMap(\.findings)
      + CharacterRemarks(table, workers).findings + totals.findings
    return IngestedSource(
      table: table, spilled: nil, files: files, reports: summaries.map(\.report),
      findings: Assembly.ordered(findings),
      rejections: remarks.flatMap(\.rejections), corrections: workers.joined(remarks.map(\.corrections)),
      accounts: accounts(remarks))
  }

  /// Of a source whose rows are on disk.
  private func source(
    _ rows: SpilledRows, _ remarks: UnitRemarks, _ files: [SourceFile], _ summaries: [FileSummary]
  ) throws(IngestionError) -> IngestedSource {
    try checkCount(rows.rowCount, files)
    return IngestedSource(
      table: rows.emptyTable, spilled: rows, files: files, reports: summaries.map(\.report),
      findings: Assembly.ordered(summaries.flatMap(\.findings) + remarks.findings),
      rejections: remarks.rejections, corrections: remarks.corrections, accounts: accounts([remarks]))
  }

  private func remarks(_ units: [PlacedUnit]) -> [UnitRemarks] {
    let name = source.contract.shape.name
    return workers.map(units.count) { index in UnitRemarks(units[index], of: name) }
  }

  private func table(_ units: [PlacedUnit], _ files: [SourceFile]) throws(IngestionError) -> Table {
    try checkCount(units.lazy.flatMap(\.kept).reduce(0) { $0 + $1.count }, files)
    let origins = Origins(joining: units.map(\.part), workers: workers)
    let live = workers.fill(origins.count) { range, output in
      for row in range { output.append(Int32(row)) }
    }
    return Table(
      shape: source.contract.shape, columns: join.takeColumns(workers), origins: origins, live: live)
  }

  private func checkCount(_ count: Int, _ files: [SourceFile]) throws(IngestionError) {
    let contract = source.contract
    guard count < contract.minimumRows else { return }
    throw .tooFewRows(
      contract.shape.name, files.map(\.path).joined(separator: "、"), kept: count,
      minimum: contract.minimumRows)
  }

  private func accounts(_ remarks: [UnitRemarks]) -> [StageAccount] {
    var ingest = StageAccount(stage: .ingest, source: source.contract.shape.name)
    var clean = StageAccount(stage: .clean, source: source.contract.shape.name)
    for unit in remarks {
      ingest.input.formUnion(unit.input)
      ingest.rejected.formUnion(unit.unread)
      ingest.kept.formUnion(unit.decoded)
      clean.input.formUnion(unit.decoded)
      clean.rejected.formUnion(unit.refused)
      clean.kept.formUnion(unit.kept)
    }
    return [ingest, clean]
  }

  /// By file and row; those about a file, or of no place in it, come first.
  private static func ordered(_ findings: [Finding]) -> [Finding] {
    findings.enumerated().map {
      ($0.element.file ?? 0, $0.element.origin?.byteStart ?? -1, $0.offset, $0.element)
    }
    .sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
    .map(\.3)
  }
}

/// A unit with what its file counted before it.
struct PlacedUnit: Sendable {
  var rows: UnitRows
  let filePrefix: UInt64
  let linesBefore: Int32
  let recordsBefore: Int32
  let kept: [Range<Int>]

  /// The units of a file in their order; those of a rendition at their places in the file.
  static func place(
    _ units: [UnitRows], of file: SourceFile, linesBefore: Int32, rendition: Rendition?
  ) -> [PlacedUnit] {
    let prefix = RowID(file: file, offset: 0).file
    var lines = linesBefore
    var records: Int32 = 0
    return units.map { unit in
      defer {
        lines += unit.lines
        records += Int32(truncatingIfNeeded: unit.records)
      }
      let placed = PlacedUnit(
        rows: unit, filePrefix: prefix, linesBefore: lines, recordsBefore: records, kept: unit.kept)
      return rendition.map(placed.original) ?? placed
    }
  }

  /// The same with its rows at their places in the file that it is the rendition of.
  func original(_ rendition: Rendition) -> PlacedUnit {
    var rows = rows
    rows.origins = Origins(Array(rows.origins).map { rendition.original(placed($0)) })
    rows.unread = rows.unread.map { ($0.problem, rendition.original(placed($0.origin))) }
    rows.totals = rows.totals.map { (rendition.original(placed($0.origin)), $0.cells) }
    return PlacedUnit(rows: rows, filePrefix: filePrefix, linesBefore: 0, recordsBefore: 0, kept: kept)
  }

  var part: Origins.Part {
    Origins.Part(rows.origins, rows: kept, recordsBefore: recordsBefore, linesBefore: linesBefore)
  }

  /// An origin that was counted from the unit's beginning, counted from the file's.
  func placed(_ origin: Origin) -> Origin {
    Origin(
      file: origin.file, record: origin.record + recordsBefore, firstLine: origin.firstLine + linesBefore,
      lastLine: origin.lastLine + linesBefore, byteStart: origin.byteStart, byteLength: origin.byteLength)
  }
}
