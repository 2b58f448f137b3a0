import Records
import Scoring
import TestSupport
import Testing

struct EnteredPointsTests {
  private static func entry(
    _ number: String, _ indicator: String, _ points: String, _ date: String = "2025-05-01", member: Int32 = 0
  ) -> EnteredPoints {
    EnteredPoints(
      number: number, member: member, indicator: indicator, points: Fraction(text: points) ?? .zero,
      datedOn: Day(text: date) ?? Day(number: 0), row: RowReference(table: 0, row: 0))
  }

  private static func score(_ model: Model, _ entered: [EnteredPoints], members: Int = 1) throws -> Scores {
    let relation = Relation.fixture(
      "items", [], [RecordFixture(0, "2025-05-01", "a"), RecordFixture(0, "2025-05-01", "违")])
    let input = ScoringInput(
      period: Period(year: 2025), members: (0..<members).map { .fixture("000\($0)") }, relations: [relation],
      entered: entered)
    let scores = try Evaluation.score(model, input)
    LedgerChecks.expectConsistent(model, scores, "entered points")
    return scores
  }

  @Test func `entered points stand beside the records, in no count and no limit, and under the cap`() throws {
    let model = Make.model(
      Make.leaf(
        "B1", points: Make.constant("3"), limits: [Limit(per: [], rule: .best(Make.amount("1")))], cap: "7"))
    let scores = try Self.score(model, [Self.entry("G1", "B1", "5")])
    #expect(scores.leaf(0).line == "2 1 6.00 3.00 0.00 5.00 1.00 0.00 7.00")
  }

  @Test func `an entry's key is 记分 and its number, so of equal times the byte order decides who loses`()
    throws
  {
    let model = Make.model(Make.leaf("B1", points: Make.constant("1")), cap: "3")
    let scores = try Self.score(model, [Self.entry("G1", "B1", "2")])
    let order = scores.records.map { record in
      if case .entered = record.subject {
        "entered \(record.points.text(atLeast: 0))"
      } else {
        "record \(record.points.text(atLeast: 0))"
      }
    }
    #expect(order == ["record 1", "entered 2", "record 0"])
  }

  @Test func `only entries dated in the period count, whatever the office`() throws {
    let model = Make.model(Make.leaf("B1", award: .entered))
    let entries = [
      Self.entry("G1", "B1", "1", "2024-12-31"), Self.entry("G2", "B1", "2", "2025-01-01"),
      Self.entry("G3", "B1", "4", "2025-12-31"), Self.entry("G4", "B1", "8", "2026-01-01"),
      Self.entry("G5", "B1", "-0.5", "2025-06-01", member: 1),
    ]
    let scores = try Self.score(model, entries, members: 2)
    #expect(scores.cards.map { $0.total.text(decimals: 2) } == ["6.00", "-0.50"])
    #expect(scores.findings.isEmpty)
  }

  @Test func `an entry that no leaf takes is a finding`() throws {
    let normalised = Make.leaf(
      "I1", award: .measure(.count, worth: .normalised), mean: MeanShare(normalisation: .minMax))
    let points = Make.leaf("I2", points: Make.constant("1"), mean: MeanShare(normalisation: .minMax))
    let mean = Make.group("I", [normalised, points], composition: .arithmetic(full: nil))
    let model = Make.model([
      Make.category(Make.group("B", [Make.leaf("B1", points: Make.constant("1"))])), Make.category(mean),
    ])
    let codes = ["X9", "B", "I1", "I2", "I", "B1"]
    let entries = codes.enumerated().map { Self.entry("G\(9 - $0.offset)", $0.element, "1") }
    let scores = try Self.score(model, entries)
    #expect(
      scores.findings.map(\.code) == ["NOT_A_LEAF", "NOT_A_LEAF", "NOT_A_LEAF", "UNKNOWN_INDICATOR"])
    #expect(
      scores.findings.last?.message.zh == "更正G9给“X9”记分，但模型TEST-1没有这个指标；未计分，请改指标编号")
    #expect(
      scores.findings.first?.message.zh == "更正G5给“I”记分，但它不是可以记分的末级指标；未计分，请改填末级指标")
    #expect(scores.cards[0].leaves.map { $0.entered.text(atLeast: 0) } == ["1", "0", "1"])
  }
}
