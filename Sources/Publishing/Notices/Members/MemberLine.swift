package import Records

/// A record that a leaf selected for a member.
package struct CountedLine: Hashable, Sendable {
  /// Index into `Model.leaves`.
  package let leaf: Int
  package let day: Day?
  /// What it was, with its key, in words that name nobody else.
  package let text: String
  /// nil where a leaf's measure counts all its records together.
  package let points: Points?
  /// What limits and caps took of it.
  package let lost: Points
  /// File and line of the member's own rows.
  package let source: String
}

/// A record or a row of a member that gave no points.
struct AsideLine: Hashable, Sendable {
  let day: Day?
  let text: String
  let reason: String
  let source: String
}

/// A refused row that states a member's own number.
package struct RefusedRow: Sendable {
  /// Index into the run's members.
  package let member: Int32
  package let rejection: Rejection

  package init(member: Int32, rejection: Rejection) {
    self.member = member
    self.rejection = rejection
  }
}
