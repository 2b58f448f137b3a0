package import Ranking
package import Records
package import Scoring

/// A committee under one model: what scoring reads and what came of it.
package struct Outcome: Sendable {
  package let model: Model
  package let cards: [Scorecard]
  package let ranking: RankingResult

  package init(model: Model, cards: [Scorecard], ranking: RankingResult) {
    self.model = model
    self.cards = cards
    self.ranking = ranking
  }

  /// Scores, ranks and grades; throws as `Evaluation.score`.
  package init(_ model: Model, _ input: ScoringInput) throws(ScoringError) {
    let scores = try Evaluation.score(model, input, keepsRecords: false)
    self.init(model: model, cards: scores.cards, ranking: Ranking.rank(model, input, scores))
  }
}

/// What another model of the same shape does to the same members, who keep their records.
package struct Scenario: Sendable {
  package let before: Outcome
  package let after: Outcome
  /// Members whose total, rank or grade differs, in the order of the ranking after.
  package let changes: [Change]

  package struct Change: Sendable {
    /// Both of one member.
    package let before: Standing
    package let after: Standing
    package let totals: (before: Points, after: Points)
    /// By category of the model, after less before.
    package let categories: [Points]

    package var isGradeChange: Bool { before.grade != after.grade }
    package var isRankChange: Bool { before.rank != after.rank }
    package var isTotalChange: Bool { totals.before != totals.after }
  }

  /// Both outcomes are of the same members.
  package init(_ before: Outcome, _ after: Outcome) {
    precondition(before.cards.count == after.cards.count, "the same members")
    self.before = before
    self.after = after
    let standings = Dictionary(uniqueKeysWithValues: before.ranking.standings.map { ($0.member, $0) })
    changes = after.ranking.standings.compactMap { now in
      guard let then = standings[now.member] else { return nil }
      let (old, new) = (before.cards[Int(now.member)], after.cards[Int(now.member)])
      guard old.total != new.total || then.rank != now.rank || then.grade != now.grade else { return nil }
      return Change(
        before: then, after: now, totals: (old.total, new.total),
        categories: zip(old.categories, new.categories).map { $1.points - $0.points })
    }
  }
}
