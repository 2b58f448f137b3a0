import Records

extension Ledger {
  /// A category's values after its bounds and before rounding: `start` plus what it holds, in nano per
  /// member.
  mutating func categoryValues(_ category: Category, firstLeaf: Int) throws(ScoringError) -> [Int64] {
    let place = NodePlace(
      firstLeaf: firstLeaf, isProrated: model.prorate.contains { Key($0) == Key(category.node.code) },
      isInMean: false)
    var sums = try contents(of: category.node, at: place)
    if let start = category.start {
      for member in members { sums[member] += start.nano(facts.profiles[member]) }
    }
    return boundGroup(category.node, leaves: place.leaves(of: category.node), sums: sums)
  }

  /// A node's values after its own bounds.
  mutating func values(of node: Node, at place: NodePlace) throws(ScoringError) -> [Int64] {
    let sums = try contents(of: node, at: place)
    guard case .group = node.content else { return boundLeaf(place.firstLeaf) }
    return boundGroup(node, leaves: place.leaves(of: node), sums: sums)
  }

  /// What a node holds, before its own bounds.
  private mutating func contents(of node: Node, at place: NodePlace) throws(ScoringError) -> [Int64] {
    switch node.content {
    case .leaf(let leaf):
      try score(leaf, at: place)
      return members.map { member in
        lines(member, place.firstLeaf).reduce(0) { $0 + records[$1].points.nano }
      }
    case .group(.sum, let children):
      var sums = [Int64](repeating: 0, count: members.count)
      for (child, childPlace) in place.places(of: children) {
        let values = try values(of: child, at: childPlace)
        for member in members { sums[member] += values[member] }
      }
      return sums
    case .group(.arithmetic(let full), let children):
      return try meanValues(children, at: place, isGeometric: false, full: full)
    case .group(.geometric(let full), let children):
      return try meanValues(children, at: place, isGeometric: true, full: full)
    }
  }

  /// Steps 3 to 6 of one leaf.
  private mutating func score(_ leaf: Leaf, at place: NodePlace) throws(ScoringError) {
    let index = place.firstLeaf
    switch leaf.award {
    case .perRecord(let rule, let times, let share):
      try awardPoints(index, rule: rule, times: times, share: share)
      applyLimits(leaf.limits, index)
      if place.isProrated { prorate(index) }
    case .measure(let measure, let worth):
      try awardMeasure(index, measure: measure, worth: worth, inMean: place.isInMean)
    case .entered: break
    }
    try addEntered(index)
  }
}

/// Where a node stands in the tree.
struct NodePlace {
  /// Index of its first leaf in the model's leaves.
  let firstLeaf: Int
  let isProrated: Bool
  /// A mean stands above the node.
  let isInMean: Bool

  func leaves(of node: Node) -> Range<Int> { firstLeaf..<firstLeaf + node.leaves.count }

  /// The children of a node at this place with their own places.
  func places(of children: [Node], inMean: Bool = false) -> [(Node, NodePlace)] {
    var next = firstLeaf
    return children.map { child in
      let place = NodePlace(firstLeaf: next, isProrated: isProrated, isInMean: isInMean || inMean)
      next += child.leaves.count
      return (child, place)
    }
  }
}
