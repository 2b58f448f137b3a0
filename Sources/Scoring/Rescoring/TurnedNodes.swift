/// A node that turned numbers reach, without anything that must be counted when it is copied.
struct TurnedNode: Sendable {
  /// Place among the rescorer's leaves; nil for a group, and for what itself stays as it is.
  let leaf: Int?
  /// Places among the links.
  let children: Range<Int>
  /// Place of the first member's rest.
  let rests: Int
  /// Places in `Model.numbers`.
  let cap: Int?
  let floor: Int?
  let start: Int?
}

/// The nodes that turned numbers reach, children before the node that holds them.
struct TurnedNodes {
  private(set) var nodes: [TurnedNode] = []
  private(set) var links: [Int] = []
  /// By node that is no leaf, then member: what it holds besides its turned children, in nano.
  private(set) var rests: [Int64] = []
  /// Indices of the turned leaves.
  private(set) var leaves: [Int] = []
  private(set) var category: Int?

  private let base: Rescoring
  private let places: Set<Int>
  private let compared: Int?
  private let everything: Bool

  /// `places` are those of the turned numbers, all of one category; `compared` is a leaf of which a condition turns;
  /// `everything` reaches all nodes instead, at their own places.
  init(_ base: Rescoring, places: Set<Int>, compared: Int?, everything: Bool) {
    self.base = base
    self.places = places
    self.compared = compared
    self.everything = everything
    for (category, root) in base.tree.roots.enumerated() {
      guard add(root) != nil else { continue }
      self.category = category
      guard everything else { return }
    }
  }

  /// The new node's place; nil where no turned number reaches it.
  private mutating func add(_ place: Int) -> Int? {
    let node = base.tree.nodes[place]
    let children = node.children.compactMap { child in add(child).map { (tree: child, own: $0) } }
    let leaf = node.leaf.flatMap { leaf in
      everything || leaf == compared || !base.leaves[leaf].places.isDisjoint(with: places) ? leaf : nil
    }
    guard everything || leaf != nil || !children.isEmpty || node.bounds.contains(where: places.contains)
    else {
      return nil
    }
    let first = (link: links.count, rest: rests.count)
    links += children.map(\.own)
    if leaf == nil, !everything { rests += rest(place, besides: children.map(\.tree)) }
    if let leaf { leaves.append(leaf) }
    nodes.append(
      TurnedNode(
        leaf: leaf.map { _ in leaves.count - 1 }, children: first.link..<links.count, rests: first.rest,
        cap: node.cap, floor: node.floor, start: node.start))
    return nodes.count - 1
  }

  private func rest(_ node: Int, besides children: [Int]) -> [Int64] {
    var rest = base.contents[node]
    for child in children {
      for (member, value) in base.values[child].enumerated() { rest[member] -= value }
    }
    return rest
  }
}

extension RescoringNode {
  /// Places of what bounds it and where it starts.
  fileprivate var bounds: [Int] { [cap, floor, start].compactMap(\.self) }
}
