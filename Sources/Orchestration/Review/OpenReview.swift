import Preparation
package import Publishing
import Records
import Scoring

/// A run of which it is still to be asked what only a person can decide.
package struct OpenReview: Sendable {
  private let plan: Plan
  private let rows: IngestedRows
  private let scored: ScoredRun
  private let readmissions: Readmissions

  init(_ plan: Plan, _ rows: IngestedRows, _ scored: ScoredRun, _ readmissions: Readmissions) {
    self.plan = plan
    self.rows = rows
    self.scored = scored
    self.readmissions = readmissions
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
    let near = NearSameQuestions(plan, prepared)
    let drafts =
      unclaimed.map { claims.draft($0) } + (ClashQuestions(prepared)?.drafts() ?? [])
      + SharedDeviceQuestions(plan, prepared).drafts + near.drafts.prefix(OpenReview.mostQuestions)
    let effects = try ReviewEffects(plan, rows, scored.input, scored.scores, wholly: wholly)
      .effects(of: drafts)
    return Review(
      zip(drafts, effects).map { $0.question($1) },
      unasked: open.count - unclaimed.count + max(0, near.drafts.count - OpenReview.mostQuestions),
      nearSame: near.counts
    )
  }

  /// Claims beyond these, and pairs of texts, are counted, not asked: nobody reads so many.
  private static let mostQuestions = 500
}
