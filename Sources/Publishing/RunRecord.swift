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
  /// Parallel to the origins' file indices.
  package let files: [SourceFile]
  package let tables: [Table]
  package let input: ScoringInput
  package let attendance: [AttendanceLine]
  package let cards: [Scorecard]
  package let records: [RecordScore]
  package let ranking: RankingResult
  package let books: Books
  package let quarantine: [QuarantinedRow]
  package let findings: [Finding]
  package let corrections: [Correction]
  package let merges: [Merge]
  package let filtered: [SetAsideRow]
  package let unused: [SetAsideRow]

  package init(
    identity: RunIdentity, model: Model, files: [SourceFile], tables: [Table], input: ScoringInput,
    attendance: [AttendanceLine], cards: [Scorecard], records: [RecordScore], ranking: RankingResult,
    books: Books, quarantine: [QuarantinedRow], findings: [Finding], corrections: [Correction],
    merges: [Merge], filtered: [SetAsideRow], unused: [SetAsideRow]
  ) {
    self.identity = identity
    self.model = model
    self.files = files
    self.tables = tables
    self.input = input
    self.attendance = attendance
    self.cards = cards
    self.records = records
    self.ranking = ranking
    self.books = books
    self.quarantine = quarantine
    self.findings = findings
    self.corrections = corrections
    self.merges = merges
    self.filtered = filtered
    self.unused = unused
  }

  package var members: [Member] { input.members }

  /// The place of a row in its file.
  func origin(_ row: RowReference) -> Origin {
    tables[Int(row.table)].origins[Int(row.row)]
  }

  func file(_ origin: Origin) -> SourceFile { files[Int(origin.file)] }

  func rowID(_ origin: Origin) -> RowID { RowID(file: file(origin), offset: origin.byteStart) }

  /// Every file of the run but the manifest and the timings, in the order of `OutputFile`.
  package func artifacts() -> [Artifact] {
    [
      RankingTable.artifact(self), LedgerTable.artifact(self), EventsTable.artifact(self),
      AttendanceTable.artifact(self), SetAsideTable.artifact(.unused, unused, self),
      SetAsideTable.artifact(.filtered, filtered, self), QuarantineTable.artifact(self),
      FindingsTable.artifact(self), MergesTable.artifact(self), CorrectionsTable.artifact(self),
      AccountingTable.artifact(self), Summary.artifact(self),
    ]
  }
}
