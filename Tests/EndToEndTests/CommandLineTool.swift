import Foundation
import TestSupport

/// The built `dutyrank`, run as a user runs it.
struct CommandLineTool {
  struct Result {
    let status: Int32
    let output: String
    let error: String

    /// What stands on stderr but for the lines of progress, which tell how long each part took.
    var complaint: String {
      error.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.contains(/^(读入 ingest|整理 prepare|计分 score|排名 rank|结账 close|发布 publish) .* s$/) }
        .joined(separator: "\n")
    }
  }

  /// The package's folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// SwiftPM puts executables beside the test bundle.
  static var executable: URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "dutyrank")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return root.appending(path: ".build-tests/debug/dutyrank")
  }

  static func run(_ arguments: [String], in folder: URL = root, environment: [String: String] = [:]) throws
    -> Result
  {
    try run(executable, arguments, in: folder, environment: environment)
  }

  /// Under a script of the shell that finds the command in `$0` and its arguments in `$@`.
  static func shell(_ script: String, _ arguments: [String], in folder: URL) throws -> Result {
    try run(URL(filePath: "/bin/sh"), ["-c", script, executable.path] + arguments, in: folder)
  }

  static func run(
    _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Result {
    let scratch = try TemporaryFolder()
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (output, error) = (scratch.url.appending(path: "out"), scratch.url.appending(path: "err"))
    for url in [output, error] { try Data().write(to: url) }
    let (outputHandle, errorHandle) = (
      try FileHandle(forWritingTo: output), try FileHandle(forWritingTo: error)
    )
    process.standardOutput = outputHandle
    process.standardError = errorHandle
    try process.run()
    let end = try process.waitForEnd()
    try outputHandle.close()
    try errorHandle.close()
    return Result(
      status: end.status, output: try String(contentsOf: output, encoding: .utf8),
      error: try String(contentsOf: error, encoding: .utf8))
  }
}

/// A folder that goes with its last user.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "dutyrank-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }
}
