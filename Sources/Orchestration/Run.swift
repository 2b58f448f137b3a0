import Ingestion
import Preparation
import Publishing
import Ranking
package import Records
import Scoring

/// What tests do to the rows between two stages; the books must notice.
package typealias Mutation = (_ after: Stage, _ tables: inout [Table]) -> Void

/// One run from files to a publication. Data go forward only; files are read in the first step and written in the last.
package enum Run {
  /// plan → ingest → clean → resolve → deduplicate → derive → aggregate → score → rank → publish.
  ///
  /// A second run into the same folder at the same time is refused; the same run twice publishes once.
  package static func execute(
    _ request: RunRequest, observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> RunOutcome {
    try execute(Plan(request), out: request.out, observer: observer)
  }

  package static func execute(
    _ plan: Plan, out: String, between mutate: Mutation = { _, _ in },
    observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> RunOutcome {
    let reports = ReportDirectory(root: out)
    let lock = try claim(reports)
    var clock = StageClock(observer)
    let (plan, extracts) = try extracted(plan, in: reports, &clock)
    defer { extracts.map(reports.discard(extracts:)) }
    let baseline = Baseline(of: plan.pipeline, in: reports)
    try DecisionGrowth.check(plan, baseline)
    let keepsRecords = !plan.omitted.contains(.events)
    var run: ComputedRun
    let notices: [Message]
    do throws(RunError) {
      run = try compute(plan, keepsRecords: keepsRecords, between: mutate, observer: observer)
      run.stages = clock.stages + run.stages
      notices = try [run.withheld.missingNotice].compactMap(\.self) + compare(run.record, plan, baseline)
    } catch {
      throw keepingEvidence(of: error, in: reports)
    }
    observer(.begins(.publish, bytes: 0))
    let outcome = try publish(run, to: reports, extracts: extracts, notices: notices)
    observer(.ends(.publish))
    lock.release()
    return outcome
  }

  /// Everything but the publication, in memory. `keepsRecords` asks for the points record by record, which only
  /// `events.csv` and an explanation need.
  package static func compute(
    _ plan: Plan, keepsRecords: Bool = true, between mutate: Mutation = { _, _ in },
    observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> ComputedRun {
    var clock = StageClock(observer)
    clock.begin(.ingest, bytes: plan.inputBytes)
    var rows = try ingest(plan, observer)  // and clean, in the same pass over the bytes
    rows.findings += try AddedRows(
      plan.additions, rows.files, sources: plan.sources.map(\.contract.shape.name)
    ).findings
    mutate(.clean, &rows.tables)
    clock.begin(.prepare)
    var prepared = prepare(  // resolve, deduplicate, derive
      PreparationInput(
        tables: rows.tables, files: rows.files, period: plan.period, rules: plan.rules,
        decisions: plan.decisions,
        workers: Workers(plan.workers)),
      between: mutate)
    mutate(.deduplicateDecided, &prepared.tables)
    clock.begin(.score)
    let input = ScoringInput(
      period: plan.period, members: prepared.members, relations: prepared.relations,
      entered: prepared.entered, workers: Workers(plan.workers))
    let scores = try score(plan.model, input, keepsRecords)  // aggregate, score
    clock.begin(.rank)
    let ranking = Ranking.rank(plan.model, input, scores)
    clock.begin(.close)
    let readmissions = try Readmissions(plan, rows, rejections: rows.rejections + prepared.rejections)
    let review = try review(plan, rows, prepared, input, scores, readmissions)
    let run = try close(plan, rows, prepared, input, scores, ranking, review, readmissions)
    clock.end()
    return ComputedRun(
      record: run, reports: rows.reports, invocation: plan.invocation, stages: clock.stages,
      withheld: Withheld(plan.privacy, plan.sources.map(\.contract), plan.model, in: prepared.tables),
      omitted: plan.omitted, workers: Workers(plan.workers))
  }

  private static func score(
    _ model: Model, _ input: ScoringInput, _ keepsRecords: Bool
  ) throws(RunError) -> Scores {
    do {
      return try Evaluation.score(model, input, keepsRecords: keepsRecords)
    } catch {
      throw .data([error.message])
    }
  }
}
