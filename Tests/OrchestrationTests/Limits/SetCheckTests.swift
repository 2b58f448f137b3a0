import Foundation
import Orchestration
import Records
import TestSupport
import Testing

/// Checks that a contract makes of a whole source.
@Suite struct SetCheckTests {
  /// A pipeline whose micro_items have these checks.
  private static func pipeline(_ checks: String, items: String = SmallPipeline.items) throws -> SmallPipeline
  {
    let small = try SmallPipeline(items: items)
    let text = try small.read(small.root + "/small.yaml")
    let path = try #require(text.firstMatch(of: /contract: (\S+micro_items.yaml)/)).1
    try small.write("micro_items.yaml", small.read(String(path)) + "\nchecks: [\(checks)]")
    try small.write("small.yaml", text.replacing(path, with: "micro_items.yaml"))
    return small
  }

  private static func stops(_ small: SmallPipeline) -> [String] {
    do throws(RunError) {
      _ = try Run.execute(small.request)
      return []
    } catch {
      return error.lines()
    }
  }

  private static func findings(_ small: SmallPipeline, _ code: String) throws -> [String] {
    let path = try Run.execute(small.request).path
    return try small.read(path + "/findings.csv").split(separator: "\n").map(String.init)
      .filter { $0.contains(code) }
  }

  @Test("a row equal to an earlier one in the columns is named; a duplicate of a key is none, nor is a blank")
  func unique() throws {
    let items = SmallPipeline.items + "\nW6,0201,微建议,五,2025-03-05 09:00,有效\n"
    let small = try Self.pipeline("{unique: [title, submitted_at]}", items: items)
    let found = try Self.findings(small, "NOT_UNIQUE")
    #expect(found.count == 1)
    #expect(found.first?.contains("标题、提交时间与W5相同（W6）；请核对这两行") == true, "\(found)")
    #expect(try Self.findings(Self.pipeline("{unique: text}", items: items), "NOT_UNIQUE").isEmpty)
    let stopped = Self.stops(
      try Self.pipeline("{unique: [title, submitted_at], severity: fail}", items: items))
    #expect(
      stopped.dropFirst().first
        == "micro_items: NOT_UNIQUE 1 row, and the contract allows none; the first: title, submitted_at as in W5 "
        + "(W6); check both rows")
  }

  @Test("the newest date may be as many days old as stated, by the date printed and not by a clock")
  func fresh() throws {
    // 2025-03-05 to 2025-12-31 are 301 days.
    #expect(try Self.findings(Self.pipeline("{fresh: submitted_at, days: 301}"), "STALE").isEmpty)
    let found = try Self.findings(Self.pipeline("{fresh: submitted_at, days: 300}"), "STALE")
    #expect(found.count == 1)
    #expect(
      found.first?.contains(
        "micro_items: the newest submitted_at is 2025-03-05, more than 300 days before 2025-12-31; export it again"
      )
        == true, "\(found)")
    let none = Self.stops(try Self.pipeline("{fresh: updated_at, days: 9, severity: fail}"))
    #expect(
      none.dropFirst().first
        == "micro_items: updated_at holds no date, so how new the data are is not known; export it again")
  }

  @Test("a check of cells that says fail stops the run with its rows")
  func cells() throws {
    let stopped = Self.stops(try Self.pipeline("{pattern: item_no, fits: \"W[1-4]\", severity: fail}"))
    #expect(
      stopped.dropFirst().first
        == "micro_items: BAD_PATTERN · item_no 1 row of 6, over the limit of 0 rows")
    #expect(stopped.contains { $0.hasPrefix("micro_items.csv:7 item_no BAD_PATTERN  ") }, "\(stopped)")
    #expect(Self.stops(try Self.pipeline("{pattern: item_no, fits: \"W[1-5]\", severity: fail}")).isEmpty)
  }

  @Test("rows are compared with the run before; no published byte tells of it")
  func volume() throws {
    let small = try Self.pipeline("{volume: rows, least: 1/2, most: 1.5, severity: fail}")
    let first = try Run.execute(small.request)
    #expect(first.notices.map(\.en) == ["micro_items: no earlier run to compare its rows with"])
    let again = try Run.execute(small.request)
    #expect(again.notices.isEmpty && !again.isNew)
    let lines = SmallPipeline.items.split(separator: "\n").map(String.init)
    func deliver(_ rows: Int) throws {
      let more = (0..<max(0, rows - 6)).map { "X\($0),0147,微建议,某\($0),2025-03-06 09:00,有效" }
      try small.write("data/micro_items.csv", (lines.prefix(rows + 1) + more).joined(separator: "\n"))
    }
    for rows in [2, 10] {
      try deliver(rows)
      let stopped = Self.stops(small)
      let name = (first.path as NSString).lastPathComponent
      #expect(
        stopped.dropFirst().first
          == "micro_items: \(rows) rows read, 6 in \(name), and must be at least 0.5 and at most 1.5 times that; "
          + "check that the export is whole")
      #expect(stopped.last?.hasPrefix("nothing was published;") == true)
    }
    for rows in [3, 4] {  // half of 6, then within half and 1.5 times 3
      try deliver(rows)
      #expect(try Run.execute(small.request).notices.isEmpty)
    }
  }
}
