import Records
package import Scoring

/// The official ranking of a period from finished scores (model.md §4, steps 10 to 13).
package enum Ranking {
  /// Ranks, grades and reason trail of every member.
  ///
  /// A quarter run ranks and reminds: no grade, no quota. Throws for a member whose profile the model lacks.
  /// O(members log members) besides the gates' counts.
  package static func rank(
    _ model: Model, _ input: ScoringInput, _ scores: Scores
  ) throws(ScoringError) -> RankingResult {
    let tests = try MemberTests(model, input, scores)
    let order = RankOrder(model, scores, tests)
    let gates = model.gates.map { GateOutcome($0, tests) }
    let grading = input.period.isYear ? Grading(model, input, scores, order: order, gates: gates) : nil
    let trail = ReasonTrail(model, input, scores, order: order, gates: gates, grading: grading)
    let standings = order.listed.map { member in
      let card = scores.cards[member]
      return Standing(
        member: Int32(member), profile: card.profile, rank: order.ranks[member],
        sharing: order.sharing[member],
        grade: grading?.grade(member), reasons: trail.reasons(member))
    }
    return RankingResult(standings: standings, seats: grading?.seats ?? [])
  }
}
