import Records
import Scoring
import TestSupport
import Testing

struct PointsCaseTest: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let node: Node
  /// The leaf's line: events kept raw limited prorated entered capped shared points.
  let line: String

  init(_ name: String, _ node: Node, _ line: String) {
    testDescription = name
    self.node = node
    self.line = line
  }
}

struct PointsTests {
  /// Three records; the last lacks every field.
  private static let relation = Relation.fixture(
    "items", [("level", .category([])), ("lapses", .integer), ("attended", .number), ("leave", .integer)],
    [
      RecordFixture(
        0, "2025-03-01", "a",
        [
          "level": .text("市"), "lapses": .integer(2), "attended": .number(Fraction(1, 3)),
          "leave": .integer(0),
        ]),
      RecordFixture(
        0, "2025-04-01", "b",
        ["level": .text("省"), "lapses": .integer(1), "attended": .number(.one), "leave": .integer(1)]),
      RecordFixture(0, "2025-05-01", "c"),
    ])

  private static func cases(_ parts: [(Condition, String)]) -> PointsRule {
    .cases(parts.map { PointsCase(condition: $0.0, points: Make.amount($0.1)) })
  }

  static let tests: [PointsCaseTest] = [
    PointsCaseTest(
      "constant", Make.leaf("A1", points: Make.constant("1.5")), "3 3 4.50 0.00 0.00 0.00 0.00 0.00 4.50"),
    PointsCaseTest(
      "by a field, else for missing",
      Make.leaf("A1", points: Make.by("level", [("市", "5"), ("省", "8")], otherwise: "1")),
      "3 3 14.00 0.00 0.00 0.00 0.00 0.00 14.00"),
    PointsCaseTest(
      "unlisted gives 0 and is not kept", Make.leaf("A1", points: Make.by("level", [("市", "5")])),
      "3 1 5.00 0.00 0.00 0.00 0.00 0.00 5.00"),
    PointsCaseTest(
      "the first case that fits",
      Make.leaf(
        "A1",
        points: cases([(.number("leave", .atMost, "0"), "2"), (.test(.field("leave"), .isPresent), "1")])),
      "3 2 3.00 0.00 0.00 0.00 0.00 0.00 3.00"),
    PointsCaseTest(
      "times a count", Make.leaf("A1", points: Make.constant("-0.5"), times: "lapses"),
      "3 2 -1.50 0.00 0.00 0.00 0.00 0.00 -1.50"),
    PointsCaseTest(
      "times a fraction, one division", Make.leaf("A1", points: Make.constant("2"), times: "attended"),
      "3 2 2.666666667 0.00 0.00 0.00 0.00 0.00 2.666666667"),
    PointsCaseTest(
      "times an unknown field", Make.leaf("A1", points: Make.constant("2"), times: "x"),
      "3 0 0.00 0.00 0.00 0.00 0.00 0.00 0.00"),
    PointsCaseTest(
      "a relation the run lacks", Make.leaf("A1", from: "none", points: Make.constant("2")),
      "0 0 0.00 0.00 0.00 0.00 0.00 0.00 0.00"),
  ]

  @Test(arguments: tests) func `a record's points`(_ test: PointsCaseTest) throws {
    let model = Make.model(test.node)
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()], relations: [Self.relation], entered: [])
    let scores = try Evaluation.score(model, input)
    #expect(scores.leaf(0).line == test.line)
    LedgerChecks.expectConsistent(model, scores, "\(test.testDescription)")
  }

  /// model.md §6, check 27: 25 points, share first 1/2.
  @Test(
    arguments: [
      (4, 1, "12.50"), (4, 2, "4.166666667"), (1, 1, "25.00"), (1, 3, "25.00"), (8, 5, "1.785714286"),
    ] as [(Int64, Int64, String)])
  func `check 27: shares by position`(authors: Int64, position: Int64, expected: String) throws {
    let first = try Self.shared(.first(Make.amount("1/2")), authors: authors, position: position)
    #expect(first.text(atLeast: 2) == expected)
  }

  @Test func `equal shares`() throws {
    #expect(try Self.shared(.equal, authors: 3, position: 1).text(atLeast: 2) == "8.333333333")
    #expect(try Self.shared(.equal, authors: 1, position: 1).text(atLeast: 2) == "25.00")
    #expect(try Self.shared(.whole, authors: 3, position: 2).text(atLeast: 2) == "25.00")
  }

  private static func shared(_ share: AuthorShare, authors: Int64, position: Int64) throws -> Points {
    let relation = Relation.fixture(
      "authorship", [("authors", .integer), ("position", .integer)],
      [RecordFixture(0, "2025-03-01", "a", ["authors": .integer(authors), "position": .integer(position)])])
    let model = Make.model(Make.leaf("S2", from: "authorship", points: Make.constant("25"), share: share))
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()], relations: [relation], entered: [])
    return try Evaluation.score(model, input).leaf(0).raw
  }

  @Test func `numbers by profile`() throws {
    let amount = Amount(byProfile: [Fraction(20), Fraction(16)])
    let node = Make.leaf("A1", points: .constant(amount))
    let model = Make.model([Make.category(Make.group("A", [node]))], profiles: ["委员", "常委"])
    let relation = Relation.fixture(
      "items", [], [RecordFixture(0, "2025-03-01", "a"), RecordFixture(1, "2025-03-01", "a")])
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture("1"), .fixture("2", profile: "常委")],
      relations: [relation], entered: [])
    let scores = try Evaluation.score(model, input)
    #expect(scores.cards.map { $0.total.text(decimals: 2) } == ["20.00", "16.00"])
  }

  @Test func `a profile that the model lacks stops the run and names both`() {
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture("0009", profile: "特邀")], relations: [], entered: [])
    let model = Make.model(Make.leaf("A1", points: Make.constant("1")))
    let error = #expect(throws: ScoringError.self) { try Evaluation.score(model, input) }
    #expect(error == .unknownProfile(member: "0009", profile: "特邀", model: "TEST-1"))
    #expect(error?.message.zh == "委员0009的类别“特邀”在模型TEST-1中没有；请改委员名册，或在模型的profiles中列入")
  }

  @Test func `amounts beyond exact arithmetic stop the run`() {
    let relation = Relation.fixture(
      "items", [("n", .integer)], [RecordFixture(0, "2025-03-01", "a", ["n": .integer(.max)])])
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()], relations: [relation], entered: [])
    let model = Make.model(Make.leaf("A1", points: Make.constant("999999999999"), times: "n"))
    #expect(throws: ScoringError.tooLarge(leaf: "A1", member: "0147")) {
      try Evaluation.score(model, input)
    }
  }
}
