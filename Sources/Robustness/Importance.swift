package import Records
import Scoring

/// How much a node of the model decides among the ranked of a profile, against what its bounds promise.
///
/// The share of a part in the spread of the whole is cov(part, sum) ÷ var(sum): since the sum's variance is the sum of
/// its parts' covariances with it, the categories' shares add up to 1. The sum is that of the rounded categories, before
/// the model's least total.
package struct Importance: Hashable, Sendable {
  package let code: String
  package let name: String
  /// 0 for a category, 1 for a leaf below it.
  package let depth: Int
  /// nil where the model states none.
  package let cap: Fraction?
  /// Ranked members whose points reach the cap; nil without one.
  package let atCap: Int?
  /// Mean points, in nano half-up.
  package let mean: Points
  /// cov(part, sum) and var(sum), each times the members squared, in square nano; nil beyond 128 bits, as of 100,000
  /// members with a million points.
  package let covariance: Int128?
  package let variance: Int128?

  /// By category and leaf in the order of the file. A leaf of a mean has no points of its own and is left out. Empty for a
  /// profile without ranked members. O(members · leaves).
  package static func all(_ outcome: Outcome, profile: Int) -> [Importance] {
    let model = outcome.model
    let cards = outcome.cards.filter { $0.profile == profile && $0.setAsideBy == nil }
    guard !cards.isEmpty else { return [] }
    let sums = cards.map(\.sum)
    let leaves = model.leaves
    return model.categories.indices.flatMap { place -> [Importance] in
      let category = model.categories[place].node
      let whole = Importance(
        category, depth: 0, profile: profile, points: cards.map { $0.categories[place].points }, sums: sums)
      let parts = leaves.indices.filter { leaves[$0].category == place }.compactMap { leaf -> Importance? in
        let points = cards.compactMap { $0.leaves[leaf].points }
        guard points.count == cards.count else { return nil }
        return Importance(leaves[leaf].node, depth: 1, profile: profile, points: points, sums: sums)
      }
      return [whole] + parts
    }
  }

  private init(_ node: Node, depth: Int, profile: Int, points: [Points], sums: [Points]) {
    code = node.code
    name = node.name
    self.depth = depth
    cap = node.cap?[profile]
    atCap = cap.map { cap in points.count { $0 >= Points(nearest: cap) } }
    mean = Points(nano: Int64(Rounding.halfUp(Importance.total(points), over: Int128(points.count))))
    covariance = Importance.covariance(points, sums)
    variance = Importance.covariance(sums, sums)
  }

  /// n Σxy − Σx Σy: the covariance times n², exact.
  private static func covariance(_ left: [Points], _ right: [Points]) -> Int128? {
    var products = Int128(0)
    for (one, other) in zip(left, right) {
      let (sum, isLarge) = products.addingReportingOverflow(Int128(one.nano) * Int128(other.nano))
      guard !isLarge else { return nil }
      products = sum
    }
    let (lefts, rights) = (total(left), total(right))
    let (scaled, isLarge) = products.multipliedReportingOverflow(by: Int128(left.count))
    let (product, isLarger) = lefts.multipliedReportingOverflow(by: rights)
    let (difference, isLargest) = scaled.subtractingReportingOverflow(product)
    return isLarge || isLarger || isLargest ? nil : difference
  }

  private static func total(_ points: [Points]) -> Int128 { points.reduce(0) { $0 + Int128($1.nano) } }

  /// The share in ten-thousandths, half-up on the magnitude; nil where all have the same sum.
  package var share: Int64? {
    guard let covariance, let variance, variance > 0 else { return nil }
    let product = covariance.magnitude.multipliedFullWidth(by: 10_000)
    guard product.high < variance.magnitude else { return nil }
    let (quotient, remainder) = variance.magnitude.dividingFullWidth(product)
    let rounded = remainder >= variance.magnitude - remainder ? quotient + 1 : quotient
    return Int64(exactly: rounded).map { covariance < 0 ? -$0 : $0 }
  }
}
