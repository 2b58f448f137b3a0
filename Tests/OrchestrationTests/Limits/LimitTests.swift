import Foundation
import Orchestration
import Records
import TestSupport
import Testing

/// Limits of rules, checks of whole sources, and what is kept of a run that one of them stopped.
@Suite struct LimitTests {
  /// Two of six rows are refused by clean, one of five awaits a claim.
  private static let items = SmallPipeline.items
    .replacing("W1,0147,微建议", with: "W1,0147,微意见").replacing("W2,0147,微建议", with: "W2,0147,微意见")
    .replacing("W5,0201", with: "W5,9999")

  private static func outcome(_ small: SmallPipeline) -> (findings: String?, lines: [String]) {
    do throws(RunError) {
      let path = try Run.execute(small.request).path
      return (try? small.read(path + "/findings.csv"), [])
    } catch {
      return (nil, error.lines())
    }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// What stops the run; empty when nothing does.
    let stops: String

    init(_ rule: String, _ stops: String = "") {
      testDescription = rule
      self.stops = stops
    }
  }

  @Test(
    "a limit holds its number, and not one more",
    arguments: [
      Case("{code: UNKNOWN_VALUE, rows: 2}"),
      Case(
        "{code: UNKNOWN_VALUE, rows: 1}",
        "micro_items: UNKNOWN_VALUE 2 rows of 6, over the limit of 1 row"),
      Case("{code: UNKNOWN_VALUE, share: 1/3}"),
      Case(
        "{code: UNKNOWN_VALUE, share: 0.33}",
        "micro_items: UNKNOWN_VALUE 2 rows of 6, over the limit of 0.33"),
      Case("{code: UNKNOWN_VALUE, share: 0.33, rows: 2}"),
      Case(
        "{code: UNKNOWN_VALUE, share: 0.33, rows: 1}",
        "micro_items: UNKNOWN_VALUE 2 rows of 6, over the limit of 0.33 and of 1 row"),
      Case("{stage: resolve, rows: 1}"),
      Case("{stage: resolve, rows: 0}", "micro_items: resolve 1 row of 6, over the limit of 0 rows"),
      Case("{rows: 2}", "micro_items: rejected 3 rows of 6, over the limit of 2 rows"),
      Case("{rows: 2, source: members}"),
      Case("{code: UNKNOWN_VALUE, column: status, rows: 0}"),
      Case("{code: UNKNOWN_VALUE, stage: resolve, rows: 0}"),
      Case("{code: SAME_KEY_DIFFERS, rows: 0}"),
    ])
  func bounds(_ row: Case) throws {
    let small = try SmallPipeline(items: Self.items, limits: "limits: {rules: [\(row.testDescription)]}")
    let lines = Self.outcome(small).lines
    #expect(lines.isEmpty == row.stops.isEmpty)
    if !row.stops.isEmpty { #expect(lines.dropFirst().first == row.stops) }
  }

  @Test("a limit that warns is a finding of a run that is published")
  func warning() throws {
    let small = try SmallPipeline(
      items: Self.items, limits: "limits: {rules: [{code: UNKNOWN_VALUE, rows: 1, action: warn}]}")
    let findings = try #require(Self.outcome(small).findings)
    #expect(
      findings.contains(
        "micro_items：UNKNOWN_VALUE有2行（读入6行），超过限度1行"), "\(findings)")
    #expect(findings.contains("LIMIT_EXCEEDED"))
  }

  @Test("a code that no finding has is a definition error with the nearest one")
  func unknownCode() throws {
    let small = try SmallPipeline(limits: "limits: {rules: [{code: UNKNOWN_VALUES, rows: 1}]}")
    #expect(
      Self.outcome(small).lines.first
        == "\(small.root)/small.yaml:9:25  code: no finding has 'UNKNOWN_VALUES'; nearest 'UNKNOWN_VALUE'")
  }

  @Test("of a run that a limit stopped the evidence stays, and nothing is published")
  func evidence() throws {
    let small = try SmallPipeline(items: Self.items, limits: "limits: {rules: [{stage: resolve, rows: 0}]}")
    let lines = Self.outcome(small).lines
    let name = try #require(small.published().first)
    #expect(small.published() == [name] && name.hasPrefix("failed-small-2025-"))
    #expect(
      Array(lines.suffix(2)) == [
        "未发布任何文件；退回的行、发现和账目留在\(small.out)/\(name)",
        "nothing was published; the refused rows, findings and books are kept in \(small.out)/\(name)",
      ])
    let files = try small.files("\(small.out)/\(name)")
    #expect(
      files.keys.sorted() == [
        "accounting.csv", "corrections.csv", "failure.json", "filtered.csv", "findings.csv", "quarantine.csv",
      ])
    #expect(try small.read("\(small.out)/\(name)/quarantine.csv").contains("W5,9999,微建议"))
    #expect(Self.outcome(small).lines == lines)
    #expect(try small.files("\(small.out)/\(name)") == files, "the same run, the same evidence")
    let report = try RunsReport(in: small.out)
    #expect(report.runs.map(\.name) == [name] && report.runs[0].failure?.isEmpty == false)
    #expect(report.runs[0].damageEn == nil && !report.runs[0].isLatest)
    let shown = report.lines()
    #expect(shown.contains("    未发布 not published:"))
    #expect(shown.contains("    micro_items: resolve 1 row of 6, over the limit of 0 rows"), "\(shown)")
  }

  @Test("evidence leaves the runs published before as they are")
  func evidenceBeside() throws {
    let small = try SmallPipeline()
    let first = try Run.execute(small.request).path
    let files = try small.files(first)
    try small.write("data/micro_items.csv", Self.items)
    let pipeline = try small.read(small.root + "/small.yaml")
    try small.write("small.yaml", pipeline + "limits: {rules: [{stage: resolve, rows: 0}]}")
    #expect(!Self.outcome(small).lines.isEmpty)
    #expect(try small.files(first) == files)
    #expect(
      try RunsReport(in: small.out).runs.filter(\.isLatest).map { "\(small.out)/\($0.name)" } == [first])
  }
}
