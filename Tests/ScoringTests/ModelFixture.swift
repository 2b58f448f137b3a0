import Records
import Scoring

/// Short spellings for hand-made models with one profile, 委员, unless said.
enum Make {
  static func amount(_ text: String, profiles: Int = 1) -> Amount {
    guard let value = Fraction(text: text) else { preconditionFailure("no number: \(text)") }
    return Amount(value, profiles: profiles)
  }

  static func leaf(
    _ code: String, from relation: String = "items", window: String = "year",
    where condition: Condition = .always, points: PointsRule, times: String? = nil,
    share: AuthorShare = .whole, limits: [Limit] = [], cap: String? = nil, floor: String? = nil,
    mean: MeanShare = MeanShare()
  ) -> Node {
    leaf(
      code, from: relation, window: window, where: condition,
      award: .perRecord(points, times: times, share: share),
      limits: limits, cap: cap, floor: floor, mean: mean)
  }

  static func leaf(
    _ code: String, from relation: String = "items", window: String = "year",
    where condition: Condition = .always, award: Award, limits: [Limit] = [], cap: String? = nil,
    floor: String? = nil, mean: MeanShare = MeanShare()
  ) -> Node {
    Node(
      code: code, name: code, clause: code, cap: cap.map { amount($0) }, floor: floor.map { amount($0) },
      share: mean,
      content: .leaf(
        Leaf(
          selection: award == .entered
            ? nil : Selection(relation: relation, window: window, condition: condition),
          award: award, limits: limits)))
  }

  static func group(
    _ code: String, _ children: [Node], cap: String? = nil, floor: String? = nil,
    composition: Composition = .sum, mean: MeanShare = MeanShare()
  ) -> Node {
    Node(
      code: code, name: code, clause: code, cap: cap.map { amount($0) }, floor: floor.map { amount($0) },
      share: mean, content: .group(composition, children))
  }

  static func category(_ node: Node, role: Scoring.Category.Role = .base, start: String? = nil)
    -> Scoring.Category
  {
    Scoring.Category(role: role, start: start.map { amount($0) }, node: node)
  }

  static func model(
    _ categories: [Scoring.Category], profiles: [String] = ["委员"], decimals: Int = 2,
    windows: [NamedWindow] = [], prorate: [String] = [], floor: String? = nil, gates: [Gate] = [],
    rankKeys: [RankKey] = [], grades: [Grade] = []
  ) -> Model {
    Model(
      id: "TEST-1", title: "测试", isExample: true, effectiveFrom: nil, effectiveTo: nil, decimals: decimals,
      profiles: profiles, windows: windows, prorate: prorate,
      floor: floor.map { amount($0, profiles: profiles.count) }, categories: categories, gates: gates,
      rankKeys: rankKeys, grades: grades)
  }

  /// A model of one category that holds the nodes.
  static func model(
    _ nodes: Node..., cap: String? = nil, floor: String? = nil, start: String? = nil, prorate: [String] = []
  ) -> Model {
    model([category(group("K", nodes, cap: cap, floor: floor), start: start)], prorate: prorate)
  }

  static func constant(_ text: String) -> PointsRule { .constant(amount(text)) }

  static func by(_ field: String, _ values: [(String, String)], otherwise: String = "0") -> PointsRule {
    .byField(
      field, values.map { FieldPoints(value: .text($0.0), points: amount($0.1)) },
      otherwise: amount(otherwise))
  }
}

extension Condition {
  /// `field: [values]` of texts.
  static func field(_ name: String, _ values: String...) -> Condition {
    .test(.field(name), .isOneOf(values.map(Literal.text)))
  }

  static func not(_ name: String, _ values: String...) -> Condition {
    .test(.field(name), .isNoneOf(values.map(Literal.text)))
  }

  static func flag(_ name: String, _ value: Bool) -> Condition {
    .test(.field(name), .isOneOf([.flag(value)]))
  }

  static func number(_ name: String, _ comparison: Comparison.Operator, _ bound: String) -> Condition {
    .test(.field(name), .compares([Comparison(comparison, Make.amount(bound))]))
  }
}

extension Scores {
  /// A leaf's line of one member.
  func leaf(_ index: Int, member: Int = 0) -> LeafScore { cards[member].leaves[index] }

  /// The value of the first category as the files print it.
  func first(member: Int = 0) -> String { cards[member].categories[0].points.text(decimals: 2) }
}

extension LeafScore {
  /// `events kept raw limited prorated entered capped shared points`, as `ledger.csv` prints them.
  var line: String {
    let amounts = [raw, limited, prorated, entered, capped, shared].map { $0.text(atLeast: 2) }
    return (["\(events)", "\(kept)"] + amounts + [points.map { $0.text(atLeast: 2) } ?? "-"])
      .joined(separator: " ")
  }
}
