package import Records

/// How a source's texts were compared with one another, in counts.
package struct NearSameCount: Hashable, Sendable {
  package let source: String
  package let title: String
  package let threshold: Fraction
  /// Texts that are long enough.
  package let compared: Int
  /// Pairs that were counted exactly.
  package let candidates: Int
  /// Pairs that a crowded band would have proposed besides.
  package let cut: Int
  /// At or above the threshold.
  package let pairs: Int
  /// Different texts of the sample whose pairs were all found.
  package let sample: Int
  package let samplePairs: Int
  /// Of these, found by the candidates.
  package let sampleFound: Int

  package init(
    source: String, title: String, threshold: Fraction, compared: Int, candidates: Int, cut: Int, pairs: Int,
    sample: Int, samplePairs: Int, sampleFound: Int
  ) {
    self.source = source
    self.title = title
    self.threshold = threshold
    self.compared = compared
    self.candidates = candidates
    self.cut = cut
    self.pairs = pairs
    self.sample = sample
    self.samplePairs = samplePairs
    self.sampleFound = sampleFound
  }
}
