import Records
import Scoring
import TestSupport

/// A random small model with random members, records and entered points: the same seed gives the same run.
struct RandomRun {
  private(set) var model: Model
  private(set) var input: ScoringInput
  private var random: SplitMix64

  private static let fields: [(key: String, type: FieldType)] = [
    ("kind", .category([])), ("n", .integer), ("part", .number), ("ok", .flag), ("item", .text),
  ]

  /// `hasMeans` adds a category of a mean, which no leaf sum makes up; `records` are those of each relation.
  init(seed: UInt64, hasMeans: Bool = false, hasNegative: Bool = true, records: Int = 40) {
    random = SplitMix64(seed: seed)
    model = Make.model([])
    input = ScoringInput(period: Period(year: 2025), members: [], relations: [], entered: [])
    let categories = ["A", "B", "H"].map { code in
      category(code, sign: code == "H" && hasNegative ? "-" : "")
    }
    let gate = Gate(
      code: "X1", name: "x", when: .test(.field("sector"), .isMissing), effect: .setAside("不参评"))
    model = Make.model(
      categories + (hasMeans ? [mean()] : []), prorate: ["A"], floor: chance(3) ? "0" : nil, gates: [gate])
    let members = (0..<6).map { index in
      Member.fixture("000\(index)", sector: chance(4) ? nil : "界", months: number(13))
    }
    let relations = ["r0", "r1"].map { relation($0, members: members.count, records: records) }
    let entered = (0..<5).map { entry($0, members: members.count) }
    input = ScoringInput(
      period: chance(3) ? Period(year: 2025, quarter: 3) : Period(year: 2025), members: members,
      relations: relations, entered: entered)
  }

  /// The same run with its records and entered points in another order.
  mutating func shuffled() -> ScoringInput {
    var relations: [Relation] = []
    for relation in input.relations {
      let rows = (0..<Int32(relation.count)).shuffled(using: &random)
      let keys = relation.keys.gathered(rows)
      relations.append(
        Relation(
          name: relation.name, members: rows.map { relation.members[Int($0)] },
          times: rows.map { relation.times[Int($0)] }, keys: keys, schema: relation.schema,
          columns: relation.columns.map { $0.gathered(rows) }, evidence: relation.evidence))
    }
    return ScoringInput(
      period: input.period, members: input.members, relations: relations,
      entered: input.entered.shuffled(using: &random))
  }

  private mutating func number(_ below: Int) -> Int { Int(random.next() % UInt64(below)) }

  private mutating func chance(_ oneIn: Int) -> Bool { number(oneIn) == 0 }

  private mutating func category(_ code: String, sign: String) -> Scoring.Category {
    let children = (1...2 + number(2)).map { index in node("\(code)\(index)", sign: sign, depth: 0) }
    let start = chance(2) ? "\(number(10))" : nil
    let cap = chance(2) ? "\(10 + number(10))" : nil
    let floor = chance(2) ? "-\(number(9))" : nil
    return Make.category(
      Make.group(code, children, cap: cap, floor: floor), role: sign.isEmpty ? .base : .deduction,
      start: start)
  }

  private mutating func node(_ code: String, sign: String, depth: Int) -> Node {
    if depth < 2, chance(3) {
      let children = (1...2).map { index in node("\(code).\(index)", sign: sign, depth: depth + 1) }
      return Make.group(code, children, cap: bound(), floor: negativeBound())
    }
    return leaf(code, sign: sign)
  }

  private mutating func leaf(_ code: String, sign: String, mean: MeanShare = MeanShare()) -> Node {
    let relation = "r\(number(2))"
    if chance(8) { return Make.leaf(code, award: .entered, cap: bound()) }
    if chance(5) {
      return Make.leaf(
        code, from: relation, where: condition(), award: measure(sign), cap: bound(), mean: mean)
    }
    return Make.leaf(
      code, from: relation, where: condition(), points: rule(sign), times: [nil, "n", "part"][number(3)],
      limits: limits(), cap: bound(), floor: negativeBound(), mean: mean)
  }

  private mutating func mean() -> Scoring.Category {
    let kinds: [MeanShare.Normalisation] = [.minMax, .zScore, .percentile]
    let children = (1...3).map { index in
      let share = MeanShare(
        weight: Make.amount("\(1 + number(3))"), normalisation: kinds[number(3)],
        direction: chance(2) ? .up : .down)
      return Make.leaf(
        "I\(index)", from: "r0", award: .measure(.sum("part"), worth: .normalised), mean: share)
    }
    return Make.category(Make.group("I", children, composition: .arithmetic(full: Make.amount("50"))))
  }

  private mutating func bound() -> String? { chance(2) ? "\(1 + number(8))" : nil }

  private mutating func negativeBound() -> String? { chance(3) ? "-\(1 + number(5)).5" : nil }

  private mutating func condition() -> Condition {
    switch number(4) {
    case 0: .field("kind", "a", "b")
    case 1: .not(.field("kind", "c"))
    case 2: .number("n", .atLeast, "1")
    default: .always
    }
  }

  private mutating func rule(_ sign: String) -> PointsRule {
    chance(2)
      ? Make.constant("\(sign)\(1 + number(3)).\(number(10))")
      : Make.by("kind", [("a", "\(sign)1"), ("b", "\(sign)2.5")], otherwise: "\(sign)0.3")
  }

  private mutating func measure(_ sign: String) -> Award {
    let rate = Measure.rate(
      of: [RateTerm(field: "part", factor: Make.amount("1"))], over: ["n"], none: Make.amount("1"))
    let measures: [Measure] = [.count, .sum("part"), .distinct("item"), rate]
    return .measure(measures[number(4)], worth: .full(Make.amount("\(sign)\(1 + number(5))")))
  }

  private mutating func limits() -> [Limit] {
    (0..<number(3)).map { _ in
      let keys: [[Limit.Key]] = [
        [], [.date], [.month], [.field("item")], [.field("kind"), .date], [.record],
      ]
      let amount = Make.amount("\(1 + number(3))")
      let rules: [Limit.Rule] = [.best(amount), .points(amount), .skip(amount)]
      return Limit(per: keys[number(6)], rule: rules[number(3)])
    }
  }

  private mutating func relation(_ name: String, members: Int, records: Int) -> Relation {
    let records = (0..<records).map { _ in
      let day = 10 + number(5)
      let values: [String: Value] = [
        "kind": [.text("a"), .text("b"), .text("c"), .missing][number(4)],
        "n": chance(6) ? .missing : .integer(Int64(number(4))),
        "part": chance(6) ? .missing : .number(Fraction(Int64(number(7)), Int64(1 + number(6)))),
        "ok": .flag(chance(2)), "item": chance(5) ? .missing : .text("i\(number(4))"),
      ]
      return RecordFixture(Int32(number(members)), "2025-0\(1 + number(9))-\(day)", "k\(number(25))", values)
    }
    return Relation.fixture(name, RandomRun.fields, records)
  }

  private mutating func entry(_ index: Int, members: Int) -> EnteredPoints {
    let leaves = model.leaves
    return EnteredPoints(
      number: "G\(index)", member: Int32(number(members)), indicator: leaves[number(leaves.count)].node.code,
      points: Fraction(Int64(number(9)), 4),
      datedOn: Day(year: 2025, month: 1 + number(9), day: 11) ?? Day(number: 0),
      row: RowReference(table: 0, row: index))
  }
}
