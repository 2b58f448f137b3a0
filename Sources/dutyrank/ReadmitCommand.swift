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

  @Argument(help: ArgumentHelp("A run's directory, or latest.", valueName: "run")) var published: String
  @Argument(help: "The corrected rows.") var file: String
  @Option(help: "The folder of all publications.") var out: String = RunRequest.defaultFolder

  func run() throws {
    try output { () throws(RunError) in
      try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try Readmit.lines(run: published, file: file, in: out, observer: observer)
      }
    }
  }
}
