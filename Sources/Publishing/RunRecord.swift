import CSV
package import Ranking
package import Records
package import Scoring

/// What a run is called, in every output that names it.
package struct RunIdentity: Hashable, Sendable {
  package let toolVersion: String
  /// 8 hex digits.
  package let runID: String
  /// The pipeline's name, as `evaluation`.
  package let pipeline: String
  package let title: String
  package let period: Period
  /// The date printed; it changes no point.
  package let asOf: Day

  package init(
    toolVersion: String, runID: String, pipeline: String, title: String, period: Period, asOf: Day
  ) {
    self.toolVersion = toolVersion
    self.runID = runID
    self.pipeline = pipeline
    self.title = title
    self.period = period
    self.asOf = asOf
  }

  /// `<pipeline>-<period>-<run id>`, the name of the run's directory.
  package var directory: String { "\(pipeline)-\(period)-\(runID)" }
}

/// A refused row with its exact bytes and their text.
package struct QuarantinedRow: Sendable {
  package let rejection: Rejection
  package let raw: [UInt8]
  /// The bytes decoded with the file's encoding; what cannot be decoded is U+FFFD.
  package let text: String

  package init(rejection: Rejection, raw: [UInt8], text: String) {
    self.rejection = rejection
    self.raw = raw
    self.text = text
  }
}

/// Everything that a finished run knows, as the writers of its files read it.
package struct RunRecord: Sendable {
  package let identity: RunIdentity
  package let model: Model
  /// The definition files in the order in which they were read.
  package let definitions: [Manifest.Definition]
  /// What the manifest says of each file, parallel to `files`.
  package let inputs: [Manifest.Input]
  /// Parallel to the origins' file indices.
  package let files: [SourceFile]
  /// The bytes of each file by class, parallel to the files.
  package let byteCounts: [[ByteCount]]
  package let tables: [Table]
  package let input: ScoringInput
  package let attendance: [AttendanceLine]
  package let cards: [Scorecard]
  /// Empty where the run does without `events.csv`.
  package let records: [RecordScore]
  /// How many records were scored, kept or not.
  package let recordCount: Int
  package let ranking: RankingResult
  package let books: Books
  package let quarantine: [QuarantinedRow]
  package let findings: [Finding]
  package let corrections: [Correction]
  package let merges: [Merge]
  package let filtered: [SetAsideRow]
  package let unused: [SetAsideRow]
  package let review: Review
  /// By id of a rejected row: where the corrected one stands that takes its place.
  package let readmitted: [String: Origin]
  /// Parallel to the files, or empty where none is of a workbook; nil for a file of text.
  package let sheets: [SheetPlaces?]
  /// The row ids of each file without their offsets.
  private let rowIDPrefixes: [String]

  package init(
    identity: RunIdentity, model: Model, definitions: [Manifest.Definition], inputs: [Manifest.Input],
    files: [SourceFile], byteCounts: [[ByteCount]], tables: [Table], input: ScoringInput,
    attendance: [AttendanceLine], cards: [Scorecard], records: [RecordScore], recordCount: Int? = nil,
    ranking: RankingResult, books: Books, quarantine: [QuarantinedRow], findings: [Finding],
    corrections: [Correction], merges: [Merge], filtered: [SetAsideRow], unused: [SetAsideRow],
    review: Review = .notAsked,
    readmitted: [String: Origin] = [:], sheets: [SheetPlaces?] = []
  ) {
    self.identity = identity
    self.model = model
    self.definitions = definitions
    self.inputs = inputs
    self.files = files
    self.byteCounts = byteCounts
    self.tables = tables
    self.input = input
    self.attendance = attendance
    self.cards = cards
    self.records = records
    self.recordCount = recordCount ?? records.count
    self.ranking = ranking
    self.books = books
    self.quarantine = quarantine
    self.findings = findings
    self.corrections = corrections
    self.merges = merges
    self.filtered = filtered
    self.unused = unused
    self.review = review
    self.readmitted = readmitted
    self.sheets = sheets
    rowIDPrefixes = files.map { String(RowID(file: $0, offset: 0).description.dropLast()) }
  }

  package var members: [Member] { input.members }

  /// The place of a row in its file.
  func origin(_ row: RowReference) -> Origin {
    tables[Int(row.table)].origins[Int(row.row)]
  }

  func file(_ origin: Origin) -> SourceFile { files[Int(origin.file)] }

  /// The sheet and cell of a place in a workbook; empty for a text.
  func cell(_ origin: Origin?, _ column: String?) -> String {
    guard let origin, !sheets.isEmpty else { return "" }
    return sheets[Int(origin.file)]?.cell(origin, column) ?? ""
  }

  /// The text of a row's id.
  package func rowID(_ origin: Origin) -> String { "\(rowIDPrefixes[Int(origin.file)])\(origin.byteStart)" }

  /// Appends the text of a row's id (`RowID.description`) to a cell.
  func appendRowID(_ origin: Origin, to csv: inout CSVWriter) {
    csv.append(rowIDPrefixes[Int(origin.file)])
    csv.append(origin.byteStart)
  }

  /// A cell that holds a row's id.
  func writeRowID(_ origin: Origin, to csv: inout CSVWriter) {
    csv.openText()
    appendRowID(origin, to: &csv)
    csv.closeText()
  }

  /// A file of the run; nil for the manifest and the timings, which tell of the others.
  package func artifact(
    _ file: OutputFile, _ workers: Workers = .one
  ) throws(PublishingError) -> Artifact? {
    switch file {
    case .ranking: RankingTable.artifact(self, workers)
    case .workbook: try RankingWorkbook.artifact(self)
    case .ledger: LedgerTable.artifact(self, workers)
    case .events: EventsTable.artifact(self)
    case .attendance: AttendanceTable.artifact(self)
    case .unused: SetAsideTable.artifact(.unused, unused, self, workers)
    case .filtered: SetAsideTable.artifact(.filtered, filtered, self, workers)
    case .quarantine: QuarantineTable.artifact(self)
    case .findings: FindingsTable.artifact(self)
    case .merges: MergesTable.artifact(self)
    case .corrections: CorrectionsTable.artifact(self, workers)
    case .accounting: AccountingTable.artifact(self)
    case .summary: Summary.artifact(self)
    case .page: RankingPage.artifact(self)
    case .quality: QualityPage.artifact(self)
    case .review: ReviewTable.artifact(self)
    case .manifest, .timings: nil
    }
  }
}
