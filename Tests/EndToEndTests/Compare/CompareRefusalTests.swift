import Foundation
import Testing

/// What `dutyrank compare` refuses, and that equal runs differ in nothing.
struct CompareRefusalTests {
  /// The rules after know no 常委, whom the list of members before has.
  @Test func `a mixture that cannot be scored is refused with its causes`() throws {
    var data = Scenario()
    data.member("0147")
    data.member("0201", profile: "常委")
    data.report("R1", "0147", on: "2025-03-01")
    let workspace = try Workspace(data)
    func model(_ profiles: String) -> String {
      """
      model: K-1
      title: 测试
      profiles: [\(profiles)]
      categories:
      - {code: C, name: 丙, indicators: [{code: C1, name: 收录, from: reports, where: {status: 收录}, points: 1}]}
      """
    }
    try workspace.write(model("委员, 常委"), to: "before.yaml")
    try workspace.write(model("委员"), to: "after.yaml")
    let before = try workspace.publication(["--model", "before.yaml"]).name
    var other = Scenario()
    other.member("0147")
    other.report("R1", "0147", on: "2025-03-01")
    let url = workspace.url("data2")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try other.write(to: url)
    let after = try workspace.publication(["--data", "data2", "--model", "after.yaml"]).name
    let result = try workspace.run(["compare", before, after, "--out", "out"])
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(
      result.complaint == """
        无法按原因拆分：取后一次运行的规则、其余取前一次时算不出分；委员0201的类别“常委”在模型K-1中没有；请改委员名册，或在模型的profiles中列入
        the change cannot be split by cause: with the rules of the run after and the rest of the run before there is no score; member 0201 has profile '常委', which model K-1 lacks; mend the list of members, or name it in the model's profiles

        """, "\(result.complaint)")
  }

  @Test func `the same run twice differs in nothing`() throws {
    let (workspace, before, _) = try CompareFixture.small()
    let result = try workspace.run(["compare", before, before, "--out", "out"])
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("\n\n  两次运行的数据、规则、名册和名额都相同，没有任何变动  nothing differs\n"))
  }

  /// Whose files were edited, or taken away, gets no answer that would not fit them.
  @Test(arguments: [
    ["compare", "BEFORE", "AFTER"], ["compare", "AFTER", "BEFORE"],
    ["tune", "BEFORE", "whatif", "--set", "C1.cap=2"],
    ["tune", "BEFORE", "knobs"],
  ])
  func `a run whose files are not what its manifest states is refused`(_ command: [String]) throws {
    let (workspace, before, after) = try CompareFixture.small()
    let ranking = try workspace.read("out/\(before)/ranking.csv")
    let edited = ranking.replacing("22.00", with: "92.00")
    try workspace.write(edited, to: "out/\(before)/ranking.csv")
    try FileManager.default.removeItem(at: workspace.url("out/\(before)/merges.csv"))
    let names = ["BEFORE": before, "AFTER": after]
    let result = try workspace.run(command.map { names[$0] ?? $0 } + ["--out", "out"])
    #expect(result.status == 1 && result.output.isEmpty)
    let (edit, loss) = ("out/\(before)/ranking.csv", "out/\(before)/merges.csv")
    #expect(
      result.complaint == """
        \(edit)：与运行清单不符；请取回原来的文件，或删去这个目录后重新运行
        \(edit): not what the manifest states; restore the file, or delete the folder and run again
        \(loss)：不存在或无法读取，而运行清单里有；请取回原来的文件，或删去这个目录后重新运行
        \(loss): missing or unreadable, though the manifest states it; restore the file, or delete the folder and run again

        """, "\(result.complaint)")
  }

  /// The manifest states no digest of itself: what it says is held to the run made again.
  @Test func `a manifest that was edited is refused`() throws {
    let (workspace, before, after) = try CompareFixture.small()
    let path = "out/\(before)/manifest.json"
    let manifest = try workspace.read(path)
    try #require(manifest.contains(#""members" : 2"#), "\(manifest)")
    try workspace.write(manifest.replacing(#""members" : 2"#, with: #""members" : 3"#), to: path)
    for command in [["tune", before, "knobs"], ["compare", after, before]] {
      let result = try workspace.run(command + ["--out", "out"])
      #expect(result.status == 1 && result.output.isEmpty)
      #expect(
        result.complaint == """
          \(path)：与重算结果不符；请取回原来的文件，或删去这个目录后重新运行
          \(path): not what the run made again gives; restore the file, or delete the folder and run again

          """, "\(result.complaint)")
    }
  }

  @Test func `a run is made again in the folder that it was made in`() throws {
    let (workspace, before, _) = try CompareFixture.small()
    let result = try CommandLineTool.run(["tune", before, "knobs", "--out", "."], in: workspace.url("out"))
    #expect(result.status == 2 && result.output.isEmpty)
    let pipeline = Workspace.pipeline
    #expect(
      result.complaint == """
        \(pipeline)：\(before)的流程文件，当前目录里没有；请在运行时所在的目录里执行
        \(pipeline): the current folder lacks the pipeline of \(before); work in the folder in which the run was made

        """, "\(result.complaint)")
  }

  @Test func `a run that cannot be made again is refused as verify refuses it`() throws {
    let (workspace, before, after) = try CompareFixture.small()
    let unknown = try workspace.run(["compare", before, "none", "--out", "out"])
    #expect(
      unknown.status == 2
        && unknown.complaint.contains("none: no such run: neither the current folder nor out has it"))
    let file = try workspace.read("data/reports.csv")
    try workspace.write(file + "\r\n", to: "data/reports.csv")
    let refused = try workspace.run(["compare", before, after, "--out", "out"])
    let verified = try workspace.run(["verify", before, "--out", "out"])
    #expect(refused.status == 1 && refused.status == verified.status && refused.error == verified.error)
    #expect(refused.complaint.contains("reports.csv: the input changed since that run"))
    let both = try workspace.run(["compare", before, after, "--json", "--csv"])
    #expect(both.status == 2 && both.complaint.contains("--json, --csv and --indicators: choose one"))
  }
}
