import Foundation
import Orchestration
import Publishing
import Records
import Testing

@Suite struct PlanReportTests {
  private static func request(_ small: SmallPipeline) -> RunRequest {
    var request = small.request
    request.workers = 2
    return request
  }

  @Test func `the plan names the run that follows, and says when it is published or damaged`() throws {
    let small = try SmallPipeline()
    let request = PlanReportTests.request(small)
    let plan = try PlanReport(request)
    #expect(plan.target.state == "absent")
    #expect(small.published() == [])
    let outcome = try Run.execute(request)
    #expect(outcome.manifest.run.id == plan.run.id)
    #expect(outcome.path == plan.target.path)
    #expect(outcome.manifest.inputs.map(\.sha256) == plan.inputs.map(\.sha256))
    #expect(outcome.manifest.inputs.map(\.size) == plan.inputs.map(\.size))
    #expect(outcome.manifest.definitions == plan.definitions)
    #expect(
      Set(outcome.manifest.outputs.map(\.name)).union(["manifest.json", "timings.json"])
        == Set(plan.outputs.filter(\.isWritten).map(\.name)))
    #expect(try PlanReport(request).target.state == "published")
    let ledger = outcome.path + "/ledger.csv"
    let bytes = try #require(FileManager.default.contents(atPath: ledger))
    try Data(bytes.map { $0 ^ 1 }).write(to: URL(filePath: ledger))
    #expect(try PlanReport(request).target.state == "damaged")
  }

  @Test(arguments: ["period", "as-of", "data", "model"])
  func `whatever changes a run's id changes the plan's alike`(_ change: String) throws {
    let small = try SmallPipeline()
    var request = PlanReportTests.request(small)
    let before = try PlanReport(request).run.id
    switch change {
    case "period": request.period = .init(text: "2025-Q1")
    case "as-of": request.asOf = .init(text: "2026-02-03")
    case "data": try small.write("data/micro_items.csv", SmallPipeline.items + "\n")
    default: try small.write("model.yaml", SmallPipeline.model + "\n")
    }
    let plan = try PlanReport(request)
    #expect(plan.run.id != before)
    #expect(try Run.execute(request).manifest.run.id == plan.run.id)
  }

  @Test func `lines, units and twins of the inputs`() throws {
    let small = try SmallPipeline()
    let pipeline = try small.read(small.root + "/small.yaml").replacing(
      "[micro_items.csv]", with: "[\"*items*.csv\"]")
    try small.write("small.yaml", pipeline)
    try small.write("data/other-items.csv", SmallPipeline.items)
    try Data("编号\n一".utf8).write(to: URL(filePath: small.root + "/data/short-items.csv"))
    var request = PlanReportTests.request(small)
    request.unitSize = 100
    let inputs = try PlanReport(request).inputs
    #expect(inputs.map(\.name) == ["members.csv", "micro_items.csv", "other-items.csv", "short-items.csv"])
    #expect(inputs.map(\.lines) == [3, 7, 7, 2])
    #expect(inputs.map(\.units) == [2, 4, 0, 1])
    #expect(inputs.map(\.sameAs) == [nil, nil, "micro_items.csv", nil])
  }

  @Test func `a plan in lines`() throws {
    let small = try SmallPipeline(
      limits: "limits: {rejected: 0.10, rejected_rows: 1}\noutputs: {events: false}")
    let plan = try PlanReport(PlanReportTests.request(small))
    let definitions = plan.definitions.map { ($0.kind, $0.name, $0.sha256.prefix(12)) }
    let names = ["small.yaml", "members.yaml", "micro_items.yaml", "model.yaml"]
    #expect(definitions.map(\.1) == names)
    let text = plan.lines().joined(separator: "\n").replacing(small.root, with: "ROOT")
      .replacing(plan.run.id, with: "RUN-ID")
      .replacing(/\b[0-9a-f]{12}$/.anchorsMatchLineEndings(), with: "DIGEST")
    let parts = text.components(separatedBy: "\n\n")
    let files = plan.outputs.count - 1
    #expect(
      parts.prefix(4).joined(separator: "\n\n")
        == PlanReportTests.lines.replacing("FILES", with: "\(files)个文件 \(files) files"))
    let outputs = parts.dropFirst(4).joined(separator: "\n\n").split(separator: "\n")
    #expect(outputs.count == plan.outputs.count + 1)
    #expect(outputs.filter { $0.hasSuffix("不写 not written") }.map { $0.prefix(12) } == ["  events.csv"])
  }

  private static let lines = """
    示例 · 2025 · model SMALL
      run          RUN-ID   尚未发布 not published yet
      path         ROOT/out/small-2025-RUN-ID/
      period       2025-01-01 – 2025-12-31   as of 2025-12-31
      data         ROOT/data
      settings     workers 2 · unit 8 MiB · tool dutyrank 0.1.0
      stops at     一个来源退回超过0.1 over 0.1 of a source's rows · 超过1行 over 1 row

      ingest       2个来源，2个文件，2个工作单元 2 sources, 2 files, 483 B, 2 units
      clean        21列 21 columns
      resolve      0条裁定 0 decisions to replay
      deduplicate  相同行、相同编号、同一事项 equal rows, equal keys, the same thing
      derive       出勤、作者、值班 attendance, authors, duty
      aggregate    1个指标 1 leaf
      score        1类 1 category
      rank         委员，0道关口，2个等次 1 profile, 0 gates, 2 grades
      publish      FILES

      source       file              size  lines  units  sha256
      members      members.csv      153 B      3      1  DIGEST
      micro_items  micro_items.csv  330 B      7      1  DIGEST

      definition  file              sha256
      pipeline    small.yaml        DIGEST
      contract    members.yaml      DIGEST
      contract    micro_items.yaml  DIGEST
      model       model.yaml        DIGEST
    """

  @Test func `a plan in JSON holds everything with sorted keys`() throws {
    let small = try SmallPipeline()
    let plan = try PlanReport(PlanReportTests.request(small))
    let value = try JSONSerialization.jsonObject(with: Data(plan.json.utf8)) as? [String: Any]
    #expect(
      value?.keys.sorted() == ["definitions", "inputs", "outputs", "run", "settings", "stages", "target"])
    let run = value?["run"] as? [String: Any]
    #expect(run?["id"] as? String == plan.run.id && run?["first_day"] as? String == "2025-01-01")
    let lines = plan.json.split(separator: "\n").filter { $0.hasPrefix("  \"") }.map(String.init)
    #expect(lines == lines.sorted())
  }
}
