import Records

/// A node of a model with the places of its numbers.
struct RescoringNode: Sendable {
  let code: String
  let children: [Int]
  /// Index into the model's leaves; nil for a group.
  let leaf: Int?
  let cap: Int?
  let floor: Int?
  /// Of a category.
  let start: Int?
}

/// The nodes of a model, children before the node that holds them.
struct RescoringTree: Sendable {
  private(set) var nodes: [RescoringNode] = []
  /// Index of the node of each category.
  private(set) var roots: [Int] = []

  /// `placed` is a model whose numbers are their places.
  init(placed: Model) {
    var leaf = 0
    for category in placed.categories {
      roots.append(add(category.node, start: category.start, nextLeaf: &leaf))
    }
  }

  private mutating func add(_ node: Node, start: Amount?, nextLeaf: inout Int) -> Int {
    var children: [Int] = []
    var leaf: Int?
    switch node.content {
    case .group(_, let nodes):
      for child in nodes { children.append(add(child, start: nil, nextLeaf: &nextLeaf)) }
    case .leaf:
      leaf = nextLeaf
      nextLeaf += 1
    }
    nodes.append(
      RescoringNode(
        code: node.code, children: children, leaf: leaf, cap: node.cap?.place, floor: node.floor?.place,
        start: start?.place))
    return nodes.count - 1
  }
}
