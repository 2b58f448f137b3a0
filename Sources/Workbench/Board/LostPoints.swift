import Records
import Scoring

extension Scoring.Category {
  /// What upper bounds took of the category on the way from its leaves' records, node by node; of a mean, which its leaves' points
  /// do not add up to, what bounds took of the leaves. `leaves` are the category's scores, in its order.
  func lost(_ leaves: ArraySlice<LeafScore>, profile: Int) -> Points {
    guard leaves.allSatisfy({ $0.points != nil }) else {
      return leaves.reduce(.zero) { $0 + max(.zero, $1.capped) + max(.zero, $1.shared) }
    }
    var rest = leaves
    let content = node.content(&rest, profile)
    let sum = content.sum + (start.map { Points(nearest: $0[profile]) } ?? .zero)
    return content.lost + node.excess(sum, profile)
  }
}

extension LeafScore {
  /// Before the leaf's own bounds.
  var content: Points { raw - limited + prorated + entered }
}

extension Node {
  /// What the node holds before its bounds, and what bounds below it took. Takes its leaves' scores from the front.
  fileprivate func content(
    _ leaves: inout ArraySlice<LeafScore>, _ profile: Int
  ) -> (sum: Points, lost: Points) {
    guard case .group(_, let children) = content else {
      guard let score = leaves.popFirst() else { preconditionFailure("every leaf has a score") }
      return (score.content, .zero)
    }
    var (sum, lost) = (Points.zero, Points.zero)
    for child in children {
      let content = child.content(&leaves, profile)
      sum += child.bounded(content.sum, profile)
      lost += content.lost + child.excess(content.sum, profile)
    }
    return (sum, lost)
  }

  /// What stands above the cap.
  fileprivate func excess(_ sum: Points, _ profile: Int) -> Points {
    cap.map { max(.zero, sum - Points(nearest: $0[profile])) } ?? .zero
  }

  private func bounded(_ sum: Points, _ profile: Int) -> Points {
    let capped = cap.map { min(sum, Points(nearest: $0[profile])) } ?? sum
    return floor.map { max(capped, Points(nearest: $0[profile])) } ?? capped
  }
}
