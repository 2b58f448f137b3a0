import Ranking

/// What one difference between two runs does when it alone is of the run after and all else of the run before.
package struct AloneEffect: Hashable, Sendable {
  /// Members who change their rank.
  package let ranks: Int
  /// Members who change their grade; nil where the run gives none.
  package let grades: Int?

  /// Both outcomes are of the same members.
  package init(from before: Outcome, to after: Outcome) {
    let changes = Scenario(before, after).changes
    ranks = changes.count(where: \.isRankChange)
    let isGraded = before.ranking.standings.contains { $0.grade != nil }
    grades = isGraded ? changes.count(where: \.isGradeChange) : nil
  }
}
