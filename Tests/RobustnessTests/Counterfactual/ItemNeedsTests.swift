import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

/// Awards of proposals, of members who have few proposals.
@Suite("outcomes need an item")
struct ItemNeedsTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    /// Filed proposals of the member as first author.
    let proposals: [String]
    /// Those that have the award.
    var awarded: [String] = []
    var proposalPoints = "1"
    let expected: String
    let items: Int

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "two proposals for two awards", proposals: ["T1", "T2"], expected: "G2×2 fewest 9.00", items: 2),
    Case(
      name: "the second award needs another proposal", proposals: ["T1"], expected: "B1×1 G2×2 fewest 9.00",
      items: 1),
    Case(
      name: "the only proposal has the award already", proposals: ["T1"], awarded: ["T1"],
      expected: "B1×1 G2×1 fewest 9.00", items: 0),
    Case(
      name: "proposals without points are events where an award needs one", proposals: ["T1"],
      proposalPoints: "0", expected: "G2×2 –×1 fewest 8.00", items: 1),
  ]

  @Test(arguments: cases)
  func `an award counts with a proposal of his`(_ test: Case) throws {
    let model = try ModelFiles.decode(
      """
      model: T
      profiles: [委员]
      categories:
      - {code: A, name: 底分, start: 0, indicators: [{code: A1, name: 公益, from: merits, points: 1}]}
      - {code: B, name: 提案, cap: 1, indicators: [
          {code: B1, name: 立案, from: authorship, where: {status: 立案}, points: \(test.proposalPoints)}]}
      - {code: G, name: 优秀, indicators: [
          {code: G2, name: 优秀提案, from: outcomes, where: {outcome: 优秀提案}, points: 4, limits: [{per: item, best: 1}]}]}
      grades: [{grade: 合格, from: 8}, {grade: 不合格}]
      """)
    let others = (1...9).map { "U\($0)" }
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture("0101"), .fixture("0102")],
      relations: [authorship(test.proposals, others), outcomes(test.awarded, others)], entered: [])
    let scores = try Evaluation.score(model, input)
    let found = try Counterfactual(model, input, scores, records: scores.records, member: 0)
    let steps = found.up?.steps.map {
      "\($0.leaf.map { model.leaves[$0].node.code } ?? "–")×\($0.records.count)"
    }
    let path = found.up.map { [$0.isFewest ? "fewest" : "at most", $0.total.text(decimals: 2)] } ?? []
    #expect(((steps ?? []) + path).joined(separator: " ") == test.expected)
    let awards = found.singles.first { model.leaves[$0.leaf].node.code == "G2" }
    #expect(awards?.items == test.items)
  }

  private func authorship(_ own: [String], _ others: [String]) -> Relation {
    .fixture(
      "authorship", [("status", .category([])), ("role", .category([]))],
      own.map { authored($0, by: 0) } + others.map { authored($0, by: 1) })
  }

  private func authored(_ proposal: String, by member: Int32) -> RecordFixture {
    RecordFixture(member, "2025-03-02", proposal, ["status": .text("立案"), "role": .text("第一提案人")])
  }

  private func outcomes(_ own: [String], _ others: [String]) -> Relation {
    .fixture(
      "outcomes",
      [
        ("item_kind", .category([])), ("item", .text), ("role", .category([])), ("outcome", .category([])),
        ("from_filed", .flag),
      ], own.map { awarded($0, of: 0) } + others.map { awarded($0, of: 1) })
  }

  private func awarded(_ proposal: String, of member: Int32) -> RecordFixture {
    RecordFixture(
      member, "2025-05-02", "C\(proposal)",
      [
        "item_kind": .text("提案"), "item": .text("提案:\(proposal)"), "role": .text("第一提案人"),
        "outcome": .text("优秀提案"), "from_filed": .flag(false),
      ])
  }
}
