import Records
import Scoring

/// The least that points can come to, in nano, by how many records are lost, and which those are: no loss of so many
/// leaves less.
struct LossCurve {
  private(set) var least: [Int64]
  private(set) var lost: [[RecordPlace]]

  /// More records than this are not lost.
  static let most = Counterfactual.most

  /// What no loss changes.
  init(_ value: Int64) { (least, lost) = ([value], [[]]) }

  /// What is left after the loss of the first record, of the first two, and so on, beside what there is now.
  init(_ values: [Int64], losing records: [RecordPlace]) {
    least = Array(values.prefix(LossCurve.most + 1))
    lost = least.indices.map { Array(records.prefix($0)) }
  }

  init(least: [Int64], lost: [[RecordPlace]]) { (self.least, self.lost) = (least, lost) }

  /// Of both together: each loss is shared out so that least is left.
  func adding(_ other: LossCurve) -> LossCurve {
    let most = min(LossCurve.most, least.count + other.least.count - 2)
    var shares: [(Int, Int)] = []
    for count in 0...most {
      let own = max(0, count - other.least.count + 1)...min(count, least.count - 1)
      let best = own.min { left, right in
        least[left] + other.least[count - left] < least[right] + other.least[count - right]
      }
      shares.append((best ?? 0, count - (best ?? 0)))
    }
    return LossCurve(
      least: shares.map { least[$0] + other.least[$1] }, lost: shares.map { lost[$0] + other.lost[$1] })
  }

  /// `change` must keep the order of amounts.
  func changing(_ change: (Int64) -> Int64) -> LossCurve { LossCurve(least: least.map(change), lost: lost) }
}

/// What a member's points can come to when he loses records, node by node as the model adds them up (model.md §4).
struct LossBound {
  /// Of the total.
  let curve: LossCurve
  /// In how many leaves one record may count.
  private let share: Int

  /// nil where a start stands outside of its bounds, so that not all above a cap is taken.
  init?(_ trial: MemberTrial, _ own: OwnRecords, now: MemberTrial.Outcome) throws(ScoringError) {
    let model = trial.model
    guard model.categories.allSatisfy({ $0.obstacle == nil }) else { return nil }
    let leaves = try LeafLosses(trial, own, now: now)
    var next = 0
    var sum = LossCurve(0)
    for category in model.categories {
      let start = category.start.map { Points(nearest: $0[now.profile]).nano } ?? 0
      let node = LossBound.node(category.node, leaves, &next, start: start, profile: now.profile)
      sum = sum.adding(node.changing { Points(nano: $0).rounded(decimals: model.decimals).nano })
    }
    let floor = model.floor.map { Points(nearest: $0[now.profile]).nano }
    curve = sum.changing { max($0, floor ?? .min) }
    share = max(1, own.places.map(own.shares).max() ?? 1)
  }

  /// The least total that is left when up to so many records are lost; nil where it is not known.
  func least(_ count: Int) -> Points? {
    let reach = count * share
    guard reach < curve.least.count || curve.least.count <= LossCurve.most else { return nil }
    return curve.least.prefix(reach + 1).min().map { Points(nano: $0) }
  }

  private static func node(
    _ node: Node, _ leaves: LeafLosses, _ next: inout Int, start: Int64 = 0, profile: Int
  ) -> LossCurve {
    var curve: LossCurve
    switch node.content {
    case .leaf:
      curve = leaves.curves[next]
      next += 1
    case .group(_, let children):
      curve = LossCurve(start)
      for child in children {
        curve = curve.adding(LossBound.node(child, leaves, &next, profile: profile))
      }
    }
    let cap = node.cap.map { Points(nearest: $0[profile]).nano }
    let floor = node.floor.map { Points(nearest: $0[profile]).nano }
    return curve.changing { min(max($0, floor ?? .min), cap ?? .max) }
  }
}
