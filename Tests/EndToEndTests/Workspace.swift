import Foundation

/// A folder with a copy of the shipped definitions, a data folder and a folder of publications: `Pipelines`, `data`, `out`.
/// Commands run inside it, so that every path in a message is short and the same everywhere.
final class Workspace: Sendable {
  static let pipeline = "Pipelines/evaluation.yaml"

  private let folder: TemporaryFolder

  init(_ scenario: Scenario? = nil) throws {
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: CommandLineTool.root.appending(path: "Pipelines"), to: url("Pipelines"))
    try FileManager.default.createDirectory(at: url("data"), withIntermediateDirectories: true)
    try scenario?.write(to: url("data"))
  }

  func url(_ path: String) -> URL { folder.url.appending(path: path) }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: url(path))
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  /// Replaces a passage that must stand in the file exactly once.
  func replace(_ passage: String, in path: String, with other: String) throws {
    let text = Outcome.ModelText(text: try read(path))
    try write(text.replacing(passage, with: other), to: path)
  }

  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> CommandLineTool.Result {
    try CommandLineTool.run(arguments, in: folder.url, environment: environment)
  }

  /// `dutyrank run` on the copied pipeline; `more` are further arguments.
  func rank(_ more: [String] = [], out: String = "out", environment: [String: String] = [:]) throws
    -> CommandLineTool.Result
  {
    try run(
      ["run", Workspace.pipeline, "--data", "data", "--out", out] + more, environment: environment)
  }

  /// Ranks and reads what was published; throws when the run fails.
  func publication(_ more: [String] = [], out: String = "out", environment: [String: String] = [:]) throws
    -> Publication
  {
    let result = try rank(more, out: out, environment: environment)
    guard result.status == 0 else {
      throw Outcome.Failed(description: "exit \(result.status)\n\(result.error)")
    }
    return try Publication(latestIn: url(out))
  }

  /// Approves the latest run.
  func approve(out: String = "out") throws {
    let result = try run(["approve", "latest", "--out", out, "--by", "秘书长", "--date", "2026-01-20"])
    guard result.status == 0 else {
      throw Outcome.Failed(description: "exit \(result.status)\n\(result.error)")
    }
  }

  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url(folder).path).sorted()
  }

  /// Names in a folder of publications without the lock, in byte order; none when there is no folder.
  func published(_ out: String = "out") -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url(out).path)) ?? []
    return names.filter { $0 != ".lock" && !$0.hasPrefix("failed-") }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }
}
