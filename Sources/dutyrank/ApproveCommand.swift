import ArgumentParser
import Orchestration

/// `dutyrank approve RUN --by NAME --date DATE`
struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Say who let a published run go out of the office; publish and notice gongshi need it.",
    discussion:
      "Writes approval.json into the run's directory, with the digest of its manifest. Any change of the run's files ends "
      + "the approval; removing the file takes it back. Its checksum finds careless edits; it is no signature."
  )

  @OptionGroup var publication: PublicationOptions
  @Option(help: ArgumentHelp("Name or office of who approves.", valueName: "name")) var by: String
  @Option(help: ArgumentHelp("The day of the approval, as 2026-01-20.", valueName: "date")) var date: String

  func run() throws {
    try output { () throws(RunError) in
      try Approve.lines(run: publication.name, in: publication.folder.out, by: by, dateText: date)
    }
  }
}
