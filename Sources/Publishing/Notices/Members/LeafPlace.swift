import Records
import Scoring

/// A leaf with all that its lines ask of the model and the run.
struct LeafPlace: Sendable {
  let category: Int
  let node: Node
  /// Index into the run's relations; nil for a leaf of entered points.
  let relation: Int?
  /// The groups above it that have a cap, the category among them, from the inside out.
  let capped: [Node]
  let isMeasure: Bool

  static func all(_ run: RunRecord) -> [LeafPlace] {
    run.model.leaves.map { category, node in
      var relation: Int?
      var isMeasure = false
      if case .leaf(let leaf) = node.content {
        relation = leaf.selection.flatMap { selection in
          run.input.relations.firstIndex { $0.name == selection.relation }
        }
        if case .measure = leaf.award { isMeasure = true }
      }
      return LeafPlace(
        category: category, node: node, relation: relation,
        capped: LeafPlace.path(to: node, from: run.model.categories[category].node).reversed()
          .filter { $0.cap != nil }, isMeasure: isMeasure)
    }
  }

  /// The groups from a node down to a leaf, without it.
  private static func path(to leaf: Node, from node: Node) -> [Node] {
    guard case .group(_, let children) = node.content,
      let child = children.first(where: { $0.leaves.contains { $0.code == leaf.code } })
    else { return [] }
    return [node] + path(to: leaf, from: child)
  }

  /// What took points of the leaf, in words: its limits, its cap, the caps above it.
  func takers(_ score: LeafScore, profile: Int) -> [String] {
    var words: [String] = []
    if score.limited > .zero, case .leaf(let leaf) = node.content {
      words += leaf.limits.map { $0.words(profile) }
    }
    if score.capped > .zero, let cap = node.cap?[profile] { words.append("本项最高\(cap)分") }
    if score.shared > .zero {
      words += capped.compactMap { group in group.cap.map { "\(group.name)合计最高\($0[profile])分" } }
    }
    return words
  }

  /// What a score lost, all together; what a bound gave back is no loss.
  static func loss(_ limited: Points, _ capped: Points, _ shared: Points) -> Points {
    [limited, capped, shared].filter { $0 > .zero }.reduce(.zero) { $0 + $1 }
  }
}

extension Limit {
  /// As `每天最多计2件`.
  fileprivate func words(_ profile: Int) -> String {
    let span = per.isEmpty ? "全期" : per.map(\.words).joined(separator: "、")
    return switch rule {
    case .best(let count): "\(span)最多计\(count[profile])件"
    case .points(let points): "\(span)最多计\(points[profile])分"
    case .skip(let count): "\(span)前\(count[profile])件不计"
    }
  }
}

extension Limit.Key {
  fileprivate var words: String {
    switch self {
    case .date: "每天"
    case .month: "每月"
    case .record: "每件"
    case .field("item"): "同一件"
    case .field: "同类"
    }
  }
}
