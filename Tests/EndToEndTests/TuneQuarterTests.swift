import Testing

/// `dutyrank tune` of a quarter, which gives no grades.
struct TuneQuarterTests {
  private static func workspace() throws -> Workspace {
    var data = Scenario()
    data.member("0147")
    data.member("0201", name: "示例乙")
    for number in 1...2 { data.report("R\(number)", "0147", on: "2025-03-0\(number)") }
    let workspace = try Workspace(data)
    _ = try workspace.publication(["--period", "2025-Q1"])
    return workspace
  }

  @Test func `whatif says nothing of grades`() throws {
    let workspace = try TuneQuarterTests.workspace()
    let question = ["tune", "latest", "whatif", "--set", "C1.points=1.5", "--out", "out"]
    let text = try workspace.run(question)
    #expect(text.status == 0)
    #expect(
      text.output.hasSuffix(
        """
          C1.points  1 → 1.5
          总分变动 totals 1 · 名次变动 ranks 0

          变动 who moves
          编号 no  姓名 name  界别 sector  名次 rank     总分 total  类别 categories  新理由 new reasons
          0147     示例甲     经济界               1  22.00 → 23.00  C +1.00

        """), "\(text.output)")
    let json = try workspace.run(question + ["--json"]).output
    #expect(json.contains("\"grades\" : [\n\n  ]") && !json.contains("grade_changes"), "\(json)")
  }

  @Test func `importance says nothing of grades`() throws {
    let workspace = try TuneQuarterTests.workspace()
    let text = try workspace.run(["tune", "latest", "importance", "--out", "out"])
    #expect(text.status == 0 && text.output.contains("达上限 at cap\n"), "\(text.output)")
    #expect(!text.output.contains("等次") && !text.output.contains("grade"))
    let csv = try workspace.run(["tune", "latest", "importance", "--out", "out", "--csv"]).output
    #expect(csv.contains("委员,C1,收录,1,3,,1.00,100.00,100.00,0,2,,否\r\n"), "\(csv)")
  }

  @Test(arguments: [["ticks"], ["radius"], ["counterfactual", "0147"]])
  func `a question about grades is refused`(_ question: [String]) throws {
    let workspace = try TuneQuarterTests.workspace()
    let result = try workspace.run(["tune", "latest"] + question + ["--out", "out"])
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(
      result.complaint.contains(
        "grants no grades (a quarter, or a model without them); \(question[0]) needs a run of a year"))
  }
}
