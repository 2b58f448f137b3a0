/// A change split exactly by cause: the Shapley values of the four causes, as whole numbers over 24.
///
/// The value of a cause is what it changes when it comes in, on average over the 24 orders in which the four can come in one
/// after the other: φᵢ = Σ |S|! (3 − |S|)! ⁄ 4! · (v(S ∪ i) − v(S)). The parts add up to the change; a cause that never
/// changes anything has 0. Shapley, "A Value for n-Person Games", 1953.
package struct Split: Hashable, Sendable {
  /// What the parts are over.
  package static let denominator: Int128 = 24

  /// By cause, times 24.
  package let parts: [Int128]

  package static let zero = Split(parts: [0, 0, 0, 0])

  private init(parts: [Int128]) { self.parts = parts }

  /// `value` says what the mixture is worth that takes these causes from the run after.
  package init(_ value: (Causes) -> Int64) {
    let values = Causes.subsets.map { Int128(value($0)) }
    parts = Cause.allCases.map { cause in
      let own = Causes(cause)
      return Causes.subsets.filter { !$0.contains(own) }.reduce(0) { sum, others in
        sum + Split.weight(others.count) * (values[others.union(own).rawValue] - values[others.rawValue])
      }
    }
  }

  /// |S|! (3 − |S|)!: orders in which the causes of a set of this size come first, then the one.
  static func weight(_ before: Int) -> Int128 { [6, 2, 2, 6][before] }

  package subscript(cause: Cause) -> Int128 { parts[cause.rawValue] }

  /// The whole change.
  package var sum: Int128 { parts.reduce(0, +) / Split.denominator }

  package var isZero: Bool { parts.allSatisfy { $0 == 0 } }

  /// The cause that did most in the direction of the change; nil where nothing changed or two did equally much.
  package var main: Cause? {
    let sign = sum.signum()
    guard sign != 0, let most = parts.map({ $0 * sign }).max(), most > 0 else { return nil }
    let found = Cause.allCases.filter { self[$0] * sign == most }
    return found.count == 1 ? found[0] : nil
  }

  package static func + (left: Split, right: Split) -> Split {
    Split(parts: zip(left.parts, right.parts).map(+))
  }
}
