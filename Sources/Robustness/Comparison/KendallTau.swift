import Records

/// How alike two rankings of the same members are: Kendall's tau-b, which allows for shared ranks.
///
/// (C − D) ⁄ √((n₀ − n₁)(n₀ − n₂)): pairs that stand the same way round less those turned about, over the geometric mean of
/// the pairs that each ranking parts. 1 for the same order, −1 for the reverse. Kendall, "The Treatment of Ties in Ranking
/// Problems", 1945.
package struct KendallTau: Hashable, Sendable {
  /// C − D.
  package let concordance: Int128
  /// n₀ − n₁ and n₀ − n₂.
  package let parted: Int128
  package let partedAfter: Int128

  /// By member his rank in each. O(members log members), after Knight, 1966.
  package init(_ ranks: [(before: Int, after: Int)]) {
    let pairs = Int128(ranks.count) * (Int128(ranks.count) - 1) / 2
    let sorted = ranks.sorted { ($0.before, $0.after) < ($1.before, $1.after) }
    let tiedBefore = KendallTau.tied(sorted.map(\.before))
    let tiedAfter = KendallTau.tied(ranks.map(\.after).sorted())
    let tiedInBoth = KendallTau.tied(sorted) { $0 == $1 }
    parted = pairs - tiedBefore
    partedAfter = pairs - tiedAfter
    let turned = KendallTau.inversions(sorted.map(\.after))
    concordance = pairs - tiedBefore - tiedAfter + tiedInBoth - 2 * turned
  }

  /// In ten-thousandths, half-up on the magnitude, exactly; nil where a ranking parts nobody.
  package var tenThousandths: Int64? {
    guard parted > 0, partedAfter > 0 else { return nil }
    let product = parted * partedAfter
    let scaled = concordance.magnitude * 10_000
    // The greatest k with (2k − 1)² · product ≤ (2 · scaled)², since k is at most 10,000.
    var (low, high): (UInt128, UInt128) = (0, 10_000)
    while low < high {
      let middle = (low + high + 1) / 2
      let odd = 2 * middle - 1
      if KendallTau.isAtMost(odd, product.magnitude, 2 * scaled) { low = middle } else { high = middle - 1 }
    }
    return concordance < 0 ? -Int64(low) : Int64(low)
  }

  /// odd² · product ≤ scaled², in 256 bits.
  private static func isAtMost(_ odd: UInt128, _ product: UInt128, _ scaled: UInt128) -> Bool {
    let left = product.multipliedFullWidth(by: odd * odd)
    let right = scaled.multipliedFullWidth(by: scaled)
    return (left.high, left.low) <= (right.high, right.low)
  }

  private static func tied(_ sorted: [Int]) -> Int128 { tied(sorted, ==) }

  /// Pairs of equal neighbours' groups.
  private static func tied<Element>(_ sorted: [Element], _ isSame: (Element, Element) -> Bool) -> Int128 {
    var (pairs, run): (Int128, Int128) = (0, 1)
    for (one, next) in zip(sorted, sorted.dropFirst()) {
      run = isSame(one, next) ? run + 1 : 1
      pairs += run - 1
    }
    return pairs
  }

  /// Pairs of which the first is greater, counted while merging.
  private static func inversions(_ values: [Int]) -> Int128 {
    var (sorted, other) = (values, values)
    var (count, width): (Int128, Int) = (0, 1)
    while width < sorted.count {
      for start in stride(from: 0, to: sorted.count, by: 2 * width) {
        let (middle, end) = (min(start + width, sorted.count), min(start + 2 * width, sorted.count))
        var (left, right) = (start, middle)
        for place in start..<end {
          if left < middle, right >= end || sorted[left] <= sorted[right] {
            other[place] = sorted[left]
            left += 1
          } else {
            other[place] = sorted[right]
            count += Int128(middle - left)
            right += 1
          }
        }
      }
      swap(&sorted, &other)
      width *= 2
    }
    return count
  }
}
