import Foundation
import Publishing
import Records

/// What a person writes on the command line of a decision about a run; it stands in files that others read.
enum DecisionOption {
  /// The day of a decision, which lies at or after the day as of which the run is.
  static func day(_ text: String, option: String, on run: Manifest.Run) throws(RunError) -> Day {
    let day = try Day(text, option: option)
    guard let asOf = Day(text: run.asOf), day < asOf else { return day }
    throw .usage(
      Message(
        zh: "\(option)：\(day)早于这次运行的截止日期\(asOf)；请核对日期",
        en: "\(option): \(day) lies before \(asOf), as of which the run is; check the date"))
  }

  /// Who decided.
  static func person(_ text: String) throws(RunError) -> String {
    try line(
      text,
      Message(
        zh: "--by：请写批准人的姓名或职务，一行，不含号码",
        en: "--by: write the name or office of who approves, on one line and without numbers of persons"))
  }

  /// The number of the document of the decision.
  static func document(_ text: String) throws(RunError) -> String {
    try line(
      text,
      Message(
        zh: "--document：请写决定的文号，一行，不含个人号码",
        en:
          "--document: write the number of the decision's document, on one line and without numbers of persons"
      ))
  }

  /// A text on one line without anything private.
  private static func line(_ text: String, _ problem: Message) throws(RunError) -> String {
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let isPlain = !line.isEmpty && VisibleText.of(line) == line
    guard isPlain, PrivacyScan().hits(in: TextPart(name: "", bytes: Array(line.utf8))).isEmpty else {
      throw .usage(problem)
    }
    return line
  }
}
