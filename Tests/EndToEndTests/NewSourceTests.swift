import Foundation
import Testing

/// A user adds a source of events by following `Pipelines/README.md` to the letter, without Swift.
struct NewSourceTests {
  /// The recipe's three pieces, as the page prints them.
  private struct Recipe {
    let contract: String
    let sourceLine: String
    let indicator: String

    init() throws {
      let page = try String(
        contentsOf: CommandLineTool.root.appending(path: "Pipelines/README.md"), encoding: .utf8)
      let section = try Recipe.between("## Adding a source, without programming", "\n## Pipeline", in: page)
      contract = try Recipe.between("```yaml contract\n", "```", in: section)
      sourceLine = try Recipe.between("of the pipeline: `", "`", in: section)
      indicator = try Recipe.between("```yaml indicators\n", "```", in: section)
    }

    private static func between(_ start: String, _ end: String, in text: String) throws -> String {
      let after = text.components(separatedBy: start)
      guard after.count == 2, let found = after[1].components(separatedBy: end).first else {
        throw Outcome.Failed(description: "'\(start)' stands \(after.count - 1) times in Pipelines/README.md")
      }
      return found
    }

    func apply(to workspace: Workspace) throws {
      try workspace.write(contract, to: "Pipelines/contracts/volunteering.yaml")
      try workspace.replace(
        "\nlimits:\n", in: Workspace.pipeline, with: "\n  \(sourceLine)\nlimits:\n")
      let lines = indicator.split(separator: "\n").map { "  \($0)\n" }.joined()
      try workspace.replace(
        "\n# ─ F 学习培训 ─", in: "Pipelines/models/yy-default-1.yaml", with: "\(lines)\n# ─ F 学习培训 ─")
    }
  }

  private static let rows = """
    编号,委员编号,日期,小时,核实
    V1,0147,2025-01-05,2,是
    V2,147,2025/1/12,3.5,是
    V3,0147,2025-01-19,4,是
    V3,0147,2025-01-19,4,是
    V4,0147,2025-02-02,1.5,是
    V5,0147,2025-03-02,3,否
    V6,0147,2025-04-06,,是
    V7,0147,2025-05-04,2,
    V8,0201,2025-06-01,2,是
    V9,0201,2025-06-31,2,是
    V10,0201,2024-12-31,8,是

    """

  private static func workspace() throws -> Workspace {
    var data = Scenario()
    data.member("0147")
    data.member("0201", name: "示例乙")
    let workspace = try Workspace(data)
    try Recipe().apply(to: workspace)
    try workspace.write(rows, to: "data/volunteering.csv")
    return workspace
  }

  @Test func `check accepts the recipe`() throws {
    let result = try NewSourceTests.workspace().run(["check", Workspace.pipeline])
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.output.components(separatedBy: "\n")[1]
        == "Pipelines/evaluation.yaml: pipeline evaluation is well-formed: 24 sources, 208 columns")
  }

  @Test func `the new indicator's points are in the ranking and the ledger`() throws {
    let workspace = try NewSourceTests.workspace()
    let publication = try workspace.publication()
    let ranking = try publication.table("ranking.csv")
    for (member, points, total) in [("0147", "1.00", "21.00"), ("0201", "0.50", "20.50")] {
      #expect(try ranking.select(["E", "total"], where: ["member_no": member]) == [[points, total]])
    }
    let ledger = try publication.text("ledger.csv").components(separatedBy: "\r\n")
    #expect(
      ledger.filter { $0.contains(",E4,") } == [
        "0147,委员,E,E4,志愿服务,3,2,1.50,0.50,0.00,0.00,0.00,0.00,0.00,1.00",
        "0201,委员,E,E4,志愿服务,1,1,0.50,0.00,0.00,0.00,0.00,0.00,0.00,0.50",
      ])
  }

  @Test func `the new source's rows are traced like any other's`() throws {
    let publication = try NewSourceTests.workspace().publication()
    #expect(
      try publication.table("events.csv").select(["key", "points", "line"], where: ["indicator": "E4"]) == [
        ["V1", "0.50", "2"], ["V2", "0.50", "3"], ["V3", "0.00", "4"], ["V8", "0.50", "10"],
      ])
    #expect(
      try publication.table("quarantine.csv").select(["file", "line_first", "column", "code", "raw_text"])
        == [["volunteering.csv", "11", "served_on", "BAD_DATE", "V9,0201,2025-06-31,2,是"]])
    let unused = try publication.table("unused.csv").select(["line"], where: ["source": "volunteering"])
    #expect(unused == ["6", "7", "8", "9", "12"].map { [$0] })
  }

  struct Slip: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let path: String
    let passage: String
    let wrong: String
    let problem: String
  }

  private static let slips = [
    Slip(
      testDescription: "a relation that nothing bears", path: "Pipelines/models/yy-default-1.yaml",
      passage: "from: volunteering", wrong: "from: voluntering",
      problem:
        "Pipelines/models/yy-default-1.yaml:162:11  from: no relation 'voluntering'; nearest 'volunteering'"),
    Slip(
      testDescription: "a field that the contract lacks", path: "Pipelines/models/yy-default-1.yaml",
      passage: "hours: {at_least: 2}", wrong: "hour: {at_least: 2}",
      problem:
        "Pipelines/models/yy-default-1.yaml:163:29  where: volunteering has no field 'hour'; nearest 'hours'"),
    Slip(
      testDescription: "a type that is none", path: "Pipelines/contracts/volunteering.yaml",
      passage: "type: number", wrong: "type: numbr",
      problem:
        "Pipelines/contracts/volunteering.yaml:9:35  type: 'numbr' is none of text, code, category, list, integer, number, "
        + "date, time, flag; nearest 'number'"),
    Slip(
      testDescription: "a contract that is not there", path: Workspace.pipeline,
      passage: "contracts/volunteering.yaml", wrong: "contracts/volunteers.yaml",
      problem: "Pipelines/evaluation.yaml:33:28  contract: no file 'Pipelines/contracts/volunteers.yaml'"),
  ]

  @Test(arguments: slips)
  func `a slip is named with its place`(_ slip: Slip) throws {
    let workspace = try NewSourceTests.workspace()
    try workspace.replace(slip.passage, in: slip.path, with: slip.wrong)
    let result = try workspace.rank()
    #expect(result.status == 2)
    #expect(
      result.error.components(separatedBy: "\n") == [
        slip.problem, "1处定义错误，未运行", "1 problem; nothing was run.",
        "  run Pipelines/evaluation.yaml --data data --out out", "",
      ])
    #expect(workspace.published() == [])
  }
}
