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

  /// Of committees with means, bounds on the other side of the start and fills before other limits, which a file could state.
  static let structured = (1...400 as ClosedRange<UInt64>).filter { structure($0).model.disorder == nil }

  static func structure(_ seed: UInt64) -> RandomCommittee {
    var committee = RandomCommittee(seed: seed)
    committee.addStructures()
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
        files: [source], byteCounts: [], tables: [table(input)], input: input, attendance: [],
        cards: scores.cards,
        records: scores.records,
        ranking: Ranking.rank(model, input, scores), books: Books(), quarantine: [], findings: [],
        corrections: [], merges: [], filtered: [], unused: []))
  }

  private static let source = SourceFile(
    source: "items", path: "items.csv", size: 1, sha256: String(repeating: "0", count: 64))

  /// Row n stands in line n + 2.
  private static func table(_ input: ScoringInput) -> Table {
    let rows = input.relations.reduce(input.entered.count) { max($0, $1.count) }
    let origins = (0..<Int32(rows)).map { row in
      Origin(
        file: 0, record: row, firstLine: row + 2, lastLine: row + 2, byteStart: Int64(row), byteLength: 1)
    }
    return Table(
      shape: SourceShape(name: "items", title: "事项", fields: [], key: []), columns: [], origins: origins)
  }

  /// A place of a knob, and the state with it; nil where no file could state that.
  static func turn(
    _ knob: Knob, in state: BenchState, of store: BenchStore, _ committee: inout RandomCommittee
  ) throws -> (at: Fraction, state: BenchState)? {
    guard let (bench, _) = try? store.turning(knob, state), let range = try? store.range(knob, on: bench)
    else { return nil }
    let steps = Int((range.high - range.low) / range.step)
    let step = Int64(committee.number(steps + 1))
    let at = Fraction(range.low + step * range.step, Points.one)
    return (at, state.turning(knob, to: at, in: store.model))
  }
}
