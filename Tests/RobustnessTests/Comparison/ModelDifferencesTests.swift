import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@Suite("two models in words")
struct ModelDifferencesTests {
  private static let input = ScoringInput(
    period: Period(year: 2025), members: [.fixture("0001"), .fixture("0002")], relations: [], entered: [])

  /// The shipped model beside it with some passages replaced, each of which stands there once.
  private static func differences(_ edits: [(String, String)]) throws -> ModelDifferences {
    var text = try ModelFiles.text()
    for (passage, other) in edits {
      #expect(text.ranges(of: passage).count == 1, "\(passage)")
      text = text.replacing(passage, with: other)
    }
    let (before, after) = (try ModelFiles.shipped.get(), try ModelFiles.decode(text))
    return try ModelDifferences(before, after, base: Outcome(before, input), input: input)
  }

  @Test("numbers by path and profile, and that there is nothing else")
  func numbers() throws {
    let found = try Self.differences([
      ("cap: {委员: 20, 常委: 12}", "cap: {委员: 25, 常委: 12}"), ("    points: 8\n", "    points: 9\n"),
      ("share: 0.10", "share: 0.5"), ("months: {less_than: 3}", "months: {less_than: 4}"),
      ("model: YY-DEFAULT-1", "model: OTHER"),
    ])
    #expect(
      found.numbers.map { number in
        "\(number.path) \(number.name) \(number.isShared) "
          + number.values.map { "\($0.profile) \($0.before) \($0.after)" }.joined(separator: ", ")
      } == [
        "A3.cap 协商、调研、视察、监督 false 委员 20 25", "B1.points 立案（第一提案人） true 委员 8 9, 常委 8 9",
        "V6.when.any.2.months.less_than 不足评定条件 true 委员 3 4, 常委 3 4",
        "优秀.share  true 委员 0.1 0.5, 常委 0.1 0.5",
      ])
    #expect(found.isNumbersOnly && found.structure.isEmpty)
  }

  @Test(
    "what is no number is told in words",
    arguments: [
      ("    points: 8\n", "    points: 8\n    cap: 16\n", "B1.cap 新增，为16 added, 16"),
      ("    points: 1\n    cap: 3\n", "    points: 1\n", "C1.cap 删去，原为3 taken out, was 3"),
      ("decimals: 2", "decimals: 1", "decimals 2 → 1 2 → 1"),
      ("prorate: [B, C, D, E, F]", "prorate: [B, C]", "prorate B、C、D、E、F → B、C B、C、D、E、F → B、C"),
      (
        "  proposal: {from: \"01-01\"}", "  proposal: {from: \"12-01\"}",
        "windows.proposal from 01-01 → from 12-01 from 01-01 → from 12-01"
      ),
      ("where: {status: 收录, from_filed: false}", "where: {status: 收录}", "C1.where 条件变了 another condition"),
      (
        "    measure:                      # （出席",
        "    window: term\n    measure:                      # （出席", "A1.window year → term year → term"
      ),
      (
        "limits: [{per: date, best: 2}]", "limits: [{per: month, best: 2}]",
        "D1.limits 限次方式变了 limited otherwise"
      ),
      ("  name: 社情民意\n  cap: 15", "  name: 民意\n  cap: 15", "C.name 社情民意 → 民意 社情民意 → 民意"),
      (
        "  - {name: 扣分少, score: deduction}", "  - {name: 扣分少, score: bonus}",
        "rank.keys “扣分少”的算法变了 '扣分少' is measured otherwise"
      ),
      (
        "  when: {count: {from: penalties}, at_least: 1}\n  ceiling: 合格",
        "  when: {count: {from: penalties}, at_least: 1}\n  ceiling: 不合格",
        "V4 ceiling 合格 → ceiling 不合格 ceiling 合格 → ceiling 不合格"
      ),
      ("rounding: down", "rounding: up", "优秀.rounding down → up down → up"),
    ])
  func structure(_ passage: String, _ other: String, _ expected: String) throws {
    let found = try Self.differences([(passage, other)])
    let words = found.structure.map { "\($0.place) \($0.message.zh) \($0.message.en)" }
    #expect(words == [expected] && !found.isNumbersOnly)
  }

  @Test("a leaf, a gate and a rank key that come or go")
  func parts() throws {
    let found = try Self.differences([
      ("  - {name: 会议活动分, score: A}\n", ""),
      ("- code: V4\n  name: 代签造假\n  when: {count: {from: penalties}, at_least: 1}\n  ceiling: 合格\n", ""),
      (
        "  - code: C2\n",
        "  - {code: C3, name: 附议, from: authorship, where: {role: 附议人}, points: 0.5}\n  - code: C2\n"
      ),
    ])
    #expect(
      found.structure.map { "\($0.place) \($0.message.zh)" } == [
        "C3 新增附议", "V4 删去代签造假",
        "rank.keys 基础分、会议活动分、第一提案人立案、全国采用、省级采用、市级采用、扣分少 → 基础分、第一提案人立案、全国采用、省级采用、市级采用、扣分少",
      ])
  }

  @Test("a code that stands for another thing goes and comes, with its numbers")
  func otherThings() throws {
    let passage = """
          name: 收录
          from: reports
          where: {status: 收录, from_filed: false}
          points: 1

      """
    let other = """
          name: 报送
          from: reports
          where: {status: 已提交}
          points: 2

      """
    let found = try Self.differences([
      (passage, other), ("- code: V4\n  name: 代签造假\n", "- code: V4\n  name: 造假\n"),
      (
        "  when: {count: {from: penalties}, at_least: 1}\n  ceiling: 合格",
        "  when: {count: {from: penalties}, at_least: 2}\n  ceiling: 不合格"
      ),
    ])
    #expect(
      found.structure.map { "\($0.place) \($0.message.zh)" } == [
        "C1 删去收录", "C1 新增报送", "V4 删去代签造假", "V4 新增造假",
      ])
    #expect(found.numbers.isEmpty)
  }

  @Test("a number that no file could state alone has no effect of its own")
  func notAlone() throws {
    let found = try Self.differences([
      ("  from: 90\n", "  from: 58\n"), ("{grade: 合格, from: 60}", "{grade: 合格, from: 55}"),
    ])
    #expect(found.numbers.map(\.path) == ["优秀.from", "合格.from"])
    #expect(found.numbers[0].alone == nil, "58 is not above 60")
    #expect(try #require(found.numbers[1].alone).ranks == 0)
  }

  @Test("which causes two models differ in")
  func causes() throws {
    let shipped = try ModelFiles.shipped.get()
    let text = try ModelFiles.text()
    for (passage, other, expected) in [
      ("share: 0.10", "share: 0.2", .quota), ("    points: 8\n", "    points: 9\n", .rules),
      ("title: 示例市政协", "title: 他市政协", []), ("    name: 收录\n", "    name: 采纳\n", []),
      ("{grade: 合格, from: 60}", "{grade: 合格, from: 61}", .rules), ("tie: refer ", "tie: include ", .quota),
    ] as [(String, String, Causes)] {
      #expect(text.ranges(of: passage).count == 1, "\(passage)")
      let model = try ModelFiles.decode(text.replacing(passage, with: other))
      #expect(Causes.between(shipped, model) == expected, "\(passage)")
    }
  }
}

@Suite("what became of a profile and its seats")
struct SeatChangeTests {
  /// By member the points of one entered leaf; each member with a sector.
  private static func input(_ members: [(number: String, sector: String, records: Int)]) -> ScoringInput {
    let list = members.map { Member.fixture($0.number, sector: $0.sector) }
    let records = members.enumerated().flatMap { index, member in
      (0..<member.records).map { RecordFixture(Int32(index), "2025-03-01", "\(index)-\($0)") }
    }
    return ScoringInput(
      period: Period(year: 2025), members: list, relations: [.fixture("study", [], records)], entered: [])
  }

  private static func model(share: String) throws -> Model {
    try ModelFiles.decode(
      """
      model: SEATS
      profiles: [委员]
      categories: [{code: A, name: 学习, indicators: [{code: A1, name: 学习, from: study, points: 1}]}]
      grades:
      - {grade: 优秀, from: 1, quota: {share: \(share), by: sector, pool_under: 2, rounding: nearest, tied: same_rank, tie: exclude}}
      - {grade: 合格}
      """)
  }

  @Test(
    "a seat that one got is one that another of the group lost; more seats take from nobody; small groups are one"
  )
  func seats() throws {
    let before = Self.input([
      ("1", "工", 9), ("2", "工", 8), ("3", "农", 7), ("4", "农", 6), ("5", "商", 5), ("7", "学", 0),
    ])
    let after = Self.input([
      ("1", "工", 3), ("2", "工", 8), ("3", "农", 7), ("4", "农", 6), ("6", "商", 5), ("7", "学", 0),
    ])
    let (old, new) = (try Self.model(share: "0.5"), try Self.model(share: "0.5"))
    let comparison = RunComparison(
      try Mixtures(
        differing: [.data, .population], before: old, after: new,
        inputs: Causes.subsets.map { $0.contains(.data) ? after : before }))
    let changes = SeatChange.list(
      comparison, before: try Outcome(old, before).ranking, after: try Outcome(new, after).ranking)
    #expect(
      changes.map { change in
        "\(change.profile) \(change.grade) \(change.group) \(change.seatsBefore ?? -1) \(change.seatsAfter) "
          + "\(change.gained.map(\.number)) \(change.lost.map(\.number))"
      } == [
        "委员 优秀 合并 1 1 [\"6\"] [\"5\"]", "委员 优秀 工 1 1 [\"2\"] [\"1\"]",
      ])
    let profile = try #require(ProfileChange.list(comparison).first)
    #expect(profile.holders == (3, 3, 1) && profile.topGrade == "优秀" && profile.ranked == 5)
    // Ranks of 1, 2, 3, 4, 7 are 1 2 3 4 6 and 5 1 2 3 6: of ten pairs the three of 1 with 2, 3 and 4 are turned.
    #expect(profile.tau.tenThousandths == 4000, "(7 − 3) ⁄ 10")
  }
}
