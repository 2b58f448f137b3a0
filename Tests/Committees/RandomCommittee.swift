import Records
package import Scoring
import TestSupport

/// A random small committee under a random model with grades: few members, few amounts and many ties. The same seed gives
/// the same committee.
package struct RandomCommittee {
  package var model: Model
  package private(set) var input: ScoringInput
  private var random: SplitMix64

  private static let fields: [(key: String, type: FieldType)] = [
    ("kind", .category([])), ("n", .integer), ("part", .number), ("item", .text), ("authors", .integer),
    ("position", .integer),
  ]

  package init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    model = Model(
      id: "R-1", title: "测试", isExample: true, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
      profiles: ["委员"],
      windows: [], prorate: [], floor: nil, categories: [], gates: [], rankKeys: [], grades: [])
    input = ScoringInput(period: Period(year: 2025), members: [], relations: [], entered: [])
    let profiles = chance(3) ? ["委员", "常委"] : ["委员"]
    var categories = [category("A", .base, profiles.count), category("B", .bonus, profiles.count)]
    if chance(2) { categories.append(category("H", .deduction, profiles.count)) }
    let decimals = chance(3) ? 1 : 2
    model = Model(
      id: "R-1", title: "测试", isExample: true, effectiveFrom: nil, effectiveTo: nil, decimals: decimals,
      profiles: profiles, windows: [], prorate: chance(2) ? ["A"] : [],
      floor: chance(3) ? Amount(.zero, profiles: profiles.count) : nil, categories: categories,
      gates: gates(categories, profiles.count), rankKeys: keys(categories), grades: grades(profiles.count))
    let members = (0..<4 + number(9)).map { index in
      Member.fixture(
        "\(100 + index)", profile: profiles[number(profiles.count)],
        sector: chance(8) ? nil : ["甲", "乙", "丙"][number(3)], months: chance(4) ? 1 + number(11) : 12)
    }
    let relations = ["r0", "r1"].map { relation($0, members: members.count) }
    let leaves = model.leaves
    let entered = (0..<number(4)).map { index in
      EnteredPoints(
        number: "G\(index)", member: Int32(number(members.count)),
        indicator: leaves[number(leaves.count)].node.code,
        points: Fraction(Int64(number(9)), 4), datedOn: Day(year: 2025, month: 3, day: 11) ?? Day(number: 0),
        row: RowReference(table: 0, row: index))
    }
    input = ScoringInput(
      period: Period(year: 2025), members: members, relations: relations, entered: entered)
  }

  package mutating func number(_ below: Int) -> Int { Int(random.next() % UInt64(below)) }

  package mutating func chance(_ oneIn: Int) -> Bool { number(oneIn) == 0 }

  private mutating func amount(_ profiles: Int, from least: Int, below most: Int, sign: Int64 = 1) -> Amount {
    func one(_ random: inout SplitMix64) -> Fraction {
      let number = Int64(least) + Int64(random.next() % UInt64(most - least))
      return Fraction(sign * number, [1, 1, 2, 4][Int(random.next() % 4)])
    }
    let first = one(&random)
    let second = chance(3) ? one(&random) : first
    return Amount(byProfile: [first, second].prefix(profiles).map(\.self))
  }

  private mutating func category(
    _ code: String, _ role: Scoring.Category.Role, _ profiles: Int
  ) -> Scoring.Category {
    let sign: Int64 = role == .deduction ? -1 : 1
    let children = (1...1 + number(3)).map { node("\(code)\($0)", sign, profiles, depth: 0) }
    let start = role == .base && chance(2) ? Amount(Fraction(2), profiles: profiles) : nil
    let cap = chance(2) ? amount(profiles, from: 12, below: 30) : nil
    return Scoring.Category(
      role: role, start: start,
      node: Node(
        code: code, name: code, clause: code, cap: cap,
        floor: chance(3) ? amount(profiles, from: 1, below: 9, sign: -1) : nil,
        content: .group(.sum, children)))
  }

  private mutating func node(_ code: String, _ sign: Int64, _ profiles: Int, depth: Int) -> Node {
    let cap = chance(2) ? amount(profiles, from: 1, below: 12) : nil
    let floor = chance(3) ? amount(profiles, from: 1, below: 6, sign: -1) : nil
    if depth < 2, chance(4) {
      let children = (1...2).map { node("\(code).\($0)", sign, profiles, depth: depth + 1) }
      return Node(
        code: code, name: code, clause: code, cap: cap, floor: floor, content: .group(.sum, children))
    }
    let selection = Selection(relation: "r\(number(2))", window: "year", condition: .always)
    let leaf = Leaf(selection: selection, award: award(sign, profiles), limits: [])
    guard case .perRecord = leaf.award else {
      return Node(code: code, name: code, clause: code, cap: cap, floor: floor, content: .leaf(leaf))
    }
    let limited = Leaf(selection: selection, award: leaf.award, limits: limits(profiles))
    return Node(code: code, name: code, clause: code, cap: cap, floor: floor, content: .leaf(limited))
  }

  private mutating func award(_ sign: Int64, _ profiles: Int) -> Award {
    if chance(5) { return measure(sign, profiles) }
    let rule: PointsRule =
      chance(2)
      ? .constant(amount(profiles, from: 1, below: 6, sign: sign))
      : .byField(
        "kind",
        [
          FieldPoints(value: .text("a"), points: amount(profiles, from: 1, below: 6, sign: sign)),
          FieldPoints(value: .text("b"), points: amount(profiles, from: 0, below: 4, sign: sign)),
        ], otherwise: amount(profiles, from: 1, below: 4, sign: sign))
    let shares: [AuthorShare] = [.whole, .whole, .equal, .first(Amount(Fraction(1, 2), profiles: profiles))]
    return .perRecord(rule, times: [nil, nil, "n", "part"][number(4)], share: shares[number(4)])
  }

  private mutating func measure(_ sign: Int64, _ profiles: Int) -> Award {
    let rate = Measure.rate(
      of: [RateTerm(field: "part", factor: amount(profiles, from: 1, below: 3))], over: ["n"],
      none: Amount(.one, profiles: profiles))
    let measure = [Measure.count, .sum("part"), .distinct("item"), rate][number(4)]
    if chance(2) { return .measure(measure, worth: .full(amount(profiles, from: 1, below: 6, sign: sign))) }
    return .measure(
      measure,
      worth: .tiers([
        Tier(from: Amount(.one, profiles: profiles), points: amount(profiles, from: 1, below: 4, sign: sign)),
        Tier(
          from: Amount(Fraction(3), profiles: profiles),
          points: amount(profiles, from: 4, below: 9, sign: sign)),
      ]))
  }

  private mutating func limits(_ profiles: Int) -> [Limit] {
    guard chance(2) else { return [] }
    return (0...number(2)).map { _ in
      let keys: [[Limit.Key]] = [[], [.date], [.month], [.field("item")], [.record]]
      let count = Amount(Fraction(Int64(1 + number(3))), profiles: profiles)
      let rules: [Limit.Rule] = [.best(count), .best(count), .points(count), .skip(count)]
      return Limit(per: keys[number(5)], rule: rules[number(4)])
    }
  }

  private mutating func gates(_ categories: [Scoring.Category], _ profiles: Int) -> [Gate] {
    var gates: [Gate] = []
    if chance(3) {
      gates.append(
        Gate(code: "X", name: "x", when: .test(.field("sector"), .isMissing), effect: .setAside("不参评")))
    }
    if chance(3) {
      let bound = Comparison(.lessThan, amount(profiles, from: 2, below: 8))
      gates.append(
        Gate(code: "V", name: "v", when: .score(.category("A"), [bound]), effect: .ceiling("合格")))
    }
    if chance(4), let leaf = categories.records.first {
      let bound = Comparison(.lessThan, Amount(Fraction(2), profiles: profiles))
      gates.append(
        Gate(
          code: "W", name: "w", when: .count(.kept(leaf: leaf.code, condition: .always), [bound]),
          effect: .ceiling("合格")))
    }
    return gates
  }

  private mutating func keys(_ categories: [Scoring.Category]) -> [RankKey] {
    var keys: [RankKey] = []
    if chance(2) {
      keys.append(RankKey(name: "基础分", measure: .score(.base), prefer: chance(3) ? .less : .more))
    }
    if chance(2), let leaf = categories.records.first {
      keys.append(
        RankKey(
          name: "次数", measure: .count(.kept(leaf: leaf.code, condition: .always)), prefer: .more))
    }
    if chance(3) { keys.append(RankKey(name: "B", measure: .score(.category("B")), prefer: .more)) }
    return keys
  }

  private mutating func grades(_ profiles: Int) -> [Grade] {
    func quota(_ random: inout SplitMix64) -> Quota {
      let pick = random.next()
      return Quota(
        share: Amount(
          Fraction([1, 1, 2, 3][Int(pick % 4)], [3, 4, 5, 7][Int(pick / 4 % 4)]), profiles: profiles),
        by: pick / 16 % 3 == 0 ? nil : "sector",
        poolUnder: Amount(Fraction(Int64(pick / 48 % 4)), profiles: profiles),
        rounding: Quota.RoundingMode.allCases[Int(pick / 192 % 3)],
        tied: Quota.Tied.allCases[Int(pick / 576 % 2)], tie: Quota.Tie.allCases[Int(pick / 1152 % 3)])
    }
    let top = amount(profiles, from: 8, below: 16)
    let half = Amount(byProfile: top.byProfile.map { Fraction($0.numerator, $0.denominator * 2) })
    return [
      Grade(name: "优秀", from: top.inDigits, quota: quota(&random)),
      Grade(name: "合格", from: half.inDigits, quota: chance(3) ? quota(&random) : nil),
      Grade(name: "不合格", from: nil, quota: nil),
    ]
  }

  private mutating func relation(_ name: String, members: Int) -> Relation {
    let records = (0..<members * 5).map { _ in
      let values: [String: Value] = [
        "kind": [.text("a"), .text("b"), .text("c"), .missing][number(4)],
        "n": chance(8) ? .missing : .integer(Int64(number(4))),
        "part": chance(8) ? .missing : .number(Fraction(Int64(number(7)), Int64(1 + number(6)))),
        "item": .text("i\(number(4))"), "authors": .integer(Int64(1 + number(3))),
        "position": .integer(Int64(1 + number(2))),
      ]
      return RecordFixture(
        Int32(number(members)), "2025-0\(1 + number(9))-1\(number(4))", "k\(number(90))", values)
    }
    return Relation.fixture(name, RandomCommittee.fields, records)
  }
}

extension Amount {
  /// In tenths, as a grade's limit of one digit may be.
  fileprivate var inDigits: Amount {
    Amount(byProfile: byProfile.map { Fraction($0.numerator * 10 / $0.denominator, 10) })
  }
}

extension [Scoring.Category] {
  /// The leaves with points per record.
  fileprivate var records: [Node] {
    flatMap { $0.node.leaves }.filter {
      if case .leaf(let leaf) = $0.content, case .perRecord = leaf.award { true } else { false }
    }
  }
}
