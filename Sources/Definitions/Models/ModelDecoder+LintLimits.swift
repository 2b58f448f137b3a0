import Records
import Scoring

/// Warnings of limits and caps that something else always outdoes. 记分 rows are left out, as in `Reach`.
extension ModelDecoder {
  /// `isCounted` says that a gate or a rank key counts what the leaf keeps, which a cap does not change and a limit does.
  mutating func lintLimits(of node: Scoring.Node, _ leaf: Leaf, isCounted: Bool, _ fields: Fields) {
    for (place, limit) in leaf.limits.enumerated() {
      guard let reason = reason(place, of: leaf, node, isCounted) else { continue }
      log.warn(
        zh: "\(node.code)：limits的第\(place + 1)项\(reason.zh)",
        en: "\(node.code): limit \(place + 1) \(reason.en)", at: item(place, of: "limits", fields))
      if limit.leavesNothing { return }
    }
  }

  /// Why a limit does nothing, or leaves nothing.
  private func reason(_ place: Int, of leaf: Leaf, _ node: Scoring.Node, _ isCounted: Bool) -> Message? {
    let limit = leaf.limits[place]
    if limit.leavesNothing { return Message(zh: "什么都不留", en: "leaves nothing") }
    if limit.isOfSingleRecords { return Message(zh: "不起作用：每条记录自成一组", en: "never acts: each record is alone") }
    if let early = leaf.limits[..<place].firstIndex(where: { $0.leavesNothing(to: limit) }) {
      return Message(
        zh: "不起作用：第\(early + 1)项留下的已不超过它", en: "never acts: limit \(early + 1) leaves it nothing")
    }
    if leaf.limits.indices.contains(place + 1), leaf.limits[place + 1].covers(limit) {
      return Message(
        zh: "不起作用：第\(place + 2)项会减去同样的", en: "never acts: limit \(place + 2) takes whatever it would")
    }
    guard place == leaf.limits.count - 1, !isCounted,
      case .perRecord(let rule, let times, .whole) = leaf.award
    else { return nil }
    let isWhole = times == nil && !leaf.limits[..<place].contains(where: \.isOfPoints)
    return boundReason(limit, rule, isWhole: isWhole, node)
  }

  /// A group of records that a limit cuts gives at least as much as the node's own bound allows. `isWhole` says that no
  /// record of it is worth less than the rule says.
  private func boundReason(
    _ limit: Limit, _ rule: PointsRule, isWhole: Bool, _ node: Scoring.Node
  ) -> Message? {
    let isDeduction = rule.amounts.contains { $0.byProfile.contains { $0 < .zero } }
    guard let bound = isDeduction ? node.floor : node.cap,
      bound.byProfile.allSatisfy({ isDeduction ? $0 <= .zero : $0 >= .zero })
    else { return nil }
    let isReached = profiles.indices.allSatisfy { profile in
      limit.least(rule, isWhole: isWhole, profile).map { $0 >= Reach.nano(bound[profile]).magnitude } ?? false
    }
    guard isReached else { return nil }
    return isDeduction
      ? Message(zh: "不起作用：先到下限\(bound[0])", en: "never acts: the floor of \(bound[0]) is reached first")
      : Message(zh: "不起作用：先到上限\(bound[0])", en: "never acts: the cap of \(bound[0]) is reached first")
  }

  /// Caps of what stands in a sum with a lower cap.
  mutating func lintCaps(_ model: Model, _ places: [String: Fields]) {
    for category in model.categories {
      let isFromZero = category.start?.byProfile.allSatisfy { $0 >= .zero } ?? true
      if isFromZero { lintCaps(below: category.node, places) }
    }
  }

  private mutating func lintCaps(below node: Scoring.Node, _ places: [String: Fields]) {
    guard case .group(.sum, let children) = node.content else { return }
    for child in children { lintCaps(below: child, places) }
    guard let outer = node.cap, !children.contains(where: \.canBeNegative) else { return }
    for child in children {
      guard let cap = child.cap, zip(cap.byProfile, outer.byProfile).allSatisfy({ $0 > $1 }) else { continue }
      log.warn(
        zh: "\(child.code)的上限\(cap[0])不起作用：先到\(node.code)的上限\(outer[0])",
        en: "\(child.code)'s cap of \(cap[0]) never acts: \(node.code)'s cap of \(outer[0]) is reached first",
        at: places[child.code]?.place(of: "cap"))
    }
  }
}

extension Limit {
  fileprivate var leavesNothing: Bool {
    switch rule {
    case .best(let most), .points(let most): most.isNothing
    case .skip: false
    }
  }

  fileprivate var isOfPoints: Bool { if case .points = rule { true } else { false } }

  /// Best of each record: there is no other.
  fileprivate var isOfSingleRecords: Bool {
    guard case .best(let count) = rule else { return false }
    return per.contains(.record) && count.byProfile.allSatisfy { $0 >= .one }
  }

  /// True when what this one leaves is never more than the later one allows.
  fileprivate func leavesNothing(to later: Limit) -> Bool { later.isFiner(than: self) && isAtMost(later) }

  /// True when this one, right behind the other, takes all that the other does: of what the other keeps back, none would stay.
  fileprivate func covers(_ earlier: Limit) -> Bool { earlier.isFiner(than: self) && isAtMost(earlier) }

  /// True when records that are equal in this one's keys are so in the other's.
  private func isFiner(than other: Limit) -> Bool {
    per.contains(.record)
      || other.per.allSatisfy { per.contains($0) || ($0 == .month && per.contains(.date)) }
  }

  private func isAtMost(_ other: Limit) -> Bool {
    switch (rule, other.rule) {
    case (.best(let few), .best(let many)), (.points(let few), .points(let many)):
      zip(few.byProfile, many.byProfile).allSatisfy { $0 <= $1 }
    default: false
    }
  }

  /// What a group has at least where this limit takes something from it, in nano points without sign; nil where that is
  /// not known.
  fileprivate func least(_ rule: PointsRule, isWhole: Bool, _ profile: Int) -> UInt128? {
    switch self.rule {
    case .points(let most): return Reach.nano(most[profile]).magnitude
    case .best(let count):
      let amounts = rule.amounts.map { Reach.nano($0[profile]).magnitude }.filter { $0 > 0 }
      guard isWhole, let smallest = amounts.min() else { return nil }
      return smallest * UInt128(count[profile].numerator)
    case .skip: return nil
    }
  }
}

extension Model {
  /// True when a gate or a rank key counts what a leaf keeps.
  func countsKept(of leaf: String) -> Bool {
    countQueries.contains { query in
      if case .kept(let code, _) = query { Key(code) == Key(leaf) } else { false }
    }
  }
}
