import Definitions
import Ingestion
import Preparation
import Publishing
import Ranking
import Records
import Scoring

extension Run {
  /// Checks the laws, gathers everything that the run knows, and then checks the limits.
  static func close(
    _ plan: Plan, _ rows: IngestedRows, _ scored: ScoredRun, _ ranking: RankingResult,
    _ readmissions: Readmissions
  ) throws(RunError) -> RunRecord {
    let (prepared, input, scores) = (scored.prepared, scored.input, scored.scores)
    let books = books(rows, prepared)
    let rejections = rows.rejections + prepared.rejections
    try checkLaws(plan, rows, scored, books)
    let sets = SetChecks(plan.sources.map(\.contract), prepared.tables, asOf: plan.asOf)
    let findings =
      further(
        rows.findings + prepared.findings + scores.findings + readmissions.findings, than: rejections)
      + sets.findings
    let breaches =
      sets.breaches + RuleLimits(plan, books, rejections: rejections, findings: findings).breaches
    let record = RunRecord(
      identity: RunIdentity(
        toolVersion: RunID.toolVersion, runID: RunID.of(plan, files: rows.files), pipeline: plan.pipeline,
        title: plan.title, period: plan.period, asOf: plan.asOf),
      model: plan.model, definitions: plan.definitions, inputs: rows.inputs, files: rows.files,
      byteCounts: rows.byteCounts, tables: prepared.tables, input: input,
      attendance: prepared.attendance, cards: scores.cards, records: scores.records,
      recordCount: scores.recordCount, ranking: ranking, books: books,
      quarantine: try quarantine(rejections, rows),
      findings: findings + breaches.filter { $0.action == .warn }.map(\.warning),
      corrections: prepared.corrections.isEmpty
        ? rows.corrections : rows.corrections + prepared.corrections,  // not copied where there is no need
      merges: plan.omitted.contains(.merges) ? [] : prepared.merges,
      filtered: prepared.filtered,
      unused: scored.unused, readmitted: readmissions.byRowID,
      sheets: rows.sheets)
    try checkLimits(plan, record, rows.tables, breaches)
    return record
  }

  /// The findings that own no rejection; those stand in the quarantine.
  private static func further(_ findings: [Finding], than rejections: [Rejection]) -> [Finding] {
    let owning = Set(rejections.map(\.finding))
    return findings.filter { !owning.contains($0) }
  }

  /// For each source its stages from ingest to the last, in order.
  private static func books(_ rows: IngestedRows, _ prepared: Prepared) -> Books {
    var books = Books()
    for table in rows.tables {
      for account in rows.accounts + prepared.accounts where account.source == table.source {
        books.append(account)
      }
    }
    return books
  }

  private static func checkLaws(
    _ plan: Plan, _ rows: IngestedRows, _ scored: ScoredRun, _ books: Books
  ) throws(RunError) {
    let broken =
      Laws.brokenBytes(rows.files, rows.reports)
      + Laws.brokenBooks(
        books, tables: scored.prepared.tables, onDisk: scored.scored, files: rows.files,
        workers: Workers(plan.workers))
    guard broken.isEmpty else { throw .data(broken + [Laws.nothingPublished]) }
  }

  /// The pipeline's limits of rejected rows, then those of rules and of contracts.
  private static func checkLimits(
    _ plan: Plan, _ record: RunRecord, _ tables: [Table], _ breaches: [Breach]
  ) throws(RunError) {
    let exceeded = Laws.brokenLimits(record.books, tables, limits: plan.limits)
    let failed = breaches.filter { $0.action == .fail }
    guard !exceeded.isEmpty || !failed.isEmpty else { return }
    let rejections = record.quarantine.map(\.rejection)
    let theirs = rejections.filter { rejection in
      exceeded.contains { $0.source == rejection.finding.source }
        || failed.contains { $0.rejections.contains(rejection) }
    }
    throw .limits(
      exceeded.map(\.message) + failed.map(\.message) + Laws.places(theirs, record.files), record)
  }

  /// The refused rows with their bytes, by file.
  private static func quarantine(
    _ rejections: [Rejection], _ rows: IngestedRows
  ) throws(RunError) -> [QuarantinedRow] {
    let raw = rows.rawRows
    let byFile = Dictionary(grouping: rejections, by: \.origin.file)
    var quarantine: [QuarantinedRow] = []
    for file in rows.files.indices.map(UInt32.init) {
      for rejection in byFile[file] ?? [] {
        do throws(IngestionError) {
          let row = try raw.row(rejection.origin)
          quarantine.append(QuarantinedRow(rejection: rejection, raw: row.bytes, text: row.text))
        } catch {
          throw .operation(error.message)
        }
      }
    }
    return quarantine
  }
}
