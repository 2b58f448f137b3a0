import ArgumentParser
import Foundation
import Orchestration

/// `dutyrank appeal RUN CLAIMS`
struct AppealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appeal",
    abstract: "What members' claims against a run would change, for them and for others.",
    discussion: """
      CLAIMS is a CSV: claim_no, member_no, action (作废 void, 改期 redate, 补录 add), source, record_key, dated_on, file,
      evidence, deadline. The run is made again with each claim alone and with all of them; nothing is written.

      --accept puts the rows of all claims into the data folder, where every later run reads them. The run stays as it is.
      """)

  @OptionGroup var publication: PublicationOptions
  @Argument(help: "The claims.") var claims: String
  @Flag(help: "Print one JSON document.") var json = false
  @Flag(help: "Accept all claims of the file.") var accept = false
  @Option(help: ArgumentHelp("With --accept: who decided.", valueName: "name")) var by: String?
  @Option(help: ArgumentHelp("With --accept: number of the decision's document.", valueName: "number"))
  var document: String?
  @Option(help: ArgumentHelp("With --accept: the day of the decision, as 2026-01-20.", valueName: "date"))
  var on: String?

  func validate() throws {
    let decision = [by, document, on]
    guard accept || decision.allSatisfy({ $0 == nil }) else {
      throw ValidationError("--by, --document and --on belong to --accept.")
    }
    guard !accept || decision.allSatisfy({ $0?.isEmpty == false }) else {
      throw ValidationError("--accept needs --by, --document and --on.")
    }
  }

  func run() throws {
    try output { () throws(RunError) in
      try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        let appeal = try Appeal(
          run: publication.name, claims: claims, in: publication.folder.out, observer: observer)
        if accept, let by, let document, let on {
          return try appeal.accept(by: by, document: document, on: on)
        }
        let report = try appeal.report()
        return json ? [report.json] : report.lines(Terminal.drawing(STDOUT_FILENO))
      }
    }
  }
}
