import Ingestion
import Publishing
import Records

/// The supplementary files of accepted claims among those of a run, each held to the decision that let it in.
struct AddedRows {
  /// The code of the finding that says who decided.
  static let code = "ADDED"

  /// One for each file.
  private(set) var findings: [Finding] = []

  /// Throws where no decision names a file, the file is not the one that was decided on, or one of the run's `sources` lacks
  /// the file of a decision.
  init(_ additions: [Addition], _ files: [SourceFile], sources: [String]) throws(RunError) {
    var problems = additions.filter { addition in
      sources.contains { Key($0) == Key(addition.source) }
        && !files.contains { Key(Plan.lastPart($0.path)) == Key(addition.file) }
    }.map(AddedRows.gone)
    for (index, file) in files.enumerated() where AddedRows.isAdded(file) {
      let name = Plan.lastPart(file.path)
      guard let addition = additions.first(where: { Key($0.file) == Key(name) }) else {
        problems.append(AddedRows.undecided(file.path))
        continue
      }
      guard addition.sha256 == file.sha256 else {
        problems.append(
          Message(
            zh: "\(file.path)：与采纳时不同；请取回原文件",
            en: "\(file.path): no longer the file that was accepted; restore it"))
        continue
      }
      findings.append(
        Finding(
          code: AddedRows.code, severity: .information, message: addition.message, stage: .ingest,
          source: file.source, file: UInt32(index)))
    }
    guard problems.isEmpty else { throw .data(problems) }
  }

  private static func isAdded(_ file: SourceFile) -> Bool {
    Plan.lastPart(file.path).hasPrefix(file.source + ClaimRows.mark) && Key(file.source) != Key("adjustments")
  }

  private static func gone(_ addition: Addition) -> Message {
    Message(
      zh: "\(addition.file)：采纳申诉\(addition.claim)补录的文件不见了；请取回",
      en: "\(addition.file): the rows that claim \(addition.claim) added are gone; restore the file")
  }

  private static func undecided(_ path: String) -> Message {
    let pattern = "\(AdditionFile.kind)\(ClaimRows.mark)*.csv"
    return Message(
      zh: "\(path)：没有采纳补录的决定（\(pattern)）；请取回，或移走这个文件",
      en: "\(path): no decision (\(pattern)) says who let these rows in; restore it, or take the file away")
  }
}
