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
  package let sourceFiles: SourceFiles
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
  /// By profile of the model.
  package let distributions: [Distribution]
  package let books: Books
  package let quarantine: [QuarantinedRow]
  package let findings: [Finding]
  package let corrections: [Correction]
  package let merges: [Merge]
  package let filtered: [SetAsideRow]
  package let unused: [SetAsideRow]
  package var review: Review
  /// By id of a rejected row: where the corrected one stands that takes its place.
  package let readmitted: [String: Origin]

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
    sourceFiles = SourceFiles(files, sheets: sheets)
    self.byteCounts = byteCounts
    self.tables = tables
    self.input = input
    self.attendance = attendance
    self.cards = cards
    self.records = records
    self.recordCount = recordCount ?? records.count
    self.ranking = ranking
    distributions = Distribution.of(ranking, model: model)
    self.books = books
    self.quarantine = quarantine
    self.findings = findings
    self.corrections = corrections
    self.merges = merges
    self.filtered = filtered
    self.unused = unused
    self.review = review
    self.readmitted = readmitted
  }

  package var members: [Member] { input.members }

  /// The place of a row in its file.
  func origin(_ row: RowReference) -> Origin { tables.origin(row) }

  /// Parallel to the origins' file indices.
  package var files: [SourceFile] { sourceFiles.list }

  func file(_ origin: Origin) -> SourceFile { sourceFiles.file(origin) }

  /// The text of a row's id.
  package func rowID(_ origin: Origin) -> String { sourceFiles.rowID(origin) }

  /// A file of the run; nil for the manifest and the timings, which tell of the others. The lines of a staff table are
  /// made when they are sent.
  package func artifact(
    _ file: OutputFile, _ workers: Workers = .one
  ) throws(PublishingError) -> Artifact? {
    switch file {
    case .ranking: RankingTable.artifact(self, workers)
    case .workbook: try RankingWorkbook.artifact(self)
    case .ledger: LedgerTable.artifact(self)
    case .events: EventsTable.artifact(self)
    case .attendance: AttendanceTable.artifact(self)
    case .unused: SetAsideTable.artifact(.unused, unused, self)
    case .filtered: SetAsideTable.artifact(.filtered, filtered, self)
    case .quarantine: QuarantineTable.artifact(self)
    case .findings: FindingsTable.artifact(self)
    case .merges: MergesTable.artifact(self)
    case .corrections: CorrectionsTable.artifact(self)
    case .accounting: AccountingTable.artifact(self)
    case .summary: Summary.artifact(self)
    case .page: RankingPage.artifact(self, workers)
    case .quality: QualityPage.artifact(self)
    case .review: ReviewTable.artifact(self)
    case .manifest, .timings: nil
    }
  }
}
