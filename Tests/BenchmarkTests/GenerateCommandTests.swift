import Foundation
import Testing

@testable import Benchmark

@Suite struct GenerateCommandTests {
  @Test func optionsAreRead() throws {
    let arguments = "generate --rows 9 --members 5 --out d --seed 3".split(separator: " ").map(String.init)
    let command = try GenerateCommand(arguments)
    #expect((command.rows, command.members, command.folder, command.seed) == (9, 5, "d", 3))
  }

  struct Case: CustomTestStringConvertible {
    let arguments: String
    let problem: String
    var testDescription: String { arguments }
  }

  static let cases = [
    Case(arguments: "", problem: "a command is generate, near or tune"),
    Case(arguments: "generate --rows", problem: "--rows needs a value"),
    Case(arguments: "generate --rows x", problem: "--rows needs a number that is not negative, found 'x'"),
    Case(arguments: "generate --quick 1", problem: "unknown option --quick"),
    Case(arguments: "generate --members 5 --out d", problem: "--rows: 1 to 999999999"),
    Case(arguments: "generate --rows 5 --members 4 --out d", problem: "--members: 5 to 900000"),
    Case(arguments: "generate --rows 5 --members 5", problem: "--out: missing"),
  ]

  @Test(arguments: cases) func mistakesAreSaid(_ item: Case) {
    let error = #expect(throws: UsageError.self) {
      try GenerateCommand(item.arguments.split(separator: " ").map(String.init))
    }
    #expect(error?.problem == item.problem)
  }

  @Test func threeFilesAreWritten() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let arguments = ["generate", "--rows", "70000", "--members", "50", "--out", folder.path]
    _ = try GenerateCommand(arguments).run()
    let lines = try ["members", "activities", "checkins"].map { name in
      try String(contentsOf: folder.appendingPathComponent("\(name).csv"), encoding: .utf8)
        .split(separator: "\n").count
    }
    #expect(lines == [51, Roll.activities + 1, 70_001])
  }
}
