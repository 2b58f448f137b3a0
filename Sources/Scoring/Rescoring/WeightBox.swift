import Records

/// All weights within so many thousandths of what they are, each moving by itself: the points and limits of a leaf as one
/// weight, the bounds of a group as another, with the start of a category.
///
/// What is said holds for every choice of weights in the box. A category that cannot be turned stays as it is.
package struct WeightBox: Sendable {
  private let tree: WeightTree
  private let unit: Int64
  private let isFixed: [Bool]
  /// 0 to 999.
  package let thousandths: Int64

  package init(_ tree: WeightTree, thousandths: Int64) {
    precondition((0..<1000).contains(thousandths), "a weight stays above 0")
    self.tree = tree
    self.thousandths = thousandths
    unit = tree.base.unit
    isFixed = tree.base.obstacles.map { $0 != nil }
  }

  /// What a member may have under the weights of a box, in nano.
  package struct Reach: Sendable {
    /// By place of the tree.
    fileprivate var places: [Place] = []
    /// By category, rounded.
    package fileprivate(set) var points: [ClosedRange<Int64>] = []
    /// Of all categories.
    package fileprivate(set) var sum: ClosedRange<Int64> = 0...0

    package init() {}

    fileprivate mutating func clear(places count: Int, categories: Int) {
      places.removeAll(keepingCapacity: true)
      places.append(contentsOf: repeatElement(Place(), count: count))
      points.removeAll(keepingCapacity: true)
      points.append(contentsOf: repeatElement(0...0, count: categories))
      sum = 0...0
    }

    fileprivate struct Place: BitwiseCopyable {
      /// After its bounds.
      var low: Int64 = 0
      var high: Int64 = 0
      /// Of a leaf: roundings of its amounts.
      var slack: Int64 = 0
      /// Its bounds touch nothing.
      var isFree = true
    }
  }

  /// By how much one member's rounded points are above another's, by category.
  package struct Differences: Sendable {
    package fileprivate(set) var ranges: [ClosedRange<Int64>] = []
    fileprivate var places: [(low: Int64, high: Int64)] = []

    package init() {}
  }

  /// O(nodes).
  package func reach(_ member: Int) -> Reach {
    var reach = Reach()
    fill(&reach, member)
    return reach
  }

  /// The same in the place of another member's reach.
  package func fill(_ reach: inout Reach, _ member: Int) {
    let profile = tree.base.profile(member)
    reach.clear(places: tree.places.count, categories: isFixed.count)
    for category in isFixed.indices where isFixed[category] {
      let points = tree.base.scores.cards[member].categories[category].points.nano
      reach.points[category] = points...points
    }
    for place in tree.places.indices {
      let node = tree.places[place]
      var found = reach.places[place]
      fill(&found, isLeaf: node.isLeaf, tree.numbers(place, profile), tree.holding(place, member))
      reach.places[place] = found
      if let parent = node.parent {
        reach.places[parent].low += found.low
        reach.places[parent].high += found.high
      } else {
        reach.points[node.category] = rounded(found.low...found.high)
      }
    }
    for points in reach.points { reach.sum = reach.sum.adding(points) }
  }

  /// `found` holds the sum of what the node's children may give.
  private func fill(
    _ found: inout Reach.Place, isLeaf: Bool, _ numbers: WeightTree.Numbers, _ held: WeightTree.Holding
  ) {
    if isLeaf {
      found.slack = held.slack
      let range = leafReach(numbers, held)
      (found.low, found.high) = (range.lowerBound, range.upperBound)
      return
    }
    var sum = found.low...found.high
    if let start = numbers.start { sum = sum.adding(scaled(start, slack: 1)) }
    let caps = numbers.cap.map { scaled($0, slack: 1) }
    let floors = numbers.floor.map { scaled($0, slack: 1) }
    found.isFree =
      (caps.map { sum.upperBound <= $0.lowerBound } ?? true)
      && (floors.map { sum.lowerBound >= $0.upperBound } ?? true)
    sum = sum.bounded(caps, floors)
    (found.low, found.high) = (sum.lowerBound, sum.upperBound)
  }

  private func leafReach(_ numbers: WeightTree.Numbers, _ held: WeightTree.Holding) -> ClosedRange<Int64> {
    guard held.entered != 0 else { return scaled(held.value, slack: held.slack) }
    return scaled(held.own, slack: held.slack).adding(held.entered...held.entered).bounded(
      numbers.cap.map { scaled($0, slack: 1) }, numbers.floor.map { scaled($0, slack: 1) })
  }

  /// What an amount may become; nothing stays nothing, unless its roundings count.
  private func scaled(_ nano: Int64, slack: Int64, atZero: Bool = false) -> ClosedRange<Int64> {
    guard nano != 0 || atZero else { return 0...0 }
    let (product, isLarge) = nano.magnitude.multipliedReportingOverflow(by: thousandths.magnitude)
    let share =
      isLarge
      ? Int64((Int128(nano.magnitude) * Int128(thousandths) + 999) / 1000)
      : Int64(product / 1000) + (product % 1000 == 0 ? 0 : 1)
    return nano - share - slack...nano + share + slack
  }

  /// Puts in that the rounded points of each category, left less right, lie in a range.
  package func fill(
    _ differences: inout Differences, _ left: Int, _ one: Reach, _ right: Int, _ other: Reach
  ) {
    differences.ranges.removeAll(keepingCapacity: true)
    for (points, others) in zip(one.points, other.points) {
      differences.ranges.append(points.subtracting(others))
    }
    differences.places.removeAll(keepingCapacity: true)
    for _ in tree.places { differences.places.append((0, 0)) }
    for (place, node) in tree.places.enumerated() {
      let range =
        node.isLeaf
        ? leafDifference(
          tree.holding(place, left), one.places[place], tree.holding(place, right), other.places[place])
        : groupDifference(differences.places[place], one.places[place], other.places[place])
      if let parent = node.parent {
        differences.places[parent].low += range.lowerBound
        differences.places[parent].high += range.upperBound
      } else {
        let low = range.lowerBound.dividedDown(by: unit) * unit
        let high = -((-range.upperBound).dividedDown(by: unit)) * unit
        differences.ranges[node.category] = differences.ranges[node.category].clamped(to: low...high)
      }
    }
  }

  private func leafDifference(
    _ left: WeightTree.Holding, _ one: Reach.Place, _ right: WeightTree.Holding, _ other: Reach.Place
  ) -> ClosedRange<Int64> {
    let apart = one.low - other.high...one.high - other.low
    guard left.entered == 0, right.entered == 0 else { return apart }
    return apart.clamped(to: scaled(left.value - right.value, slack: left.slack + right.slack, atZero: true))
  }

  /// `sum` is of the node's children.
  private func groupDifference(
    _ sum: (low: Int64, high: Int64), _ one: Reach.Place, _ other: Reach.Place
  ) -> ClosedRange<Int64> {
    // What bounds both alike never widens a difference.
    let isFree = one.isFree && other.isFree
    let (low, high) = isFree ? sum : (min(sum.low, 0), max(sum.high, 0))
    return (one.low - other.high...one.high - other.low).clamped(to: low...high)
  }

  private func rounded(_ raw: ClosedRange<Int64>) -> ClosedRange<Int64> {
    Points.nearest(raw.lowerBound, multipleOf: unit)...Points.nearest(raw.upperBound, multipleOf: unit)
  }
}

extension Model {
  /// Nano of the last digit of rounded points.
  package var unit: Int64 { (0..<decimals).reduce(Points.one) { unit, _ in unit / 10 } }
}

extension Rescoring {
  var unit: Int64 { model.unit }
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

  /// Above a cap lowered, below a floor raised, whatever cap and floor of their ranges hold.
  fileprivate func bounded(_ caps: Self?, _ floors: Self?) -> Self {
    var (low, high) = (lowerBound, upperBound)
    if let caps { (low, high) = (Swift.min(low, caps.lowerBound), Swift.min(high, caps.upperBound)) }
    if let floors { (low, high) = (Swift.max(low, floors.lowerBound), Swift.max(high, floors.upperBound)) }
    return low...high
  }
}
