import Definitions
import Foundation
import Records
import Robustness
import Scoring

/// `tune --members N --out DIR [--seed S] [--searches T]`: makes a committee under YY-DEFAULT-1, turns numbers of the model, finds all
/// ticks and radii, and says how long each took. The folder gets the committee, the turns and what they gave, for others
/// to do the same. The searches for ticks and radii are made so many times, once unless told. Reads the model from `Pipelines`.
struct TuneCommand: Hashable {
  let members: Int
  let folder: String
  let seed: UInt64
  let searches: Int

  init(_ arguments: [String]) throws(UsageError) {
    let options = try Options(arguments, known: ["--members", "--seed", "--out", "--searches"])
    members = try options.number("--members")
    seed = UInt64(try options.number("--seed", default: 2025))
    searches = try options.number("--searches", default: 1)
    folder = options.text("--out")
    guard 1...Committee.mostMembers ~= members else {
      throw UsageError(problem: "--members: 1 to \(Committee.mostMembers)")
    }
    guard !folder.isEmpty else { throw UsageError(problem: "--out: missing") }
  }

  /// Makes the folder where it is missing and overwrites its files. One line of JSON.
  func run() throws -> [String] {
    let url = URL(fileURLWithPath: folder, isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let workers = Workers(ProcessInfo.processInfo.activeProcessorCount)
    let loaded = try Definitions.load(
      pipelinePath: "Pipelines/evaluation.yaml", modelOverride: "Pipelines/models/yy-default-1.yaml")
    let committee = Committee(members: members, seed: seed, workers)
    try write(committee, to: url)
    let input = committee.input(workers)
    let (basis, spent) = try Stopwatch.time { try TickBasis(loaded.model.model, input) }
    let turns = try Turn.all.map { try TimedTurn($0, basis) }
    try Data(Turn.lines.utf8).write(to: url.appendingPathComponent("turns.csv"))
    try Data(try TimedTurn.lines(turns, basis)).write(to: url.appendingPathComponent("turned.csv"))
    let report = TuneTimes(
      members: members, records: committee.books.reduce(0) { $0 + $1.count }, basisMs: spent,
      turns: turns, searches: (0..<searches).map { _ in SearchTimes(basis) })
    return [try report.json]
  }

  private func write(_ committee: Committee, to url: URL) throws {
    try Data(committee.memberBytes).write(to: url.appendingPathComponent("members.csv"))
    for book in committee.books {
      try Data(book.bytes).write(to: url.appendingPathComponent("\(book.name).csv"))
    }
  }
}

/// How long the searches of one committee took, in milliseconds.
struct SearchTimes: Encodable {
  /// Numbers of which all ticks were searched.
  let knobs: Int
  let ticks: Int
  let ticksMs: Double
  let radiiMs: Double

  init(_ basis: TickBasis) {
    let (found, ticksMs) = Stopwatch.time {
      let knobs = basis.knobs
      return basis.search(knobs) { try? basis.ticks($0).ticks.count }
    }
    knobs = found.count { $0 != nil }
    ticks = found.reduce(0) { $0 + ($1 ?? 0) }
    self.ticksMs = ticksMs
    radiiMs = Stopwatch.time { Radius(basis, within: 50) }.ms
  }
}

/// What took how long, in milliseconds.
struct TuneTimes: Times {
  let members: Int
  let records: Int
  let basisMs: Double
  let turns: [TimedTurn]
  let searches: [SearchTimes]
}
