import ArgumentParser
import Foundation
import Orchestration
import Synchronization

/// `dutyrank run PIPELINE`
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Read, clean, deduplicate, score, rank and publish.",
    discussion:
      "Without --period and --as-of the pipeline's own period holds; no clock is read. Memory grows with the "
      + "rows: about 120 bytes a row and the texts that differ, unless --memory says how much there is. Progress stands on stderr; with --json there is none."
  )

  @OptionGroup var request: RequestOptions
  @Flag(help: "Print the manifest as JSON instead of lines.") var json = false

  /// The run goes with the process, which is quicker than to take it apart.
  private static let kept = Mutex<RunOutcome?>(nil)

  func run() throws {
    try output(settings: request.settings("run")) { () throws(RunError) in
      let asked = try request.resolved()
      // What was granted is not to be kept by who has freed it.
      if request.memory == nil { RunMemory.prepare() }
      if json { return [try Run.execute(asked).json] }
      let outcome = try ProgressScreen.watch { observer throws(RunError) in
        try Run.execute(asked, observer: observer)
      }
      RunCommand.kept.withLock { $0 = outcome }
      return outcome.lines(Terminal.drawing(STDOUT_FILENO))
    }
  }
}
