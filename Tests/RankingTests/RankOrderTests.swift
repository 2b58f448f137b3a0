import Ranking
import Records
import Scoring
import TestSupport
import Testing

struct RankOrderTests {
  private typealias Entrant = RankingFixture.Entrant

  /// Standard competition ranking: "1224" (also "1-2-2-4").
  @Test func `equal totals share a rank and leave a gap`() throws {
    let outcome = try RankingFixture(grades: []).rank([
      Entrant("d", "70"), Entrant("c", "80"), Entrant("b", "80"), Entrant("a", "90"),
    ])
    #expect(outcome.lines == ["1 a -", "2 b -", "2 c -", "4 d -"])
    #expect(outcome.result.standings.map(\.sharing) == [1, 2, 2, 1])
    #expect(outcome.reasons("b") == "S 并列第2名2人")
    #expect(outcome.reasons("d").isEmpty)
  }

  @Test func `keys break equal totals in turn`() throws {
    let keys = [
      RankKey(name: "基础分", measure: .score(.base), prefer: .more),
      RankKey(name: "扣分少", measure: .score(.deduction), prefer: .more),
    ]
    let outcome = try RankingFixture(keys: keys, grades: []).rank([
      Entrant("a", [("A1", "70"), ("G1", "10")]), Entrant("b", [("A1", "80")]),
      Entrant("c", [("A1", "80"), ("G1", "1"), ("H1", "-1")]),
      Entrant("d", [("A1", "80"), ("G1", "2"), ("H1", "-2")]),
    ])
    #expect(outcome.lines == ["1 b -", "2 c -", "3 d -", "4 a -"])
  }

  @Test(arguments: [(RankKey.Preference.more, "a"), (.less, "b")])
  func `a count is a key`(prefer: RankKey.Preference, first: String) throws {
    let relation = Relation.fixture(
      "items", [],
      [
        RecordFixture(0, "2025-01-01", "1"), RecordFixture(0, "2025-01-02", "2"),
        RecordFixture(1, "2025-01-01", "1"),
      ])
    let key = RankKey(
      name: "件数", measure: .count(.records(relation: "items", window: "year", condition: .always)),
      prefer: prefer)
    let outcome = try RankingFixture(keys: [key], grades: [], relations: [relation]).rank([
      Entrant("a", "80"), Entrant("b", "80"),
    ])
    #expect(outcome.lines.first == "1 \(first) -")
  }

  @Test func `kept records are those that the limits left, with a condition of their own`() throws {
    let relation = Relation.fixture(
      "items", [("level", .category([]))],
      [
        RecordFixture(0, "2025-01-01", "1", ["level": .text("省")]),
        RecordFixture(0, "2025-01-02", "2", ["level": .text("省")]),
        RecordFixture(1, "2025-01-01", "1", ["level": .text("省")]),
        RecordFixture(1, "2025-01-02", "2", ["level": .text("市")]),
      ])
    let leaf = Node(
      code: "A2", name: "A2", clause: "A2", cap: RankingFixture.amount("0"),
      content: .leaf(
        Leaf(
          selection: Selection(relation: "items", window: "year", condition: .always),
          award: .perRecord(.constant(RankingFixture.amount("1")), times: nil, share: .whole),
          limits: [Limit(per: [.field("level")], rule: .best(RankingFixture.amount("1")))])))
    func key(_ level: String) -> RankKey {
      RankKey(
        name: level,
        measure: .count(.kept(leaf: "A2", condition: .test(.field("level"), .isOneOf([.text(level)])))),
        prefer: .more)
    }
    let provinces = try RankingFixture(keys: [key("省")], grades: [], relations: [relation], extra: [leaf])
      .rank([
        Entrant("a", "80"), Entrant("b", "80"),
      ])
    #expect(provinces.lines == ["1 a -", "1 b -"])
    let cities = try RankingFixture(keys: [key("市")], grades: [], relations: [relation], extra: [leaf]).rank([
      Entrant("a", "80"), Entrant("b", "80"),
    ])
    #expect(cities.lines == ["1 b -", "2 a -"])
  }

  /// One letter and its decomposed spelling are two codes, though `String` calls them equal.
  @Test func `keys that differ in bytes only are two keys`() throws {
    let composed = "\u{E9}"
    let decomposed = "e\u{301}"
    let relation = Relation.fixture(
      "items", [("level", .text)],
      [
        RecordFixture(0, "2025-01-01", "1", ["level": .text(composed)]),
        RecordFixture(1, "2025-01-01", "1", ["level": .text(composed)]),
        RecordFixture(1, "2025-01-02", "2", ["level": .text(decomposed)]),
      ])
    let leaf = Node(
      code: "A2", name: "A2", clause: "A2", cap: RankingFixture.amount("0"),
      content: .leaf(
        Leaf(
          selection: Selection(relation: "items", window: "year", condition: .always),
          award: .perRecord(.constant(RankingFixture.amount("1")), times: nil, share: .whole))))
    let keys = [composed, decomposed].map { level in
      RankKey(
        name: level,
        measure: .count(.kept(leaf: "A2", condition: .test(.field("level"), .isOneOf([.text(level)])))),
        prefer: .more)
    }
    let outcome = try RankingFixture(keys: keys, grades: [], relations: [relation], extra: [leaf]).rank([
      Entrant("a", "80"), Entrant("b", "80"),
    ])
    #expect(outcome.lines == ["1 b -", "2 a -"])
  }

  @Test func `profiles rank apart, in the model's order, and who is set aside stands last`() throws {
    let gate = Gate(
      code: "X1", name: "主席会议成员", when: .test(.field("post"), .isOneOf([.text("主席")])),
      effect: .setAside("不参评"))
    let fixture = RankingFixture(
      profiles: ["委员", "常委"], gates: [gate], grades: RankingFixture.grades(quota: nil, profiles: 2))
    let outcome = try fixture.rank([
      Entrant("1", "60", profile: "常委"), Entrant("2", "95", post: "主席"), Entrant("3", "55"),
      Entrant("4", "99", profile: "常委"),
      Entrant("5", "90"), Entrant("0", "10", post: "主席"),
    ])
    #expect(
      outcome.lines == ["1 5 优秀", "2 3 基本合格", "- 0 不参评", "- 2 不参评", "1 4 优秀", "2 1 合格"])
  }

  @Test(arguments: [21, 22, 23, 24] as [UInt64])
  func `a better total never stands behind, and equal ones share`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let totals = (0..<40).map { _ in Int(random.next() % 12) }
    let entrants = totals.enumerated().map { Entrant("\(100 + $0.offset)", "\($0.element)") }
    let outcome = try RankingFixture(grades: []).rank(entrants.shuffled(using: &random))
    for (index, total) in totals.enumerated() {
      let expected = 1 + totals.count { $0 > total }
      #expect(outcome.standing("\(100 + index)")?.rank == expected, "seed \(seed)")
    }
  }
}
