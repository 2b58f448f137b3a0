import Foundation
import Testing

/// Law 3 of design.md on data with dirt in every stage: what a run may not depend on changes no byte.
@Suite(.serialized)
struct SameBytesTests {
  /// The undisturbed run of `Workspace.soiled`, made once for all suites that compare with it.
  static let reference = Result { try Workspace.soiled().publication() }

  /// The files that name the run.
  static let naming = ["manifest.json", "quality.html", "ranking.html", "ranking.xlsx", "summary.md"]

  @Test func `the data have something for every output`() throws {
    let publication = try SameBytesTests.reference.get()
    let tables = publication.files.keys.filter { $0.hasSuffix(".csv") }.sorted()
    #expect(
      tables == [
        "accounting.csv", "attendance.csv", "corrections.csv", "events.csv", "filtered.csv", "findings.csv",
        "ledger.csv", "merges.csv", "quarantine.csv", "ranking.csv", "review.csv", "unused.csv",
      ])
    for name in tables { #expect(try publication.table(name).rows.count > 1, "\(name)") }
    #expect(
      Set(try publication.table("quarantine.csv").select(["code"]).map { $0[0] }) == [
        "AWAITING_CLAIM", "BAD_DATE", "BAD_ENCODING", "BAD_TIME", "MISSING", "RAGGED", "UNKNOWN_REFERENCE",
        "UNKNOWN_VALUE",
      ])
  }

  @Test(arguments: ["4096", "5000", "1GiB"])
  func `the size of a work unit is seen only where the definition is cited`(_ size: String) throws {
    let (workspace, first) = (try Workspace.soiled(), try SameBytesTests.reference.get())
    try workspace.replace("units: {bytes: 8MiB}", in: Workspace.pipeline, with: "units: {bytes: \(size)}")
    let second = try workspace.publication(out: "other")
    #expect(second.differences(from: first) == SameBytesTests.naming)
    #expect(
      try second.manifestDifferences(from: first) == [
        "evaluation.yaml sha256", "ranking.xlsx sha256", "summary.md sha256", "ranking.html sha256",
        "quality.html sha256", "run id",
      ])
    #expect(
      try second.summaryDifferences(from: first).map { $0.replacing(second.id, with: "ID") } == [
        "模型 YY-DEFAULT-1（示例） · 截至 2025-12-31 · 运行 ID",
        "Model YY-DEFAULT-1 (example) · as of 2025-12-31 · run ID",
      ])
  }

  @Test(arguments: ["1", "7", "4095", "2GiB", "-8MiB", "8 MiB"])
  func `a unit outside 4 KiB to 1 GiB is refused`(_ size: String) throws {
    let workspace = try Workspace()
    try workspace.replace("units: {bytes: 8MiB}", in: Workspace.pipeline, with: "units: {bytes: \(size)}")
    let result = try workspace.run(["check", Workspace.pipeline])
    #expect(result.status == 2)
    #expect(
      result.error.components(separatedBy: "\n") == [
        "Pipelines/evaluation.yaml:40:16  units.bytes: expected a size from 4KiB to 1GiB such as 8MiB, found '\(size)'",
        "1处定义错误，未运行", "1 problem; nothing was run.", "",
      ])
  }

  @Test func `the as-of date is printed and changes nothing else`() throws {
    let (workspace, first) = (try Workspace.soiled(), try SameBytesTests.reference.get())
    let second = try workspace.publication(["--period", "2025", "--as-of", "2026-02-03"], out: "other")
    #expect(second.differences(from: first) == SameBytesTests.naming)
    #expect(
      try second.manifestDifferences(from: first) == [
        "ranking.xlsx sha256", "summary.md sha256", "ranking.html sha256", "quality.html sha256", "run as_of",
        "run id",
      ])
    #expect(
      try second.summaryDifferences(from: first).map { $0.replacing(second.id, with: "ID") } == [
        "模型 YY-DEFAULT-1（示例） · 截至 2026-02-03 · 运行 ID",
        "Model YY-DEFAULT-1 (example) · as of 2026-02-03 · run ID",
      ])
  }

  @Test(arguments: [
    (["--workers", "1"], ["TZ": "UTC", "LC_ALL": "C"]),
    (["--workers", "3"], ["TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"]),
    (["--memory", "16KiB"], ["TZ": "Pacific/Kiritimati", "LC_ALL": "ar_EG.UTF-8"]),
    (["--memory", "4GiB"], ["TZ": "", "LC_ALL": "", "COLUMNS": "20", "TERM": "dumb"]),
  ])
  func `time zone, locale, workers and memory change no byte`(
    _ options: [String], _ environment: [String: String]
  ) throws {
    let (workspace, first) = (try Workspace.soiled(), try SameBytesTests.reference.get())
    let second = try workspace.publication(options, out: "other", environment: environment)
    #expect(second.name == first.name)
    #expect(second.differences(from: first) == [])
  }

  /// A file that lies in two patterns is one file.
  @Test func `a file that two patterns fit is read once`() throws {
    let (workspace, first) = (try Workspace.soiled(), try SameBytesTests.reference.get())
    try workspace.replace(
      "files: [scans.csv, scans-*.csv]", in: Workspace.pipeline,
      with: "files: [scans-*.csv, \"scan?.csv\", scans.csv, \"*cans*.csv\"]")
    let second = try workspace.publication(out: "other")
    #expect(second.differences(from: first) == SameBytesTests.naming)
    #expect(
      try second.manifestDifferences(from: first) == [
        "evaluation.yaml sha256", "ranking.xlsx sha256", "summary.md sha256", "ranking.html sha256",
        "quality.html sha256", "run id",
      ])
  }

  /// Two exports that overlap, as a quarter's and its last month's.
  @Test func `rows that two files hold count once`() throws {
    let (workspace, first) = (try Workspace.soiled(), try SameBytesTests.reference.get())
    let scans = try workspace.read("data/scans.csv").components(separatedBy: "\r\n").filter { !$0.isEmpty }
    let (early, late) = (scans[0...200], [scans[0]] + scans[150...])
    try FileManager.default.removeItem(at: workspace.url("data/scans.csv"))
    try workspace.write(early.map { $0 + "\n" }.joined(), to: "data/scans-early.csv")
    try workspace.write(late.map { $0 + "\r\n" }.joined(), to: "data/scans-late.csv")
    let second = try workspace.publication(out: "other")
    for name in ["ranking.csv", "ledger.csv"] {
      #expect(second.files[name] == first.files[name], "\(name)")
    }
    let attendance = try [first, second].map { publication in
      let table = try publication.table("attendance.csv")
      return try table.select(table.headings.filter { $0 != "evidence" })  // which cites lines
    }
    #expect(attendance[0] == attendance[1])
    let merges = { (publication: Publication) in
      try publication.table("merges.csv").select([], where: ["source": "scans"]).count
    }
    #expect(try merges(second) == merges(first) + 51)
  }
}

extension Publication {
  /// The run's id, which ends its directory's name.
  var id: String { String(name.suffix(8)) }
}
