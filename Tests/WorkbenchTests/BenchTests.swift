import Committees
import Publishing
import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@testable import Workbench

/// What the workbench answers is what the whole model says.
@Suite("bench")
struct BenchTests {
  /// Of committees whose model a file could state.
  private static let seeds = (1...400 as ClosedRange<UInt64>).filter { committee($0).model.disorder == nil }

  private static func committee(_ seed: UInt64) -> RandomCommittee {
    var committee = RandomCommittee(seed: seed)
    if seed % 2 == 0 { committee.addConditions() }
    return committee
  }

  @Test func `there are committees enough`() { #expect(BenchTests.seeds.count == 137) }

  @Test("a drag answers what the turned model says", arguments: seeds)
  func drags(seed: UInt64) throws {
    var committee = BenchTests.committee(seed)
    let (model, input) = (committee.model, committee.input)
    let bench = try Bench(Outcome(model, input), input)
    let paths = Knob.paths(of: model)
    for _ in 0..<6 {
      let knob = try Knob(paths[committee.number(paths.count)], of: model)
      guard let range = KnobRange(knob, of: model) else { continue }
      let nano =
        range.low + Int64(committee.number(Int((range.high - range.low) / range.step) + 1)) * range.step
      let setting = KnobSetting(knob, Fraction(nano, Points.one))
      let turned = try #require(model.turning([setting]))
      guard turned.disorder == nil, let answer = bench.drag(knob).answer(at: nano) else { continue }
      let outcome = try Outcome(turned, input)
      #expect(answer.standings.turned == TurnedStandings(outcome), "seed \(seed) \(knob) \(nano)")
      let scenario = Scenario(
        Outcome(model: model, cards: bench.run.cards, ranking: bench.run.ranking), outcome)
      let cost = answer.cost
      #expect(cost.totals == scenario.changes.count(where: \.isTotalChange), "seed \(seed) \(knob) \(nano)")
      #expect(cost.ranks == scenario.changes.count(where: \.isRankChange), "seed \(seed) \(knob) \(nano)")
      #expect(cost.grades == cost.groups.reduce(0) { $0 + $1.risen + $1.fallen })
      #expect(cost.crossings.count == min(cost.grades, Readout.most))
      let reached = try Bench(bench.run, input, BenchState().turning(knob, to: setting.value, in: model))
      #expect(reached.standings.turned == answer.standings.turned && reached.cost == cost)
      for profile in model.profiles.indices {
        let listed = outcome.ranking.standings.filter { $0.profile == profile && $0.rank != nil }.map(
          \.member)
        #expect(
          Array(answer.standings.order[profile].prefix(listed.count)).map(Int.init).sorted()
            == listed.map(Int.init).sorted())
        let ranks = answer.standings.order[profile].prefix(listed.count).map { outcome.ranks[Int($0)] }
        #expect(
          ranks == ranks.sorted()
            && answer.standings.order[profile].count == bench.profiles.count { $0 == profile })
      }
    }
  }

  @Test func `who is set aside is told as the ranking tells it, also while a number is dragged`() throws {
    var found = (rows: 0, dragged: 0)
    for seed in StoreFixture.seeds.prefix(40) {
      let store = try StoreFixture.store(StoreFixture.committee(seed))
      let window = BenchWindow(profile: 0, from: 0, count: 500)
      let aside = store.record.ranking.standings.filter { $0.rank == nil && $0.profile == 0 }
      let told = Dictionary(
        uniqueKeysWithValues: aside.map { (store.record.members[Int($0.member)].number, $0.grade) })
      for row in try store.rowsAnswer("", window).rows where row.rank == nil {
        found.rows += 1
        #expect(row.grade == told[row.memberNo] && row.gradePublished == row.grade, "seed \(seed)")
        #expect(try store.memberAnswer("", row.memberNo).grade == row.grade, "seed \(seed)")
      }
      guard let drag = try? store.dragAnswer("", "A.factor", Fraction(1, 2), window) else { continue }
      for row in drag.rows where row.rank == nil {
        found.dragged += 1
        #expect(row.grade == told[row.memberNo] && row.gradePublished == row.grade, "seed \(seed)")
      }
    }
    #expect(found == (74, 74))
  }

  @Test("who rises and who falls is told with the rows", arguments: seeds.prefix(20))
  func shifts(seed: UInt64) throws {
    let store = try StoreFixture.store(StoreFixture.committee(seed))
    let names = store.model.grades.map(\.name)
    func height(_ grade: String?, _ isReferred: Bool) -> Int {
      grade.flatMap(names.firstIndex).map { 2 * $0 } ?? (isReferred ? 2 * store.quotaGrade + 1 : .max)
    }
    for row in try store.rowsAnswer("A.factor=0.5", BenchWindow(profile: 0, from: 0, count: 500)).rows {
      let (before, after) = (row.rankPublished ?? .max, row.rank ?? .max)
      #expect(row.rankShift == (before == after ? nil : after < before ? .risen : .fallen))
      #expect(row.isReferred == (row.grade == Grading.referred))
      let old = height(row.gradePublished, row.gradePublished == Grading.referred)
      let new = height(row.grade, row.isReferred)
      #expect(row.gradeShift == (old == new ? nil : new < old ? .risen : .fallen))
    }
  }

  @Test("a window's lines are the ranking's", arguments: seeds.prefix(20))
  func rows(seed: UInt64) throws {
    let committee = BenchTests.committee(seed)
    let (model, input) = (committee.model, committee.input)
    let outcome = try Outcome(model, input)
    let bench = try Bench(outcome, input)
    for profile in model.profiles.indices {
      let view = bench.view(BenchWindow(profile: profile, from: 0, count: 500))
      let all = bench.rows(view.members(in: 0..<1_000))
      #expect(all.count == bench.profiles.count { $0 == profile })
      #expect(bench.rows(view.members(in: 1..<3)) == Array(all.dropFirst().prefix(2)))
      #expect(view.members(in: 900..<950).isEmpty)
      for row in all {
        let member = try #require(input.members.firstIndex { $0.number == row.memberNo })
        let standing = try #require(outcome.ranking.standings.first { Int($0.member) == member })
        let card = outcome.cards[member]
        #expect(row.rank == standing.rank && row.rankPublished == standing.rank)
        #expect(row.grade == standing.grade && row.gradePublished == row.grade)
        #expect(row.total == card.total.text(decimals: model.decimals) && row.totalPublished == row.total)
        #expect(
          row.categories.map(\.points) == card.categories.map { $0.points.text(decimals: model.decimals) })
        let lost = card.leaves.reduce(Points.zero) { $0 + max(.zero, $1.capped) + max(.zero, $1.shared) }
        let told = row.categories.reduce(Fraction.zero) { sum, category in
          let lost = Fraction(text: category.lost) ?? .zero
          return Fraction(
            sum.numerator * lost.denominator + lost.numerator * sum.denominator,
            sum.denominator * lost.denominator)
        }
        #expect(model.decimals < 2 || abs(Points(nearest: told).nano - lost.nano) <= 15_000_000)
      }
    }
  }
}

extension BenchStore {
  /// Index of the first grade with a quota.
  fileprivate var quotaGrade: Int { model.grades.firstIndex { $0.quota != nil } ?? 0 }
}

extension Outcome {
  /// By member; 0 for who has none.
  fileprivate var ranks: [Int] {
    var ranks = [Int](repeating: 0, count: cards.count)
    for standing in ranking.standings { ranks[Int(standing.member)] = standing.rank ?? 0 }
    return ranks
  }
}
