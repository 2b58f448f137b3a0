import Foundation
import Testing

/// The catalogue of dirt in SampleData's README, held against the tests, the planted rows and a run.
struct DirtCaseTests {
  private static let readme: String = {
    let url = CommandLineTool.root.appending(path: "SampleData/README.md")
    return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  }()

  /// The cells of the table below a heading.
  private static func table(_ heading: String, cells: Int) -> [[String]] {
    let text =
      readme.components(separatedBy: "## \(heading)\n").last?.components(separatedBy: "\n## ").first ?? ""
    return text.components(separatedBy: "\n").filter { $0.hasPrefix("| ") }.map { line in
      line.dropFirst().dropLast().components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }.filter { $0.count == cells }.dropFirst().map { $0 }
  }

  @Test func `every case from 1 to 47 is planted, or a test has a contract of its own for it`() {
    let cases = DirtCaseTests.table("Cases", cells: 6)
    #expect(cases.compactMap { Int($0[0]) } == Array(1...47))
    for row in cases { #expect(!row[3].isEmpty || (!row[4].isEmpty && !row[5].isEmpty), "case \(row[0])") }
    for row in cases where !row[5].isEmpty {
      let file = CommandLineTool.root.appending(path: "Tests/\(row[5])")
      #expect(FileManager.default.fileExists(atPath: file.path), "case \(row[0])")
    }
  }

  @Test func `every test that the catalogue names is there`() throws {
    let folder = CommandLineTool.root.appending(path: "Tests")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".swift")
    }
    let sources = try files.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
      .joined()
    let names = DirtCaseTests.table("Cases", cells: 6).flatMap { row in
      row[4].matches(of: /“([^”]+)”/).map { String($0.1) }
    }
    #expect(names.count > 30)
    for name in names {
      let isThere = ["func `\(name)`", "\"\(name)\""].contains {
        sources.range(of: $0, options: .literal) != nil
      }
      #expect(isThere, "\(name)")
    }
  }

  /// What the outcome of a planted row shows in: the table, and a cell of its line there.
  private static func shows(_ outcome: String) -> (table: String, column: String, value: String?)? {
    // refusals are held by PlantedDirtTests
    if outcome.hasPrefix("quarantine ") { return nil }
    if outcome.hasPrefix("merged") { return ("merges.csv", "line", nil) }
    if outcome.hasPrefix("filtered OUT") { return ("filtered.csv", "code", "OUT_OF_WINDOW") }
    if outcome.hasPrefix("filtered:") { return ("unused.csv", "code", "SPAM") }
    // of a key duplicate the finding is that of the row that goes
    if outcome.hasPrefix("key duplicate") { return nil }
    if outcome.hasPrefix("unused ") {
      return ("unused.csv", "code", String(outcome.dropFirst(7).prefix { $0.isUppercase || $0 == "_" }))
    }
    if outcome.hasPrefix("attended clash") { return ("attendance.csv", "status", "clash") }
    if outcome.hasPrefix("attended walk_in") { return ("attendance.csv", "basis", "walk_in") }
    // an adjustment shows in another row
    if outcome.hasPrefix("VOIDED") || outcome == "dated 2025-12-29" { return nil }
    if outcome.hasPrefix("resolved to ") {
      return ("corrections.csv", "after", String(outcome.dropFirst(12).prefix(4)))
    }
    if outcome == "mended to U+00B7, kept" || outcome.hasPrefix("mended") || outcome.hasPrefix("padded")
      || outcome.hasPrefix("trimmed") || outcome.hasPrefix("resolved by aliases")
      || outcome.hasPrefix("reads as 2022")
      || outcome.hasPrefix("reads as 09:00") || outcome == "reads as blank, kept"
      || outcome.hasPrefix("seconds 00")
      || outcome.hasPrefix("the same instant") || outcome.hasPrefix("moved to")
      || outcome.hasPrefix("2025-07-01 00:30")
    {
      return ("corrections.csv", "line", nil)
    }
    if outcome.hasPrefix("finding") || outcome.contains("; finding") || outcome.hasPrefix("missing, finding")
    {
      return ("findings.csv", "line", nil)
    }
    return nil
  }

  @Test func `every planted row whose outcome shows in a table of the run stands there`() throws {
    let run = try SampleRun.shared.get()
    var lines: [String: [String: [String]]] = [:]
    for (table, file) in [
      ("merges.csv", 3), ("filtered.csv", 1), ("unused.csv", 1), ("corrections.csv", 1), ("findings.csv", 1),
    ] {
      for row in try run.text(table).utf8.split(separator: UInt8(ascii: "\n")) {
        // no cell that is looked at is quoted
        let cells = row.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard cells.count > file + 2 else { continue }
        let line = file == 3 ? 4 : 3
        let value = table == "corrections.csv" ? cells[cells.count - 2] : cells[min(5, cells.count - 1)]
        lines[table, default: [:]]["\(Substring(cells[file])):\(Substring(cells[line]))", default: []].append(
          String(Substring(value)))
      }
    }
    for row in try run.table("attendance.csv").select(["evidence", "basis", "status"]) {
      for place in row[0].components(separatedBy: ";") {
        lines["attendance.csv", default: [:]][place, default: []] += row[1...]
      }
    }
    var seen = 0
    for row in DirtCaseTests.table("Planted", cells: 4) {
      guard let (table, _, value) = DirtCaseTests.shows(row[3]) else { continue }
      let found = lines[table]?["\(row[0]):\(row[1])"]
      #expect(found != nil, "\(row.joined(separator: " | ")): not in \(table)")
      if let value {
        #expect(found?.contains(value) == true, "\(row.joined(separator: " | ")): \(found ?? [])")
      }
      seen += 1
    }
    #expect(seen >= 59)
  }
}
