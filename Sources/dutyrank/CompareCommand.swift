import ArgumentParser
import Foundation
import Orchestration

/// `dutyrank compare RUN RUN`
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Who moved and who changed grade between two runs, each change split exactly by cause.",
    discussion: """
      The causes are data (all sources but the list of members, what persons decided, the period), rules (the model and its
      derivation), population (the list of members) and quota (the grades' quotas). Both runs are made again in memory under
      every mixture of what differs; a cause's part is what it changes on average over all orders in which the causes come in
      (Shapley), so that the parts add up to each change of rank, grade and total. A rank or grade counts downwards: -1 is a rise
      by one; who is 并列待审 stands half a grade above the one below, and from one text of set_aside to another is no step but has
      its cause. Grades are compared only where both runs have the same names in the same order. Inputs,
      definitions and files of both runs must be unchanged.
      """)

  @Argument(help: ArgumentHelp("The run before: its directory, or latest.", valueName: "before")) var before:
    String
  @Argument(help: ArgumentHelp("The run after.", valueName: "after")) var after: String
  @OptionGroup var folder: FolderOptions
  @Flag(help: "Print one JSON document.") var json = false
  @Flag(help: "Print CSV, a row for each member.") var csv = false
  @Flag(help: "Print CSV, a row for each member and indicator.") var indicators = false
  @Option(help: ArgumentHelp("Write a page with the picture of who moved and why.", valueName: "file.html"))
  var page: String?

  func validate() throws {
    guard [json, csv, indicators].count(where: \.self) < 2 else {
      throw ValidationError("--json, --csv and --indicators: choose one")
    }
  }

  func run() throws {
    var difference: RunDifference?
    try output { () throws(RunError) in
      let found = try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try RunDifference(before, after, in: folder.out, observer: observer)
      }
      difference = found
      let report = ComparisonReport(found)
      if json { return [report.json] }
      if csv { return [report.csv] }
      if indicators { return [report.indicatorCSV] }
      return report.lines(Terminal.drawing(STDOUT_FILENO))
    }
    guard let page, let difference else { return }
    do { try difference.writePage(to: page) } catch { throw Failure(error: error, settings: "") }
  }
}
