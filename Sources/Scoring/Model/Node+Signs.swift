package import Records

extension PointsRule {
  /// Every amount that the rule can give, in its order.
  package var amounts: [Amount] {
    switch self {
    case .constant(let amount): [amount]
    case .byField(_, let values, let otherwise): values.map(\.points) + [otherwise]
    case .cases(let cases): cases.map(\.points)
    }
  }

  /// The first number and the first of the other sign, of all profiles together; nil for a rule of one sign, as each must be.
  package var bothSigns: (first: Fraction, other: Fraction)? {
    let numbers = amounts.flatMap(\.byProfile).filter { $0 != .zero }
    guard let first = numbers.first,
      let other = numbers.first(where: { ($0 < .zero) != (first < .zero) })
    else { return nil }
    return (first, other)
  }
}

extension Node {
  /// Whether a node without normalisation can come out below 0, as far as its amounts and floors show.
  package var canBeNegative: Bool {
    if let floor, floor.byProfile.allSatisfy({ $0 >= .zero }) { return false }
    switch content {
    case .group(_, let children): return children.contains(where: \.canBeNegative)
    case .leaf(let leaf): return leaf.award.amounts.contains { $0.byProfile.contains { $0 < .zero } }
    }
  }
}

extension Award {
  fileprivate var amounts: [Amount] {
    switch self {
    case .perRecord(let rule, _, _): rule.amounts
    case .measure(_, .full(let full)): [full]
    case .measure(_, .tiers(let tiers)): tiers.map(\.points)
    case .measure(_, .normalised), .entered: []
    }
  }
}
