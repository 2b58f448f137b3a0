import ArgumentParser
import Orchestration

/// What a person asks of a run; `run` and `plan` take the same.
struct RequestOptions: ParsableArguments {
  @Argument(help: "The pipeline's definition.") var pipeline: String
  @Option(help: "A year or a quarter, year to date: 2025, 2026-Q3.") var period: String?
  @Option(help: "The folder that relative sources are read from.") var data: String?
  @Option(help: "The folder of all publications.") var out: String = RunRequest.defaultFolder
  @Option(name: .customLong("as-of"), help: "The date printed; picks the period when none is given.")
  var asOf: String?
  @Option(help: "Work units in flight; default: the machine's cores. No output depends on it.")
  var workers: Int?
  @Option(help: "Memory for the run, as 1GiB; a source that takes more is kept on disk where it can be.")
  var memory: ByteCount?
  @Option(help: "A model that replaces the pipeline's.") var model: String?

  func validate() throws {
    if let workers, workers < 1 { throw ValidationError("--workers: at least 1, found \(workers)") }
  }

  func resolved() throws(RunError) -> RunRequest {
    try RunRequest(
      pipeline: pipeline, periodText: period, data: data, out: out, asOfText: asOf, model: model,
      workers: workers, memory: memory?.bytes)
  }

  /// The settings that a person gave, as one line below an error.
  func settings(_ command: String) -> String {
    let given = [
      ("period", period), ("data", data), ("out", out), ("as-of", asOf),
      ("workers", workers.map(String.init)), ("memory", memory.map { String($0.bytes) }), ("model", model),
    ]
    return "  \(command) \(pipeline) "
      + given.compactMap { name, value in value.map { "--\(name) \($0)" } }.joined(separator: " ")
  }
}

/// A number of bytes with an optional unit.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int64

  /// `1048576`, `512KiB`, `512MiB`, `1GiB`; nil for anything else and for less than one byte.
  init?(argument: String) {
    let units: [(String, Int64)] = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)]
    let unit = units.first { argument.hasSuffix($0.0) }
    guard let count = Int64(argument.dropLast(unit?.0.utf8.count ?? 0)), count >= 1 else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: unit?.1 ?? 1)
    guard !overflow else { return nil }
    self.bytes = bytes
  }
}
