import Records

/// The grades that two runs give, top first, and whether one can be set against the other.
package struct GradeLadders: Hashable, Sendable {
  /// Empty where the run gives no grades, as a quarter does.
  package let before: [String]
  package let after: [String]

  package init(before: [String], after: [String]) {
    self.before = before
    self.after = after
  }

  /// False where one of the runs gives no grades.
  package var isGraded: Bool { !before.isEmpty && !after.isEmpty }

  /// True where both runs give the same grades in the same order. Only then is one grade higher than another, and a change
  /// of grade split by cause.
  package var areEqual: Bool { isGraded && before.map(Key.init) == after.map(Key.init) }

  /// The best grade of both runs; nil where their grades are not the same.
  package var top: String? { areEqual ? after.first : nil }
}
