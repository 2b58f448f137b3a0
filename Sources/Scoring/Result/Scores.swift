package import Records

/// What scoring gives.
package struct Scores: Sendable {
  /// Parallel to the input's members.
  package let cards: [Scorecard]
  /// By member, leaf and `≺`. A measure leaf has one amount per member and, without points, the records it
  /// rests on. Empty where the caller keeps none.
  package let records: [RecordScore]
  /// How many there are of each member, kept or not.
  package let recordCounts: [Int32]
  /// By relation of the input and record: whether a leaf reads it.
  package let isUsed: [[Bool]]
  /// By entered point of the input: whether a leaf takes it.
  package let isEntered: [Bool]
  /// Entered points that no leaf of the model takes.
  package let findings: [Finding]
  let facts: MemberFacts
  /// What gates and rank keys ask of kept records.
  let keptCounts: [KeptCounts]

  /// How many there are in all. O(members).
  package var recordCount: Int { recordCounts.reduce(0) { $0 + Int($1) } }
}

/// The answer to a query of kept records, per member.
struct KeptCounts: Sendable {
  let query: CountQuery
  let counts: [Int64]
}
