import Definitions
import Foundation
import Publishing
import Ranking
import Records
import Scoring
import Workbench

/// `workbench --members N [--seed S]`: makes a committee under YY-DEFAULT-1 and opens it as the server of the workbench does, and says how
/// long the answers take that a page waits for, JSON and all; `make bench-workbench` runs it. Reads the model from `Pipelines`.
struct WorkbenchCommand: Hashable {
  let members: Int
  let seed: UInt64

  /// Rows of a window.
  private static let rows = 60

  init(_ arguments: [String]) throws(UsageError) {
    let options = try Options(arguments, known: ["--members", "--seed"])
    members = try options.number("--members")
    seed = UInt64(try options.number("--seed", default: 2025))
    guard 1...Committee.mostMembers ~= members else {
      throw UsageError(problem: "--members: 1 to \(Committee.mostMembers)")
    }
  }

  /// One line of JSON.
  func run() throws -> [String] {
    let workers = Workers(ProcessInfo.processInfo.activeProcessorCount)
    let loaded = try Definitions.load(
      pipelinePath: "Pipelines/evaluation.yaml", modelOverride: "Pipelines/models/yy-default-1.yaml")
    let input = Committee(members: members, seed: seed, workers).input(workers)
    let record = try WorkbenchCommand.record(loaded.model.model, input)
    let (store, openMs) = try Stopwatch.time { try BenchStore(record) }
    let places = [0, members / 3, members / 2]
    let windows = places.map { BenchWindow(profile: 0, from: $0, count: WorkbenchCommand.rows) }
    let rows = try windows.map { window in
      try Stopwatch.time { JSONText.line(try store.rowsAnswer("", window)) }.ms
    }
    let drags = try Turn.all.map { try TimedDrag($0, store, windows) }
    return [
      try WorkbenchTimes(
        members: members, records: record.recordCount, openMs: openMs, rowsMs: rows, drags: drags
      ).json
    ]
  }

  /// A run that has no files.
  private static func record(_ model: Model, _ input: ScoringInput) throws(ScoringError) -> RunRecord {
    let scores = try Evaluation.score(model, input, keepsRecords: false)
    return RunRecord(
      identity: RunIdentity(
        toolVersion: "dutyrank", runID: "00000000", pipeline: "evaluation", title: "示例",
        period: input.period, asOf: input.period.last), model: model, definitions: [], inputs: [], files: [],
      byteCounts: [], tables: [], input: input, attendance: [], cards: scores.cards, records: [],
      recordCount: scores.recordCount, ranking: Ranking.rank(model, input, scores), books: Books(),
      quarantine: [], findings: [], corrections: [], merges: [], filtered: [], unused: [])
  }
}

/// A number that is dragged from the model as it was run, with a window of the table in sight.
struct TimedDrag: Encodable {
  let path: String
  /// Of the first answer, which makes the number ready.
  let firstMs: Double
  /// Of the later ones, where the table is scrolled to other places: the median, and the most.
  let ms: Double
  let mostMs: Double
  let bytes: Int

  private static let times = 9

  init(_ turn: Turn, _ store: BenchStore, _ windows: [BenchWindow]) throws {
    path = turn.path
    func answer(_ window: BenchWindow) throws -> [UInt8] {
      JSONText.line(try store.dragAnswer("", turn.path, turn.value, window))
    }
    let first = try Stopwatch.time { try answer(windows[0]) }
    (firstMs, bytes) = (first.ms, first.result.count)
    let spent = try (0..<TimedDrag.times).map { time in
      try Stopwatch.time { try answer(windows[time % windows.count]) }.ms
    }.sorted()
    (ms, mostMs) = (spent[TimedDrag.times / 2], spent[TimedDrag.times - 1])
  }
}

/// What took how long, in milliseconds.
struct WorkbenchTimes: Times {
  let members: Int
  let records: Int
  /// To open a run whose rows were read.
  let openMs: Double
  let rowsMs: [Double]
  let drags: [TimedDrag]
}
