import ArgumentParser
import Orchestration

/// `dutyrank verify RUN`
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Make a run again from its inputs and compare every output byte for byte.",
    discussion: "Ends with 1 on any difference, and where an input or a definition has changed since.")

  @OptionGroup var publication: PublicationOptions

  func run() throws {
    try output { () throws(RunError) in
      try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try Verification.lines(run: publication.name, in: publication.folder.out, observer: observer)
      }
    }
  }
}
