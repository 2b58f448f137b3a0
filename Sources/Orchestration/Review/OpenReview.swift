import Preparation
package import Publishing
import Records
import Scoring

/// The questions that rows which count ask by themselves, before anything is scored.
struct RowQuestions: Sendable {
  let clashes: [DraftQuestion]
  let sharedDevices: [DraftQuestion]
  let nearSame: NearSameQuestions

  init(_ plan: Plan, _ prepared: Prepared) {
    clashes = ClashQuestions(prepared)?.drafts() ?? []
    sharedDevices = SharedDeviceQuestions(plan, prepared).drafts
    nearSame = NearSameQuestions(plan, prepared)
  }
}

/// A run of which it is still to be asked what only a person can decide.
package struct OpenReview: Sendable {
  private let plan: Plan
  private let rows: IngestedRows
  private let scored: ScoredRun
  private let readmissions: Readmissions
  private let questions: Meanwhile<RowQuestions>

  init(
    _ plan: Plan, _ rows: IngestedRows, _ scored: ScoredRun, _ readmissions: Readmissions,
    _ questions: Meanwhile<RowQuestions>
  ) {
    self.plan = plan
    self.rows = rows
    self.scored = scored
    self.readmissions = readmissions
    self.questions = questions
  }

  /// The questions by their effect on the grades, worked out by whole runs where `wholly` says so. Depends on the run alone,
  /// whatever is done meanwhile.
  package func review(wholly: Bool = false) throws(RunError) -> Review {
    let prepared = scored.prepared
    let claims = ClaimQuestions(rows, members: prepared.members)
    let open = prepared.unclaimed.filter { unclaimed in
      let origins = rows.tables[Int(unclaimed.row.table)].origins
      return readmissions.byRowID.isEmpty
        || readmissions.byRowID[rows.rowID(origins[Int(unclaimed.row.row)])] == nil
    }
    let unclaimed = open.prefix(OpenReview.mostQuestions)
    let others = questions.value
    let near = others.nearSame
    let drafts =
      unclaimed.map { claims.draft($0) } + others.clashes + others.sharedDevices
      + near.drafts.prefix(OpenReview.mostQuestions)
    let effects =
      drafts.isEmpty ? [] : try ReviewEffects(plan, rows, scored, wholly: wholly).effects(of: drafts)
    return Review(
      zip(drafts, effects).map { $0.question($1) },
      unasked: open.count - unclaimed.count + max(0, near.drafts.count - OpenReview.mostQuestions),
      nearSame: near.counts
    )
  }

  /// Claims beyond these, and pairs of texts, are counted, not asked: nobody reads so many.
  private static let mostQuestions = 500
}
