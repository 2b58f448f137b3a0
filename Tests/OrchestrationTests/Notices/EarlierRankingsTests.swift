import Foundation
import Publishing
import Records
import Testing

@testable import Orchestration

struct EarlierRankingsTests {
  private static func pipeline() throws -> SmallPipeline {
    let pipeline = try NoticeReportTests.pipeline()
    for (period, model) in [("2025-Q1", "model.yaml"), ("2025-Q2", "other.yaml"), ("2024-Q3", "model.yaml")] {
      try pipeline.write("other.yaml", SmallPipeline.model.replacing("SMALL", with: "OTHER"))
      let period = try #require(Period(text: period))
      _ = try Run.execute(
        RunRequest(
          pipeline: pipeline.root + "/small.yaml", period: period, out: pipeline.out,
          model: pipeline.root + "/" + model))
    }
    try pipeline.write("notices/tongbao.txt", "# 通报\n@picture rank_flow 委员")
    return pipeline
  }

  private static func run(_ pipeline: SmallPipeline, _ period: String) throws -> String {
    try #require(
      pipeline.published().first {
        $0.hasPrefix("small-\(period)-") && !$0.contains("-Q") == !period.contains("Q")
      })
  }

  private static func write(
    _ pipeline: SmallPipeline, of period: String, earlier: [String], template: String? = nil
  ) throws -> String {
    _ = try NoticeReport.write(
      NoticeRequest(
        run: try run(pipeline, period), folder: pipeline.out, kind: .tongbao, format: .html, dateText: nil,
        template: template, file: pipeline.root + "/notice.html", earlier: earlier))
    return try pipeline.read(pipeline.root + "/notice.html")
  }

  @Test func `the ranks of an earlier quarter stand before those of the year`() throws {
    let pipeline = try EarlierRankingsTests.pipeline()
    let page = try EarlierRankingsTests.write(
      pipeline, of: "2025", earlier: [try EarlierRankingsTests.run(pipeline, "2025-Q1")])
    #expect(page.contains("<p>图1　2025年委员名次变动</p>"))
    #expect(page.contains(#"aria-label="2025年委员名次变动：1—3月，全年""#))
    #expect(page.contains("<title>0147 示例甲 1→1</title>"))
    #expect(page.contains("<title>0201 示例乙 2→2</title>"))
    #expect(try !EarlierRankingsTests.write(pipeline, of: "2025", earlier: []).contains("<figure>"))
  }

  @Test(arguments: [
    (
      "2025", "2025-Q2",
      "that run is small of 2025-Q2 by OTHER, this one small of 2025 by SMALL; ranks flow between runs of one "
        + "pipeline, year and model"
    ),
    (
      "2025", "2024-Q3",
      "that run is small of 2024-Q3 by SMALL, this one small of 2025 by SMALL; ranks flow between runs of one "
        + "pipeline, year and model"
    ),
    (
      "2025-Q1", "2025",
      "that run is of 2025, which does not end before this run's 2025-Q1; name one of an earlier period"
    ),
    (
      "2025", "2025",
      "that run is of 2025, which does not end before this run's 2025; name one of an earlier period"
    ),
  ]) func `a run that cannot stand before is refused`(_ period: String, _ earlier: String, _ text: String)
    throws
  {
    let pipeline = try EarlierRankingsTests.pipeline()
    let name = try EarlierRankingsTests.run(pipeline, earlier)
    let error = #expect(throws: RunError.self) {
      try EarlierRankingsTests.write(pipeline, of: period, earlier: [name])
    }
    #expect(error?.lines().last == "--earlier \(name): \(text)")
  }

  @Test func `a quarter is named once, and needs a picture to stand in`() throws {
    let pipeline = try EarlierRankingsTests.pipeline()
    let quarter = try EarlierRankingsTests.run(pipeline, "2025-Q1")
    let twice = #expect(throws: RunError.self) {
      try EarlierRankingsTests.write(pipeline, of: "2025", earlier: [quarter, quarter])
    }
    #expect(
      twice?.lines() == [
        "--earlier \(quarter)：另一个--earlier也是2025-Q1的运行；每个时段给一次",
        "--earlier \(quarter): another --earlier is of 2025-Q1 too; name one run a period",
      ])
    try pipeline.write("plain.txt", "# 通报")
    let plain = #expect(throws: RunError.self) {
      try EarlierRankingsTests.write(
        pipeline, of: "2025", earlier: [quarter], template: pipeline.root + "/plain.txt")
    }
    #expect(
      plain?.lines() == [
        "--earlier：模板里没有@picture rank_flow；请加上这一行，或去掉--earlier",
        "--earlier: the template has no line @picture rank_flow; add one, or drop --earlier",
      ])
  }

  @Test func `an edited ranking is refused, and so is the option for another kind`() throws {
    let pipeline = try EarlierRankingsTests.pipeline()
    let quarter = try EarlierRankingsTests.run(pipeline, "2025-Q1")
    let place = "\(pipeline.out)/\(quarter)/ranking.csv"
    try Data((try pipeline.read(place) + "\n").utf8).write(to: URL(filePath: place))
    #expect(throws: RunError.self) {
      try EarlierRankingsTests.write(pipeline, of: "2025", earlier: [quarter])
    }
    let error = #expect(throws: RunError.self) {
      try NoticeRequest(
        run: "latest", folder: "", kind: .gongshi, format: .html, dateText: nil, template: nil, file: nil,
        earlier: ["q"])
    }
    #expect(
      error?.lines() == [
        "gongshi没有名次变动图；去掉--earlier", "gongshi has no picture of ranks over time; drop --earlier",
      ])
  }
}
