import ArgumentParser
import Orchestration

/// `dutyrank verify RUN`
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Make a run again from its inputs and compare every output byte for byte.",
    discussion: "Ends with 1 on any difference, and where an input or a definition has changed since.")

  @Argument(help: ArgumentHelp("A run's directory, or latest.", valueName: "run")) var published: String
  @Option(help: "The folder of all publications.") var out: String = RunRequest.defaultFolder

  func run() throws {
    try output { () throws(RunError) in
      try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try Verification.lines(run: published, in: out, observer: observer)
      }
    }
  }
}
