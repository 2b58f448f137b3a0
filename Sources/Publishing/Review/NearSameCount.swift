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
  /// What a sample tells of pairs that were missed; nil where none can have been.
  package let sample: Sample?

  package struct Sample: Hashable, Sendable {
    /// Different texts whose pairs were all found.
    package let texts: Int
    package let pairs: Int
    /// Of the pairs, found by the candidates.
    package let found: Int

    package init(texts: Int, pairs: Int, found: Int) {
      self.texts = texts
      self.pairs = pairs
      self.found = found
    }
  }

  package init(
    source: String, title: String, threshold: Fraction, compared: Int, candidates: Int, cut: Int, pairs: Int,
    sample: Sample?
  ) {
    self.source = source
    self.title = title
    self.threshold = threshold
    self.compared = compared
    self.candidates = candidates
    self.cut = cut
    self.pairs = pairs
    self.sample = sample
  }
}
