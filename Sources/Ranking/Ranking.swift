import Records
package import Scoring

/// The official ranking of a period from finished scores (model.md §4, steps 10 to 13).
package enum Ranking {
  /// Ranks, grades and reason trail of every member.
  ///
  /// A quarter run ranks and reminds: no grade, no quota. O(members log members) besides the gates' counts.
  package static func rank(_ model: Model, _ input: ScoringInput, _ scores: Scores) -> RankingResult {
    let tests = MemberTests(model, input, scores)
    let order = RankOrder(model, scores.cards, keys: RankOrder.keys(model, scores.cards, tests))
    let gates = model.gates.map { GateOutcome($0, tests) }
    let grading = input.period.isYear ? Grading(model, input, scores.cards, order: order, gates: gates) : nil
    let trail = ReasonTrail(model, input, scores, order: order, gates: gates, grading: grading)
    let ranges = Workers.ranges(order.listed.count, of: 4096)
    let standings = input.workers.map(ranges.count) { range in
      self.standings(order.listed[ranges[range]], scores, order, grading, trail)
    }
    return RankingResult(standings: input.workers.joined(standings), seats: grading?.seats ?? [])
  }

  /// Neighbours in the ranking whose reasons are the same share them.
  private static func standings(
    _ members: ArraySlice<Int>, _ scores: Scores, _ order: RankOrder, _ grading: Grading?,
    _ trail: ReasonTrail
  ) -> [Standing] {
    var last: (grounds: ReasonTrail.Grounds, reasons: [Reason])?
    return members.map { member in
      let grounds = trail.grounds(member)
      let reasons: [Reason]
      if let grounds, let last, last.grounds == grounds {
        reasons = last.reasons
      } else {
        reasons = trail.reasons(member)
      }
      if let grounds { last = (grounds, reasons) }
      return Standing(
        member: Int32(member), profile: scores.cards[member].profile, rank: order.ranks[member],
        sharing: order.sharing[member], grade: grading?.grade(member), reasons: reasons)
    }
  }
}
