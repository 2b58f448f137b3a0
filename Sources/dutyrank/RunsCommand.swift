import ArgumentParser
import Foundation
import Orchestration

/// `dutyrank runs`
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "The published runs, newest first, with their counts and grades.",
    discussion:
      "Newest by the time of the manifest's file, then by name. A damaged directory is listed with what is wrong. "
      + "--erase removes what holds raw rows, leave and penalties; verify and explain make it again from the inputs, if they are kept."
  )

  @OptionGroup var folder: FolderOptions
  @Flag(help: "Print one JSON document.") var json = false
  @Flag(help: "Erase the staff files of runs and say so in their manifests.") var erase = false
  @Option(help: ArgumentHelp("With --erase: runs as of more than so many days before.", valueName: "days"))
  var olderThan: Int?
  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("With --erase: this run; may stand several times.", valueName: "run"))
  var names: [String] = []
  @Option(help: ArgumentHelp("With --erase: the day on which that is, as 2029-01-10.", valueName: "date"))
  var on: String?

  func validate() throws {
    guard erase || (olderThan == nil && names.isEmpty && on == nil) else {
      throw ValidationError("--older-than, --run and --on belong to --erase.")
    }
    guard !erase || !json else { throw ValidationError("--erase prints lines, no JSON.") }
  }

  func run() throws {
    try output { () throws(RunError) in
      if erase {
        return try Retention.erase(
          RetentionRule(on: on, olderThan: olderThan, names: names), in: folder.out)
      }
      let report = try RunsReport(in: folder.out)
      return json ? [report.json] : report.lines(Terminal.drawing(STDOUT_FILENO))
    }
  }
}
