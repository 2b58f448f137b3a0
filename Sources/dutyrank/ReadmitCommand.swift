import ArgumentParser
import Orchestration

/// `dutyrank readmit RUN FILE`
struct ReadmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readmit",
    abstract: "Bring corrected rows back, linked to the rejected ones.",
    discussion:
      "FILE is a CSV of one source with its headings and a column row_id, which names the rejected row of "
      + "quarantine.csv. All rows are taken or none; they lie among the source's files from then on.")

  @OptionGroup var publication: PublicationOptions
  @Argument(help: "The corrected rows.") var file: String

  func run() throws {
    try output { () throws(RunError) in
      try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try Readmit.lines(run: publication.name, file: file, in: publication.folder.out, observer: observer)
      }
    }
  }
}
