import Committees
import Publishing
import Ranking
import Records
import Robustness
import Scoring

@testable import Workbench

/// Random committees as runs on the workbench.
enum StoreFixture {
  /// Of committees whose model a file could state.
  static let seeds = (1...400 as ClosedRange<UInt64>).filter { committee($0).model.disorder == nil }

  static func committee(_ seed: UInt64) -> RandomCommittee {
    var committee = RandomCommittee(seed: seed)
    if seed % 2 == 0 { committee.addConditions() }
    return committee
  }

  static func store(_ committee: RandomCommittee) throws -> BenchStore {
    let (model, input) = (committee.model, committee.input)
    let scores = try Evaluation.score(model, input)
    return try BenchStore(
      RunRecord(
        identity: RunIdentity(
          toolVersion: "dutyrank 0.1.0", runID: "7f3a91c2", pipeline: "evaluation", title: "示例考核",
          period: input.period, asOf: input.period.last), model: model, definitions: [], inputs: [],
        files: [],
        byteCounts: [], tables: [], input: input, attendance: [], cards: scores.cards,
        records: scores.records,
        ranking: Ranking.rank(model, input, scores), books: Books(), quarantine: [], findings: [],
        corrections: [], merges: [], filtered: [], unused: []))
  }

  /// A place of a knob, and the state with it; nil where no file could state that.
  static func turn(
    _ knob: Knob, in state: BenchState, of store: BenchStore, _ committee: inout RandomCommittee
  ) throws -> (at: Fraction, state: BenchState)? {
    guard let (bench, _) = try? store.turning(knob, state), let range = try? store.range(knob, on: bench)
    else { return nil }
    let steps = (range.high - range.low) / range.step
    let at = Fraction(range.low + Int64(committee.number(Int(steps) + 1)) * range.step, Points.one)
    return (at, state.turning(knob, to: at, in: store.model))
  }
}
