/// How a signature is cut into bands, so that near texts meet in at least one of them.
///
/// Two texts of Jaccard similarity s agree in one of b bands of r hashes with probability 1 − (1 − sʳ)ᵇ (Leskovec,
/// Rajaraman and Ullman, "Mining of Massive Datasets", 3.4.2).
package struct Bands: Hashable, Sendable {
  package let count: Int
  package let rows: Int

  static let mostHashes = 128
  /// Expected at the threshold itself, where it is least.
  static let recall = 0.999

  /// The most rows, and so the fewest chance meetings, for which the expected recall is reached with `mostHashes` hashes.
  init(for threshold: Threshold) {
    var best = Bands(count: Bands.mostHashes, rows: 1)
    for rows in 1...Bands.mostHashes {
      var (meet, miss) = (1.0, 1.0)
      for _ in 0..<rows { meet *= threshold.approximation }
      var count = 0
      while (count + 1) * rows <= Bands.mostHashes, 1 - miss < Bands.recall {
        miss *= 1 - meet
        count += 1
      }
      if 1 - miss >= Bands.recall { best = Bands(count: count, rows: rows) }
    }
    self = best
  }

  private init(count: Int, rows: Int) {
    self.count = count
    self.rows = rows
  }

  package var hashes: Int { count * rows }

  /// Of two texts with that similarity.
  package func expectedRecall(_ similarity: Double) -> Double {
    var (meet, miss) = (1.0, 1.0)
    for _ in 0..<rows { meet *= similarity }
    for _ in 0..<count { miss *= 1 - meet }
    return 1 - miss
  }
}
