import Foundation
import Testing

/// Laws of the scored files, on the 2025 run of SampleData.
@Suite(.serialized)
struct SampleLawsTests {
  private typealias Row = [String: String]

  private struct SampleRun {
    let folder: TemporaryFolder
    let directory: URL

    init(_ more: [String] = [], environment: [String: String] = [:]) throws {
      folder = try TemporaryFolder()
      let result = try CommandLineTool.run(
        ["run", "Pipelines/evaluation.yaml", "--out", folder.url.path] + more, environment: environment)
      guard result.status == 0 else { throw Outcome.Failed(description: result.error) }
      let name = try String(contentsOf: folder.url.appending(path: "latest"), encoding: .utf8)
      directory = folder.url.appending(path: name.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    func bytes(_ file: String) throws -> Data { try Data(contentsOf: directory.appending(path: file)) }

    /// Cells by heading of a file without quoted cells in the columns asked for.
    func rows(_ file: String) throws -> [Row] {
      let text = try String(contentsOf: directory.appending(path: file), encoding: .utf8)
      let lines = text.replacingOccurrences(of: "\u{FEFF}", with: "").components(separatedBy: "\r\n")
      let headings = lines[0].components(separatedBy: ",")
      return lines.dropFirst().filter { !$0.isEmpty }.map { line in
        Row(zip(headings, line.components(separatedBy: ","))) { first, _ in first }
      }
    }
  }

  /// The run that the others are compared with.
  private static let reference = Result { try SampleRun() }

  /// Amounts of at most nine fraction digits as integers of 10⁻⁹.
  private func nano(_ text: String?) throws -> Int64 {
    let parts = try #require(text).components(separatedBy: ".")
    let fraction = parts.count > 1 ? parts[1] : ""
    let digits = fraction + String(repeating: "0", count: 9 - fraction.count)
    let magnitude = try #require(Int64(parts[0].replacingOccurrences(of: "-", with: "") + digits))
    return parts[0].hasPrefix("-") ? -magnitude : magnitude
  }

  @Test func `the ledger adds up, leaf by leaf and category by category`() throws {
    let run = try SampleLawsTests.reference.get()
    let ledger = try run.rows("ledger.csv")
    var leafSums: [String: Int64] = [:]
    var categorySums: [String: Int64] = [:]
    for row in ledger where row["indicator"] != "" {
      let points = try nano(row["points"])
      let parts = try ["raw", "prorated", "entered"].reduce(0) { try $0 + nano(row[$1]) }
      let taken = try ["limited", "capped", "shared"].reduce(0) { try $0 + nano(row[$1]) }
      #expect(points == parts - taken, "\(row)")
      leafSums["\(row["member_no"] ?? "") \(row["category"] ?? "")", default: 0] += points
    }
    for row in ledger where row["indicator"] == "" {
      let key = "\(row["member_no"] ?? "") \(row["category"] ?? "")"
      #expect(try nano(row["raw"]) == leafSums[key] ?? 0, "\(row)")
      #expect(try nano(row["points"]) == nano(row["raw"]) + nano(row["rounding"]), "\(row)")
      categorySums[row["member_no"] ?? "", default: 0] += try nano(row["points"])
    }
    let ranking = try run.rows("ranking.csv")
    #expect(ranking.count == Set(ranking.compactMap { $0["member_no"] }).count)
    for row in ranking where row["reasons"]?.contains("F 合计") != true {
      #expect(try nano(row["total"]) == categorySums[row["member_no"] ?? ""], "\(row)")
    }
  }

  @Test func `another as-of date changes only the date printed`() throws {
    let first = try SampleLawsTests.reference.get()
    let second = try SampleRun(["--period", "2025", "--as-of", "2026-04-12"])
    let compared = [
      "ranking.csv", "ledger.csv", "events.csv", "attendance.csv", "unused.csv", "quarantine.csv",
      "findings.csv",
      "merges.csv", "corrections.csv", "accounting.csv",
    ]
    for file in compared { #expect(try first.bytes(file) == second.bytes(file), "\(file)") }
    let id = { (run: SampleRun) in String(run.directory.lastPathComponent.suffix(8)) }
    let summary = String(decoding: try second.bytes("summary.md"), as: UTF8.self)
      .replacingOccurrences(of: "2026-04-12", with: "2025-12-31").replacingOccurrences(
        of: id(second), with: id(first))
    #expect(try Data(summary.utf8) == first.bytes("summary.md"))
  }

  @Test func `locale, time zone and workers change no byte`() throws {
    let first = try SampleLawsTests.reference.get()
    let second = try SampleRun(
      ["--workers", "1"],
      environment: ["TZ": "America/New_York", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8"])
    #expect(first.directory.lastPathComponent == second.directory.lastPathComponent)
    let names = try FileManager.default.contentsOfDirectory(atPath: first.directory.path).sorted()
    #expect(names.count >= 13)
    for name in names where name != "timings.json" {
      #expect(try first.bytes(name) == second.bytes(name), "\(name)")
    }
  }
}
