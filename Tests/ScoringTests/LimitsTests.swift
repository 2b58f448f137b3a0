import Records
import Scoring
import TestSupport
import Testing

/// model.md §6, checks 16 and 17: 五微 of the day and at the quarter's edge.
struct LimitsTests {
  private static let fields: [(key: String, type: FieldType)] = [("status", .category([]))]

  private static let model = Make.model(
    Make.leaf(
      "D1", where: .field("status", "有效", "办结", "采纳"),
      points: Make.by("status", [("有效", "1")], otherwise: "2"),
      limits: [Limit(per: [.date], rule: .best(Make.amount("2")))], cap: "6"))

  private static func item(_ time: String, _ key: String, _ status: String) -> RecordFixture {
    RecordFixture(0, time, key, ["status": .text(status)])
  }

  @Test func `check 16: best two of a day, then the cap`() throws {
    let relation = Relation.fixture(
      "items", Self.fields,
      [
        Self.item("2025-05-06T09:00:00", "a", "有效"), Self.item("2025-05-06T10:00:00", "b", "办结"),
        Self.item("2025-05-06T11:00:00", "c", "有效"), Self.item("2025-05-07T09:00:00", "d", "采纳"),
        Self.item("2025-05-08T09:00:00", "e", "采纳"),
      ])
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()], relations: [relation], entered: [])
    let scores = try Evaluation.score(Self.model, input)
    #expect(scores.leaf(0).line == "5 4 8.00 1.00 0.00 0.00 1.00 0.00 6.00")
    #expect(scores.first() == "6.00")
    LedgerChecks.expectConsistent(Self.model, scores, "check 16")
  }
}
