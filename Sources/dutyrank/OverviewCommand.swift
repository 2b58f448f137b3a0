import ArgumentParser
import Orchestration

/// `dutyrank overview RUN`
struct OverviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overview",
    abstract: "Writes the page of a published run's figures (大数据展示), for a wall screen and the web.",
    discussion: """
      overview/overview.html in the run's directory: activities, attendance, papers and what became of them, online duty, hot
      topics by aspect, by month and 界别; public: no member and no score, and a group of fewer than 3 shows counts alone.

      overview/studio.html (网上委员工作室): studios, shifts by month, and who was on duty on each day; internal, since it names
      members.

      Comments are sorted by aspects.yaml beside the pipeline. The run is made again in memory from its inputs, which must be
      unchanged.
      """)

  @OptionGroup var publication: PublicationOptions

  func run() throws {
    try output { () throws(RunError) in
      try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try OverviewReport.write(run: publication.name, in: publication.folder.out, observer: observer)
      }
    }
  }
}
