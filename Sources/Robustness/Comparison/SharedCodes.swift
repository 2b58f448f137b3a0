import Records
import Scoring

/// Which codes stand for the same thing in two models.
///
/// A code alone does not say so: A1 of another committee may be another indicator. What has the same code is the same thing
/// where it has the same name, or is alike but for its names and numbers; a group also where one of its indicators has the same
/// code and name.
struct SharedCodes {
  /// Codes of both models that stand for different things.
  private let different: Set<Key>

  init(_ before: Model, _ after: Model) {
    let (old, new) = (before.skeleton, after.skeleton)
    let nodes = Dictionary(old.nodes.map { (Key($0.code), $0) }) { first, _ in first }
    let gates = Dictionary(old.gates.map { (Key($0.code), $0) }) { first, _ in first }
    let others = new.nodes.filter { node in nodes[Key(node.code)].map { !$0.isSame(as: node) } ?? false }
    let otherGates = new.gates.filter { gate in gates[Key(gate.code)].map { !$0.isSame(as: gate) } ?? false }
    different = Set(others.map { Key($0.code) } + otherGates.map { Key($0.code) })
  }

  /// Of a code that both models have.
  func isShared(_ code: String) -> Bool { !different.contains(Key(code)) }

  /// Each thing of two lists once, by its place in either: what both have stands together, what only the after list has behind
  /// the other thing of its code, or the one that it follows there.
  func pairs(_ old: [Node], _ new: [Node]) -> [(old: Int?, new: Int?)] {
    var pairs: [(old: Int?, new: Int?)] = old.indices.map { ($0, nil) }
    var place = -1
    for (index, node) in new.enumerated() {
      let found = pairs.firstIndex { pair in pair.old.map { Key(old[$0].code) == Key(node.code) } ?? false }
      place = found ?? place
      if found != nil, isShared(node.code) {
        pairs[place].new = index
      } else {
        place += 1
        pairs.insert((nil, index), at: place)
      }
    }
    return pairs
  }
}

extension Model {
  /// The model with every number 0.
  var skeleton: Model { mappingNumbers { _, amount in Amount(.zero, profiles: amount.byProfile.count) } }

  fileprivate var nodes: [Node] { categories.flatMap { $0.node.allBelow } }
}

extension Node {
  /// The same without names and clauses, which change no point.
  var unnamed: Node {
    let content =
      if case .group(let composition, let children) = content {
        Node.Content.group(composition, children.map(\.unnamed))
      } else {
        content
      }
    return Node(code: code, name: "", clause: "", cap: cap, floor: floor, share: share, content: content)
  }

  /// Itself first.
  fileprivate var allBelow: [Node] {
    guard case .group(_, let children) = content else { return [self] }
    return [self] + children.flatMap(\.allBelow)
  }

  /// Both with the same code, without their numbers.
  fileprivate func isSame(as other: Node) -> Bool {
    if Key(name) == Key(other.name) || unnamed == other.unnamed { return true }
    guard case .group = content, case .group = other.content else { return false }
    let known = Set(leaves.map { [Key($0.code), Key($0.name)] })
    return other.leaves.contains { known.contains([Key($0.code), Key($0.name)]) }
  }
}

extension Gate {
  fileprivate func isSame(as other: Gate) -> Bool {
    Key(name) == Key(other.name) || (when == other.when && effect == other.effect)
  }
}
