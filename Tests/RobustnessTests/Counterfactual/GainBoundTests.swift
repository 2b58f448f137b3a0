import Committees
import Ranking
import Records
import Scoring
import TestSupport
import Testing

@testable import Robustness

/// What a proof of the fewest events rests on: a set that is passed over must not be enough.
@Suite("bound of what events add")
struct GainBoundTests {
  /// What random sets of events really do, under the whole model.
  @Test("holds for every set, however it is split", arguments: 1...400 as ClosedRange<UInt64>)
  func holds(seed: UInt64) throws {
    var committee = RandomCommittee(seed: seed)
    for member in committee.input.members.indices {
      guard let (search, bound) = try GainBoundTests.search(committee, member) else { continue }
      let records = search.pool.kinds.flatMap { kind in kind.records.map { (kind, $0) } }
      let sets = (0..<20).map { _ in
        (0..<1 + committee.number(6)).map { _ in records[committee.number(records.count)] }
      }.map { set in
        set.indices.filter { place in !set[..<place].contains { $0.1 == set[place].1 } }.map { set[$0] }
      }
      let outcomes = try search.trial.outcomes(sets.map { RecordChange(added: $0.map(\.1)) })
      for (set, outcome) in zip(sets, outcomes) {
        let added = Int128(outcome.sum.nano) - Int128(search.start.sum.nano)
        let place: Comment = "seed \(seed) member \(member): \(set.map(\.1))"
        for split in 0...set.count {
          let (sums, best) = GainBoundTests.parts(set.map(\.0), split, bound, search)
          let left = set.count - split
          #expect(added <= bound.most(sums, best: best, left: left) + bound.rounding, place)
          #expect(!search.reaches(outcome) || bound.mayReach(sums, best: best, left: left), place)
        }
        if let least = search.leastTotal {
          #expect(!search.reaches(outcome) || Int128(outcome.total.nano) >= least, place)
        } else {
          #expect(!search.reaches(outcome), place)
        }
      }
    }
  }

  /// So that the law above says something: caps that cut events off, and seats that are dearer than the grade's limit.
  @Test func `meets caps and seats`() throws {
    var (capped, dear, none) = (0, 0, 0)
    for seed in 1...400 as ClosedRange<UInt64> {
      let committee = RandomCommittee(seed: seed)
      for member in committee.input.members.indices {
        guard let (search, bound) = try GainBoundTests.search(committee, member) else { continue }
        let all = search.pool.kinds
        let (sums, best) = GainBoundTests.parts(all, all.count, bound, search)
        if bound.most(sums, best: best, left: 0) < sums.reduce(0, +) { capped += 1 }
        if let least = search.leastTotal { dear += least > search.limit ? 1 : 0 } else { none += 1 }
      }
    }
    #expect([capped, dear, none] == [150, 68, 17])
  }

  /// nil where no bound is known, or nothing can be added.
  private static func search(_ committee: RandomCommittee, _ member: Int) throws -> (GainSearch, GainBound)? {
    let (model, input) = (committee.model, committee.input)
    let scores = try Evaluation.score(model, input)
    let basis = RankBasis(model, input, scores)
    let trial = MemberTrial(model, input, basis, member: member)
    let now = Ranking.places(model, input, basis)[member]
    let step = model.grades.firstIndex { grade in now.grade.map { $0 == grade.name } ?? false }
    guard let step, step > 0 else { return nil }
    let looks = RecordLooks(model, input, scores)
    let pool = EventPool(model, input, scores.records, looks, scores: scores, member: member)
    guard EventExchange(model, pool).isAllowed(upTo: step - 1), !pool.kinds.isEmpty else { return nil }
    let search = GainSearch(trial, pool, target: step - 1, start: try trial.outcome())
    return GainBound(search).map { (search, $0) }
  }

  /// By leaf: what the first kinds give together, and the most that one of the others gives.
  private static func parts(
    _ kinds: [EventPool.Kind], _ split: Int, _ bound: GainBound, _ search: GainSearch
  ) -> (sums: [Int128], best: [Int128]) {
    let none = search.trial.model.leaves.map { _ in Int128(0) }
    var (sums, best) = (none, none)
    for kind in kinds[..<split] {
      for gain in bound.gains(kind.signature.worth) { sums[gain.leaf] += gain.nano }
    }
    for kind in kinds[split...] {
      for gain in bound.gains(kind.signature.worth) { best[gain.leaf] = max(best[gain.leaf], gain.nano) }
    }
    return (sums, best)
  }
}
