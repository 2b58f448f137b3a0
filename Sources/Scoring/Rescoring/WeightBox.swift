import Records

/// All weights within so many thousandths of what they are, each moving by itself: the points and limits of a leaf as one
/// weight, the bounds of a group as another, with the start of a category.
///
/// What is said holds for every choice of weights in the box. A category that cannot be turned stays as it is.
package struct WeightBox: Sendable {
  let base: Rescoring
  /// 0 to 999.
  package let thousandths: Int64

  package init(_ base: Rescoring, thousandths: Int64) {
    precondition((0..<1000).contains(thousandths), "a weight stays above 0")
    self.base = base
    self.thousandths = thousandths
  }

  /// What a member may have under the weights of a box, in nano.
  package struct Reach: Sendable {
    /// By node, after its bounds.
    var values: [ClosedRange<Int64>]
    /// By node: whether its bounds touch nothing.
    var isFree: [Bool]
    /// By category, rounded.
    package var points: [ClosedRange<Int64>]
  }

  /// O(nodes).
  package func reach(_ member: Int) -> Reach {
    let nodes = base.tree.nodes
    var reach = Reach(
      values: Array(repeating: 0...0, count: nodes.count), isFree: Array(repeating: true, count: nodes.count),
      points: [])
    reach.points.reserveCapacity(base.tree.roots.count)
    var node = 0
    for (category, root) in base.tree.roots.enumerated() {
      guard base.obstacles[category] == nil else {
        let points = base.scores.cards[member].categories[category].points.nano
        reach.points.append(points...points)
        node = root + 1
        continue
      }
      while node <= root {
        fill(&reach, node, member)
        node += 1
      }
      reach.points.append(rounded(reach.values[root]))
    }
    return reach
  }

  private func fill(_ reach: inout Reach, _ node: Int, _ member: Int) {
    let place = base.tree.nodes[node]
    let profile = base.profile(member)
    if let leaf = place.leaf {
      reach.values[node] = leafReach(leaf, node, member, profile)
      return
    }
    var sum: ClosedRange<Int64> = 0...0
    for child in place.children { sum = sum.adding(reach.values[child]) }
    if let start = place.start { sum = sum.adding(scaled(amount(start, profile), slack: 1)) }
    let caps = place.cap.map { scaled(amount($0, profile), slack: 1) }
    let floors = place.floor.map { scaled(amount($0, profile), slack: 1) }
    reach.isFree[node] =
      (caps.map { sum.upperBound <= $0.lowerBound } ?? true)
      && (floors.map { sum.lowerBound >= $0.upperBound } ?? true)
    reach.values[node] = sum.bounded(caps, floors)
  }

  private func leafReach(_ leaf: Int, _ node: Int, _ member: Int, _ profile: Int) -> ClosedRange<Int64> {
    let slack = slack(leaf, member)
    let entered = base.leaves[leaf].entered.isEmpty ? 0 : base.leaves[leaf].entered[member]
    guard entered != 0 else { return scaled(base.values[node][member], slack: slack) }
    let own = scaled(base.contents[node][member] - entered, slack: slack)
    return own.adding(entered...entered).bounded(
      base.tree.nodes[node].cap.map { scaled(amount($0, profile), slack: 1) },
      base.tree.nodes[node].floor.map { scaled(amount($0, profile), slack: 1) })
  }

  /// Roundings of a leaf's amounts, in nano.
  private func slack(_ leaf: Int, _ member: Int) -> Int64 {
    Int64(base.leaves[leaf].lines(member).count) + 3
  }

  private func amount(_ place: Int, _ profile: Int) -> Int64 { base.numbers[place, profile].nearest ?? 0 }

  /// What an amount may become.
  private func scaled(_ nano: Int64, slack: Int64) -> ClosedRange<Int64> {
    guard nano != 0 else { return 0...0 }
    let move = Int64((Int128(nano.magnitude) * Int128(thousandths) + 999) / 1000) + slack
    return nano - move...nano + move
  }

  /// The rounded points of a category, left less right, lie in this range.
  package func difference(
    _ category: Int, _ left: Int, _ one: Reach, _ right: Int, _ other: Reach
  ) -> ClosedRange<Int64> {
    let apart = one.points[category].subtracting(other.points[category])
    guard base.obstacles[category] == nil else { return apart }
    let unit = base.unit
    let raw = nodeDifference(base.tree.roots[category], left, one, right, other)
    let low = raw.lowerBound.dividedDown(by: unit) * unit
    let high = -((-raw.upperBound).dividedDown(by: unit)) * unit
    return apart.clamped(to: low...high)
  }

  private func nodeDifference(
    _ node: Int, _ left: Int, _ one: Reach, _ right: Int, _ other: Reach
  ) -> ClosedRange<Int64> {
    let apart = one.values[node].subtracting(other.values[node])
    let place = base.tree.nodes[node]
    if let leaf = place.leaf {
      guard base.leaves[leaf].hasNoEntries(left), base.leaves[leaf].hasNoEntries(right) else { return apart }
      let difference = base.values[node][left] - base.values[node][right]
      let together = scaled(difference, slack: 0).widened(by: slack(leaf, left) + slack(leaf, right))
      return apart.clamped(to: together)
    }
    var sum: ClosedRange<Int64> = 0...0
    for child in place.children { sum = sum.adding(nodeDifference(child, left, one, right, other)) }
    // What bounds both alike never widens a difference.
    if !(one.isFree[node] && other.isFree[node]) { sum = min(sum.lowerBound, 0)...max(sum.upperBound, 0) }
    return apart.clamped(to: sum)
  }

  private func rounded(_ raw: ClosedRange<Int64>) -> ClosedRange<Int64> {
    let decimals = base.model.decimals
    return Points(nano: raw.lowerBound).rounded(decimals: decimals)
      .nano...Points(nano: raw.upperBound)
      .rounded(decimals: decimals).nano
  }
}

extension RescoringLeaf {
  fileprivate func hasNoEntries(_ member: Int) -> Bool { entered.isEmpty || entered[member] == 0 }
}

extension Rescoring {
  /// Nano of the last digit of rounded points.
  var unit: Int64 { (0..<model.decimals).reduce(Points.one) { unit, _ in unit / 10 } }
}

extension Int64 {
  fileprivate func dividedDown(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension ClosedRange<Int64> {
  fileprivate func adding(_ other: Self) -> Self {
    lowerBound + other.lowerBound...upperBound + other.upperBound
  }

  fileprivate func subtracting(_ other: Self) -> Self {
    lowerBound - other.upperBound...upperBound - other.lowerBound
  }

  fileprivate func widened(by slack: Int64) -> Self { lowerBound - slack...upperBound + slack }

  /// Above a cap lowered, below a floor raised, whatever cap and floor of their ranges hold.
  fileprivate func bounded(_ caps: Self?, _ floors: Self?) -> Self {
    var (low, high) = (lowerBound, upperBound)
    if let caps { (low, high) = (Swift.min(low, caps.lowerBound), Swift.min(high, caps.upperBound)) }
    if let floors { (low, high) = (Swift.max(low, floors.lowerBound), Swift.max(high, floors.upperBound)) }
    return low...high
  }
}
