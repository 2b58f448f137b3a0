import ArgumentParser
import Foundation
import Orchestration

/// `dutyrank tune RUN QUESTION`
struct TuneCommand: ParsableCommand {
  enum Question: String, CaseIterable, ExpressibleByArgument {
    case knobs, whatif, save, ticks, radius, counterfactual, importance
  }

  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "What a published run would be under other numbers of its model; no file is touched.",
    discussion: """
      knobs     every number that can be turned, by its path
      whatif    who moves and who changes grade with --set PATH=NUMBER, and why
      save      writes the model with --set PATH=NUMBER as a file (--to) whose other lines are as they were, to run it
      ticks     for every knob, or for each --knob PATH: the exact values at which any grade changes, who changes, and the
                stretch in which nobody does; a * there marks where the search ended, from nothing to twice the number as far as
                a model may say so. --csv: a row for each change (at: the first value, going up, with the grade after), one
                with nothing of a tick for a knob without any, with its obstacle where it was not searched
      radius    how far all weights may move, each by itself, before a grade can change: each member's and the list's, proved; and who is
                what certainly or possibly while they stay --within so many per cent; a weight is what multiplies the points and limits
                of one indicator, or the bounds of a group or category with its start, as CODE.factor does; ±0.0%: nothing is proved
      counterfactual MEMBER  the fewest events that would lift a member over the next line, and the fewest whose loss would cost the grade;
                an award or adoption counts with an item of his that it can be of
      importance  what really decides: each part's nominal share (by its cap), its share in the spread of the sums (before the
                model's least total, so that the shares of the categories make 100 %), η² (how much of the spread follows from it,
                whatever the shape), who is at its cap, and how many grades change without it

      A path may name one profile: A3.cap@常委=15. CODE.factor multiplies all points and bounds under a node: A.factor=35/40.
      Numbers are turned in the order in which they are written: A3.cap=25 with A3.cap@常委=12 behind it leaves 12 for 常委.
      The run is made again in memory from its inputs, which must be unchanged, as must the files in its directory.
      """)

  @OptionGroup var publication: PublicationOptions
  @Argument(help: "knobs, whatif, save, ticks, radius, counterfactual or importance.") var question: Question
  @Argument(help: "The member's number, for counterfactual.") var member: String?
  @Option(help: ArgumentHelp("Turn a knob; may be repeated.", valueName: "path=number")) var set: [String] =
    []
  @Option(help: ArgumentHelp("Search this knob alone; may be repeated.", valueName: "path")) var knob:
    [String] = []
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How far weights may move, for radius: 5 if left out.", valueName: "percent"))
  var within: String?
  @Option(help: ArgumentHelp("The file that save writes.", valueName: "file")) var to: String?
  @Flag(help: "Print one JSON document.") var json = false
  @Flag(help: "Print CSV.") var csv = false

  func validate() throws {
    guard !(json && csv) else { throw ValidationError("--json and --csv: choose one") }
    guard question != .whatif || !set.isEmpty else {
      throw ValidationError("whatif: nothing to change; give --set PATH=NUMBER, knobs lists the paths")
    }
    guard question == .whatif || question == .save || set.isEmpty else {
      throw ValidationError("--set belongs to whatif and save")
    }
    guard question != .save || !set.isEmpty && to != nil && !json && !csv else {
      throw ValidationError("save: give --set PATH=NUMBER and --to FILE")
    }
    guard question == .save || to == nil else { throw ValidationError("--to belongs to save") }
    guard (question == .counterfactual) == (member != nil) else {
      throw ValidationError(
        member.map { "\($0): only counterfactual is about one member" }
          ?? "counterfactual: whose? give the member's number")
    }
    guard question == .radius || within == nil else { throw ValidationError("--within belongs to radius") }
    guard question == .ticks || knob.isEmpty else { throw ValidationError("--knob belongs to ticks") }
  }

  func run() throws {
    try output { () throws(RunError) in
      let tuning = try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try Tuning(run: publication.name, in: publication.folder.out, observer: observer)
      }
      let drawing = Terminal.drawing(STDOUT_FILENO)
      switch question {
      case .knobs:
        let report = tuning.knobs
        return json ? [report.json] : csv ? [report.csv] : report.lines(drawing)
      case .whatif:
        let report = try tuning.whatIf(set)
        return json ? [report.json] : csv ? [report.csv] : report.lines(drawing)
      case .save: return try tuning.save(set, to: to ?? "")
      case .ticks:
        let report = try tuning.ticks(knob)
        return json ? [report.json] : csv ? [report.csv] : report.lines(drawing)
      case .radius:
        let report = try tuning.radius(within: within ?? "5")
        return json ? [report.json] : csv ? [report.csv] : report.lines(drawing)
      case .counterfactual:
        let report = try tuning.counterfactual(of: member ?? "")
        return json ? [report.json] : csv ? [report.csv] : report.lines(drawing)
      case .importance:
        let report = try tuning.importance()
        return json ? [report.json] : csv ? [report.csv] : report.lines(drawing)
      }
    }
  }
}
