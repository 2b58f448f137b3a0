import Records
import Scoring
import TestSupport
import Testing

struct WindowTests {
  private static let dates = [
    "2021-12-31", "2022-01-01", "2024-11-30", "2024-12-01", "2024-12-31", "2025-01-01",
    "2025-06-30T23:59:59", "2025-07-01", "2025-11-30T23:59:59", "2025-12-01", "2025-12-31T23:59:59",
    "2026-01-01",
  ]

  /// Windows with the places of the first and last date that they hold, for a year and for its second
  /// quarter.
  @Test(
    arguments: [
      ("year", 5, 10, 6), ("proposal", 3, 8, 6), ("term", 1, 10, 6),
    ] as [(String, Int, Int, Int)])
  func `windows end with the period`(name: String, first: Int, last: Int, quarterLast: Int) throws {
    let relation = Relation.fixture(
      "items", [], Self.dates.enumerated().map { RecordFixture(0, $0.element, "\($0.offset)") })
    for (period, end) in [(Period(year: 2025), last), (Period(year: 2025, quarter: 2), quarterLast)] {
      let rows = try Self.selected(relation, window: name, period: period)
      #expect(rows == Array(Int32(first)...Int32(end)), "\(period)")
    }
  }

  @Test func `a since after the period is empty`() throws {
    let relation = Relation.fixture("items", [], [RecordFixture(0, "2025-06-01", "a")])
    let rows = try Self.selected(relation, window: "later", period: Period(year: 2025))
    #expect(rows.isEmpty)
  }

  @Test func `a span counts where it overlaps`() throws {
    let ends = ["2024-12-31", "2025-01-01", "2024-01-01", "2030-01-01"].map { Day(text: $0)?.number ?? 0 }
    let relation = Relation.fixture(
      "items", [],
      [
        RecordFixture(0, "2020-01-01", "before"), RecordFixture(0, "2020-01-01", "into"),
        RecordFixture(0, "2025-12-31", "ends before it starts"), RecordFixture(0, "2026-01-01", "after"),
        RecordFixture(0, "2025-12-31T23:59:59", "open"),
      ], spanEnds: ends + [.max])
    let rows = try Self.selected(relation, window: "year", period: Period(year: 2025))
    #expect(Set(rows) == [1, 4])
  }

  private static func selected(_ relation: Relation, window: String, period: Period) throws -> [Int32] {
    let windows = [
      NamedWindow(name: "proposal", window: .from(month: 12, day: 1)),
      NamedWindow(name: "term", window: .since(try #require(Day(text: "2022-01-01")))),
      NamedWindow(name: "later", window: .since(try #require(Day(text: "2026-06-01")))),
    ]
    let node = Make.leaf("A1", window: window, points: Make.constant("1"))
    let model = Make.model([Make.category(Make.group("A", [node]))], windows: windows)
    let input = ScoringInput(period: period, members: [.fixture()], relations: [relation], entered: [])
    return try Evaluation.score(model, input).records.compactMap {
      if case .record(let row) = $0.subject { row } else { nil }
    }
  }
}
