import Committees
import Publishing
import Ranking
import Records
import Robustness
import Scoring
import Testing

@testable import Workbench

@Suite("why-panel")
struct MemberAnswerTests {
  /// Of all members of committees, as run and with a number turned: lines make indicators, those categories, those the total.
  @Test("adds up line by line to the total", arguments: StoreFixture.seeds.prefix(60))
  func sums(seed: UInt64) throws {
    var committee = StoreFixture.committee(seed)
    let store = try StoreFixture.store(committee)
    let knobs = store.start.basis.knobs
    let knob = knobs[committee.number(knobs.count)]
    let turned = try StoreFixture.turn(knob, in: BenchState(), of: store, &committee)?.state ?? BenchState()
    for state in [BenchState(), turned] where (try? store.bench(state.text)) != nil {
      let bench = try store.bench(state.text)
      for (index, member) in store.record.members.enumerated() {
        let answer = try store.memberAnswer(state.text, member.number)
        try expect(answer, bench, index, "seed \(seed) \(state.text) \(member.number)")
      }
    }
  }

  @Test(
    "of a mean, lines state no points, and categories still make the total",
    arguments: StoreFixture.structured.prefix(20))
  func means(seed: UInt64) throws {
    let store = try StoreFixture.store(StoreFixture.structure(seed))
    for (index, member) in store.record.members.enumerated() {
      let answer = try store.memberAnswer("", member.number)
      try expect(answer, store.start, index, "seed \(seed) \(member.number)")
    }
  }

  private func expect(_ answer: MemberAnswer, _ bench: Bench, _ member: Int, _ comment: Comment) throws {
    let card = bench.cards[member]
    var sum: Int64 = 0
    for (index, category) in answer.categories.enumerated() {
      let raw = card.categories[index].raw.nano
      #expect(try nano(category.raw) == raw, comment)
      if bench.model.categories[index].obstacle == .mean {
        #expect(
          category.leaves.filter { $0.points == nil }.flatMap(\.lines).allSatisfy { $0.points == nil },
          comment)
      } else {
        #expect(try added(category, comment) == raw, comment)
      }
      let points = Points(nano: raw).rounded(decimals: bench.model.decimals).nano
      #expect(try nano(category.points) == points, comment)
      sum += points
    }
    let floor = bench.model.floor.map { Points(nearest: $0[card.profile]).nano } ?? .min
    #expect(try nano(answer.sum) == sum && nano(answer.total) == max(floor, sum), comment)
    #expect(try nano(answer.total) == bench.standings.turned.totals[member], comment)
    let standing = try #require(bench.ranking.standings.first { Int($0.member) == member })
    #expect(answer.rank == standing.rank && answer.grade == standing.grade, comment)
    #expect(answer.reasons.map(\.zh) == standing.reasons.map(\.text), comment)
  }

  /// What a category's lines add up to.
  private func added(_ category: MemberAnswer.CategoryPart, _ comment: Comment) throws -> Int64 {
    var raw = try category.start.map(nano) ?? 0
    for leaf in category.leaves {
      let points = try nano(try #require(leaf.points))
      #expect(try leaf.lines.compactMap(\.points).map(nano).reduce(0, +) == points, comment)
      raw += points
    }
    return raw
  }

  private func nano(_ text: String) throws -> Int64 {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let sign: Int64 = text.hasPrefix("-") ? -1 : 1
    let whole = try #require(Int64(parts[0].filter { $0 != "-" }))
    let digits = parts.count > 1 ? String(parts[1]) : ""
    let part = try #require(Int64((digits + "000000000").prefix(9)))
    return sign * (whole * Points.one + part)
  }

  @Test func `a line names its rows`() throws {
    let store = try StoreFixture.store(StoreFixture.committee(StoreFixture.seeds[0]))
    let answers = try store.record.members.map { try store.memberAnswer("", $0.number) }
    let lines = answers.flatMap(\.categories).flatMap(\.leaves).flatMap(\.lines)
    let rows = lines.flatMap(\.rows)
    #expect(
      !rows.isEmpty && rows.allSatisfy { $0.source == "items" && $0.file == "items.csv" && $0.line >= 2 })
  }

  @Test func `nobody has an unknown number`() throws {
    let store = try StoreFixture.store(StoreFixture.committee(StoreFixture.seeds[0]))
    #expect(throws: BenchProblem(.missing, zh: "没有编号为9的委员", en: "there is no member with number 9")) {
      try store.memberAnswer("", "9")
    }
  }
}
