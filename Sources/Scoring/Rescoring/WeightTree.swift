import Records

/// The nodes of the categories that can be turned, each with what its weight moves, flat: children before the node that
/// holds them. A class, so that the boxes of one search share it without a count for each of its columns.
package final class WeightTree: Sendable {
  struct Place: BitwiseCopyable {
    /// Place of the node that holds it; nil for a category's.
    var parent: Int?
    let isLeaf: Bool
    /// Index into the model's categories.
    let category: Int
  }

  /// Of a node in a profile, in nano; nil where it has none.
  struct Numbers: BitwiseCopyable {
    let start: Int64?
    let cap: Int64?
    let floor: Int64?
  }

  /// What a member has of a node.
  struct Holding: BitwiseCopyable {
    /// What the node gives, in nano.
    let value: Int64
    /// Of a leaf: what its records give before bounds, and its 记分 rows; 0 without such rows.
    let (own, entered): (Int64, Int64)
    /// Of a leaf: roundings of its amounts.
    let slack: Int64
  }

  let base: Rescoring
  let places: [Place]
  /// By profile, then place.
  private let numbers: [Numbers]
  /// By member, then place.
  private let holdings: [Holding]

  /// O(members · nodes).
  package init(_ base: Rescoring) {
    self.base = base
    var places: [Place] = []
    var nodes: [Int] = []
    var first = 0
    for (category, root) in base.tree.roots.enumerated() {
      if base.obstacles[category] == nil {
        nodes += first...root
        places += WeightTree.places(base, first...root, category, from: places.count)
      }
      first = root + 1
    }
    self.places = places
    numbers = base.model.profiles.indices.flatMap { profile in
      nodes.map { Numbers(base, base.tree.nodes[$0], profile) }
    }
    holdings = base.input.members.indices.flatMap { member in nodes.map { Holding(base, $0, member) } }
  }

  private static func places(_ base: Rescoring, _ nodes: ClosedRange<Int>, _ category: Int, from start: Int)
    -> [Place]
  {
    var places = nodes.map {
      Place(parent: nil, isLeaf: base.tree.nodes[$0].leaf != nil, category: category)
    }
    for node in nodes {
      for child in base.tree.nodes[node].children {
        places[child - nodes.lowerBound].parent = start + node - nodes.lowerBound
      }
    }
    return places
  }

  /// Of a place's node in a profile.
  func numbers(_ place: Int, _ profile: Int) -> Numbers { numbers[profile * places.count + place] }

  func holding(_ place: Int, _ member: Int) -> Holding { holdings[member * places.count + place] }
}

extension WeightTree.Numbers {
  fileprivate init(_ base: Rescoring, _ node: RescoringNode, _ profile: Int) {
    func amount(_ place: Int?) -> Int64? { place.map { base.numbers[$0, profile].nearest ?? 0 } }
    self.init(start: amount(node.start), cap: amount(node.cap), floor: amount(node.floor))
  }
}

extension WeightTree.Holding {
  fileprivate init(_ base: Rescoring, _ node: Int, _ member: Int) {
    let value = base.values[node][member]
    guard let leaf = base.tree.nodes[node].leaf.map({ base.leaves[$0] }) else {
      self.init(value: value, own: 0, entered: 0, slack: 0)
      return
    }
    let entered = leaf.entered.isEmpty ? 0 : leaf.entered[member]
    self.init(
      value: value, own: base.contents[node][member] - entered, entered: entered,
      slack: Int64(leaf.lines(member).count) + 3)
  }
}
