import ArgumentParser
import Foundation
import Orchestration

/// `dutyrank runs`
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "The published runs, newest first, with their counts and grades.",
    discussion:
      "Newest by the time of the manifest's file, then by name. A damaged directory is listed with what is wrong."
  )

  @OptionGroup var folder: FolderOptions
  @Flag(help: "Print one JSON document.") var json = false

  func run() throws {
    try output { () throws(RunError) in
      let report = try RunsReport(in: folder.out)
      return json ? [report.json] : report.lines(Terminal.drawing(STDOUT_FILENO))
    }
  }
}
