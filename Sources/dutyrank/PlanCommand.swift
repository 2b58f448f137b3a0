import ArgumentParser
import Foundation
import Orchestration

/// `dutyrank plan PIPELINE`
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "What a run with the same options would do, without doing it.",
    discussion:
      "Stages, inputs with digests, definitions, outputs and settings, the run's id, and whether it is published "
      + "already. Every input is read once; nothing is written, but what is read of a "
      + "database, which goes with the command.")

  @OptionGroup var request: RequestOptions
  @Flag(help: "Print one JSON document.") var json = false

  func run() throws {
    try output(settings: request.settings("plan")) { () throws(RunError) in
      let report = try PlanReport(try request.resolved())
      return json ? [report.json] : report.lines(Terminal.drawing(STDOUT_FILENO))
    }
  }
}
