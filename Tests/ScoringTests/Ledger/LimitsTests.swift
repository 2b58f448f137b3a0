import Records
import Scoring
import TestSupport
import Testing

struct LimitsCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let limits: [Limit]
  /// Points left of the records a to f, in that order.
  let left: String
  let points: String

  init(_ name: String, _ limits: [Limit], _ left: String, points: String = "1") {
    testDescription = name
    self.limits = limits
    self.left = left
    self.points = points
  }
}

struct LimitsTests {
  private static let model = Make.model(
    Make.leaf(
      "D1", where: .field("status", "有效", "办结", "采纳"),
      points: Make.by("status", [("有效", "1")], otherwise: "2"),
      limits: [Limit(per: [.date], rule: .best(Make.amount("2")))], cap: "6"))

  private static func items(_ records: [(time: String, status: String)]) -> Relation {
    Relation.fixture(
      "items", [("status", .category([]))],
      records.enumerated().map {
        RecordFixture(0, $0.element.time, "\($0.offset)", ["status": .text($0.element.status)])
      })
  }

  @Test func `check 16: best two of a day, then the cap`() throws {
    let relation = Self.items([
      ("2025-05-06T09:00:00", "有效"), ("2025-05-06T10:00:00", "办结"), ("2025-05-06T11:00:00", "有效"),
      ("2025-05-07", "采纳"), ("2025-05-08", "采纳"),
    ])
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()], relations: [relation], entered: [])
    let scores = try Evaluation.score(Self.model, input)
    #expect(scores.leaf(0).line == "5 4 8.00 1.00 0.00 0.00 1.00 0.00 6.00")
    #expect(scores.first() == "6.00")
    #expect(scores.records.map { $0.points.text(atLeast: 0) } == ["1", "2", "0", "2", "1"])
    LedgerChecks.expectConsistent(Self.model, scores, "check 16")
  }

  /// The first record is 2025-06-30T16:30:00Z, so 1 July 00:30.
  @Test(arguments: [(2, "1.00"), (3, "4.00")]) func `check 17: the quarter's edge`(
    quarter: Int, expected: String
  )
    throws
  {
    let relation = Self.items([
      ("2025-07-01T00:30:00", "有效"), ("2025-06-30T23:59:59", "有效"), ("2025-07-01", "办结"),
      ("2025-07-01T10:00:00", "有效"),
    ])
    let input = ScoringInput(
      period: Period(year: 2025, quarter: quarter), members: [.fixture(months: quarter * 3)],
      relations: [relation], entered: [])
    #expect(try Evaluation.score(Self.model, input).first() == expected)
  }

  /// Records a to f with the weights 1 2 3 3 0 1; groups by item, date and month differ.
  private static let weighted = Relation.fixture(
    "items", [("weight", .integer), ("item", .text), ("round", .integer), ("part", .number)],
    [
      record("a", "2025-03-01T08:00:00", 1, "x", 1, Fraction(1, 2)),
      record("b", "2025-03-01T09:00:00", 2, "y", 1, Fraction(1, 2)),
      record("c", "2025-03-02", 3, "x", 1, Fraction(1, 3)), record("d", "2025-04-01", 3, nil, 2, nil),
      record("e", "2025-04-01T01:00:00", 0, nil, 2, nil), record("f", "2025-04-02", 1, nil, 2, nil),
    ])

  private static func record(
    _ key: String, _ time: String, _ weight: Int64, _ item: String?, _ round: Int64, _ part: Fraction?
  ) -> RecordFixture {
    RecordFixture(
      0, time, key,
      [
        "weight": .integer(weight), "item": item.map(Value.text) ?? .missing, "round": .integer(round),
        "part": part.map(Value.number) ?? .missing,
      ])
  }

  private static func limit(_ rule: Limit.Rule, per: Limit.Key...) -> Limit { Limit(per: per, rule: rule) }

  private static func best(_ n: String) -> Limit.Rule { .best(Make.amount(n)) }

  static let cases: [LimitsCase] = [
    LimitsCase("none", [], "1 2 3 3 0 1"),
    LimitsCase("best of the window, the earlier of equals", [limit(best("1"))], "0 0 3 0 0 0"),
    LimitsCase("best two", [limit(best("2"))], "0 0 3 3 0 0"),
    LimitsCase("best none", [limit(best("0"))], "0 0 0 0 0 0"),
    LimitsCase("best of a date", [limit(best("1"), per: .date)], "0 2 3 3 0 1"),
    LimitsCase("best of a month", [limit(best("1"), per: .month)], "0 0 3 3 0 0"),
    LimitsCase(
      "best of a text field; missing is a value", [limit(best("1"), per: .field("item"))], "0 2 3 3 0 0"),
    LimitsCase("best of a fraction field", [limit(best("1"), per: .field("part"))], "0 2 3 3 0 0"),
    LimitsCase("an unknown field is one group", [limit(best("1"), per: .field("x"))], "0 0 3 0 0 0"),
    LimitsCase("each record alone", [limit(.points(Make.amount("2")), per: .record)], "1 2 2 2 0 1"),
    LimitsCase("two keys", [limit(best("1"), per: .field("item"), .date)], "1 2 3 3 0 1"),
    LimitsCase("two keys that join", [limit(best("1"), per: .field("round"), .month)], "0 0 3 3 0 0"),
    LimitsCase("points fill in order", [limit(.points(Make.amount("4.5")))], "1 2 1.5 0 0 0"),
    LimitsCase("points of a month", [limit(.points(Make.amount("4")), per: .month)], "1 2 1 3 0 1"),
    LimitsCase("skip the first", [limit(.skip(Make.amount("1")))], "0 2 3 3 0 1"),
    LimitsCase("skip looks at records not at 0", [limit(.skip(Make.amount("5")))], "0 0 0 0 0 0"),
    LimitsCase(
      "in listed order, each on what is left", [limit(.skip(Make.amount("3"))), limit(best("1"))],
      "0 0 0 3 0 0"),
    LimitsCase("best then points", [limit(best("2")), limit(.points(Make.amount("5")))], "0 0 3 2 0 0"),
    LimitsCase(
      "best of negatives is the greatest magnitude", [limit(best("1"))], "0 0 -3 0 0 0", points: "-1"),
    LimitsCase("points of negatives", [limit(.points(Make.amount("4")))], "-1 -2 -1 0 0 0", points: "-1"),
  ]

  @Test(arguments: cases) func `limits leave`(_ test: LimitsCase) throws {
    let model = Make.model(
      Make.leaf("D1", points: Make.constant(test.points), times: "weight", limits: test.limits))
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()], relations: [Self.weighted], entered: [])
    let scores = try Evaluation.score(model, input)
    #expect(scores.records.map { $0.points.text(atLeast: 0) }.joined(separator: " ") == test.left)
    let left = test.left.split(separator: " ").count { $0 != "0" }
    #expect(scores.leaf(0).events == 6 && scores.leaf(0).kept == left)
    LedgerChecks.expectConsistent(model, scores, "\(test.testDescription)")
  }
}
