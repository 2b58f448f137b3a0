import Records
import Scoring
import TestSupport
import Testing

struct ProrationTests {
  /// model.md §6, check 7: joined 2025-07-01, one 立案 as first proposer.
  @Test func `check 7: half a year of one proposal`() throws {
    let model = Make.model(
      Make.leaf("B1", points: Make.constant("8")), cap: "20", prorate: ["K"])
    let scores = try Self.score(model, ["2025-08-01"], months: 6)
    #expect(scores.leaf(0).line == "1 1 8.00 0.00 8.00 0.00 0.00 0.00 16.00")
    #expect(scores.first() == "16.00")
  }

  /// model.md §6, check 20: 4 有效 on four days, a comment, a consultation.
  @Test(arguments: [(7, "8.571428571", "8.57"), (6, "9.00", "9.00")])
  func `check 20: every cap follows proration`(months: Int, raw: String, rounded: String) throws {
    let d1 = Make.leaf(
      "D1", points: Make.constant("1"), limits: [Limit(per: [.date], rule: .best(Make.amount("2")))], cap: "6"
    )
    let d2 = Make.leaf("D2", from: "comments", points: Make.constant("0.5"), cap: "2")
    let d3 = Make.leaf("D3", from: "attendance", points: Make.constant("1"), cap: "2")
    let model = Make.model(d1, d2, d3, prorate: ["K"])
    let relations = [
      Relation.fixture("items", [], (1...4).map { RecordFixture(0, "2025-08-0\($0)", "\($0)") }),
      Relation.fixture("comments", [], [RecordFixture(0, "2025-09-01", "1")]),
      Relation.fixture("attendance", [], [RecordFixture(0, "2025-09-02", "1")]),
    ]
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture(months: months)], relations: relations, entered: [])
    let scores = try Evaluation.score(model, input)
    #expect(scores.cards[0].categories[0].raw.text(atLeast: 2) == raw)
    #expect(scores.first() == rounded)
    LedgerChecks.expectConsistent(model, scores, "check 20")
  }

  @Test func `the parts of a sum are differences of rounded sums`() throws {
    let model = Make.model(Make.leaf("B1", points: Make.constant("1")), prorate: ["K"])
    let scores = try Self.score(model, ["2025-08-01", "2025-08-02", "2025-08-03"], months: 7)
    #expect(scores.records.map(\.points.nano) == [1_714_285_714, 1_714_285_715, 1_714_285_714])
    #expect(scores.leaf(0).points == Points(nearest: 36, over: 7))
  }

  @Test(arguments: [0, 12]) func `nothing is scaled for no month and for all`(months: Int) throws {
    let model = Make.model(Make.leaf("B1", points: Make.constant("8")), prorate: ["K"])
    #expect(try Self.score(model, ["2025-08-01"], months: months).first() == "8.00")
  }

  @Test func `a quarter divides by its own months`() throws {
    let model = Make.model(Make.leaf("B1", points: Make.constant("8")), prorate: ["K"])
    let period = Period(year: 2025, quarter: 3)
    #expect(try Self.score(model, ["2025-08-01"], months: 3, period: period).first() == "24.00")
  }

  @Test func `start, rates, entered points and other categories are not scaled`() throws {
    let rate = Award.measure(
      .rate(of: [RateTerm(field: "n", factor: Make.amount("1"))], over: ["n"], none: Make.amount("0")),
      worth: .full(Make.amount("5")))
    let model = Make.model(
      [
        Make.category(
          Make.group("K", [Make.leaf("A1", award: rate), Make.leaf("A2", award: .entered)]), start: "10"),
        Make.category(Make.group("L", [Make.leaf("B1", points: Make.constant("1"))])),
      ], prorate: ["K"])
    let relation = Relation.fixture(
      "items", [("n", .integer)], [RecordFixture(0, "2025-08-01", "1", ["n": .integer(3)])])
    let entered = EnteredPoints(
      number: "G1", member: 0, indicator: "A2", points: Fraction(2),
      datedOn: try #require(Day(text: "2025-08-01")),
      row: RowReference(table: 0, row: 0))
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture(months: 6)], relations: [relation], entered: [entered])
    let scores = try Evaluation.score(model, input)
    #expect(scores.cards[0].categories.map { $0.points.text(decimals: 2) } == ["17.00", "1.00"])
  }

  private static func score(
    _ model: Model, _ dates: [String], months: Int, period: Period = Period(year: 2025)
  ) throws -> Scores {
    let relation = Relation.fixture("items", [], dates.map { RecordFixture(0, $0, $0) })
    let input = ScoringInput(
      period: period, members: [.fixture(months: months)], relations: [relation], entered: [])
    let scores = try Evaluation.score(model, input)
    LedgerChecks.expectConsistent(model, scores, "proration")
    return scores
  }
}
