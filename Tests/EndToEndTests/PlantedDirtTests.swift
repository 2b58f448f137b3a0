import Foundation
import Testing

/// What SampleData's README says of a planted row that must be refused is what a run does with it, row by row.
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
    let quarantine = try SampleRun.shared.get().table("quarantine.csv")
    var codes: [String: String] = [:]
    for row in try quarantine.select(["file", "line_first", "code"]) { codes["\(row[0]):\(row[1])"] = row[2] }
    for planted in PlantedDirtTests.planted {
      #expect(codes["\(planted.file):\(planted.line)"] == planted.code, "\(planted)")
    }
  }
}
