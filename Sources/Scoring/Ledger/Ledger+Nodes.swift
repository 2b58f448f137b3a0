import Records

extension Ledger {
  /// The categories' values in the model's order.
  mutating func categoryValues() throws(LedgerFailure) -> [[Int64]] {
    var columns: [[Int64]] = []
    var firstLeaf = 0
    for category in plan.model.categories {
      columns.append(try categoryValues(category, firstLeaf: firstLeaf))
      firstLeaf += category.node.leaves.count
    }
    return columns
  }

  /// A category's values after its bounds and before rounding: `start` plus what it holds, in nano per
  /// member.
  private mutating func categoryValues(_ category: Category, firstLeaf: Int) throws(LedgerFailure) -> [Int64]
  {
    let place = NodePlace(firstLeaf: firstLeaf, isInMean: false)
    var sums = try contents(of: category.node, at: place)
    if let starts = category.start?.nanos {
      for member in members { sums[member] += starts[profile(member)] }
    }
    return boundGroup(category.node, leaves: place.leaves(of: category.node), sums: sums)
  }

  /// A node's values after its own bounds.
  mutating func values(of node: Node, at place: NodePlace) throws(LedgerFailure) -> [Int64] {
    let sums = try contents(of: node, at: place)
    guard case .group = node.content else { return boundLeaf(place.firstLeaf, sums: sums) }
    return boundGroup(node, leaves: place.leaves(of: node), sums: sums)
  }

  /// What a node holds, before its own bounds.
  private mutating func contents(of node: Node, at place: NodePlace) throws(LedgerFailure) -> [Int64] {
    switch node.content {
    case .leaf(let leaf):
      try score(leaf, at: place)
      return sums(place.firstLeaf)
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

  /// The sums of a leaf's lines as they stand, in nano per member.
  func sums(_ leaf: Int) -> [Int64] {
    members.map { member in
      var sum: Int64 = 0
      for line in lines(member, leaf) { sum += lines[line].points }
      return sum
    }
  }

  /// Steps 3 to 6 of one leaf.
  private mutating func score(_ leaf: Leaf, at place: NodePlace) throws(LedgerFailure) {
    let index = place.firstLeaf
    switch leaf.award {
    case .perRecord:
      try awardPoints(index)
      applyLimits(index)
      if plan.leaves[index].isProrated { prorate(index) }
    case .measure(_, let worth):
      try awardMeasure(index, worth: worth, inMean: place.isInMean)
    case .entered: break
    }
    try addEntered(index)
  }
}

/// Where a node stands in the tree.
struct NodePlace {
  /// Index of its first leaf in the model's leaves.
  let firstLeaf: Int
  /// A mean stands above the node.
  let isInMean: Bool

  func leaves(of node: Node) -> Range<Int> { firstLeaf..<firstLeaf + node.leaves.count }

  /// The children of a node at this place with their own places.
  func places(of children: [Node], inMean: Bool = false) -> [(Node, NodePlace)] {
    var next = firstLeaf
    return children.map { child in
      let place = NodePlace(firstLeaf: next, isInMean: isInMean || inMean)
      next += child.leaves.count
      return (child, place)
    }
  }
}
