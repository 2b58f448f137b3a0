/// A leaf that turned numbers reach.
struct TurnedLeaf: Sendable {
  /// Index into the model's leaves.
  let index: Int
  let source: RescoringLeaf
  /// nil for a leaf without points by record.
  var kinds: KindPoints?

  init(_ base: Rescoring, _ index: Int, _ source: RescoringLeaf, _ slots: [NumberSlot]) {
    self.index = index
    self.source = source
    kinds = source.records.map {
      KindPoints($0, slots: slots, base.numbers, profiles: base.model.profiles.count)
    }
  }
}

/// A turned leaf of which records are summed by kind.
struct CountedLeaf: Sendable {
  let counts: KindCounts
  let amounts: KindAmounts

  /// nil for a leaf that is summed by record, as one of which a limit is turned.
  init?(
    _ leaf: TurnedLeaf, besides slots: [NumberSlot], _ numbers: NumberTable, in committee: CommitteeCounts
  ) {
    guard let lines = leaf.source.records,
      !lines.limits.contains(where: { limit in slots.contains { $0.place == limit.place } }),
      let found = committee.counts(of: leaf.index, lines, numbers)
    else { return nil }
    (counts, amounts) = found
  }
}
