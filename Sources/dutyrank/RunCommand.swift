import ArgumentParser
import Orchestration

/// `dutyrank run PIPELINE`
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Read, clean, deduplicate, score, rank and publish.",
    discussion:
      "Without --period and --as-of the pipeline's own period holds; no clock is read. Memory grows with the "
      + "rows: about 200 bytes a row and the texts.")

  @Argument(help: "The pipeline's definition.") var pipeline: String
  @Option(help: "A year or a quarter, year to date: 2025, 2026-Q3.") var period: String?
  @Option(help: "The folder that relative sources are read from.") var data: String?
  @Option(help: "The folder of all publications.") var out: String = RunRequest.defaultFolder
  @Option(name: .customLong("as-of"), help: "The date printed; picks the period when none is given.")
  var asOf: String?
  @Option(help: "Sources read at the same time; default: the machine's cores.") var workers: Int?
  @Option(help: "Memory for reading, as 1GiB or 512MiB.") var memory: ByteCount?
  @Option(help: "A model that replaces the pipeline's.") var model: String?
  @Flag(help: "Print the manifest as JSON instead of lines.") var json = false

  func validate() throws {
    if let workers, workers < 1 { throw ValidationError("--workers: at least 1, found \(workers)") }
  }

  func run() throws {
    try output(settings: settings) { () throws(RunError) in
      let request = try RunRequest(
        pipeline: pipeline, periodText: period, data: data, out: out, asOfText: asOf, model: model,
        workers: workers, memory: memory?.bytes)
      let outcome = try Run.execute(request)
      return json ? [outcome.json] : outcome.lines
    }
  }

  private var settings: String {
    let given = [
      ("period", period), ("data", data), ("out", out), ("as-of", asOf),
      ("workers", workers.map(String.init)), ("model", model),
    ]
    return "  run \(pipeline) "
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
