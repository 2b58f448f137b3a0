/// What one difference between two runs does when it alone is of the run after and all else of the run before.
package struct AloneEffect: Hashable, Sendable {
  /// Members who change their rank.
  package let ranks: Int
  /// Members who change their grade.
  package let grades: Int

  /// Both outcomes are of the same members.
  package init(from before: Outcome, to after: Outcome) {
    let changes = Scenario(before, after).changes
    ranks = changes.count(where: \.isRankChange)
    grades = changes.count(where: \.isGradeChange)
  }
}
