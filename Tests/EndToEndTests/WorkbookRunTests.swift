import Foundation
import TestSupport
import Testing

/// A run whose sources are workbooks.
struct WorkbookRunTests {
  private static func data() -> Scenario {
    var data = Scenario()
    data.member("0147")
    data.member("0201", name: "示例乙")
    for number in 1...3 { data.report("R\(number)", "0147", on: "2025-03-0\(number)") }
    data.report("R9", "9999", on: "2025-03-09")
    return data
  }

  /// The CSV of a source again as a workbook; the CSV goes.
  private static func convert(_ source: String, in workspace: Workspace) throws {
    let rows = try workspace.read("data/\(source).csv").split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    try Data(TinyWorkbook(sheet: "表一", rows: rows).bytes).write(to: workspace.url("data/\(source).xlsx"))
    try FileManager.default.removeItem(at: workspace.url("data/\(source).csv"))
    try workspace.replace(
      "files: [\(source).csv", in: Workspace.pipeline, with: "files: [\(source).xlsx, \(source).csv")
  }

  @Test func `the same rows as CSV and as workbooks give the same ranking, with sheet and cell as places`()
    throws
  {
    let workspace = try Workspace(WorkbookRunTests.data())
    let plain = try workspace.publication(out: "plain")
    for source in ["members", "reports"] { try WorkbookRunTests.convert(source, in: workspace) }
    let books = try workspace.publication()
    for file in ["ranking.csv", "attendance.csv"] { #expect(try books.text(file) == plain.text(file)) }
    let refused = try books.table("quarantine.csv").select([
      "file", "line_first", "column", "cell", "raw_text",
    ])
    #expect(refused.map { $0.prefix(4) } == [["reports.xlsx", "5", "member_no", "表一!B5"]])
    #expect(refused[0][4].hasPrefix("R9,9999,"))
    #expect(try plain.table("quarantine.csv").select(["cell"]) == [[""]])
    let planned = try workspace.run(["plan", Workspace.pipeline, "--data", "data", "--out", "out"]).output
    #expect(planned.contains(/reports  +reports\.xlsx  +[0-9.]+ kB  +5  +1  +[0-9a-f]/), "\(planned)")
    #expect(try workspace.run(["verify", "latest", "--out", "out"]).status == 0)
    let explained = try workspace.run(["explain", "latest", "0147", "--out", "out"]).output
    #expect(explained.contains("reports.xlsx:2") && explained.contains("R1,0147,"))
  }
}
