import Ingestion
import Preparation
import Publishing
import Ranking
package import Records
import Scoring
import SystemCalls

/// What tests do to the rows between two stages; the books must notice.
package typealias Mutation = @Sendable (_ after: Stage, _ tables: inout [Table]) -> Void

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
      run = try unreviewed(
        plan, keepsRecords: keepsRecords, spillFolder: reports.root, between: mutate, observer: observer)
      run.stages = clock.stages + run.stages
      notices =
        try [run.withheld.missingNotice, SpillChoice.notice(plan)].compactMap(\.self)
        + compare(run.record, plan, baseline)
    } catch {
      throw keepingEvidence(of: error, in: reports)
    }
    giveBackFreed(plan)
    observer(.begins(.publish, bytes: 0))
    let outcome = try publish(run, to: reports, extracts: extracts, notices: notices)
    observer(.ends(.publish))
    lock.release()
    return outcome
  }

  /// Everything but the publication. `keepsRecords` asks for the points record by record, which only
  /// `events.csv` and an explanation need; `spillFolder` is where a source may be kept on disk that does not fit into the
  /// memory that was granted, nil for nowhere.
  package static func compute(
    _ plan: Plan, keepsRecords: Bool = true, spillFolder: String? = nil,
    between mutate: Mutation = { _, _ in },
    observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> ComputedRun {
    try unreviewed(
      plan, keepsRecords: keepsRecords, spillFolder: spillFolder, between: mutate, observer: observer
    ).reviewed()
  }

  /// The same before it is asked what is open, which takes long and few files tell of.
  package static func unreviewed(
    _ plan: Plan, keepsRecords: Bool = true, spillFolder: String? = nil,
    between mutate: Mutation = { _, _ in },
    observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> ComputedRun {
    var clock = StageClock(observer)
    clock.begin(.ingest, bytes: plan.inputBytes)
    // and clean, in the same pass over the bytes
    var rows = try ingest(plan, spillFolder: spillFolder, observer)
    rows.findings += try AddedRows(
      plan.additions, rows.files, sources: plan.sources.map(\.contract.shape.name)
    ).findings
    mutate(.clean, &rows.tables)
    clock.begin(.prepare)
    let (scored, questions) = try score(plan, &rows, keepsRecords, mutate, &clock)
    let (prepared, input, scores) = (scored.prepared, scored.input, scored.scores)
    clock.begin(.rank)
    let ranking = Ranking.rank(plan.model, input, scores)
    clock.begin(.close)
    let readmissions = try Readmissions(plan, rows, rejections: rows.rejections + prepared.rejections)
    let workers = Workers(plan.workers)
    let withheld = Withheld(
      plan.privacy, plan.sources.map(\.contract), plan.model, in: prepared.tables, workers)
    let run = try close(plan, rows, scored, ranking, readmissions)
    clock.end()
    return ComputedRun(
      record: run, reports: rows.reports, invocation: plan.invocation, stages: clock.stages,
      withheld: withheld, omitted: plan.omitted, workers: workers,
      openReview: questions.map { OpenReview(plan, rows, scored, readmissions, $0) })
  }

  /// Prepares and scores the rows, all at once or shard by shard where a source is on disk, of which nothing is asked. What the
  /// rows ask by themselves is worked out meanwhile, where the pipeline asks at all.
  private static func score(
    _ plan: Plan, _ rows: inout IngestedRows, _ keepsRecords: Bool, _ mutate: Mutation,
    _ clock: inout StageClock
  ) throws(RunError) -> (ScoredRun, Meanwhile<RowQuestions>?) {
    if let (position, spilled) = rows.spilled {
      let scored = try ShardedRun.run(plan, rows, spilled, position: position, between: mutate)
      rows.findings += scored.remarks
      clock.begin(.score)
      return (scored, nil)
    }
    var prepared = prepared(plan, rows.tables, rows.files, between: mutate)
    prepared.known = nil
    clock.begin(.score)
    let isAsked = !plan.omitted.contains(.review)
    if !isAsked { rows.forgetLiveRows() }
    giveBackFreed(plan)
    let questions =
      isAsked ? Meanwhile(Workers(plan.workers)) { [prepared] in RowQuestions(plan, prepared) } : nil
    let scored = try scored(plan, prepared, keepsRecords: keepsRecords)
    giveBackFreed(plan)
    return (scored, questions)
  }

  /// Gives back what a stage has freed before the next one takes its own, where the files are so large that it is worth
  /// the time.
  private static func giveBackFreed(_ plan: Plan) {
    if isLarge(plan) { System.releaseFreeMemory() }
  }

  private static func isLarge(_ plan: Plan) -> Bool { plan.inputBytes > 1 << 26 }

  /// resolve, deduplicate, derive.
  static func prepared(
    _ plan: Plan, _ tables: [Table], _ files: [SourceFile], known: KnownMembers? = nil,
    between mutate: Mutation
  ) -> Prepared {
    var prepared = prepare(
      PreparationInput(
        tables: tables, files: files, period: plan.period, rules: plan.rules, decisions: plan.decisions,
        known: known, workers: Workers(plan.workers)),
      between: mutate)
    mutate(.deduplicateDecided, &prepared.tables)
    return prepared
  }

  /// aggregate, score; `members` are those who are scored, nil for all, and `unusedOf` the tables whose unused rows are
  /// listed, nil for all.
  static func scored(
    _ plan: Plan, _ prepared: Prepared, keepsRecords: Bool, only members: [Int32]? = nil,
    unusedOf positions: [Int]? = nil
  ) throws(RunError) -> ScoredRun {
    let whole = ScoringInput(
      period: plan.period, members: prepared.members, relations: prepared.relations,
      entered: prepared.entered, workers: Workers(plan.workers))
    let input = members.map(whole.only) ?? whole
    let scores: Scores
    do {
      scores = try Evaluation.score(plan.model, input, keepsRecords: keepsRecords)
    } catch {
      throw .data([error.message])
    }
    let unused = UnusedRows.list(
      tables: prepared.tables, input: input, scores: scores, withoutRecord: prepared.withoutRecord,
      positions: positions)
    return ScoredRun(prepared: prepared, input: input, scores: scores, unused: unused)
  }
}
