package import Records

/// The most that parts of a model can give to a member of a profile, in nano points; nil = no bound is known.
///
/// 记分 rows are left out: they are for what the model does not foresee.
package struct Reach: Sendable {
  private let profile: Int
  /// What the records of a member who served a month alone are multiplied by, after their limits and before every cap.
  private let growth: Int128

  /// Fractions of the derived relations that never exceed 1.
  private static let unitFractions = ["attended", "covered", "answered_share"]
  private static let monthsOfYear: Int128 = 12

  /// `profile` is an index into the model's; `isProrated` says so of the category.
  package init(_ profile: Int, isProrated: Bool = false) {
    self.profile = profile
    growth = isProrated ? Reach.monthsOfYear : 1
  }

  /// Of a number of a model, rounded to a nano.
  package static func nano(_ value: Fraction) -> Int128 { Int128(Points(nearest: value).nano) }

  /// With the model's digits.
  package static func text(_ nano: Int128, decimals: Int) -> String {
    var unit: Int128 = 1_000_000_000
    for _ in 0..<decimals { unit /= 10 }
    return DecimalText.format(Rounding.halfUp(nano, over: unit), scale: decimals, atLeast: decimals)
  }

  /// The most that a member of a profile can have in all.
  package static func mostTotal(of model: Model, _ profile: Int) -> Int128? {
    var total: Int128 = 0
    for category in model.categories {
      let reach = Reach(profile, isProrated: model.prorate.contains { Key($0) == Key(category.node.code) })
      let most = reach.most(of: category.node.content, start: category.start?[profile])
      guard let most = reach.bounded(most, category.node.cap) else { return nil }
      total += most
    }
    return max(total, model.floor.map { nano($0[profile]) } ?? total)
  }

  /// Of a content before its own cap.
  package func most(of content: Node.Content, start: Fraction? = nil) -> Int128? {
    switch content {
    case .leaf(let leaf): return most(of: leaf)
    case .group(.sum, let children):
      var sum = start.map(Reach.nano) ?? 0
      for child in children {
        guard let most = bounded(most(of: child.content), child.cap) else { return nil }
        sum += most
      }
      return sum
    case .group(.arithmetic(let full), let children), .group(.geometric(let full), let children):
      return mean(full?[profile] ?? .one, children).map { $0 + (start.map(Reach.nano) ?? 0) }
    }
  }

  private func bounded(_ most: Int128?, _ cap: Amount?) -> Int128? {
    guard let cap else { return most }
    let bound = Reach.nano(cap[profile])
    return most.map { min($0, bound) } ?? bound
  }

  private func mean(_ full: Fraction, _ children: [Node]) -> Int128? {
    var greatest: Int128 = 0
    for child in children {
      switch child.share.normalisation {
      case .zScore: return nil
      case .minMax, .percentile, .goalposts: greatest = max(greatest, Int128(Points.one))
      case nil:
        guard let most = bounded(most(of: child.content), child.cap) else { return nil }
        greatest = max(greatest, most)
      }
    }
    return Reach.product(greatest, full)
  }

  private static func product(_ nano: Int128, _ factor: Fraction) -> Int128 {
    Rounding.halfUp(nano * Int128(factor.numerator), over: Int128(factor.denominator))
  }

  private func most(of leaf: Leaf) -> Int128? {
    switch leaf.award {
    case .entered: return nil
    case .measure(_, .normalised): return nil
    case .measure(_, .tiers(let tiers)):
      return tiers.map { Reach.nano($0.points[profile]) }.max().map { max($0, 0) }
    case .measure(let measure, .full(let full)):
      if full[profile] == .zero { return 0 }
      if full[profile] < .zero { return nil }
      return most(of: measure).map { Reach.product(Reach.nano($0), full[profile]) }
    case .perRecord(let rule, let times, _):
      let event = rule.amounts.map { Reach.nano($0[profile]) }.max() ?? 0
      if event <= 0 { return 0 }
      return most(of: event, times, leaf.limits).map { $0 * growth }
    }
  }

  /// The greatest value of a rate whose upper fields stand below it too; nil for a measure without a bound.
  package func most(of measure: Measure) -> Fraction? {
    guard case .rate(let terms, let over, let none) = measure,
      terms.allSatisfy({ term in over.contains { Key($0) == Key(term.field) } })
    else { return nil }
    return (terms.map { $0.factor[profile] } + [none[profile]]).max()
  }

  private func most(of event: Int128, _ times: String?, _ limits: [Limit]) -> Int128? {
    let isBounded = times.map { times in Reach.unitFractions.contains { Key($0) == Key(times) } } ?? true
    let bounds = limits.filter(\.per.isEmpty).compactMap { limit -> Int128? in
      switch limit.rule {
      case .best(let count): isBounded ? Reach.product(event, count[profile]) : nil
      case .points(let points): Reach.nano(points[profile])
      case .skip: nil
      }
    }
    return bounds.min()
  }

  /// The largest positive amount of one record below a node, within the caps of the nodes between; nil when
  /// there is none.
  package func largestEvent(of node: Node) -> Fraction? {
    switch node.content {
    case .group(.sum, let children):
      return children.compactMap { child in
        largestEvent(of: child).map { event in min(event, child.cap?[profile] ?? event) }
      }.max()
    case .group: return nil
    case .leaf(let leaf):
      guard case .perRecord(let rule, _, _) = leaf.award else { return nil }
      return rule.amounts.map { $0[profile] }.filter { $0 > .zero }.max()
    }
  }
}
