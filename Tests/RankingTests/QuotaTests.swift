import Ranking
import Records
import Scoring
import TestSupport
import Testing

struct TieCase: CustomTestStringConvertible, Sendable {
  let tied: Quota.Tied
  let tie: Quota.Tie
  /// Whether a key parts b and c.
  let keysDiffer: Bool
  /// Grades of a, b, c.
  let grades: [String]

  var testDescription: String { "\(tied) \(tie) keys \(keysDiffer ? "differ" : "equal")" }

  init(_ tied: Quota.Tied, _ tie: Quota.Tie, keysDiffer: Bool, _ grades: [String]) {
    self.tied = tied
    self.tie = tie
    self.keysDiffer = keysDiffer
    self.grades = grades
  }
}

struct QuotaTests {
  private typealias Entrant = RankingFixture.Entrant

  private static func fixture(_ quota: Quota, second: Quota? = nil) -> RankingFixture {
    RankingFixture(grades: RankingFixture.grades(quota: quota, second: second))
  }

  /// Groups of so many members, the first of whom are candidates with descending totals.
  private static func entrants(_ groups: [(name: String?, members: Int, candidates: Int)]) -> [Entrant] {
    var result: [Entrant] = []
    for (place, group) in groups.enumerated() {
      for index in 0..<group.members {
        let total = index < group.candidates ? "\(99 - index).\(10 + place)" : "70"
        result.append(Entrant("\(1000 + result.count)", total, sector: group.name))
      }
    }
    return result
  }

  /// model.md §6, check 8: the eight sectors with a 4th candidate get the seats that are left.
  @Test func `check 8: eleven equal remainders`() throws {
    let large = (0..<11).map { (name: "界\($0 + 10)" as String?, members: 37, candidates: $0 < 8 ? 5 : 3) }
    let small = [4, 4, 3, 2].enumerated().map {
      (name: "小\($0.offset)" as String?, members: $0.element, candidates: 1)
    }
    let outcome = try Self.fixture(RankingFixture.quota("0.10", poolUnder: "5")).rank(
      Self.entrants(large + small))
    let expected = (0..<11).map { "界\($0 + 10) 37 \($0 < 8 ? 4 : 3) \($0 < 8 ? 5 : 3) \($0 < 8 ? 4 : 3) 0" }
    #expect(outcome.seats == ["合并 13 1 4 1 0"] + expected)
  }

  /// model.md §6, check 26: 20 ranked, 2 seats; a 95.00, b and c 92.00.
  static let ties: [TieCase] = [
    TieCase(.sameTotal, .exclude, keysDiffer: true, ["优秀", "合格", "合格"]),
    TieCase(.sameTotal, .include, keysDiffer: true, ["优秀", "优秀", "优秀"]),
    TieCase(.sameTotal, .refer, keysDiffer: true, ["优秀", "并列待审", "并列待审"]),
    TieCase(.sameTotal, .refer, keysDiffer: false, ["优秀", "并列待审", "并列待审"]),
    TieCase(.sameRank, .exclude, keysDiffer: true, ["优秀", "优秀", "合格"]),
    TieCase(.sameRank, .exclude, keysDiffer: false, ["优秀", "合格", "合格"]),
    TieCase(.sameRank, .include, keysDiffer: false, ["优秀", "优秀", "优秀"]),
    TieCase(.sameRank, .refer, keysDiffer: false, ["优秀", "并列待审", "并列待审"]),
  ]

  @Test(arguments: ties) func `check 26: the tie at the last seat`(_ test: TieCase) throws {
    var fixture = Self.fixture(RankingFixture.quota("0.1", tied: test.tied, tie: test.tie))
    fixture.keys = [RankKey(name: "基础分", measure: .score(.base), prefer: .more)]
    let rest = (3..<20).map { Entrant("n\(10 + $0)", "70") }
    let c = test.keysDiffer ? [("A1", "91"), ("G1", "1")] : [("A1", "92")]
    let outcome = try fixture.rank([Entrant("a", "95"), Entrant("b", "92"), Entrant("c", c)] + rest)
    #expect(["a", "b", "c"].map { outcome.standing($0)?.grade ?? "-" } == test.grades)
  }

  @Test func `the texts of Q1, Q2 and Q3`() throws {
    func reasons(_ tie: Quota.Tie, _ totals: [String]) throws -> [String] {
      let rest = (3..<20).map { Entrant("n\(10 + $0)", "70") }
      let named = zip(["a", "b", "c"], totals).map { Entrant($0, $1) }
      let outcome = try Self.fixture(RankingFixture.quota("0.1", tie: tie)).rank(named + rest)
      return ["a", "b", "c"].map(outcome.reasons)
    }
    #expect(
      try reasons(.refer, ["95", "94", "93"]) == [
        "T 95.00≥90.00 优秀；Q1 经济界第1名/2席，优秀", "T 94.00≥90.00 优秀；Q1 经济界第2名/2席，优秀",
        "T 93.00≥90.00 优秀；Q2 经济界2席已满，合格",
      ])
    #expect(
      try reasons(.refer, ["95", "92", "92"]).last == "T 92.00≥90.00 优秀；Q3 经济界2席，并列2人，待审；S 并列第2名2人")
    #expect(
      try reasons(.include, ["95", "92", "92"]).last == "T 92.00≥90.00 优秀；Q3 经济界2席，并列2人，列入；S 并列第2名2人")
    #expect(
      try reasons(.exclude, ["95", "92", "92"]).last == "T 92.00≥90.00 优秀；Q3 经济界2席，并列2人，不列入；S 并列第2名2人")
    #expect(
      try reasons(.refer, ["95", "95", "92"])[1] == "T 95.00≥90.00 优秀；Q1 经济界第1名/2席，优秀；S 并列第1名2人")
  }

  @Test func `a tie that fits stays, and who stands behind it is out`() throws {
    let outcome = try Self.fixture(RankingFixture.quota("0.2", tied: .sameTotal)).rank(
      [Entrant("a", "92"), Entrant("b", "92"), Entrant("c", "91")] + (3..<10).map { Entrant("n\($0)", "70") })
    #expect(outcome.lines.prefix(3) == ["1 a 优秀", "1 b 优秀", "3 c 合格"])
    #expect(outcome.seats == ["经济界 10 2 3 2 0"])
  }

  @Test func `with no seat all are out, and a seat without a candidate lapses`() throws {
    let none = try Self.fixture(RankingFixture.quota("0.1")).rank([Entrant("a", "99"), Entrant("b", "98")])
    #expect(none.lines == ["1 a 合格", "2 b 合格"])
    #expect(none.reasons("a") == "T 99.00≥90.00 优秀；Q2 经济界0席已满，合格")
    let lapses = try Self.fixture(RankingFixture.quota("0.5")).rank([
      Entrant("a", "99"), Entrant("b", "70"), Entrant("c", "70"), Entrant("d", "70"),
    ])
    #expect(lapses.seats == ["经济界 4 2 1 1 0"])
  }

  @Test(arguments: [(Quota.RoundingMode.down, 1), (.nearest, 2), (.up, 2)])
  func `rounding of the whole`(rounding: Quota.RoundingMode, seats: Int) throws {
    let entrants = (0..<15).map { Entrant("\(10 + $0)", "95") }
    let outcome = try Self.fixture(RankingFixture.quota("0.1", by: nil, rounding: rounding)).rank(entrants)
    #expect(outcome.result.seats.map(\.seats) == [seats])
    #expect(outcome.result.seats.map(\.group) == ["全体"])
  }

  /// The Hare quota with largest remainders: votes 47 000, 16 000, 15 800, 12 000, 6 100, 3 100 for 10 seats
  /// give 5, 2, 1, 1, 1, 0 (Wikipedia, "Largest remainder method"). Here 1000 members in these proportions.
  @Test func `largest remainders, a published case`() throws {
    let sizes = [470, 160, 158, 120, 61, 31]
    let groups = sizes.enumerated().map {
      (name: "界\($0.offset)" as String?, members: $0.element, candidates: 0)
    }
    let outcome = try Self.fixture(RankingFixture.quota("0.01")).rank(Self.entrants(groups))
    #expect(outcome.result.seats.map(\.seats) == [5, 2, 1, 1, 1, 0])
  }

  @Test func `equal remainders go to the better next candidate, then to byte order`() throws {
    func seats(_ first: String, _ second: String) throws -> [Int] {
      let groups = [("甲", first), ("乙", second)].flatMap { (name: String, total: String) in
        [Entrant("\(name)1", total, sector: name)]
          + (2...5).map { Entrant("\(name)\($0)", "70", sector: name) }
      }
      return try Self.fixture(RankingFixture.quota("0.1")).rank(groups).result.seats.map(\.seats)
    }
    // Byte order: 乙 (E4 B9 99), then 甲 (E7 94 B2).
    #expect(try seats("95", "92") == [0, 1])
    #expect(try seats("92", "95") == [1, 0])
    #expect(try seats("95", "95") == [1, 0])
    #expect(try seats("95", "70") == [0, 1])
    #expect(try seats("70", "70") == [1, 0])
  }

  @Test func `small groups pool, and a real group of that name joins them`() throws {
    let groups = Self.entrants([
      (name: "合并", members: 6, candidates: 1), (name: "甲", members: 2, candidates: 1),
      (name: "乙", members: 5, candidates: 1),
    ])
    let outcome = try Self.fixture(RankingFixture.quota("0.5", poolUnder: "5")).rank(groups)
    #expect(outcome.seats == ["乙 5 2 1 1 0", "合并 8 4 2 2 0"])
    let alone = try Self.fixture(RankingFixture.quota("0.5", poolUnder: "3")).rank(
      Self.entrants([(name: "甲", members: 5, candidates: 1), (name: "乙", members: 5, candidates: 1)]))
    #expect(alone.seats == ["乙 5 3 1 1 0", "甲 5 2 1 1 0"])
  }

  @Test func `members without the fact are a group that prints as nothing`() throws {
    let outcome = try Self.fixture(RankingFixture.quota("0.5")).rank(
      Self.entrants([(name: nil, members: 4, candidates: 1), (name: "甲", members: 2, candidates: 0)]))
    #expect(outcome.seats == [" 4 2 1 1 0", "甲 2 1 0 0 0"])
    #expect(outcome.reasons("1000") == "T 99.10≥90.00 优秀；Q1 第1名/2席，优秀")
  }

  @Test func `who is out of one grade meets the quota of the next, who is referred does not`() throws {
    let second = RankingFixture.quota("0.2", by: nil)
    let outcome = try Self.fixture(RankingFixture.quota("0.1", by: nil), second: second).rank(
      [Entrant("a", "95"), Entrant("b", "94"), Entrant("c", "80"), Entrant("d", "75")]
        + (4..<10).map { Entrant("n\($0)", "10") })
    #expect(outcome.lines.prefix(4) == ["1 a 优秀", "2 b 合格", "3 c 合格", "4 d 基本合格"])
    #expect(outcome.reasons("b") == "T 94.00≥90.00 优秀；Q2 全体1席已满，合格；Q1 全体第1名/2席，合格")
    #expect(outcome.reasons("d") == "T 75.00≥60.00 合格；Q2 全体2席已满，基本合格")
    let referred = try Self.fixture(RankingFixture.quota("0.1", by: nil), second: second).rank(
      [Entrant("a", "95"), Entrant("b", "95"), Entrant("c", "80")] + (3..<10).map { Entrant("n\($0)", "10") })
    #expect(referred.lines.prefix(3) == ["1 a 并列待审", "1 b 并列待审", "3 c 合格"])
    #expect(referred.seats == ["全体 10 1 2 0 2", "全体 10 2 1 1 0"])
  }

  @Test func `who is set aside is in no population`() throws {
    var fixture = Self.fixture(RankingFixture.quota("0.1", by: nil))
    fixture.gates = [
      Gate(
        code: "X1", name: "x", when: .test(.field("post"), .isOneOf([.text("主席")])), effect: .setAside("不参评"))
    ]
    let outcome = try fixture.rank((0..<10).map { Entrant("\($0)", "95", post: $0 == 0 ? "主席" : "委员") })
    #expect(outcome.seats == ["全体 9 0 9 0 0"])
  }

  @Test(arguments: [31, 32, 33, 34, 35] as [UInt64])
  func `seats never exceed the whole and holders never exceed seats`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let share = "0.\(10 + random.next() % 60)"
    let entrants = (0..<80).map {
      Entrant("\(100 + $0)", "\(80 + random.next() % 20)", sector: "界\(random.next() % 7)")
    }
    let quota = RankingFixture.quota(share, poolUnder: "8", tie: .exclude)
    let outcome = try Self.fixture(quota).rank(entrants.shuffled(using: &random))
    let whole = try #require(Fraction(text: share))
    let most = 80 * whole.numerator / whole.denominator
    #expect(outcome.result.seats.reduce(0) { $0 + $1.seats } == Int(most), "seed \(seed)")
    for group in outcome.result.seats {
      #expect(group.holders <= group.seats, "seed \(seed)")
      #expect(
        group.holders == group.candidates || group.holders + max(group.tied, 1) > group.seats
          || group.candidates <= group.seats, "seed \(seed)")
    }
  }
}
