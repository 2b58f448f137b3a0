import Records
package import Robustness

/// What the page of two runs is made from.
package struct ComparisonFacts: Sendable {
  let before: RunRecord
  let after: RunRecord
  let comparison: RunComparison
  let models: ModelDifferences
  /// What differs by cause, in words; nil for a cause that is the same in both.
  let words: [String?]
  /// Derivation parameters that differ.
  let derivation: [StructureChange]

  package init(
    before: RunRecord, after: RunRecord, comparison: RunComparison, models: ModelDifferences,
    derivation: [StructureChange], words: [String?]
  ) {
    precondition(words.count == Cause.allCases.count, "words for each cause")
    self.before = before
    self.after = after
    self.comparison = comparison
    self.models = models
    self.derivation = derivation
    self.words = words
  }

  /// True for the best grade of both runs; false where they do not give the same grades.
  func isTop(_ grade: String?) -> Bool {
    guard let grade, let top = comparison.ladders.top else { return false }
    return Key(grade) == Key(top)
  }
}
