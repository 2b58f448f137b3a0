import ArgumentParser
import Orchestration

/// `dutyrank why-not RUN MEMBER`
struct WhyNotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why-not",
    abstract:
      "Every row that names a member, and what became of it: used, merged, rejected, filtered, unused.",
    discussion: "The run is made again in memory from its inputs, which must be unchanged.")

  @OptionGroup var publication: PublicationOptions
  @Argument(help: "The member's number.") var member: String

  func run() throws {
    try output { () throws(RunError) in
      try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try WhyNot.lines(
          run: publication.name, member: member, in: publication.folder.out, observer: observer)
      }
    }
  }
}
