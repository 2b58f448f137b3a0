import ArgumentParser
import Orchestration

/// `dutyrank explain RUN MEMBER`
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "A member's total down to the source rows, what caps took, and the grade with its reasons.",
    discussion: "The run is made again in memory from its inputs, which must be unchanged.")

  @OptionGroup var publication: PublicationOptions
  @Argument(help: "The member's number.") var member: String

  func run() throws {
    try output { () throws(RunError) in
      try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try Explain.lines(
          run: publication.name, member: member, in: publication.folder.out, observer: observer)
      }
    }
  }
}
