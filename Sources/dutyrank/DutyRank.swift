import ArgumentParser
import Foundation
import Orchestration

/// The command line; a file per command.
struct DutyRank: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dutyrank",
    abstract: "Ranks the members of a consultative body from raw duty records, line by line accountable.",
    discussion: "Exit codes: 0 done; 1 the data broke a declared limit or a law, nothing published; "
      + "2 definition or usage error; 3 an operation failed.",
    version: RunID.toolVersion,
    subcommands: [
      RunCommand.self, PlanCommand.self, CheckCommand.self, ExplainCommand.self, WhyNotCommand.self,
      ReadmitCommand.self,
      VerifyCommand.self, ContractCommand.self,
      RunsCommand.self, ApproveCommand.self, PublishCommand.self, TuneCommand.self, WorkbenchCommand.self,
      CompareCommand.self,
      NoticeCommand.self, OverviewCommand.self, AppealCommand.self, AppealPackageCommand.self,
    ])
}

/// A run's error on its way out of a command.
struct Failure: Error {
  let error: RunError
  /// The settings that were in force.
  let settings: String

  func print() {
    let lines = error.lines(Terminal.drawing(STDERR_FILENO)) + (settings.isEmpty ? [] : [settings])
    Terminal.write(lines.joined(separator: "\n") + "\n", to: STDERR_FILENO)
  }
}

/// Runs a command's work and prints its lines.
func output(settings: String = "", _ work: () throws(RunError) -> [String]) throws {
  do {
    let text = try work().joined(separator: "\n")
    // A CSV file ends its last row itself.
    Terminal.write(text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n", to: STDOUT_FILENO)
  } catch {
    throw Failure(error: error, settings: settings)
  }
}
