package import Records

/// What scoring gives.
package struct Scores: Sendable {
  /// Parallel to the input's members.
  package let cards: [Scorecard]
  /// By member, leaf and `≺`. A measure leaf has one amount per member and, without points, the records it
  /// rests on.
  package let records: [RecordScore]
  /// Entered points that no leaf of the model takes.
  package let findings: [Finding]

  package init(cards: [Scorecard], records: [RecordScore], findings: [Finding]) {
    self.cards = cards
    self.records = records
    self.findings = findings
  }
}
