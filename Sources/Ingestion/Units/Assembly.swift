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
    let remarks = remarks(units)
    let table = try table(units, files)
    let totals = TotalsCheck(source, units, table)
    return IngestedSource(
      table: table, files: files, reports: summaries.map(\.report),
      findings: ordered(
        summaries.flatMap(\.findings) + remarks.flatMap(\.findings)
          + CharacterRemarks(table, workers).findings + totals.findings
      ) {
        ($0.file ?? 0, $0.origin?.byteStart ?? -1)
      },
      rejections: remarks.flatMap(\.rejections), corrections: remarks.flatMap(\.corrections),
      accounts: accounts(remarks))
  }

  private func remarks(_ units: [PlacedUnit]) -> [UnitRemarks] {
    let name = source.contract.shape.name
    return workers.map(units.count) { index in UnitRemarks(units[index], of: name) }
  }

  private func table(_ units: [PlacedUnit], _ files: [SourceFile]) throws(IngestionError) -> Table {
    let contract = source.contract
    let count = units.lazy.flatMap(\.kept).reduce(0) { $0 + $1.count }
    if count < contract.minimumRows {
      throw .tooFewRows(
        contract.shape.name, files.map(\.path).joined(separator: "、"), kept: count,
        minimum: contract.minimumRows)
    }
    let origins = Origins(joining: units.map(\.part), workers: workers)
    return Table(shape: contract.shape, columns: join.takeColumns(workers), origins: origins)
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

  /// A stable sort by place.
  private func ordered<Item>(_ items: [Item], by place: (Item) -> (UInt32, Int64)) -> [Item] {
    items.enumerated().map { (place($0.element), $0.offset, $0.element) }
      .sorted { ($0.0.0, $0.0.1, $0.1) < ($1.0.0, $1.0.1, $1.1) }
      .map(\.2)
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
  private func original(_ rendition: Rendition) -> PlacedUnit {
    var rows = rows
    rows.origins = Origins(rows.origins.map { rendition.original(placed($0)) })
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
