import Records

/// The leaves' scores of a member, by leaf: only those that are not empty are held, in one array for many
/// members.
package struct LeafScores: RandomAccessCollection, Sendable {
  private let held: [LeafScore]
  private let range: Range<Int>
  /// By leaf: whether its points are those of a mean.
  private let areInMean: [Bool]

  /// `held[range]` ascends by leaf.
  init(held: [LeafScore], _ range: Range<Int>, areInMean: [Bool]) {
    self.held = held
    self.range = range
    self.areInMean = areInMean
  }

  /// Every leaf's score, in the order of leaves.
  package init(_ scores: [LeafScore]) {
    self.init(held: scores, scores.indices, areInMean: scores.map { $0.points == nil })
  }

  /// The same scores where they stand in another array.
  func moved(to held: [LeafScore], _ range: Range<Int>) -> LeafScores {
    LeafScores(held: held, range, areInMean: areInMean)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { areInMean.count }

  /// The scores that are not empty, ascending by leaf.
  package var listed: ArraySlice<LeafScore> { held[range] }

  /// O(log leaves).
  package subscript(leaf: Int) -> LeafScore {
    precondition(areInMean.indices.contains(leaf), "no such leaf")
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if held[middle].leaf < leaf { low = middle + 1 } else { high = middle }
    }
    if low < range.upperBound, held[low].leaf == leaf { return held[low] }
    var empty = LeafScore(leaf: leaf)
    empty.points = areInMean[leaf] ? nil : .zero
    return empty
  }
}

extension LeafScores: ExpressibleByArrayLiteral {
  package init(arrayLiteral scores: LeafScore...) { self.init(scores) }
}

extension LeafScores: Hashable {
  package static func == (left: LeafScores, right: LeafScores) -> Bool { left.elementsEqual(right) }

  package func hash(into hasher: inout Hasher) {
    for score in self { hasher.combine(score) }
  }
}
