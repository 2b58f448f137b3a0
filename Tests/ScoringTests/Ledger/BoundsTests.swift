import Records
import Scoring
import TestSupport
import Testing

struct BoundsTests {
  private static let fields: [(key: String, type: FieldType)] = [("role", .category([])), ("n", .integer)]

  private static func record(_ time: String, _ key: String, _ role: String, _ n: Int64 = 1) -> RecordFixture {
    RecordFixture(0, time, key, ["role": .text(role), "n": .integer(n)])
  }

  private static func score(_ model: Model, _ records: [RecordFixture]) throws -> Scores {
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()],
      relations: [Relation.fixture("items", fields, records)], entered: [])
    let scores = try Evaluation.score(model, input)
    LedgerChecks.expectConsistent(model, scores, "bounds")
    return scores
  }

  private static let proposals = Make.model(
    Make.leaf("B1", where: .field("role", "第一提案人"), points: Make.constant("8")),
    Make.leaf("B2", where: .field("role", "未立案"), points: Make.constant("1"), cap: "2"),
    Make.leaf("B3", where: .field("role", "附议人"), points: Make.constant("2"), cap: "4"), cap: "20")

  /// model.md §6, check 3.
  @Test func `check 3: leaf cap, then category cap`() throws {
    let scores = try Self.score(
      Self.proposals,
      [
        Self.record("2025-01-05", "a", "第一提案人"), Self.record("2025-01-06", "b", "第一提案人"),
        Self.record("2025-01-07", "c", "附议人"), Self.record("2025-01-08", "d", "附议人"),
        Self.record("2025-01-09", "e", "附议人"),
      ])
    #expect(scores.leaf(2).line == "3 3 6.00 0.00 0.00 0.00 2.00 0.00 4.00")
    #expect(scores.first() == "20.00")
  }

  /// model.md §6, check 21, and the ledger lines of §5 for member 0147.
  @Test func `check 21: of a shared cap the latest records lose`() throws {
    let scores = try Self.score(
      Self.proposals,
      [
        Self.record("2025-02-10", "T1", "第一提案人"), Self.record("2025-03-01", "T2", "未立案"),
        Self.record("2025-04-01", "T3", "附议人"), Self.record("2025-06-20", "T4", "附议人"),
        Self.record("2025-06-20", "T5", "第一提案人"),
      ])
    #expect(scores.leaf(0).line == "2 2 16.00 0.00 0.00 0.00 0.00 0.00 16.00")
    #expect(scores.leaf(1).line == "1 1 1.00 0.00 0.00 0.00 0.00 0.00 1.00")
    #expect(scores.leaf(2).line == "2 2 4.00 0.00 0.00 0.00 0.00 1.00 3.00")
    #expect(scores.cards[0].categories[0].raw.text(atLeast: 2) == "20.00")
  }

  /// model.md §6, check 4.
  @Test func `check 4: reports and their best adoption`() throws {
    let c1 = Make.leaf("C1", from: "reports", points: Make.constant("1"), cap: "3")
    let c2 = Make.leaf(
      "C2", points: Make.by("level", [("市", "5"), ("省", "8"), ("全国", "12")]),
      limits: [Limit(per: [.field("item")], rule: .best(Make.amount("1")))])
    let model = Make.model(c1, c2, cap: "15")
    let relations = [
      Relation.fixture("reports", [], (1...4).map { RecordFixture(0, "2025-02-0\($0)", "R\($0)") }),
      Relation.fixture(
        "items", [("level", .category([])), ("item", .text)],
        [
          RecordFixture(0, "2025-03-01", "O1", ["level": .text("市"), "item": .text("社情民意:R1")]),
          RecordFixture(0, "2025-05-01", "O2", ["level": .text("省"), "item": .text("社情民意:R1")]),
        ]),
    ]
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()], relations: relations, entered: [])
    let scores = try Evaluation.score(model, input)
    #expect(scores.leaf(0).line == "4 4 4.00 0.00 0.00 0.00 1.00 0.00 3.00")
    #expect(scores.leaf(1).line == "2 1 13.00 5.00 0.00 0.00 0.00 0.00 8.00")
    #expect(scores.first() == "11.00")
  }

  /// model.md §6, check 28, 安庆: start 50, cap 50, floor 0; one 全会 and nine others, all missed.
  @Test func `check 28: a floor gives back to the latest records`() throws {
    let points = PointsRule.cases([
      PointsCase(condition: .field("role", "全会"), points: Make.amount("-10")),
      PointsCase(condition: .always, points: Make.amount("-5")),
    ])
    let model = Make.model(Make.leaf("A1", points: points), cap: "50", floor: "0", start: "50")
    let records =
      [Self.record("2025-01-10", "q", "全会")] + (1...9).map { Self.record("2025-02-0\($0)", "m\($0)", "专题协商") }
    let scores = try Self.score(model, records)
    #expect(scores.leaf(0).line == "10 10 -55.00 0.00 0.00 0.00 0.00 -5.00 -50.00")
    #expect(scores.first() == "0.00")
    #expect(scores.records.last?.points == .zero)
  }

  /// model.md §6, check 28, 济南: the second 立案 counts, the first does not; absence on leave costs 10 of 70.
  @Test func `check 28: skip the first`() throws {
    let base = Make.leaf("A1", where: .field("role", "全会"), points: Make.constant("-10"))
    let bonus = Make.leaf(
      "G1", where: .field("role", "第一提案人"), points: Make.constant("5"),
      limits: [Limit(per: [], rule: .skip(Make.amount("1")))])
    let model = Make.model([
      Make.category(Make.group("A", [base]), start: "70"),
      Make.category(Make.group("G", [bonus], cap: "50"), role: .bonus),
    ])
    let scores = try Self.score(
      model,
      [Self.record("2025-01-10", "q", "全会")]
        + (1...4).map { Self.record("2025-03-0\($0)", "T\($0)", "第一提案人") })
    #expect(scores.cards[0].total.text(decimals: 2) == "75.00")
    #expect(scores.cards[0].bonus.text(decimals: 2) == "15.00")
  }

  @Test func `group caps nest and show as shared`() throws {
    let group = Make.group(
      "F2",
      [
        Make.leaf("F2.1", where: .field("role", "x"), points: Make.constant("1"), cap: "3"),
        Make.leaf("F2.2", where: .field("role", "y"), points: Make.constant("1")),
      ], cap: "4")
    let model = Make.model(
      group, Make.leaf("F3", where: .field("role", "z"), points: Make.constant("2")), cap: "5")
    let records =
      (1...4).map { Self.record("2025-03-0\($0)", "x\($0)", "x") }
      + [
        Self.record("2025-01-01", "y1", "y"), Self.record("2025-06-01", "y2", "y"),
        Self.record("2025-02-01", "z", "z"),
      ]
    let scores = try Self.score(model, records)
    #expect(scores.leaf(0).line == "4 4 4.00 0.00 0.00 0.00 1.00 1.00 2.00")
    #expect(scores.leaf(1).line == "2 2 2.00 0.00 0.00 0.00 0.00 1.00 1.00")
    #expect(scores.leaf(2).line == "1 1 2.00 0.00 0.00 0.00 0.00 0.00 2.00")
  }

  @Test func `a cap lowers positive amounts only, a floor raises negative ones only`() throws {
    let model = Make.model(
      Make.leaf("A1", where: .field("role", "x"), points: Make.constant("1"), times: "n"),
      Make.leaf("A2", where: .field("role", "y"), points: Make.constant("-1"), times: "n"), cap: "-4",
      floor: "-9")
    let capped = try Self.score(
      model, [Self.record("2025-01-01", "x", "x", 3), Self.record("2025-02-01", "y", "y", 2)])
    #expect(capped.leaf(0).line == "1 1 3.00 0.00 0.00 0.00 0.00 3.00 0.00")
    #expect(capped.first() == "-2.00")
    let raised = try Self.score(
      model, [Self.record("2025-01-01", "x", "x", 3), Self.record("2025-02-01", "y", "y", 20)])
    #expect(raised.leaf(1).line == "1 1 -20.00 0.00 0.00 0.00 0.00 -8.00 -12.00")
  }

  @Test func `a leaf floor shows as capped`() throws {
    let model = Make.model(Make.leaf("H5.2", points: Make.constant("-0.5"), floor: "-3"))
    let scores = try Self.score(model, (1...9).map { Self.record("2025-03-0\($0)", "m\($0)", "x") })
    #expect(scores.leaf(0).line == "9 9 -4.50 0.00 0.00 0.00 -1.50 0.00 -3.00")
  }

  @Test func `a measure stands before all records and loses last`() throws {
    let measure = Make.leaf(
      "A1", where: .field("role", "x"), award: .measure(.count, worth: .full(Make.amount("5"))))
    let model = Make.model(
      Make.leaf("A0", where: .field("role", "y"), points: Make.constant("4")), measure, cap: "6")
    let scores = try Self.score(
      model, [Self.record("2025-01-01", "y", "y"), Self.record("2025-09-01", "x", "x")])
    #expect(scores.leaf(0).line == "1 1 4.00 0.00 0.00 0.00 0.00 3.00 1.00")
    #expect(scores.leaf(1).line == "1 1 5.00 0.00 0.00 0.00 0.00 0.00 5.00")
  }

  @Test func `categories round once, half up, and the total has a floor`() throws {
    func total(_ points: String, floor: String?) throws -> Scorecard {
      let node = Make.group("K", [Make.leaf("A1", points: Make.constant(points))])
      let model = Make.model([Make.category(node), Make.category(Make.group("L", []))], floor: floor)
      return try Self.score(model, [Self.record("2025-01-01", "a", "x")]).cards[0]
    }
    #expect(try total("17.995", floor: nil).total.text(decimals: 2) == "18.00")
    #expect(try total("17.994999", floor: nil).total.text(decimals: 2) == "17.99")
    #expect(try total("-0.005", floor: nil).total.text(decimals: 2) == "-0.01")
    let floored = try total("-11.5", floor: "0")
    #expect(floored.total == .zero && floored.sum.text(decimals: 2) == "-11.50")
  }
}
