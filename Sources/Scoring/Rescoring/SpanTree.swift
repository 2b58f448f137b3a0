import Records

/// A node of a category with the places of its numbers and what a mean does with it.
struct SpanNode: Sendable {
  let code: String
  let children: [Int]
  /// Index into the model's leaves; nil for a group.
  let leaf: Int?
  let cap: Int?
  let floor: Int?
  /// Of the category.
  let start: Int?
  /// nil for a leaf and a sum.
  let mean: Mean?
  let share: Share?
  let direction: MeanShare.Direction

  struct Mean: Sendable {
    let isGeometric: Bool
    let full: Int?
    /// By child; nil for 1.
    let weights: [Int?]
  }

  /// How a child is brought to the scale of its mean.
  enum Share: Sendable {
    case goalposts(Int, Int)
    /// By all ranked members of the profile.
    case population(MeanShare.Normalisation)
  }

  var places: [Int] {
    var places =
      [cap, floor, start, mean?.full].compactMap(\.self) + (mean?.weights ?? []).compactMap(\.self)
    if case .goalposts(let low, let high) = share { places += [low, high] }
    return places
  }

  /// Whether its own amount is a measure that a mean takes as it is, exact and not rounded.
  func takesMeasure(_ base: Rescoring) -> MeasureLines? {
    guard share != nil, let leaf, case .measure(let lines) = base.leaves[leaf].content,
      case .normalised = lines.worth
    else { return nil }
    return lines
  }
}

/// The nodes of one category, children before the node that holds them.
struct SpanTree: Sendable {
  private(set) var nodes: [SpanNode] = []

  /// `placed` is the category of a model whose numbers are their places, its first leaf at an index of the model.
  init(placed category: Category, firstLeaf: Int) {
    var leaf = firstLeaf
    _ = add(category.node, start: category.start?.place, &leaf)
  }

  private mutating func add(_ node: Node, start: Int?, _ nextLeaf: inout Int) -> Int {
    var children: [Int] = []
    var (leaf, mean): (Int?, SpanNode.Mean?) = (nil, nil)
    switch node.content {
    case .group(let composition, let nodes):
      for child in nodes { children.append(add(child, start: nil, &nextLeaf)) }
      let weights = nodes.map { $0.share.weight?.place }
      switch composition {
      case .sum: break
      case .arithmetic(let full):
        mean = SpanNode.Mean(isGeometric: false, full: full?.place, weights: weights)
      case .geometric(let full):
        mean = SpanNode.Mean(isGeometric: true, full: full?.place, weights: weights)
      }
    case .leaf:
      leaf = nextLeaf
      nextLeaf += 1
    }
    nodes.append(
      SpanNode(
        code: node.code, children: children, leaf: leaf, cap: node.cap?.place, floor: node.floor?.place,
        start: start, mean: mean, share: node.share.normalisation?.placed, direction: node.share.direction))
    return nodes.count - 1
  }
}

extension MeanShare.Normalisation {
  fileprivate var placed: SpanNode.Share {
    if case .goalposts(let low, let high) = self { return .goalposts(low.place, high.place) }
    return .population(self)
  }
}
