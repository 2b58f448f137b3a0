import Foundation
import Orchestration
import Publishing
import Records
import Testing

@Suite struct RunsReportTests {
  /// Three runs of one pipeline, published on the first three days of 2026 at 09:30 UTC; the second is damaged.
  private static func folder() throws -> (small: SmallPipeline, names: [String]) {
    let small = try SmallPipeline()
    var names: [String] = []
    for period in ["2025", "2025-Q1", "2025-Q2"] {
      var request = small.request
      request.period = Period(text: period)
      let outcome = try Run.execute(request)
      names.append((outcome.path as NSString).lastPathComponent)
      try date(outcome.path + "/manifest.json", day: names.count)
    }
    try FileManager.default.removeItem(atPath: "\(small.out)/\(names[1])/ledger.csv")
    return (small, names)
  }

  private static func date(_ path: String, day: Int) throws {
    let seconds =
      Day(year: 2026, month: 1, day: day).map { $0.start.seconds + 9 * 3600 + 30 * 60 } ?? 0
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: TimeInterval(seconds))], ofItemAtPath: path)
  }

  @Test func `newest first, each with model, counts and grades; a damaged one with its reason`() throws {
    let (small, names) = try RunsReportTests.folder()
    let lines = try RunsReport(in: small.out).lines().map { line in
      zip(names, ["YEAR", "Q1", "Q2"]).reduce(line) { text, name in
        text.replacing(name.0, with: DisplayWidth.padded(name.1, name.0.count))
      }
    }
    #expect(
      lines == [
        "  published (UTC)           run                     model  members  ranked  rows  rejected",
        "  2026-01-03 09:30  latest  Q2                      SMALL        2       2     8         0",
        "    委员 2 ranked · 本期不评等次 no grades in this run",
        "  2026-01-02 09:30          Q1                    ",
        "    已损坏 damaged: 缺ledger.csv",
        "    ledger.csv is missing",
        "  2026-01-01 09:30          YEAR                    SMALL        2       2     8         0",
        "    委员 2 ranked · 优秀 1 · 合格 1",
      ])
  }

  @Test func `of the same time by name, and a folder without a manifest by its own`() throws {
    let (small, names) = try RunsReportTests.folder()
    for name in names { try RunsReportTests.date("\(small.out)/\(name)/manifest.json", day: 5) }
    for (day, name) in [(4, "empty"), (6, "notes")] {
      try FileManager.default.createDirectory(
        atPath: "\(small.out)/\(name)", withIntermediateDirectories: true)
      try RunsReportTests.date("\(small.out)/\(name)", day: day)
    }
    try small.write("out/README.md", "")
    let report = try RunsReport(in: small.out)
    #expect(report.runs.map(\.name) == ["notes"] + names.sorted() + ["empty"])
    #expect(report.runs.first?.damageEn == "manifest.json is missing or no manifest")
    #expect(report.runs.map(\.publishedAt).first == "2026-01-06T09:30:00Z")
  }

  @Test func `on a narrow terminal each run is a paragraph and no line is too wide`() throws {
    let (small, names) = try RunsReportTests.folder()
    let report = try RunsReport(in: small.out)
    for columns in [24, 40, 79] {
      let drawing = Drawing(hasBars: true, hasColour: false, columns: columns)
      let lines = report.lines(drawing)
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns }, "\(lines)")
      #expect(lines.filter { $0.hasPrefix("small-") }.count == 3)
    }
    let narrow = Drawing(hasBars: true, hasColour: false, columns: 40)
    let paragraphs = report.lines(narrow).map {
      $0.replacing(names[2], with: "Q2").replacing(names[1], with: "Q1")
    }
    #expect(
      paragraphs.prefix(9) == [
        "Q2  latest", "  2026-01-03 09:30 UTC", "  SMALL · 2 members · 2 ranked · 8 rows", "    0 rejected",
        "  委员 2 ranked", "    本期不评等次 no grades in this run", "Q1", "  2026-01-02 09:30 UTC",
        "  已损坏 damaged: 缺ledger.csv",
      ])
  }

  @Test(arguments: [
    ("manifest.json", "{}", "manifest.json is missing or no manifest"),
    ("ranking.csv", "x", "ranking.csv has 1 bytes, its manifest says "),
  ])
  func `what is wrong with a directory is said`(_ file: String, _ text: String, _ damage: String) throws {
    let small = try SmallPipeline()
    let outcome = try Run.execute(small.request)
    try Data(text.utf8).write(to: URL(filePath: "\(outcome.path)/\(file)"))
    let run = try #require(try RunsReport(in: small.out).runs.first)
    #expect(run.damageEn?.hasPrefix(damage) == true && run.isLatest)
    #expect(run.run == nil && run.counts == nil)
  }

  @Test func `a run that stands under another name is no whole publication`() throws {
    let small = try SmallPipeline()
    let outcome = try Run.execute(small.request)
    try FileManager.default.copyItem(atPath: outcome.path, toPath: small.out + "/copy")
    let copy = try RunsReport(in: small.out).runs.first { $0.name == "copy" }
    #expect(copy?.damageEn == "manifest.json is that of \((outcome.path as NSString).lastPathComponent)")
  }

  @Test func `an empty folder holds no run, an unknown one is an error`() throws {
    let small = try SmallPipeline()
    let missing = #expect(throws: RunError.self) { try RunsReport(in: small.out) }
    #expect(missing?.exitCode == 2)
    #expect(
      missing?.lines().map { $0.replacing(small.out, with: "OUT") } == [
        "OUT：没有这个目录，或无法读取；请用--out指定发布目录",
        "OUT: no such folder, or it cannot be read; name the folder of publications with --out",
      ])
    try FileManager.default.createDirectory(atPath: small.out, withIntermediateDirectories: true)
    let empty = try RunsReport(in: small.out)
    #expect(empty.lines() == ["还没有发布过任何运行  no run was published yet"])
    #expect(empty.json == "{\n  \"runs\" : [\n\n  ]\n}")
  }
}
