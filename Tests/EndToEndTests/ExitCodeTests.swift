import Foundation
import Testing

/// The exit codes of the command, and that nothing is published where it fails.
struct ExitCodeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let status: Int32
    let text: String
    var arguments: [String] = []
    var change: @Sendable (URL) throws -> Void = { _ in }
  }

  static let cases = [
    Case(testDescription: "all is well", status: 0, text: ""),
    Case(
      testDescription: "an unknown option", status: 2, text: "Unknown option '--perid'",
      arguments: ["--perid", "2025"]),
    Case(
      testDescription: "a date before the end of the year", status: 2,
      text: "--as-of 2025-11-30 lies before the end of 2025, 2025-12-31",
      arguments: ["--period", "2025", "--as-of", "2025-11-30"]),
    Case(
      testDescription: "a year before the model takes effect", status: 2,
      text: "2024 begins before 2025-01-01, when this model takes effect", arguments: ["--period", "2024"]),
    Case(testDescription: "a file is missing", status: 3, text: "scans") {
      try FileManager.default.removeItem(at: $0.appending(path: "scans.csv"))
    },
    Case(testDescription: "a file is empty", status: 1, text: "scans.csv") {
      try Data().write(to: $0.appending(path: "scans.csv"))
    },
    Case(
      testDescription: "too few rows", status: 1,
      text:
        "members.csv: members has 0 usable rows, its contract asks for at least 1; check that the export is "
        + "complete, or change min_rows in the contract"
    ) {
      let file = $0.appending(path: "members.csv")
      let header = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\r\n")[0]
      try Data((header + "\r\n").utf8).write(to: file)
    },
  ]

  @Test(arguments: cases)
  func `a run ends with its code and publishes all or nothing`(_ item: Case) throws {
    let folder = try TemporaryFolder()
    let data = folder.url.appending(path: "data")
    let out = folder.url.appending(path: "out")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    var scenario = Scenario()
    scenario.member("0147")
    try scenario.write(to: data)
    try item.change(data)
    let result = try CommandLineTool.run(
      ["run", "Pipelines/evaluation.yaml", "--data", data.path, "--out", out.path] + item.arguments)
    #expect(result.status == item.status, "\(result.error)")
    #expect(item.text.isEmpty || result.error.contains(item.text), "\(result.error)")
    let published = FileManager.default.fileExists(atPath: out.appending(path: "latest").path)
    #expect(published == (item.status == 0))
  }
}
