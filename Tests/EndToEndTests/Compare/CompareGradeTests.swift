import Foundation
import Testing

/// What `dutyrank compare` says of grades.
struct CompareGradeTests {
  /// A point for each report; `grades` are entries of the model's list.
  private static func model(_ grades: String, points: Int = 1) -> String {
    """
    model: K-\(points)
    title: 测试
    profiles: [委员]
    categories:
    - {code: C, name: 丙, indicators: [{code: C1, name: 收录, from: reports, where: {status: 收录}, points: \(points)}]}
    grades: [\(grades)]
    """
  }

  /// Members with as many reports; the names of two runs, under a model each.
  private static func runs(
    _ reports: [(member: String, count: Int)], _ before: String, _ after: String
  ) throws -> (Workspace, before: String, after: String) {
    var data = Scenario()
    for (member, count) in reports {
      data.member(member)
      for number in 0..<count { data.report("R\(member)\(number)", member, on: "2025-03-01") }
    }
    let workspace = try Workspace(data)
    try workspace.write(before, to: "before.yaml")
    try workspace.write(after, to: "after.yaml")
    let old = try workspace.publication(["--model", "before.yaml"]).name
    return (workspace, old, try workspace.publication(["--model", "after.yaml"]).name)
  }

  @Test func `grades under other names stand side by side, without direction or cause`() throws {
    let (workspace, before, after) = try CompareGradeTests.runs(
      [("0101", 9), ("0102", 6), ("0103", 2), ("0104", 0)],
      CompareGradeTests.model("{grade: 优秀, from: 8}, {grade: 合格, from: 2}, {grade: 不合格}"),
      CompareGradeTests.model("{grade: 优秀, from: 8}, {grade: 称职, from: 3}, {grade: 不称职}"))
    let told = try workspace.run(["compare", before, after, "--out", "out", "--page", "page.html"])
    let head = try #require(told.output.range(of: "\n\n  数据"))
    #expect(
      told.output[head.lowerBound...] == """


          数据 data         相同 same
          规则 rules        K-1
          名册 population   相同 same
          名额 quota        相同 same
          等次不同 other grades: 优秀、合格、不合格 → 优秀、称职、不称职
          前后等次只并列写出，不比高低，不分原因  grades stand side by side, neither higher nor lower, without causes

          办法的改动 the models' differences
          路径 path  名称 name  前 → 后         单独改动 this alone
          称职                  新增 added
          不称职                新增 added
          合格                  删去 taken out
          不合格                删去 taken out

          两次都有的4人中 of the members of both：总分变动 totals 0 · 名次变动 ranks 0；新进 joined 0 · 离开 left 0
          主要原因 main cause  数据 data  规则 rules  名册 population  名额 quota  相当 equal  共 all
          名次变动 ranks               0           0                0           0           0       0

          委员  名次相近程度 Kendall τ-b 1.0000（4人）

          前后等次 grades before and after
          优秀 → 优秀 1人 · 合格 → 称职 1人 · 合格 → 不称职 1人 · 不合格 → 不称职 1人

          变动 who moves
          编号 no  姓名 name  等次 grade       名次 rank  总分 total  名次原因 rank by  总分原因 total by  指标 indicators
          0102     示例甲     合格 → 称职              2        6.00
          0103     示例甲     合格 → 不称职            3        2.00
          0104     示例甲     不合格 → 不称职          4        0.00

        """, "\(told.output)")
    let report = try CompareFixture.report(workspace, before, after)
    #expect(!report.hasSameGrades)
    #expect(report.changes.map(\.memberNo) == ["0102", "0103", "0104"])
    #expect(report.changes.allSatisfy { $0.gradeCause == nil && $0.grade == nil })
    let page = try workspace.read("page.html")
    for part in [
      "两次的等次不同（优秀、合格、不合格；优秀、称职、不称职），前后等次只并列写出，不比高低，不分原因："
        + "优秀 → 优秀 1人，合格 → 称职 1人，合格 → 不称职 1人，不合格 → 不称职 1人。",
      "<td class=\"grade\">合格 → 不称职</td>", "两次都有的4人中，0人名次变动。",
    ] { #expect(page.contains(part), "\(part)") }
    for part in ["等次变动", "轴上黑块", "等次分数线", "等次变了"] { #expect(!page.contains(part), "\(part)") }
  }

  /// Two share one seat, then one of them has a report more; 0103 is set aside for another post.
  @Test func `who was referred moves by half a grade, and another reason for being set aside has a cause`()
    throws
  {
    func scenario(_ reports: Int, post: String) -> Scenario {
      var data = Scenario()
      for member in ["0101", "0102"] { data.member(member) }
      data.member("0103", ["post": post])
      for (member, count) in [("0101", reports), ("0102", 2)] {
        for number in 0..<count { data.report("R\(member)\(number)", member, on: "2025-03-01") }
      }
      return data
    }
    let workspace = try Workspace(scenario(2, post: "主席"))
    let quota = "quota: {share: 0.5, rounding: down, tied: same_rank, tie: refer}"
    try workspace.write(
      CompareGradeTests.model("{grade: 优秀, from: 1, \(quota)}, {grade: 合格}") + """

        gates:
        - {code: X1, name: 主席, when: {post: 主席}, set_aside: 不参评}
        - {code: X2, name: 副主席, when: {post: 副主席}, set_aside: 单列}
        """, to: "model.yaml")
    let before = try workspace.publication(["--model", "model.yaml"]).name
    let url = workspace.url("data2")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try scenario(3, post: "副主席").write(to: url)
    let after = try workspace.publication(["--model", "model.yaml", "--data", "data2"]).name
    let told = try workspace.run(["compare", before, after, "--out", "out"])
    #expect(
      told.output.contains(
        """
          等次变动 grades              2           0                1           0           0       3
        """), "\(told.output)")
    #expect(
      told.output.contains(
        """
          等次变动 grades that change
          编号 no  姓名 name  等次 grade       名次 rank   总分 total  等次原因 grade by  名次原因 rank by  总分原因 total by  指标 indicators
          0101     示例甲     并列待审 → 优秀          1  2.00 → 3.00  数据 ↑0.5                            数据 +1            C1 +1
          0102     示例甲     并列待审 → 合格      1 → 2         2.00  数据 ↓0.5          数据 ↓1
          0103     示例甲     不参评 → 单列            —         0.00  名册 100%

        """), "\(told.output)")
    let report = try CompareFixture.report(workspace, before, after)
    #expect(
      report.changes.map(\.grade?.texts) == [
        ["-0.5", "0", "0", "0"], ["0.5", "0", "0", "0"], ["0", "0", "0", "0"],
      ])
    #expect(
      report.changes.map(\.gradeTurn?.texts) == [
        ["1", "0", "0", "0"], ["1", "0", "0", "0"], ["0", "0", "1", "0"],
      ])
    #expect(report.changes.map(\.gradeCause) == ["data", "data", "population"])
  }

  @Test func `the same names in another order are other grades`() throws {
    let (workspace, before, after) = try CompareGradeTests.runs(
      [("0101", 9), ("0102", 0)],
      CompareGradeTests.model("{grade: 优秀, from: 8}, {grade: 良好, from: 4}, {grade: 合格}"),
      CompareGradeTests.model("{grade: 良好, from: 8}, {grade: 优秀, from: 4}, {grade: 合格}"))
    let report = try CompareFixture.report(workspace, before, after)
    #expect(!report.hasSameGrades)
    #expect(report.gradePairs.map { "\($0.before) \($0.after) \($0.members)" } == ["优秀 良好 1", "合格 合格 1"])
    #expect(report.changes.map { "\($0.memberNo) \($0.grade == nil)" } == ["0101 true"])
    let told = try workspace.run(["compare", before, after, "--out", "out"])
    #expect(
      told.output.contains(
        "  grades                次序不同：优秀、良好、合格 → 良好、优秀、合格 in another order: 优秀、良好、合格 → 良好、优秀、合格"),
      "\(told.output)")
  }

  @Test func `between two quarters nothing is said of grades`() throws {
    let (workspace, _, _) = try CompareFixture.small()
    let before = try workspace.publication(["--period", "2025-Q2"]).name
    let after = try workspace.publication(["--period", "2025-Q2", "--data", "data2"]).name
    let told = try workspace.run(["compare", before, after, "--out", "out", "--page", "page.html"])
    #expect(
      told.output.contains(
        """
          两次都有的2人中 of the members of both：总分变动 totals 1 · 名次变动 ranks 2；新进 joined 1 · 离开 left 0
          主要原因 main cause  数据 data  规则 rules  名册 population  名额 quota  相当 equal  共 all
          名次变动 ranks               2           0                0           0           0       2

          委员  名次相近程度 Kendall τ-b -1.0000（2人）

          新进 joined
          编号 no  姓名 name  类别 profile  名次 rank  总分 total
          0301     示例丙     委员                  3       20.00

          变动 who moves
        """), "\(told.output)")
    let said = told.output.replacing(
      "其中一次不评等次，等次不比较  one of the runs gives no grades, so none are compared", with: "")
    #expect(!said.contains("等次") && !said.contains("grade"), "\(said)")
    let page = try workspace.read("page.html")
    let body = page[(page.range(of: "<body")?.lowerBound ?? page.startIndex)...].replacing(
      "其中一次不评等次，等次不比较。", with: "")
    #expect(!body.contains("等次"), "\(body)")
    let report = try CompareFixture.report(workspace, before, after)
    #expect(report.gradeChanges == nil && report.changes.allSatisfy { $0.grade == nil })
  }
}
