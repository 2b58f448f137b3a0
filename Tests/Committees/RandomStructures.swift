import Records
import Scoring
import TestSupport

extension RandomCommittee {
  /// The same committee with means, bounds on the other side of the start, and fills of points before other limits.
  package mutating func addStructures() {
    let categories = model.categories.map { category in
      Scoring.Category(
        role: category.role, start: category.start,
        node: reshaped(category.node, isRoot: true, mayMean: category.role != .deduction))
    }
    model = Model(
      id: model.id, title: model.title, isExample: true, effectiveFrom: nil, effectiveTo: nil,
      decimals: model.decimals, profiles: model.profiles, windows: [], prorate: model.prorate,
      floor: model.floor, categories: categories, gates: model.gates, rankKeys: model.rankKeys,
      grades: model.grades)
  }

  private mutating func few(_ below: Int, over divisor: Int64 = 1, sign: Int64 = 1) -> Amount {
    let first = Fraction(sign * Int64(1 + number(below)), divisor)
    let other = chance(3) ? Fraction(sign * Int64(1 + number(below)), divisor) : first
    return Amount(byProfile: [first, other].prefix(model.profiles.count).map(\.self))
  }

  private mutating func reshaped(_ node: Node, isRoot: Bool, mayMean: Bool) -> Node {
    var (cap, floor) = (node.cap, node.floor)
    if chance(4) { (cap, floor) = chance(2) ? (few(4, sign: -1), nil) : (nil, few(4)) }
    switch node.content {
    case .leaf(let leaf):
      return Node(
        code: node.code, name: node.name, clause: node.clause, cap: cap, floor: floor,
        content: .leaf(refilled(leaf)))
    case .group(_, let children):
      if mayMean, chance(2) { return mean(node, children, cap: isRoot ? node.cap : cap) }
      var nodes: [Node] = []
      for child in children { nodes.append(reshaped(child, isRoot: false, mayMean: mayMean)) }
      return Node(
        code: node.code, name: node.name, clause: node.clause, cap: isRoot ? node.cap : cap,
        floor: isRoot ? node.floor : floor, content: .group(.sum, nodes))
    }
  }

  private mutating func refilled(_ leaf: Leaf) -> Leaf {
    guard case .perRecord = leaf.award, chance(2) else { return leaf }
    let keys: [[Limit.Key]] = [[], [.date], [.month], [.field("item")]]
    let fill = Limit(per: keys[number(4)], rule: .points(few(8, over: 2)))
    let count = few(3)
    let next = Limit(
      per: keys[number(4)], rule: [.best(count), .skip(count), .points(few(8))][number(3)])
    return Leaf(selection: leaf.selection, award: leaf.award, limits: [fill, next])
  }

  private mutating func mean(_ node: Node, _ children: [Node], cap: Amount?) -> Node {
    let isGeometric = chance(3)
    var parts: [Node] = []
    for child in children { parts.append(part(child, isGeometric: isGeometric)) }
    let full = few(16)
    return Node(
      code: node.code, name: node.name, clause: node.clause, cap: cap, floor: nil,
      content: .group(isGeometric ? .geometric(full: full) : .arithmetic(full: full), parts))
  }

  private mutating func part(_ child: Node, isGeometric: Bool) -> Node {
    let normalisations: [MeanShare.Normalisation?] = [
      nil, .goalposts(few(2, over: 2), few(5)), .minMax,
      .goalposts(few(6), Amount(.zero, profiles: model.profiles.count)),
      .percentile, .zScore,
    ]
    var normalisation = normalisations[number(isGeometric ? 5 : 6)]
    if case .goalposts(let low, let high) = normalisation,
      zip(low.byProfile, high.byProfile).contains(where: ==)
    {
      normalisation = nil
    }
    let share = MeanShare(
      weight: chance(3) ? nil : few(4, over: 2), normalisation: normalisation,
      direction: normalisation != nil && chance(3) ? .down : .up)
    let inner = reshaped(child, isRoot: true, mayMean: true)
    var content = inner.content
    if normalisation != nil, case .leaf(let leaf) = content, case .measure(let measure, _) = leaf.award {
      content = .leaf(Leaf(selection: leaf.selection, award: .measure(measure, worth: .normalised)))
    }
    return Node(
      code: inner.code, name: inner.name, clause: inner.clause, cap: inner.cap,
      floor: isGeometric ? Amount(.zero, profiles: model.profiles.count) : inner.floor, share: share,
      content: content)
  }
}
