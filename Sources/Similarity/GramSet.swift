/// The distinct n-grams of a text.
///
/// A gram of up to three scalars of 21 bits is packed into one word, so that equal words are equal grams and what is counted
/// is exact.
struct GramSet: Hashable, Sendable {
  /// Ascending.
  let grams: [UInt64]
  /// A bit for each gram, of 64 that it is mixed to.
  private let marks: UInt64

  static let most = 3

  init(_ scalars: ArraySlice<UInt32>, size: Int) {
    var grams: [UInt64] = []
    grams.reserveCapacity(scalars.count)
    GramSet.forEach(scalars, size: size) { grams.append($0) }
    self.grams = SortedGrams.distinct(grams)
    marks = self.grams.reduce(0) { $0 | 1 << (MinHash.mix($1) >> 58) }
  }

  /// Each gram of the text in its order, repeated ones as often as they stand; none of a text that is shorter than one.
  @inline(__always)
  static func forEach(_ scalars: ArraySlice<UInt32>, size: Int, _ body: (UInt64) -> Void) {
    let mask = (UInt64(1) << UInt64(21 * size)) &- 1
    var gram: UInt64 = 0
    var filled = 0
    for scalar in scalars {
      gram = (gram << 21 | UInt64(scalar)) & mask
      filled += 1
      if filled >= size { body(gram) }
    }
  }

  /// No more grams than these are in both: each mark that the other lacks is of a gram that it lacks (the bitmap filter of
  /// Sandes, Teodoro and Melo, "Bitmap Filter: Speeding up Exact Set Similarity Joins", 2020).
  private func most(sharedWith other: GramSet) -> Int {
    min(
      grams.count - (marks & ~other.marks).nonzeroBitCount,
      other.grams.count - (other.marks & ~marks).nonzeroBitCount)
  }

  /// How many grams both have, where these are enough for the threshold; else nil, found without counting to the end.
  ///
  /// |A ∩ B| / |A ∪ B| ≥ t exactly when |A ∩ B| · (p + q) ≥ p · (|A| + |B|) for t = p/q (Jaccard 1901; the bound of Xiao et
  /// al., "Efficient Similarity Joins for Near Duplicate Detection", 2008). O(|A| + |B|).
  func shared(with other: GramSet, atLeast threshold: Threshold) -> Int? {
    let needed = threshold.needed(grams.count + other.grams.count)
    guard most(sharedWith: other) >= needed else { return nil }
    var (left, right, shared) = (0, 0, 0)
    let (lefts, rights) = (grams.span, other.grams.span)
    var spare = min(lefts.count, rights.count) - needed
    guard spare >= 0 else { return nil }
    var (leftSpare, rightSpare) = (lefts.count - needed, rights.count - needed)
    while left < lefts.count, right < rights.count {
      let (a, b) = (lefts[left], rights[right])
      if a == b {
        shared += 1
        left += 1
        right += 1
      } else if a < b {
        left += 1
        leftSpare -= 1
        if leftSpare < 0 { return nil }
      } else {
        right += 1
        rightSpare -= 1
        if rightSpare < 0 { return nil }
      }
    }
    spare = shared - needed
    return spare >= 0 ? shared : nil
  }
}

/// A share of grams from 0 (excluded) to 1 that two texts must have in common.
package struct Threshold: Hashable, Comparable, Sendable {
  package let numerator: Int
  package let denominator: Int

  package init(_ numerator: Int, _ denominator: Int) {
    precondition(numerator > 0 && numerator <= denominator, "above 0, at most 1")
    self.numerator = numerator
    self.denominator = denominator
  }

  package static func < (left: Threshold, right: Threshold) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }

  /// The least number of shared grams of two sets with so many grams together.
  func needed(_ together: Int) -> Int {
    (numerator * together + numerator + denominator - 1) / (numerator + denominator)
  }

  /// For the choice of bands alone; what is near is decided on whole numbers.
  var approximation: Double { Double(numerator) / Double(denominator) }
}
