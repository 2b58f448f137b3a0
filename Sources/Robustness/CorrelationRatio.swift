import Records
import Scoring

/// How much of the spread of sums lies between members with different points of a part: var(E[sum | points]) ÷ var(sum),
/// Pearson's η² (1905). Unlike the part's share it also sees what is not a straight line, such as a leap at a cap.
///
/// The less often points repeat, the more it says by itself: where no two members have the same, it is 1.
enum CorrelationRatio {
  /// In ten-thousandths, half-up; nil where all have the same sum. Members are grouped by equal points.
  ///
  /// Exact at any size: with n members of sum S, and groups of k members of sum G, it is
  /// (n·ΣG²/k − S²) ÷ (n·Σs² − S²), both over a common multiple of the sizes k. O(members · log members).
  static func of(_ points: [Points], _ sums: [Points]) -> Int64? {
    let count = BigNatural(UInt64(points.count))
    let square = square(sums.reduce(0) { $0 + Int128($1.nano) })
    let spread = count * sums.reduce(BigNatural(0)) { $0 + self.square(Int128($1.nano)) } - square
    guard !spread.isZero else { return nil }
    let squares = squaresBySize(points, sums)
    let common = squares.keys.reduce(BigNatural.one) { $0 * BigNatural($1) }
    let between = squares.reduce(BigNatural(0)) { sum, group in
      sum + group.value * common.quotientAndRemainder(dividingBy: UInt128(group.key)).quotient
    }
    return Int64(
      Roots.nearestShare(count * between - square * common, of: spread * common, scale: 10_000))
  }

  /// ΣG² of the groups of each size.
  private static func squaresBySize(_ points: [Points], _ sums: [Points]) -> [UInt64: BigNatural] {
    let groups = Dictionary(grouping: points.indices) { points[$0] }.values
    return groups.reduce(into: [:]) { squares, members in
      let sum = members.reduce(Int128(0)) { $0 + Int128(sums[$1].nano) }
      squares[UInt64(members.count), default: BigNatural(0)] =
        squares[UInt64(members.count), default: BigNatural(0)] + square(sum)
    }
  }

  private static func square(_ number: Int128) -> BigNatural {
    let magnitude = BigNatural(wide: number.magnitude)
    return magnitude * magnitude
  }
}
