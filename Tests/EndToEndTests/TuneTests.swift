import Foundation
import Testing

/// `dutyrank tune RUN QUESTION`.
struct TuneTests {
  private static let model = "Pipelines/models/yy-default-1.yaml"

  private struct Report: Decodable {
    struct Change: Decodable {
      let memberNo: String
      let rankBefore: Int?
      let rankAfter: Int?
      let totalBefore: String
      let totalAfter: String
      let gradeBefore: String?
      let gradeAfter: String?
    }
    struct Count: Decodable {
      let grade: String
      let before: Int
      let after: Int
      let isRanked: Bool
    }
    let grades: [Count]
    let rankChanges: Int
    let gradeChanges: Int
    let changes: [Change]
  }

  private static func rows(_ publication: Publication) throws -> [[String]] {
    try publication.table("ranking.csv").select(["member_no", "rank", "total", "grade"])
  }

  @Test(
    arguments: [
      (["A3.points.else=5"], [("{walk_in: 1.5}, else: 3}", "{walk_in: 1.5}, else: 5}")]),
      (
        ["优秀.from=40", "合格.from=30", "基本合格.from=20"],
        [
          ("  from: 90\n", "  from: 40\n"), ("{grade: 合格, from: 60}", "{grade: 合格, from: 30}"),
          ("{grade: 基本合格, from: 50}", "{grade: 基本合格, from: 20}"),
        ]
      ),
      (
        ["B.factor=1.1"],
        [
          ("name: 提案\n  cap: 20", "name: 提案\n  cap: 22"),
          ("[立案, 归并], role: 第一提案人}\n    points: 8", "[立案, 归并], role: 第一提案人}\n    points: 8.8"),
          (
            "转送参考], role: 第一提案人}\n    points: 1\n    cap: 2",
            "转送参考], role: 第一提案人}\n    points: 1.1\n    cap: 2.2"
          ),
          ("role: 附议人}\n    points: 2\n    cap: 4", "role: 附议人}\n    points: 2.2\n    cap: 4.4"),
          ("position: {at_most: 3}}\n    points: 4", "position: {at_most: 3}}\n    points: 4.4"),
        ]
      ),
      (
        ["H4.where.lapses.at_least=3", "V1.when.count.at_least=9", "V6.when.any.2.months.less_than=7"],
        [
          ("lapses: {at_least: 1}", "lapses: {at_least: 3}"),
          ("{kind: 全会, status: absent}}, at_least: 1}", "{kind: 全会, status: absent}}, at_least: 9}"),
          ("months: {less_than: 3}", "months: {less_than: 7}"),
        ]
      ),
    ] as [([String], [(String, String)])])
  func `what if says what a run with the other file gives`(_ settings: [String], _ edits: [(String, String)])
    throws
  {
    let workspace = try Workspace.soiled()
    let before = try TuneTests.rows(workspace.publication())
    let arguments =
      ["tune", "latest", "whatif", "--out", "out", "--json"] + settings.flatMap { ["--set", $0] }
    let said = try workspace.run(arguments)
    #expect(said.status == 0, "\(said.error)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let report = try decoder.decode(Report.self, from: Data(said.output.utf8))
    for (passage, other) in edits { try workspace.replace(passage, in: TuneTests.model, with: other) }
    let after = try TuneTests.rows(workspace.publication(out: "other"))
    let then = Dictionary(uniqueKeysWithValues: before.map { ($0[0], $0) })
    let expected = after.compactMap { now in then[now[0]].flatMap { $0 == now ? nil : $0 + now.dropFirst() } }
    let found = report.changes.map {
      [
        $0.memberNo, $0.rankBefore.map(String.init) ?? "", $0.totalBefore, $0.gradeBefore ?? "",
        $0.rankAfter.map(String.init) ?? "", $0.totalAfter, $0.gradeAfter ?? "",
      ]
    }
    #expect(found == expected && found.count > 3)
    for isRanked in [true, false] {
      for (rows, count) in [(before, \Report.Count.before), (after, \Report.Count.after)] {
        let counts = report.grades.filter { $0.isRanked == isRanked }.map { ($0.grade, $0[keyPath: count]) }
        let found = Dictionary(counts, uniquingKeysWith: +).filter { $1 > 0 }
        let listed = Dictionary(grouping: rows.filter { ($0[1] != "") == isRanked }) { $0[3] }
        #expect(found == listed.mapValues(\.count))
      }
    }
    #expect(report.grades.contains { !$0.isRanked && $0.grade == "不合格" && $0.before > 0 })
    #expect(report.rankChanges == expected.count { $0[1] != $0[4] })
    #expect(report.gradeChanges == expected.count { $0[3] != $0[6] })
  }

  @Test func `knobs lists every number, as text and as CSV`() throws {
    let workspace = try Workspace.soiled()
    _ = try workspace.publication()
    let text = try workspace.run(["tune", "latest", "knobs", "--out", "out"])
    #expect(text.output.contains("A1.full                             委员 20 · 常委 16\n"))
    #expect(text.output.contains("V6.when.any.3.sick_months.at_least  6\n"))
    let csv = try workspace.run(["tune", "latest", "knobs", "--out", "out", "--csv"])
    #expect(csv.output.hasPrefix("path,委员,常委\r\nfloor,0,0\r\nA1.of.present,1,1\r\n"))
    #expect(csv.output.contains("\r\nA.factor,1,1\r\n"))
  }

  private struct Ticks: Decodable {
    struct Knob: Decodable {
      struct Tick: Decodable {
        let at: String
        let changes: [[String: String]]
      }
      let knob: String
      let holdsFrom: String?
      let holdsTo: String?
      let step: String?
      let ticks: [Tick]
      let ticksBelow: Int
    }
    let knobs: [Knob]
  }

  /// By the whole program: inside the stretch nobody's grade changes, a step beyond it those change that are named.
  @Test(
    arguments: [
      "A3.points.else", "B.cap", "G.factor", "优秀.from", "D1.limits.1.best", "H1.where.covered.less_than",
      "V3.when.count.at_least", "V2.when.any.3.count.at_most",
    ])
  func `ticks are where what if sees grades change`(_ knob: String) throws {
    let workspace = try Workspace.soiled()
    _ = try workspace.publication()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    func changed(_ value: String) throws -> Int {
      let said = try workspace.run([
        "tune", "latest", "whatif", "--out", "out", "--json", "--set", "\(knob)=\(value)",
      ])
      #expect(said.status == 0, "\(said.complaint)")
      return try decoder.decode(Report.self, from: Data(said.output.utf8)).gradeChanges
    }
    let said = try workspace.run(["tune", "latest", "ticks", "--out", "out", "--json", "--knob", knob])
    let found = try #require(try decoder.decode(Ticks.self, from: Data(said.output.utf8)).knobs.first)
    let ends = try [#require(found.holdsFrom), #require(found.holdsTo)]
    for end in ends { #expect(try changed(end) == 0, "\(knob)=\(end)") }
    try #require(found.ticks.count > found.ticksBelow || found.ticksBelow > 0)
    if found.ticksBelow < found.ticks.count {
      let tick = found.ticks[found.ticksBelow]
      #expect(try changed(tick.at) == tick.changes.count, "\(knob)=\(tick.at)")
    }
    if found.ticksBelow > 0 {
      let tick = found.ticks[found.ticksBelow - 1]
      let below = try #require(Decimal(string: tick.at)) - #require(Decimal(string: found.step ?? ""))
      #expect(try changed("\(below)") == tick.changes.count, "\(knob)=\(below)")
    }
  }
}
