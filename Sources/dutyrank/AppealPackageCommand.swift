import ArgumentParser
import Orchestration

/// `dutyrank appeal-package RUN MEMBER`
struct AppealPackageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appeal-package",
    abstract: "Everything about one member's case, without anybody else's data.",
    discussion: """
      Writes notices/appeal-package/NUMBER in the run's directory: the member's own paper (as notice statement) with every line
      and its source, and, with --claims, the answers to the member's own claims.
      """)

  @OptionGroup var publication: PublicationOptions
  @Argument(help: "The member's number.") var member: String
  @Option(help: ArgumentHelp("Claims, of any members.", valueName: "file")) var claims: String?
  @Option(help: "docx, html or pdf, of the paper.") var format: NoticeRequest.Format = .docx

  func run() throws {
    try output { () throws(RunError) in
      try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try AppealPackage.write(
          run: publication.name, member: member, claims: claims, in: publication.folder.out,
          format: format, observer: observer)
      }
    }
  }
}
