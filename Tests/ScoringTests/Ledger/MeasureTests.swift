import Records
import Scoring
import TestSupport
import Testing

struct MeasureTests {
  private static let rate = Measure.rate(
    of: [
      RateTerm(field: "present", factor: Make.amount("1")),
      RateTerm(field: "leave", factor: Make.amount("0.6")),
    ], over: ["present", "leave", "absent"], none: Make.amount("1"))

  private static func attendance(_ present: Int64, _ leave: Int64, _ absent: Int64) -> Relation {
    Relation.fixture(
      "items", [("present", .integer), ("leave", .integer), ("absent", .integer)],
      [
        RecordFixture(
          0, "2025-01-10", "q",
          ["present": .integer(present), "leave": .integer(leave), "absent": .integer(absent)])
      ])
  }

  private static func score(_ award: Award, _ relations: [Relation], cap: String? = nil) throws -> Scores {
    let model = Make.model(Make.leaf("A1", award: award, cap: cap))
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()], relations: relations, entered: [])
    let scores = try Evaluation.score(model, input)
    LedgerChecks.expectConsistent(model, scores, "measure")
    return scores
  }

  /// model.md §6, checks 1, 2, 12, and the third part of 6.
  @Test(
    arguments: [
      (6, 2, 0, "18.00"), (5, 0, 3, "12.50"), (5, 1, 1, "16.00"), (25, 6, 1, "17.875"),
    ] as [(Int64, Int64, Int64, String)])
  func `checks 1, 2, 6, 12: a rate is one division`(present: Int64, leave: Int64, absent: Int64, raw: String)
    throws
  {
    let scores = try Self.score(
      .measure(Self.rate, worth: .full(Make.amount("20"))), [Self.attendance(present, leave, absent)])
    #expect(scores.leaf(0).line == "1 1 \(raw) 0.00 0.00 0.00 0.00 0.00 \(raw)")
    #expect(scores.cards[0].withoutDivisor.isEmpty)
    if raw == "17.875" { #expect(scores.first() == "17.88") }
  }

  @Test func `a rate without divisor takes its none and says so`() throws {
    let scores = try Self.score(
      .measure(Self.rate, worth: .full(Make.amount("20"))), [Self.attendance(0, 0, 0)], cap: "15")
    #expect(scores.first() == "15.00")
    #expect(scores.cards[0].withoutDivisor == [LeafPoints(leaf: 0, points: Points(nano: 20 * Points.one))])
    let silent = Measure.rate(of: [], over: ["present"], none: Make.amount("0"))
    let nothing = try Self.score(.measure(silent, worth: .full(Make.amount("20"))), [])
    #expect(nothing.first() == "0.00" && nothing.cards[0].withoutDivisor.isEmpty)
  }

  @Test func `a measure without records of its relation is 0 or none`() throws {
    #expect(try Self.score(.measure(Self.rate, worth: .full(Make.amount("20"))), []).first() == "20.00")
    #expect(try Self.score(.measure(.count, worth: .full(Make.amount("20"))), []).first() == "0.00")
  }

  private static let mixed = Relation.fixture(
    "items", [("n", .integer), ("part", .number), ("who", .text), ("kind", .category([]))],
    [
      RecordFixture(
        0, "2025-01-01", "1", ["n": .integer(2), "part": .number(Fraction(1, 3)), "who": .text("x")]),
      RecordFixture(
        0, "2025-01-02", "2", ["n": .integer(-1), "part": .number(Fraction(1, 6)), "who": .text("y")]),
      RecordFixture(0, "2025-01-03", "3", ["who": .text("x"), "kind": .text("a")]),
      RecordFixture(0, "2025-01-04", "4", ["kind": .text("a")]),
    ])

  @Test(
    arguments: [
      ("count", .count, "4.00"), ("sum of whole numbers", .sum("n"), "1.00"),
      ("sum of fractions", .sum("part"), "0.50"),
      ("sum of an unknown field", .sum("x"), "0.00"),
      ("distinct texts, missing left out", .distinct("who"), "2.00"),
      ("distinct codes", .distinct("kind"), "1.00"), ("distinct fractions", .distinct("part"), "2.00"),
      ("distinct of an unknown field", .distinct("x"), "0.00"),
    ] as [(String, Measure, String)])
  func `measures`(name: String, measure: Measure, expected: String) throws {
    #expect(
      try Self.score(.measure(measure, worth: .full(Make.amount("1"))), [Self.mixed]).first() == expected)
  }

  @Test(arguments: [("0.79", "0"), ("0.8", "6"), ("0.89", "6"), ("0.9", "10"), ("5", "10")])
  func `the last tier that is reached`(measure: String, expected: String) throws {
    let tiers = [
      Tier(from: Make.amount("0.8"), points: Make.amount("6")),
      Tier(from: Make.amount("0.9"), points: Make.amount("10")),
    ]
    let part = try #require(Fraction(text: measure))
    let relation = Relation.fixture(
      "items", [("part", .number)], [RecordFixture(0, "2025-01-01", "1", ["part": .number(part)])])
    let scores = try Self.score(.measure(.sum("part"), worth: .tiers(tiers)), [relation])
    #expect(scores.leaf(0).raw.text(atLeast: 0) == expected)
  }

  @Test func `a measure lists its records without points`() throws {
    let scores = try Self.score(.measure(.count, worth: .full(Make.amount("1"))), [Self.mixed])
    #expect(scores.records.map(\.subject) == [.measure] + (0...3).map { .record($0) })
    #expect(scores.records.map { $0.points.text(atLeast: 0) } == ["4", "0", "0", "0", "0"])
  }
}
