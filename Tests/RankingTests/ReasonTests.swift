import Ranking
import Records
import Scoring
import TestSupport
import Testing

struct ReasonTests {
  private typealias Entrant = RankingFixture.Entrant

  private static func count(
    _ relation: String, _ condition: Condition, _ operation: Comparison.Operator, _ bound: String
  ) -> Condition {
    .count(
      .records(relation: relation, window: "year", condition: condition),
      [Comparison(operation, RankingFixture.amount(bound))])
  }

  private static func kind(_ values: String...) -> Condition {
    .test(.field("kind"), .isOneOf(values.map(Literal.text)))
  }

  private static func status(_ value: String) -> Condition {
    .test(.field("status"), .isOneOf([.text(value)]))
  }

  /// V1 and V2 of YY-DEFAULT-1.
  private static var threeDuties: [Gate] {
    let attended = Condition.all([
      kind("全会"), .test(.field("status"), .isNoneOf([.text("absent")])),
    ])
    let missedPlenary = Condition.all([
      count("attendance", kind("全会"), .atLeast, "1"), count("attendance", attended, .atMost, "0"),
    ])
    let noProposal = Condition.all([
      count("authorship", .always, .atMost, "0"), count("reports", .always, .atMost, "0"),
    ])
    let noInspection = count("attendance", .all([kind("调研", "视察"), status("present")]), .atMost, "0")
    return [
      Gate(
        code: "V1", name: "全会全程无故缺席",
        when: count("attendance", .all([kind("全会"), status("absent")]), .atLeast, "1"),
        effect: .ceiling("基本合格")),
      Gate(
        code: "V2", name: "三个一未完成",
        when: .any([
          NamedCondition(name: "未参加全会", condition: missedPlenary),
          NamedCondition(name: "无提案和社情民意", condition: noProposal),
          NamedCondition(name: "未参加调研视察", condition: noInspection),
        ]), effect: .ceiling("基本合格")),
    ]
  }

  /// model.md §6, check 22.
  @Test func `check 22: all missed`() throws {
    let attendance = Relation.fixture(
      "attendance", [("kind", .category([])), ("status", .category([]))],
      [RecordFixture(0, "2025-01-10", "q", ["kind": .text("全会"), "status": .text("absent")])])
    let fixture = RankingFixture(floor: "0", gates: Self.threeDuties, relations: [attendance])
    let outcome = try fixture.rank([Entrant("0147", [("A1", "0.5"), ("H1", "-12")])])
    #expect(
      outcome.reasons("0147")
        == "T 0.00<50.00 不合格；V1 全会全程无故缺席，最高基本合格；V2 三个一未完成（未参加全会、无提案和社情民意、未参加调研视察），"
        + "最高基本合格；F 合计-11.50，按0.00计")
    #expect(outcome.standing("0147")?.reasons.map(\.code) == ["T", "V1", "V2", "F"])
  }

  @Test func `only the parts that hold are named`() throws {
    let attendance = Relation.fixture(
      "attendance", [("kind", .category([])), ("status", .category([]))],
      [RecordFixture(0, "2025-01-10", "q", ["kind": .text("视察"), "status": .text("present")])])
    let outcome = try RankingFixture(gates: Self.threeDuties, relations: [attendance]).rank([
      Entrant("a", "95")
    ])
    #expect(outcome.reasons("a") == "T 95.00≥90.00 优秀；V2 三个一未完成（无提案和社情民意），最高基本合格")
  }

  private static let yes = Condition.test(.field("months"), .isPresent)

  private static func any(_ name: String?, _ condition: Condition = yes) -> Condition {
    .any([NamedCondition(name: name, condition: condition)])
  }

  /// The outermost `any`: the first met from `when` down through `all`, not through `not`.
  @Test(
    arguments: [
      (any("甲"), "（甲）"), (any(nil), ""), (.all([yes, any("甲"), any("乙")]), "（甲）"),
      (.all([.not(.not(any("甲"))), any("乙")]), "（乙）"), (.not(.not(any("甲"))), ""),
      (any("甲", any("乙")), "（甲）"), (any(nil, any("乙")), ""),
      (.all([.all([any("甲")]), any("乙")]), "（甲）"),
    ] as [(Condition, String)])
  func `names of the outermost any`(condition: Condition, names: String) throws {
    let gate = Gate(code: "J1", name: "提醒项", when: condition, effect: .alert)
    let outcome = try RankingFixture(gates: [gate], grades: []).rank([Entrant("a", "95")])
    #expect(outcome.reasons("a") == "J1 提醒项\(names)（提醒）")
  }

  @Test(
    arguments: [
      (ScoreReference.total, "60", true), (.total, "59.99", false), (.base, "70", true),
      (.bonus, "-5", false),
      (.bonus, "-4.99", true), (.category("G"), "-4.99", true), (.deduction, "-5", false),
      (.deduction, "-4.99", true),
    ] as [(ScoreReference, String, Bool)])
  func `gates look at finished scores`(score: ScoreReference, bound: String, holds: Bool) throws {
    let gate = Gate(
      code: "J2", name: "约谈",
      when: .score(score, [Comparison(.lessThan, RankingFixture.amount(bound))]), effect: .alert)
    let outcome = try RankingFixture(gates: [gate], grades: []).rank([
      Entrant("a", [("A1", "69.99"), ("G1", "-5"), ("H1", "-5")])
    ])
    #expect(outcome.reasons("a") == (holds ? "J2 约谈（提醒）" : ""))
  }

  @Test(arguments: [(6, "P 任职6/12个月，按比例折算"), (0, ""), (12, "")])
  func `proration is said where it can act`(months: Int, expected: String) throws {
    let outcome = try RankingFixture(prorate: ["A"], grades: []).rank([
      Entrant("a", [("A1", "5")], months: months)
    ])
    #expect(outcome.reasons("a") == expected)
    let without = try RankingFixture(grades: []).rank([Entrant("a", [("A1", "5")], months: months)])
    #expect(without.reasons("a").isEmpty)
  }

  @Test func `a rate without divisor is said, and alerts come last`() throws {
    let measure = Measure.rate(of: [], over: ["present"], none: RankingFixture.amount("1"))
    let leaf = Node(
      code: "A2", name: "全体会议", clause: "A2", cap: RankingFixture.amount("3"),
      content: .leaf(
        Leaf(
          selection: Selection(relation: "attendance", window: "year", condition: .always),
          award: .measure(measure, worth: .full(RankingFixture.amount("20"))))))
    let gate = Gate(code: "V5", name: "缺席次数", when: .always, effect: .alert)
    let fixture = RankingFixture(floor: "10", gates: [gate], grades: [], extra: [leaf])
    let outcome = try fixture.rank([Entrant("a", [("A1", "5")]), Entrant("b", [("A1", "5")])])
    #expect(
      outcome.reasons("a") == "S 并列第1名2人；F 合计8.00，按10.00计；N A2无应计场次，按20.00分计；V5 缺席次数（提醒）")
  }

  /// Thousands of members in a few hundred totals, every tenth with a reason of its own: ranges of members are
  /// worked apart, and neighbours share what is the same.
  @Test(arguments: [1, 2, 4]) func `many members have each their own reasons`(workers: Int) throws {
    var fixture = RankingFixture()
    fixture.workers = Workers(workers)
    fixture.prorate = ["A"]
    let quarters = (0..<9000).map { $0 * 7919 % 401 }
    let totals = quarters.map { "\($0 / 4).\(["00", "25", "50", "75"][$0 % 4])" }
    let numbers = quarters.indices.map { "\(10_000 + $0)" }
    let entrants = quarters.indices.map { index in
      RankingFixture.Entrant(
        numbers[index], [("A1", totals[index])], months: index % 10 == 0 ? 6 : 12)
    }
    let outcome = try fixture.rank(entrants)
    let counts = Dictionary(quarters.map { ($0, 1) }, uniquingKeysWith: +)
    let standings = Dictionary(
      uniqueKeysWithValues: outcome.result.standings.map { (outcome.numbers[Int($0.member)], $0) })
    for index in quarters.indices {
      let better = counts.reduce(0) { $0 + ($1.key > quarters[index] ? $1.value : 0) }
      let sharing = counts[quarters[index]] ?? 0
      let limit = [(360, "≥90.00 优秀"), (240, "≥60.00 合格"), (200, "≥50.00 基本合格")].first {
        quarters[index] >= $0.0
      }
      var reasons = [
        "T \(totals[index])\(limit?.1 ?? "<50.00 不合格")", "S 并列第\(better + 1)名\(sharing)人",
      ]
      if index % 10 == 0 { reasons.append("P 任职6/12个月，按比例折算") }
      let standing = standings[numbers[index]]
      #expect(standing?.rank == better + 1 && standing?.sharing == sharing)
      #expect(standing?.reasons.map(\.text) == reasons, "member \(numbers[index])")
    }
  }
}
