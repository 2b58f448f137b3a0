import Records
import Scoring
import TestSupport

extension RandomCommittee {
  /// The same committee with numbers in conditions of leaves, points, gates and keys.
  package mutating func addConditions() {
    let profiles = model.profiles.count
    let categories = model.categories.map { category in
      Scoring.Category(role: category.role, start: category.start, node: conditioned(category.node))
    }
    var gates = model.gates
    if chance(2) {
      let months = Condition.test(.member("months"), .compares([comparison(12)]))
      gates.append(Gate(code: "Y", name: "y", when: months, effect: .setAside("不定等次")))
    }
    if chance(2) {
      let query = CountQuery.records(relation: "r0", window: "year", condition: recordCondition())
      gates.append(Gate(code: "Z", name: "z", when: .count(query, [comparison(4)]), effect: .ceiling("合格")))
    }
    let leaf = model.leaves[number(model.leaves.count)].node.code
    if chance(2) {
      let query = CountQuery.kept(leaf: leaf, condition: recordCondition())
      gates.append(
        Gate(
          code: "ZK", name: "zk", when: .not(.count(query, [comparison(3)])), effect: .ceiling("合格")))
    }
    if chance(4) {
      gates.append(
        Gate(code: "ZA", name: "za", when: .score(.total, [comparison(20)]), effect: .alert))
    }
    var keys = model.rankKeys
    if chance(2) {
      let query = CountQuery.records(relation: "r1", window: "year", condition: recordCondition())
      keys.append(RankKey(name: "次", measure: .count(query), prefer: .more))
    }
    let floor = chance(2) ? Amount(Fraction(Int64(number(9))), profiles: profiles) : model.floor
    model = Model(
      id: model.id, title: model.title, isExample: true, effectiveFrom: nil, effectiveTo: nil,
      decimals: model.decimals, profiles: model.profiles, windows: [], prorate: model.prorate, floor: floor,
      categories: categories, gates: gates, rankKeys: keys, grades: model.grades)
  }

  private mutating func comparison(_ below: Int) -> Comparison {
    let bound = Fraction(Int64(number(below * 2)), 2)
    let other = chance(3) ? Fraction(Int64(number(below)), 1) : bound
    return Comparison(
      Comparison.Operator.allCases[number(4)],
      Amount(byProfile: [bound, other].prefix(model.profiles.count).map(\.self)))
  }

  private mutating func recordCondition() -> Condition {
    let tests: [Condition] = [
      .test(.field("n"), .compares([comparison(4)])), .test(.field("part"), .compares([comparison(3)])),
      .test(.member("months"), .compares([comparison(12)])),
      .test(.field("kind"), .isOneOf([.text(["a", "b"][number(2)])])),
    ]
    let (one, other) = (tests[number(3)], tests[number(4)])
    switch number(4) {
    case 0: return .any([NamedCondition(condition: one), NamedCondition(condition: other)])
    case 1: return .all([one, other])
    case 2: return .not(one)
    default: return one
    }
  }

  private mutating func conditioned(_ node: Node) -> Node {
    let content: Node.Content
    switch node.content {
    case .group(let composition, let children):
      var nodes: [Node] = []
      for child in children { nodes.append(conditioned(child)) }
      content = .group(composition, nodes)
    case .leaf(let leaf): content = .leaf(chance(2) ? conditioned(leaf) : leaf)
    }
    return Node(
      code: node.code, name: node.name, clause: node.clause, cap: node.cap, floor: node.floor,
      share: node.share, content: content)
  }

  private mutating func conditioned(_ leaf: Leaf) -> Leaf {
    guard let selection = leaf.selection else { return leaf }
    var award = leaf.award
    if case .perRecord(.constant(let points), let times, let share) = award, chance(2) {
      let cases = [
        PointsCase(condition: recordCondition(), points: points.doubled),
        PointsCase(condition: chance(2) ? .always : recordCondition(), points: points),
      ]
      award = .perRecord(.cases(cases), times: times, share: share)
    }
    return Leaf(
      selection: Selection(relation: selection.relation, window: "year", condition: recordCondition()),
      award: award, limits: leaf.limits)
  }
}

extension Amount {
  fileprivate var doubled: Amount {
    Amount(byProfile: byProfile.map { Fraction($0.numerator * 2, $0.denominator) })
  }
}
