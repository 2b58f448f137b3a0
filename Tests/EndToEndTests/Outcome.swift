import Foundation
import Testing

/// The two scored files of one run over a scenario.
struct Outcome {
  let rankingText: String
  let ledgerText: String
  let ranking: [[String: String]]
  private let ledgerRows: [[String: String]]

  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs the shipped pipeline over the scenario. `model` is a model's text, `modelFile` one of `Pipelines/models`;
  /// `repeated` names a source whose first file is delivered twice.
  init(
    _ scenario: Scenario, period: String = "2025", model: String? = nil, modelFile: String? = nil,
    parts: Int = 1,
    repeated: String? = nil
  ) throws {
    let folder = try TemporaryFolder()
    let data = folder.url.appending(path: "data")
    let out = folder.url.appending(path: "out")
    for url in [data, out] {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    try scenario.write(to: data, parts: parts)
    if let repeated {
      let first = data.appending(path: parts == 1 ? "\(repeated).csv" : "\(repeated)-1.csv")
      try FileManager.default.copyItem(at: first, to: data.appending(path: "\(repeated)-z.csv"))
    }
    var arguments = [
      "run", "Pipelines/evaluation.yaml", "--period", period, "--data", data.path, "--out", out.path,
    ]
    if let model {
      let path = folder.url.appending(path: "model.yaml")
      try Data(model.utf8).write(to: path)
      arguments += ["--model", path.path]
    } else if let modelFile {
      arguments += ["--model", "Pipelines/models/\(modelFile)"]
    }
    let result = try CommandLineTool.run(arguments)
    guard result.status == 0 else { throw Failed(description: "exit \(result.status)\n\(result.error)") }
    let run = try Outcome.onlyDirectory(in: out)
    rankingText = try String(contentsOf: run.appending(path: "ranking.csv"), encoding: .utf8)
    ledgerText = try String(contentsOf: run.appending(path: "ledger.csv"), encoding: .utf8)
    ranking = Outcome.rows(rankingText)
    ledgerRows = Outcome.rows(ledgerText)
  }

  private static func onlyDirectory(in folder: URL) throws -> URL {
    let children = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: [.isDirectoryKey])
    let directories = children.filter { $0.hasDirectoryPath && !$0.lastPathComponent.hasPrefix(".") }
    guard let first = directories.first, directories.count == 1 else {
      throw Failed(description: "one report directory expected, found \(children.map(\.lastPathComponent))")
    }
    return first
  }

  /// Cells by heading; the checks' texts hold no quoted cell.
  private static func rows(_ text: String) -> [[String: String]] {
    let lines = text.replacingOccurrences(of: "\u{FEFF}", with: "").components(separatedBy: "\r\n")
    let headings = lines[0].components(separatedBy: ",")
    return lines.dropFirst().filter { !$0.isEmpty }.map { line in
      Dictionary(zip(headings, line.components(separatedBy: ","))) { first, _ in first }
    }
  }

  /// A cell of a member's ranking line.
  subscript(member: String, column: String) -> String? {
    ranking.first { $0["member_no"] == member }?[column]
  }

  func reasons(_ member: String) -> [String] {
    self[member, "reasons"]?.components(separatedBy: "；") ?? []
  }

  /// A line of the ledger; an empty indicator means the member's first category line.
  func ledger(_ member: String, _ indicator: String) -> [String: String]? {
    ledgerRows.first { $0["member_no"] == member && $0["indicator"] == indicator }
  }

  func points(_ member: String, _ indicator: String) -> String? {
    ledger(member, indicator)?["points"]
  }

  func rankingLine(_ member: String) -> String? {
    rankingText.components(separatedBy: "\r\n").first { $0.contains(",\(member),") }
  }

  func ledgerLines(_ member: String, categories: [String]) -> [String] {
    ledgerText.components(separatedBy: "\r\n").filter { line in
      let cells = line.components(separatedBy: ",")
      return cells.first == member && categories.contains(cells.count > 2 ? cells[2] : "")
    }
  }

  /// The text of the shipped example model, to be changed in one place by a check.
  static func shippedModel() throws -> ModelText {
    ModelText(
      text: try String(
        contentsOf: CommandLineTool.root.appending(path: "Pipelines/models/yy-default-1.yaml"),
        encoding: .utf8))
  }

  struct ModelText {
    let text: String

    /// Replaces a passage that must stand there exactly once.
    func replacing(_ passage: String, with other: String) throws -> String {
      let parts = text.components(separatedBy: passage)
      guard parts.count == 2 else {
        throw Failed(description: "'\(passage)' stands \(parts.count - 1) times in the model")
      }
      return parts.joined(separator: other)
    }
  }
}
