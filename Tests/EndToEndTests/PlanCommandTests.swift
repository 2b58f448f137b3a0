import Foundation
import Testing

/// `plan` and `runs` as a person calls them.
struct PlanCommandTests {
  private static func workspace() throws -> Workspace {
    var data = Scenario()
    data.member("0147")
    data.leave("0147", from: "2025-01-09", to: "2025-01-09")
    return try Workspace(data)
  }

  private static func document(_ result: CommandLineTool.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  @Test func `plan names the run that follows and writes nothing`() throws {
    let workspace = try PlanCommandTests.workspace()
    let arguments = ["plan", Workspace.pipeline, "--data", "data", "--out", "out"]
    let plan = try workspace.run(arguments + ["--json"])
    #expect(plan.status == 0 && plan.error == "")
    #expect(!FileManager.default.fileExists(atPath: workspace.url("out").path))
    let target = try PlanCommandTests.document(plan)["target"] as? [String: String]
    let publication = try workspace.publication()
    #expect(target == ["path": "out/\(publication.name)", "state": "absent"])
    let again = try workspace.run(arguments)
    #expect(again.output.contains("   已发布，再运行不动文件 published; a run would touch no file\n"))
    #expect(again.output.contains("\n  path         out/\(publication.name)/\n"))
    #expect(workspace.published() == [publication.name, "latest"].sorted())
  }

  @Test func `plan refuses as run does`() throws {
    let workspace = try PlanCommandTests.workspace()
    try FileManager.default.removeItem(at: workspace.url("data/members.csv"))
    let result = try workspace.run(["plan", Workspace.pipeline, "--data", "data", "--period", "2025"])
    #expect(result.status == 3 && result.output == "")
    #expect(
      result.error.components(separatedBy: "\n") == [
        "data：没有members的文件（members.csv, members-*.csv）；请把文件放进数据目录，或用--data指定目录",
        "data: no file of members (members.csv, members-*.csv); put it into the data folder, or name the folder with "
          + "--data",
        "  plan Pipelines/evaluation.yaml --period 2025 --data data --out Reports", "",
      ])
  }

  @Test func `runs lists what was published`() throws {
    let workspace = try PlanCommandTests.workspace()
    let publication = try workspace.publication()
    let lines = try workspace.run(["runs", "--out", "out"])
    #expect(lines.status == 0 && lines.error == "")
    #expect(
      lines.output.replacing(/\d{4}-\d\d-\d\d \d\d:\d\d/, with: "YYYY-MM-DD HH:MM").components(
        separatedBy: "\n"
      )
      .prefix(3) == [
        "  published (UTC)           run                       model         members  ranked  rows  rejected",
        "  YYYY-MM-DD HH:MM  latest  \(publication.name)  YY-DEFAULT-1        1       1     2         0",
        "    委员 1 ranked · 优秀 0 · 合格 0 · 基本合格 0 · 不合格 1",
      ])
    let json = try PlanCommandTests.document(try workspace.run(["runs", "--out", "out", "--json"]))
    let runs = try #require(json["runs"] as? [[String: Any]])
    #expect(runs.count == 1 && runs[0]["name"] as? String == publication.name)
    #expect(runs[0]["is_latest"] as? Bool == true)
  }

  @Test func `runs names a folder that is not there`() throws {
    let workspace = try PlanCommandTests.workspace()
    let result = try workspace.run(["runs", "--out", "nowhere"])
    #expect(result.status == 2 && result.output == "")
    #expect(
      result.error == "nowhere：没有这个目录，或无法读取；请用--out指定发布目录\n"
        + "nowhere: no such folder, or it cannot be read; name the folder of publications with --out\n")
  }
}
