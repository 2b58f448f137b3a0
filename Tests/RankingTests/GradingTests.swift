import Ranking
import Records
import Scoring
import TestSupport
import Testing

struct GradingTests {
  private typealias Entrant = RankingFixture.Entrant

  private static func ceiling(_ code: String, _ post: String, _ grade: String) -> Gate {
    Gate(
      code: code, name: "上限", when: .test(.field("post"), .isOneOf([.text(post)])), effect: .ceiling(grade))
  }

  @Test(arguments: [
    ("90", "优秀", "T 90.00≥90.00 优秀"), ("89.99", "合格", "T 89.99≥60.00 合格"), ("60", "合格", "T 60.00≥60.00 合格"),
    ("59.99", "基本合格", "T 59.99≥50.00 基本合格"), ("49.99", "不合格", "T 49.99<50.00 不合格"),
    ("-3", "不合格", "T -3.00<50.00 不合格"),
  ]) func `thresholds are half-open`(total: String, grade: String, reason: String) throws {
    let outcome = try RankingFixture().rank([Entrant("a", total)])
    #expect(outcome.standing("a")?.grade == grade)
    #expect(outcome.reasons("a") == reason)
  }

  /// model.md §6, check 23: a ceiling comes before the quota and takes no seat.
  @Test func `check 23: who is under a ceiling takes no seat and still counts`() throws {
    let fixture = RankingFixture(
      gates: [Self.ceiling("V2", "常委", "基本合格")],
      grades: RankingFixture.grades(quota: RankingFixture.quota("0.1")))
    let entrants =
      [Entrant("00", "95", post: "常委"), Entrant("01", "94")] + (2..<10).map { Entrant("0\($0)", "70") }
    let outcome = try fixture.rank(entrants)
    #expect(outcome.lines.prefix(2) == ["1 00 基本合格", "2 01 优秀"])
    #expect(outcome.seats == ["经济界 10 1 1 1 0"])
    #expect(outcome.reasons("00") == "T 95.00≥90.00 优秀；V2 上限，最高基本合格")
    #expect(outcome.reasons("01") == "T 94.00≥90.00 优秀；Q1 经济界第1名/1席，优秀")
  }

  @Test func `ceilings never lift and the lowest holds`() throws {
    let gates = [Self.ceiling("V1", "常委", "基本合格"), Self.ceiling("V4", "常委", "合格")]
    let outcome = try RankingFixture(gates: gates).rank([
      Entrant("a", "95", post: "常委"), Entrant("b", "10", post: "常委"),
    ])
    #expect(outcome.lines == ["1 a 基本合格", "2 b 不合格"])
    #expect(outcome.reasons("b") == "T 10.00<50.00 不合格；V1 上限，最高基本合格；V4 上限，最高合格")
  }

  @Test func `the first set-aside gate gives the grade, all that hold are listed`() throws {
    let isChair = Condition.test(.field("post"), .isOneOf([.text("主席")]))
    let gates = [
      Gate(code: "V6", name: "期末不在任", when: isChair, effect: .setAside("不定等次")),
      Gate(code: "X1", name: "主席会议成员", when: isChair, effect: .setAside("不参评")),
    ]
    let outcome = try RankingFixture(gates: gates).rank([Entrant("a", "95", post: "主席"), Entrant("b", "80")])
    #expect(outcome.lines == ["1 b 合格", "- a 不定等次"])
    #expect(outcome.reasons("a") == "V6 期末不在任，不定等次；X1 主席会议成员，不参评")
  }

  @Test func `a quarter run ranks and reminds`() throws {
    let isChair = Condition.test(.field("post"), .isOneOf([.text("主席")]))
    let gates = [
      Self.ceiling("V1", "常委", "基本合格"),
      Gate(code: "X1", name: "主席会议成员", when: isChair, effect: .setAside("不参评")),
      Gate(code: "V5", name: "缺席次数", when: .always, effect: .alert),
    ]
    let fixture = RankingFixture(
      period: Period(year: 2025, quarter: 4), gates: gates,
      grades: RankingFixture.grades(quota: RankingFixture.quota("0.5")))
    let outcome = try fixture.rank([
      Entrant("a", "95", post: "常委"), Entrant("b", "80", post: "主席"), Entrant("c", "95"),
    ])
    #expect(outcome.lines == ["1 a -", "1 c -", "- b -"])
    #expect(outcome.reasons("a") == "V1 上限（提醒）；S 并列第1名2人；V5 缺席次数（提醒）")
    #expect(outcome.reasons("b") == "X1 主席会议成员（提醒）；V5 缺席次数（提醒）")
    #expect(outcome.seats.isEmpty)
  }

  @Test func `without grades the grade is empty even for who is set aside`() throws {
    let isChair = Condition.test(.field("post"), .isOneOf([.text("主席")]))
    let gates = [Gate(code: "X1", name: "主席会议成员", when: isChair, effect: .setAside("不参评"))]
    let outcome = try RankingFixture(gates: gates, grades: []).rank([
      Entrant("a", "95", post: "主席"), Entrant("b", "80"),
    ])
    #expect(outcome.lines == ["1 b -", "- a -"])
    #expect(outcome.reasons("a") == "X1 主席会议成员，不参评")
  }
}
