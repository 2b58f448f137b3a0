import Foundation
import Testing

/// What SampleData's README says of a planted row that must be refused is what a run does with it, row by row.
@Suite(.serialized)
struct PlantedDirtTests {
  struct Planted: CustomTestStringConvertible, Sendable {
    let file: String
    let line: String
    let code: String
    var testDescription: String { "\(file):\(line) \(code)" }
  }

  /// Rows of the README's last table whose outcome begins with `quarantine CODE`.
  static let planted: [Planted] = {
    let url = CommandLineTool.root.appending(path: "SampleData/README.md")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    let table = text.components(separatedBy: "## Planted").last ?? ""
    return table.components(separatedBy: "\n").compactMap { line in
      let cells = line.components(separatedBy: " | ").map { $0.trimmingCharacters(in: ["|", " "]) }
      guard cells.count == 4, cells[3].hasPrefix("quarantine ") else { return nil }
      let code = cells[3].dropFirst("quarantine ".count).prefix { $0.isUppercase || $0 == "_" }
      return Planted(file: cells[0], line: cells[1], code: String(code))
    }
  }()

  @Test func `the README lists what was planted`() {
    #expect(PlantedDirtTests.planted.count >= 40)
  }

  @Test func `every planted row is refused for the stated reason`() throws {
    let folder = try TemporaryFolder()
    let result = try CommandLineTool.run(["run", "Pipelines/evaluation.yaml", "--out", folder.url.path])
    #expect(result.status == 0, "\(result.error)")
    let pointer = try String(contentsOf: folder.url.appending(path: "latest"), encoding: .utf8)
    let run = folder.url.appending(path: pointer.trimmingCharacters(in: .whitespacesAndNewlines))
    let quarantine = try String(contentsOf: run.appending(path: "quarantine.csv"), encoding: .utf8)
    var codes: [String: String] = [:]
    for line in quarantine.components(separatedBy: "\r\n").dropFirst() {
      let cells = line.components(separatedBy: ",")
      if cells.count > 8 { codes["\(cells[1]):\(cells[3])"] = cells[8] }
    }
    for planted in PlantedDirtTests.planted {
      #expect(codes["\(planted.file):\(planted.line)"] == planted.code, "\(planted)")
    }
  }
}
