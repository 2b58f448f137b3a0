/// Two texts by their places, the earlier first, with the grams that both have and that either has.
package struct NearPair: Hashable, Sendable {
  package let first: Int
  package let second: Int
  package let shared: Int
  /// At least 1; the Jaccard similarity is shared / union.
  package let union: Int

  package init(first: Int, second: Int, shared: Int, union: Int) {
    self.first = first
    self.second = second
    self.shared = shared
    self.union = union
  }
}

/// What a search found.
package struct NearSamePairs: Sendable {
  /// Texts that are long enough.
  package let compared: Int
  /// Places of those that no earlier one is equal to, ascending.
  package let distinct: [Int]
  /// Pairs that were counted exactly.
  package let candidates: Int
  /// Meetings in crowded bands that were not followed.
  package let cut: Int
  /// Ascending by places. Of equal texts only the pairs with the first of them are listed, and the first speaks for them.
  package let pairs: [NearPair]
  /// No pair can have been missed.
  package let isComplete: Bool

  /// For each text that is near an earlier one the pair with the earliest, ascending by the later text; so n copies of one
  /// text are n − 1 questions.
  package var earliest: [NearPair] {
    var first: [Int: NearPair] = [:]
    for pair in pairs where first[pair.second] == nil { first[pair.second] = pair }
    return first.values.sorted { $0.second < $1.second }
  }
}

/// Found pairs against all pairs of a sample.
package struct Recall: Hashable, Sendable {
  package var texts = 0
  package var pairs = 0
  package var found = 0

  package init(texts: Int = 0, pairs: Int = 0, found: Int = 0) {
    self.texts = texts
    self.pairs = pairs
    self.found = found
  }

  package mutating func add(_ other: Recall) {
    texts += other.texts
    pairs += other.pairs
    found += other.found
  }
}
