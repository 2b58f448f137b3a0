import ArgumentParser
import Foundation
import Orchestration

/// `dutyrank notice RUN KIND`
struct NoticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notice",
    abstract: "Writes a notice of a published run in the layout of GB/T 9704-2012.",
    discussion: """
      tongbao   情况通报 of a quarter or a year, with the ranking attached; internal
      gongshi   公示 of who is to get the top grade: name and 界别 alone; public; the run must be approved
      correction  更正 of such a list: what it says otherwise than that of another approved run (--against); public
      statement 履职明细, a file for each member: points, sources, what was not counted; for that member alone
      archive   履职档案, a file for each member, of a year; for that member and the staff

      The text is a template, notices/KIND.txt beside the pipeline, which an office edits. The run is made again in memory
      from its inputs, which must be unchanged. pdf needs LibreOffice Writer; docx and html need nothing.
      """)

  @OptionGroup var publication: PublicationOptions
  @Argument(help: "tongbao, gongshi, correction, statement or archive.") var kind: NoticeRequest.Kind
  @Option(help: "docx, html or pdf.") var format: NoticeRequest.Format = .docx
  @Option(
    help: ArgumentHelp(
      "The notice's date; default: of gongshi and correction the day of the approval, else the run's as-of date.",
      valueName: "date"))
  var date: String?
  @Option(help: ArgumentHelp("Another template.", valueName: "file")) var template: String?
  @Option(
    help: ArgumentHelp(
      "Where to write; default: notices/KIND.FORMAT, or notices/KIND/NUMBER.FORMAT, in the run's directory.",
      valueName: "file"))
  var to: String?
  @Option(
    help: ArgumentHelp("The member of a statement or an archive; default: all members.", valueName: "number"))
  var member: String?
  @Option(help: ArgumentHelp("The run whose published list a correction corrects.", valueName: "run"))
  var against: String?
  @Option(
    help: ArgumentHelp(
      "A run of an earlier quarter of the year, whose ranks tongbao shows before this run's; repeatable.",
      valueName: "run"))
  var earlier: [String] = []

  func run() throws {
    var warnings: [String] = []
    defer {
      if !warnings.isEmpty { Terminal.write(warnings.joined(separator: "\n") + "\n", to: STDERR_FILENO) }
    }
    try output { () throws(RunError) in
      let request = try NoticeRequest(
        run: publication.name, folder: publication.folder.out, kind: kind, format: format,
        dateText: date, template: template, file: to, member: member,
        against: against, earlier: earlier)
      return try ProgressScreen.watch(logs: false) { observer throws(RunError) in
        try NoticeReport.write(request, observer: observer) { warnings.append($0) }
      }
    }
  }
}

extension NoticeRequest.Kind: ExpressibleByArgument {}
extension NoticeRequest.Format: ExpressibleByArgument {}
