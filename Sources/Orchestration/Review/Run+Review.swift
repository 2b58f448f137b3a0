import Preparation
import Publishing
import Records
import Scoring

extension Run {
  /// What only a person can decide, by its effect on the grades; nothing where the pipeline does without.
  static func review(
    _ plan: Plan, _ rows: IngestedRows, _ prepared: Prepared, _ input: ScoringInput, _ scores: Scores,
    _ readmissions: Readmissions
  ) throws(RunError) -> Review {
    guard !plan.omitted.contains(.review) else { return .notAsked }
    let claims = ClaimQuestions(rows, members: prepared.members)
    let open = prepared.unclaimed.filter { unclaimed in
      let origins = rows.tables[Int(unclaimed.row.table)].origins
      return readmissions.byRowID.isEmpty
        || readmissions.byRowID[rows.rowID(origins[Int(unclaimed.row.row)])] == nil
    }
    let unclaimed = open.prefix(mostQuestions)
    let near = NearSameQuestions(plan, prepared)
    let drafts =
      unclaimed.map { claims.draft($0) } + (ClashQuestions(prepared)?.drafts() ?? [])
      + SharedDeviceQuestions(plan, prepared).drafts + near.drafts.prefix(mostQuestions)
    let effects = try ReviewEffects(plan, rows, input, scores).effects(of: drafts)
    return Review(
      zip(drafts, effects).map { $0.question($1) },
      unasked: open.count - unclaimed.count + max(0, near.drafts.count - mostQuestions), nearSame: near.counts
    )
  }

  /// Claims beyond these, and pairs of texts, are counted, not asked: nobody reads so many.
  private static let mostQuestions = 500
}
