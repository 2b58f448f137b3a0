import Foundation
import Testing

/// `dutyrank tune RUN save`.
struct TuneSaveTests {
  private struct Report: Decodable {
    struct Change: Decodable {
      let memberNo: String
      let rankAfter: Int?
      let totalAfter: String
      let gradeAfter: String?
    }
    let changes: [Change]
  }

  private static let model = "Pipelines/models/yy-default-1.yaml"

  /// The saved file, run by the command, ranks as `whatif` said.
  @Test(
    arguments: [
      ["A3.points.else=5"], ["B.factor=1.1"], ["优秀.from=40", "合格.from=30", "基本合格.from=20"],
      ["C1.points@委员=2", "C1.cap@委员=6"], ["C1.points=2", "C1.cap=8", "C1.cap@委员=6"],
      ["A3.points.else=2", "A.factor=2", "A3.points.else=5"],
    ])
  func `a saved model ranks as what if said`(_ settings: [String]) throws {
    let workspace = try Workspace.soiled()
    _ = try workspace.publication()
    let set = settings.flatMap { ["--set", $0] }
    let told = try workspace.run(["tune", "latest", "whatif", "--out", "out", "--json"] + set)
    let saved = try workspace.run(["tune", "latest", "save", "--out", "out", "--to", "mine.yaml"] + set)
    #expect(told.status == 0 && saved.status == 0, "\(saved.complaint)")
    let before = try TuneSaveTests.standings(workspace.publication())
    let after = try TuneSaveTests.standings(workspace.publication(["--model", "mine.yaml"]))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let changes = try decoder.decode(Report.self, from: Data(told.output.utf8)).changes
    let moved = before.filter { after[$0.key] != $0.value }.map(\.key)
    #expect(Set(moved) == Set(changes.map(\.memberNo)) && !moved.isEmpty)
    for change in changes {
      let now = [change.rankAfter.map(String.init) ?? "", change.totalAfter, change.gradeAfter ?? ""]
      #expect(after[change.memberNo] == now)
    }
  }

  @Test func `every other line stays, and the first say what differs`() throws {
    var data = Scenario()
    data.member("0147")
    let workspace = try Workspace(data)
    _ = try workspace.publication()
    let arguments = ["tune", "latest", "save", "--out", "out", "--to", "mine.yaml"]
    let result = try workspace.run(arguments + ["--set", "A3.cap@常委=15", "--set", "C1.cap@委员=6"])
    #expect(
      result.output == """
          A3.cap@常委  12 → 15
          C1.cap@委员  3 → 6
          已写入mine.yaml  written; dutyrank run Pipelines/evaluation.yaml --model mine.yaml

        """, "\(result.output)\(result.complaint)")
    let (source, saved) = (try workspace.read(TuneSaveTests.model), try workspace.read("mine.yaml"))
    let lines = saved.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(3) == [
        "# 由yy-default-1.yaml改动而来 made of yy-default-1.yaml by:", "#   A3.cap@常委  12 → 15",
        "#   C1.cap@委员  3 → 6",
      ])
    let others = source.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == others.count + 3)
    let changed = zip(lines.dropFirst(3), others).filter { $0 != $1 }.map { String($0.0) }
    #expect(changed == ["    cap: {委员: 20, 常委: 15}", "    cap: {委员: 6, 常委: 3}"])
    let again = try workspace.run(arguments + ["--set", "A3.cap=25"])
    #expect(again.status == 2)
    #expect(
      again.complaint == "--to：mine.yaml已存在；请另取一个文件名\n--to: mine.yaml is there already; choose another name\n"
    )
  }

  @Test(
    arguments: [
      (
        ["--set", "C2.points.else=2", "--to", "mine.yaml"],
        """
        --set：C2.points.else在Pipelines/models/yy-default-1.yaml里没有写出，无法改写；请在那里写上它，再改
        --set: Pipelines/models/yy-default-1.yaml does not state C2.points.else, so it cannot be changed there; state it, then change it

        """
      ),
      (
        ["--set", "优秀.from=60", "--to", "mine.yaml"],
        """
        --set：合格.from：60.00不低于优秀的60.00；这样的办法不成立
        --set: 合格.from: 60.00 is not below 优秀's 60.00; no model may say so

        """
      ),
    ])
  func `what no file may say is not written`(_ arguments: [String], _ message: String) throws {
    var data = Scenario()
    data.member("0147")
    let workspace = try Workspace(data)
    _ = try workspace.publication()
    let result = try workspace.run(["tune", "latest", "save", "--out", "out"] + arguments)
    #expect(result.status == 2 && result.complaint == message, "\(result.complaint)")
    #expect(!FileManager.default.fileExists(atPath: workspace.url("mine.yaml").path))
  }

  /// By number: rank, total and grade.
  private static func standings(_ publication: Publication) throws -> [String: [String]] {
    let rows = try publication.table("ranking.csv").select(["member_no", "rank", "total", "grade"])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Array($0.dropFirst())) })
  }
}
