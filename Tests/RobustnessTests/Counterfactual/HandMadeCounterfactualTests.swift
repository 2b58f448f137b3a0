import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@Suite("counterfactuals of hand-made members")
struct HandMadeCounterfactualTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    /// Below `model` and `profiles`.
    let rules: String
    /// Kinds of the member's merits; of another one, `others`.
    let own: [String]
    var others: [String] = []
    /// Penalties of the member.
    var penalties = 0
    let expected: String

    var testDescription: String { name }
  }

  private static let grades = "grades: [{grade: 合格, from: 6}, {grade: 不合格}]"
  private static let good = "{code: A1, name: 公益, from: merits, where: {kind: 公益}, points: 3}"
  private static let bad = "{code: H1, name: 代签, from: penalties, points: -10}"

  static let gains = [
    Case(
      name: "a sum far below the least total is brought up event by event",
      rules: """
        floor: 0
        categories:
        - {code: A, name: 甲, indicators: [\(good)]}
        - {code: H, name: 丁, role: deduction, indicators: [\(bad)]}
        \(grades)
        """, own: [], others: Array(repeating: "公益", count: 12), penalties: 2,
      expected: "A1×9 fewest 7.00 合格"),
    Case(
      name: "a way of more than a dozen events",
      rules: """
        floor: 0
        categories:
        - {code: A, name: 甲, indicators: [\(good)]}
        - {code: H, name: 丁, role: deduction, indicators: [\(bad)]}
        \(grades)
        """, own: [], others: Array(repeating: "公益", count: 18), penalties: 4,
      expected: "A1×16 fewest 8.00 合格"),
    Case(
      name: "the floor of a category hides what single events do",
      rules: """
        categories:
        - {code: A, name: 甲, floor: 0, indicators: [\(good), \(bad)]}
        \(grades)
        """, own: [], others: Array(repeating: "公益", count: 12), penalties: 2,
      expected: "A1×9 fewest 7.00 合格"),
    Case(
      name: "the first of a kind gives nothing",
      rules: """
        categories:
        - code: A
          name: 甲
          indicators: [{code: A1, name: 公益, from: merits, where: {kind: 公益}, points: 6, limits: [{skip: 1}]}]
        \(grades)
        """, own: [], others: ["公益", "公益", "公益"],
      expected: "A1×2 fewest 6.00 合格"),
    Case(
      name: "a gate asks for two things, and the points are capped",
      rules: """
        categories:
        - code: A
          name: 甲
          cap: 7
          start: 7
          indicators:
          - \(good)
          - {code: A2, name: 表彰, from: merits, where: {kind: 表彰}, points: 1}
        gates:
        - code: V
          name: 两样
          ceiling: 不合格
          when:
            any:
            - {count: {from: merits, where: {kind: 公益}}, at_most: 0}
            - {count: {from: merits, where: {kind: 表彰}}, less_than: 2}
        \(grades)
        """, own: [], others: ["公益", "公益", "公益", "表彰", "表彰", "表彰"],
      expected: "A1×1 A2×2 fewest 7.00 合格"),
    Case(
      name: "what a cap takes is no gain",
      rules: """
        categories:
        - {code: A, name: 甲, cap: 5, indicators: [\(good)]}
        - {code: B, name: 乙, indicators: [{code: B1, name: 表彰, from: merits, where: {kind: 表彰}, points: 3}]}
        \(grades)
        """, own: [], others: Array(repeating: "公益", count: 12),
      expected: "none"),
  ]

  @Test(arguments: gains)
  func `gains are found where the total does not show them yet`(_ test: Case) throws {
    let (model, found) = try HandMadeCounterfactualTests.counterfactual(test)
    #expect(HandMadeCounterfactualTests.text(found.up, model) == test.expected)
  }

  static let losses = [
    Case(
      name: "two records that fire a gate together, among many that cost less each",
      rules: """
        categories:
        - code: A
          name: 甲
          cap: 20
          indicators: [\(good), {code: A2, name: 表彰, from: merits, where: {kind: 表彰}, points: 1}]
        gates:
        - {code: V, name: 无表彰, ceiling: 不合格, when: {count: {from: merits, where: {kind: 表彰}}, at_most: 0}}
        \(grades)
        """, own: Array(repeating: "公益", count: 9) + ["表彰", "表彰"],
      expected: "A2×2 fewest 20.00 不合格"),
    Case(
      name: "above a cap the first losses cost nothing",
      rules: """
        categories:
        - {code: A, name: 甲, cap: 9, indicators: [\(good)]}
        \(grades)
        """, own: Array(repeating: "公益", count: 10),
      expected: "A1×9 fewest 3.00 不合格"),
    Case(
      name: "a record without points that a gate asks for",
      rules: """
        categories:
        - {code: A, name: 甲, indicators: [\(good)]}
        gates:
        - {code: V, name: 无报道, ceiling: 不合格, when: {count: {from: merits, where: {kind: 媒体报道}}, at_most: 0}}
        \(grades)
        """, own: ["公益", "公益", "公益", "媒体报道"],
      expected: "–×1 fewest 9.00 不合格"),
    Case(
      name: "a measure that falls",
      rules: """
        categories:
        - {code: A, name: 甲, indicators: [{code: A1, name: 件数, from: merits, measure: count, tiers: [{from: 2, points: 6}]}]}
        \(grades)
        """, own: ["公益", "表彰", "公益", "公益"],
      expected: "A1×3 fewest 0.00 不合格"),
    Case(
      name: "the best of a month stand for the others",
      rules: """
        categories:
        - code: A
          name: 甲
          start: 5
          indicators:
          - {code: A1, name: 事项, from: merits, points: {by: kind, values: {表彰: 4}, else: 1}, limits: [{per: month, best: 1}]}
        \(grades)
        """, own: ["表彰", "公益", "公益"],
      expected: "A1×3 fewest 5.00 不合格"),
    Case(
      name: "nothing costs the grade",
      rules: """
        categories:
        - {code: A, name: 甲, start: 6, indicators: [\(good)]}
        \(grades)
        """, own: ["公益", "公益"],
      expected: "none"),
  ]

  @Test(arguments: losses)
  func `losses are the fewest that cost the grade`(_ test: Case) throws {
    let (model, found) = try HandMadeCounterfactualTests.counterfactual(test)
    #expect(HandMadeCounterfactualTests.text(found.down, model) == test.expected)
  }

  private static func counterfactual(_ test: Case) throws -> (Model, Counterfactual) {
    let model = try ModelFiles.decode("model: T\nprofiles: [委员]\n" + test.rules)
    let merits = (test.own.map { ($0, 0) } + test.others.map { ($0, 1) }).enumerated().map { index, merit in
      RecordFixture(Int32(merit.1), "2025-03-\(10 + index)", "m\(10 + index)", ["kind": .text(merit.0)])
    }
    let penalties = (0..<test.penalties).map { RecordFixture(0, "2025-02-0\(1 + $0)", "p\($0)") }
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture("0101"), .fixture("0102")],
      relations: [
        .fixture("merits", [("kind", .category([]))], merits), .fixture("penalties", [], penalties),
      ], entered: [])
    let scores = try Evaluation.score(model, input)
    return (model, try Counterfactual(model, input, scores, records: scores.records, member: 0))
  }

  private static func text(_ path: Counterfactual.Path?, _ model: Model) -> String {
    guard let path else { return "none" }
    let steps = path.steps.map { "\($0.leaf.map { model.leaves[$0].node.code } ?? "–")×\($0.records.count)" }
    return
      (steps + [
        path.isFewest ? "fewest" : "at most", path.total.text(decimals: 2), path.place.grade ?? "",
      ])
      .joined(separator: " ")
  }
}
