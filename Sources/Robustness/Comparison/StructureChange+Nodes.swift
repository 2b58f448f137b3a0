import Records
import Scoring

extension StructureChange {
  /// Of categories and all below, each by its code; both models without their numbers.
  static func nodes(_ old: Model, _ new: Model, _ shared: SharedCodes) -> [StructureChange] {
    by(
      PlacedNode.all(old), PlacedNode.all(new), \.node.code, title: \.node.name, isShared: shared.isShared
    ) { $0.changes(to: $1) }
  }
}

/// A node with what stands above it.
private struct PlacedNode {
  let node: Node
  /// Code of the node above; empty for a category.
  let parent: String
  /// Of a category.
  let role: Scoring.Category.Role?

  static func all(_ model: Model) -> [PlacedNode] {
    model.categories.flatMap { below($0.node, parent: "", role: $0.role) }
  }

  private static func below(_ node: Node, parent: String, role: Scoring.Category.Role?) -> [PlacedNode] {
    let own = [PlacedNode(node: node, parent: parent, role: role)]
    guard case .group(_, let children) = node.content else { return own }
    return own + children.flatMap { below($0, parent: node.code, role: nil) }
  }

  func changes(to new: PlacedNode) -> [StructureChange] {
    let code = new.node.code
    var changes: [StructureChange] = []
    if Key(node.name) != Key(new.node.name) {
      changes.append(.changed("\(code).name", node.name, new.node.name))
    }
    if Key(parent) != Key(new.parent) {
      changes.append(
        .changed("\(code)", parent.isEmpty ? "–" : parent, new.parent.isEmpty ? "–" : new.parent))
    }
    if let role, let other = new.role, role != other {
      changes.append(.changed("\(code).role", role.rawValue, other.rawValue))
    }
    if node.share.normalisation != new.node.share.normalisation
      || node.share.direction != new.node.share.direction
    {
      changes.append(StructureChange(code, zh: "标准化方式变了", en: "normalised otherwise"))
    }
    return changes + contentChanges(to: new)
  }

  private func contentChanges(to new: PlacedNode) -> [StructureChange] {
    let code = new.node.code
    switch (node.content, new.node.content) {
    case (.group(let old, _), .group(let new, _)):
      return old == new ? [] : [StructureChange(code, zh: "合成方式变了", en: "composed otherwise")]
    case (.leaf(let old), .leaf(let new)): return old.changes(to: new, code)
    default: return [StructureChange(code, zh: "指标与组互换", en: "a leaf became a group, or a group a leaf")]
    }
  }
}

extension Leaf {
  fileprivate func changes(to new: Leaf, _ code: String) -> [StructureChange] {
    var changes: [StructureChange] = []
    let (from, other) = (selection?.relation ?? "–", new.selection?.relation ?? "–")
    if Key(from) != Key(other) { changes.append(.changed("\(code).from", from, other)) }
    if let old = selection, let new = new.selection {
      if Key(old.window) != Key(new.window) {
        changes.append(.changed("\(code).window", old.window, new.window))
      }
      if old.condition != new.condition { changes.append(.condition("\(code).where")) }
    }
    if award != new.award {
      changes.append(StructureChange(code, zh: "计分方式变了", en: "points are given otherwise"))
    }
    if limits != new.limits {
      changes.append(StructureChange("\(code).limits", zh: "限次方式变了", en: "limited otherwise"))
    }
    return changes
  }
}
