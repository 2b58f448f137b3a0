import Records
import Synchronization

/// The counts of kinds of a committee's leaves, made once for each order of amounts whichever number is turned.
///
/// A leaf with a limit of points has none: what such a limit leaves in part is no count.
package final class CommitteeCounts: Sendable {
  private let base: Rescoring
  /// By leaf of the model; the last used is last. nil for a leaf that is summed by record.
  private let found: Mutex<[[KindCounts]?]>

  /// Counts of more orders than these are made anew.
  private static let most = 6
  /// Amounts of more kinds than these are not put in order at each turn.
  fileprivate static let mostKinds = 512

  /// Makes the counts for the numbers as they are. O(records).
  package init(_ base: Rescoring) {
    self.base = base
    found = Mutex(base.leaves.map { $0.isCountable ? [] : nil })
    for leaf in base.leaves.indices {
      if let lines = base.leaves[leaf].records { _ = counts(of: leaf, lines, base.numbers) }
    }
  }

  /// Of a leaf under its own limits; nil where it is summed by record. O(kinds), but for a new order.
  func counts(
    of leaf: Int, _ lines: RecordLines, _ numbers: NumberTable
  ) -> (counts: KindCounts, amounts: KindAmounts)? {
    found.withLock { found in
      guard var known = found[leaf],
        let amounts = KindAmounts(lines, numbers, profiles: base.model.profiles.count)
      else { return nil }
      let order = KindOrder(amounts)
      let own = known.firstIndex { $0.order == order }.map { known.remove(at: $0) }
      let counts = own ?? KindCounts(base.leaves[leaf], lines, amounts, base)
      known.append(counts)
      if known.count > CommitteeCounts.most { known.removeFirst() }
      found[leaf] = known
      return counts.fits(amounts) ? (counts, amounts) : nil
    }
  }
}

extension RescoringLeaf {
  /// Whether limits leave records of a few kinds whole or at 0.
  fileprivate var isCountable: Bool {
    guard let records else { return false }
    return records.kinds.count <= CommitteeCounts.mostKinds
      && !records.limits.contains { $0.rule == .points }
  }
}
