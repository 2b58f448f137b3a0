import Foundation
import Testing

/// The text and the CSV of `dutyrank compare`.
struct CompareReportTests {
  /// 0147 has 2 reports and keeps them, 0201 gets 3. Data alone: 2 to 3 points, so that 0147 falls from 1 to 2; rules alone:
  /// 4 to 0, no rank moves. Points of 0201: 0, 3 with the data, 6 with both: data 3 + (6 − 3) ⁄ 2 and rules (6 − 3) ⁄ 2.
  @Test func `the report tells what differs, the model in words, who moved and why`() throws {
    let (workspace, before, after) = try CompareFixture.small()
    let text = try workspace.run(["compare", before, after, "--out", "out"])
    #expect(text.status == 0, "\(text.error)")
    #expect(
      text.output == """
        示例市政协 委员履职量化考核 · 两次运行比较 two runs compared
          前 before  \(before) · model YY-DEFAULT-1（示例） · 截至 as of 2025-12-31 · 2人 members
          后 after   \(after) · model YY-DEFAULT-1（示例） · 截至 as of 2025-12-31 · 3人 members

          数据 data         reports
          规则 rules        YY-DEFAULT-1，只有数字不同 numbers only
          名册 population   members
          名额 quota        相同 same

          办法的改动 the models' differences
          路径 path  名称 name  前 → 后  单独改动 this alone
          C1.cap     收录       3 → 6    名次变动 0 ranks move · 等次变动 0 grades change
          C1.points  收录       1 → 2    名次变动 0 ranks move · 等次变动 0 grades change

          两次都有的2人中 of the members of both：总分变动 totals 2 · 名次变动 ranks 2 · 等次变动 grades 0；新进 joined 1 · 离开 left 0
          主要原因 main cause  数据 data  规则 rules  名册 population  名额 quota  相当 equal  共 all
          名次变动 ranks               2           0                0           0           0       2
          等次变动 grades              0           0                0           0           0       0

          委员  名次相近程度 Kendall τ-b -1.0000（2人） · 优秀 0 → 0，其中0人前后都是 in both

          新进 joined
          编号 no  姓名 name  类别 profile  等次 grade  名次 rank  总分 total
          0301     示例丙     委员          不合格              3       20.00

          其他变动 others that move
          编号 no  姓名 name  等次 grade  名次 rank     总分 total  名次原因 rank by  总分原因 total by      指标 indicators
          0201     示例乙     不合格          2 → 1  20.00 → 26.00  数据 ↑1           数据 +4.5 · 规则 +1.5  C1 +6
          0147     =示例甲    不合格          1 → 2  22.00 → 24.00  数据 ↓1           规则 +2                C1 +2

        """)
  }

  @Test func `CSV has a row for each member, and another for each indicator`() throws {
    let (workspace, before, after) = try CompareFixture.small()
    let csv = try workspace.run(["compare", before, after, "--out", "out", "--csv"]).output
    #expect(
      csv
        == "state,member_no,name,sector,profile_before,profile_after,grade_before,grade_after,rank_before,rank_after,total_before,total_after,rank_change,rank_data,rank_rules,rank_population,rank_quota,grade_change,grade_data,grade_rules,grade_population,grade_quota,total_change,total_data,total_rules,total_population,total_quota,rank_cause,grade_cause\r\n"
        + "both,0201,示例乙,经济界,委员,委员,不合格,不合格,2,1,20.00,26.00,-1,-1,0,0,0,0,0,0,0,0,6,4.5,1.5,0,0,data,\r\n"
        + "both,0147,'=示例甲,经济界,委员,委员,不合格,不合格,1,2,22.00,24.00,1,1,0,0,0,0,0,0,0,0,2,0,2,0,0,data,\r\n"
        + "joined,0301,示例丙,经济界,,委员,,不合格,,3,,20.00,,,,,,,,,,,,,,,,population,population\r\n")
    let indicators = try workspace.run(["compare", before, after, "--out", "out", "--indicators"]).output
    #expect(
      indicators == "member_no,measure,category,part,name,state,change,data,rules,population,quota\r\n"
        + "0201,total,C,C1,收录,both,6,4.5,1.5,0,0\r\n0201,rank,C,,社情民意,,-1,-1,,,\r\n"
        + "0147,total,C,C1,收录,both,2,0,2,0,0\r\n0147,rank,C,,社情民意,,1,1,,,\r\n")
  }

  /// Another committee's C1 is another indicator of another category, worth 2 where this one is worth 1.
  @Test func `a code that stands for another thing has a line that goes and one that comes`() throws {
    func model(_ name: String, _ leaf: String) -> String {
      """
      model: K-\(name)
      title: 测试
      profiles: [委员]
      categories:
      - {code: C, name: \(name), indicators: [{code: C1, \(leaf)}]}
      """
    }
    let (workspace, _, _) = try CompareFixture.small()
    try workspace.write(
      model("信息", "name: 收录, from: reports, where: {status: 收录}, points: 1"), to: "before.yaml")
    try workspace.write(
      model("意见", "name: 报送, from: reports, where: {from_filed: false}, points: 2"), to: "after.yaml")
    let before = try workspace.publication(["--model", "before.yaml"]).name
    let after = try workspace.publication(["--model", "after.yaml"]).name
    let told = try workspace.run(["compare", before, after, "--out", "out", "--page", "page.html"])
    for part in [
      "C                     删去信息 taken out\n", "C                     新增意见 added\n",
      "C1                    删去收录 taken out\n", "C1                    新增报送 added\n",
      "规则 +2            C1（新增） +4 · C1（已删） -2\n",
    ] { #expect(told.output.contains(part), "\(part)\n\(told.output)") }
    let indicators = try workspace.run(["compare", before, after, "--out", "out", "--indicators"]).output
    #expect(
      indicators == "member_no,measure,category,part,name,state,change,data,rules,population,quota\r\n"
        + "0147,total,C,C1,收录,gone,-2,0,-2,0,0\r\n0147,total,C,C1,报送,new,4,0,4,0,0\r\n")
    let page = try workspace.read("page.html")
    #expect(page.contains("<li>C1 收录（已删） -2（规则 -2）</li><li>C1 报送（新增） +4（规则 +4）</li>"))
  }

  /// 0201 becomes 常委, and is alone there; 0147 stays.
  @Test func `ranks of two profiles are not compared`() throws {
    func scenario(_ profile: String) -> Scenario {
      var data = Scenario()
      data.member("0147", name: "示例乙")
      data.member("0201", profile: profile)
      data.report("R1", "0147", on: "2025-03-01")
      return data
    }
    let workspace = try Workspace(scenario("委员"))
    let before = try workspace.publication().name
    let folder = workspace.url("data2")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try scenario("常委").write(to: folder)
    let after = try workspace.publication(["--data", "data2"]).name
    let told = try workspace.run(["compare", before, after, "--out", "out", "--page", "page.html"])
    for part in [
      "名次变动 ranks 0 · 等次变动 grades 0；新进 joined 0 · 离开 left 0 · 换类，名次不作比较 in another profile 1\n",
      "  0201     示例甲     不合格      委员 2 → 常委 1  20.00 → 16.00  不作比较 not compared",
    ] { #expect(told.output.contains(part), "\(part)\n\(told.output)") }
    let csv = try workspace.run(["compare", before, after, "--out", "out", "--csv"]).output
    #expect(
      csv.contains("both,0201,示例甲,经济界,委员,常委,不合格,不合格,2,1,20.00,16.00,,,,,,0,0,0,0,0,-4,0,0,-4,0,,"), "\(csv)")
    let page = try workspace.read("page.html")
    for part in [
      "0人名次变动，0人等次变动；换类1人。", "<td class=\"rank\">委员 2 → 常委 1</td>",
      "<td class=\"why\">各在本类，不作比较</td>", "名次 委员 2 → 常委 1",
    ] { #expect(page.contains(part), "\(part)") }
  }

  @Test func `a quarter has no grades to compare, and the period is of the data`() throws {
    let (workspace, _, after) = try CompareFixture.small()
    let quarter = try workspace.publication(["--data", "data2", "--period", "2025-Q1"])
    let text = try workspace.run(["compare", after, quarter.name, "--out", "out"])
    for line in [
      "\n  数据 data         2025 → 2025-Q1\n", "\n  名册 population   相同 same\n",
      "\n  其中一次不评等次，等次不比较  one of the runs gives no grades, so none are compared\n",
      "名次变动 ranks 3；新进",
    ] { #expect(text.output.contains(line), "\(text.output)\(text.error)") }
    let report = try CompareFixture.report(workspace, after, quarter.name)
    #expect(report.differing == ["data", "rules"] && !report.changes.isEmpty)
    #expect(report.changes.allSatisfy { $0.grade == nil && $0.gradeCause == nil })
  }
}
