package import Records
import Scoring

/// How much a node of the model decides among the ranked of a profile, against what its cap promises.
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
  /// η² of the part, in ten-thousandths: see `CorrelationRatio`; nil where all have the same sum.
  package let correlationRatio: Int64?
  /// The cap as a share of the caps of all base categories, in ten-thousandths half-up: what the model promises. Only for
  /// those, and only where each of them has a cap.
  package let nominalShare: Int64?

  /// By category and leaf in the order of the file. A leaf of a mean has no points of its own and is left out. Empty for a
  /// profile without ranked members. O(members · leaves).
  package static func all(_ outcome: Outcome, profile: Int) -> [Importance] {
    let model = outcome.model
    let cards = outcome.cards.filter { $0.profile == profile && $0.setAsideBy == nil }
    guard !cards.isEmpty else { return [] }
    let sums = cards.map(\.sum)
    let leaves = model.leaves
    let nominal = nominalShares(model, profile)
    return model.categories.indices.flatMap { place -> [Importance] in
      let category = model.categories[place].node
      let whole = Importance(
        category, depth: 0, profile: profile, points: cards.map { $0.categories[place].points }, sums: sums,
        nominalShare: nominal[place])
      let parts = leaves.indices.filter { leaves[$0].category == place }.compactMap { leaf -> Importance? in
        let points = cards.compactMap { $0.leaves[leaf].points }
        guard points.count == cards.count else { return nil }
        return Importance(leaves[leaf].node, depth: 1, profile: profile, points: points, sums: sums)
      }
      return [whole] + parts
    }
  }

  private init(
    _ node: Node, depth: Int, profile: Int, points: [Points], sums: [Points], nominalShare: Int64? = nil
  ) {
    code = node.code
    name = node.name
    self.depth = depth
    cap = node.cap?[profile]
    atCap = cap.map { cap in points.count { $0 >= Points(nearest: cap) } }
    mean = Points(nano: Int64(Rounding.halfUp(Importance.total(points), over: Int128(points.count))))
    covariance = Importance.covariance(points, sums)
    variance = Importance.covariance(sums, sums)
    correlationRatio = CorrelationRatio.of(points, sums)
    self.nominalShare = nominalShare
  }

  /// By category.
  private static func nominalShares(_ model: Model, _ profile: Int) -> [Int64?] {
    let bases = model.categories.filter { $0.role == .base }
    let caps = bases.compactMap { $0.node.cap.map { Points(nearest: $0[profile]) } }
    let total = total(caps)
    guard caps.count == bases.count, caps.allSatisfy({ $0 >= .zero }), total > 0 else {
      return model.categories.map { _ in nil }
    }
    return model.categories.map { category in
      guard category.role == .base, let cap = category.node.cap else { return nil }
      return Int64(Rounding.halfUp(Int128(Points(nearest: cap[profile]).nano) * 10_000, over: total))
    }
  }

  /// What a category must be apart by from its nominal share to be told, in ten-thousandths: the shares of some hundred
  /// members move by several points when a few of them have another record.
  package static let tellingDistance: Int64 = 1_000

  /// True where a category decides twice as much as its cap promises or half as much, and ten points more or less.
  package var isFarFromNominal: Bool {
    guard let nominalShare, let share else { return false }
    return abs(share - nominalShare) >= Importance.tellingDistance
      && (share >= 2 * nominalShare || 2 * share <= nominalShare)
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
