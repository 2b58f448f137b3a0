import Foundation
import Testing

/// `why-not`: every row that names a member, to its end.
struct WhyNotTests {
  private static func data() -> Scenario {
    var data = Scenario()
    data.member("0147")
    data.member("0201", name: "示例乙")
    data.add("aliases", ["kind": "旧编号", "alias": "0012", "member_no": "0147"])
    data.report("R1", "0147", on: "2025-03-01")
    data.report("R1", "0147", on: "2025-03-01")
    data.report("R2", "0012", on: "2025-03-02")
    data.report("R3", "0147", on: "2024-03-03")
    data.report("R4", "0201", on: "2025-03-04")
    data.add(
      "reports",
      [
        "report_no": "R5", "member_no": "0147", "title": "某事", "submitted_on": "2025/13/4", "status": "收录",
        "accepted_on": "2025-03-09",
      ])
    return data
  }

  private static let tail = [
    "  reports 社情民意",
    "    reports.csv:2                      计入 used        R1",
    "      C1 收录 1.00",
    "      R1,0147,关于R1的信息,,2025-03-01,收录,2025-03-01,",
    "    reports.csv:3                      合并 merged      R1",
    "      deduplicate.equal → reports.csv:2  R1",
    "      R1,0147,关于R1的信息,,2025-03-01,收录,2025-03-01,",
    "    reports.csv:4                      计入 used        R2",
    "      C1 收录 1.00",
    "      R2,0012,关于R2的信息,,2025-03-02,收录,2025-03-02,",
    "    reports.csv:5                      未用 unused      R3",
    "      NOT_SELECTED  没有指标取用它的记录：不在它们的时段和条件之内  no indicator takes its record: it lies outside their windows and conditions",
    "      R3,0147,关于R3的信息,,2024-03-03,收录,2024-03-03,",
    "    reports.csv:7                      退回 rejected    ",
  ]

  @Test(arguments: ["merges: true", "merges: false"])
  func `each row that names a member is followed to its end, whatever the run writes`(output: String) throws {
    let workspace = try Workspace(WhyNotTests.data())
    try workspace.replace("merges: true", in: "Pipelines/evaluation.yaml", with: output)
    #expect(try workspace.rank().status == 0)
    let result = try workspace.run(["why-not", "latest", "0147", "--out", "out"])
    #expect(result.status == 0, "\(result.error)")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.first == "0147 · 示例甲 · 经济界 · 委员 · 2025")
    let start = lines.firstIndex(of: WhyNotTests.tail[0]) ?? 0
    #expect(Array(lines[start...].prefix(WhyNotTests.tail.count)) == WhyNotTests.tail)
    #expect(lines.contains("      这一行写着他的 the row holds his: 委员编号 member_no"))
  }

  /// 已提交 is what V2 asks of reports and no indicator takes; 不收录 nobody asks for.
  @Test func `a row that only a gate counts is told with the gate's code`() throws {
    var data = Scenario()
    data.member("0147")
    for (number, status) in [("R1", "已提交"), ("R2", "不收录")] {
      data.add(
        "reports",
        [
          "report_no": number, "member_no": "0147", "title": "某事", "submitted_on": "2025-03-04",
          "status": status,
        ])
    }
    let workspace = try Workspace(data)
    #expect(try workspace.rank().status == 0)
    let result = try workspace.run(["why-not", "latest", "0147", "--out", "out"])
    let tail = result.output.components(separatedBy: "  reports 社情民意\n").last ?? ""
    #expect(
      tail == """
            reports.csv:2                      未用 unused      R1
              COUNTED_ONLY  没有指标取用它的记录，只有V2核对它  no indicator takes its record: only V2 counts it
              R1,0147,某事,,2025-03-04,已提交,,
            reports.csv:3                      未用 unused      R2
              NOT_SELECTED  没有指标取用它的记录：不在它们的时段和条件之内  no indicator takes its record: it lies outside their windows and conditions
              R2,0147,某事,,2025-03-04,不收录,,

        """)
  }

  @Test func `a refused row is his where it states members, not where any number stands`() throws {
    var data = Scenario()
    data.member("0045")
    let minutes = [
      "record_no": "T1", "member_no": "9999", "kind": "学习日", "title": "某", "dated_on": "2025/13/4",
      "minutes": "45", "verified": "是",
    ]
    data.add("study", minutes)
    data.add("study", minutes.merging(["record_no": "T2", "member_no": "45"]) { $1 })
    let workspace = try Workspace(data)
    #expect(try workspace.rank().status == 0)
    let result = try workspace.run(["why-not", "latest", "0045", "--out", "out"])
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("study.csv:3  "), "\(result.output)")
    #expect(!result.output.contains("study.csv:2  "), "\(result.output)")
  }

  @Test(arguments: ["merges: true", "merges: false"])
  func `a run verifies, whatever it writes`(output: String) throws {
    let workspace = try Workspace(WhyNotTests.data())
    try workspace.replace("merges: true", in: "Pipelines/evaluation.yaml", with: output)
    #expect(try workspace.rank().status == 0)
    let result = try workspace.run(["verify", "latest", "--out", "out"])
    #expect(result.status == 0, "\(result.error)")
  }

  @Test func `a row of someone else is not told`() throws {
    let workspace = try Workspace(WhyNotTests.data())
    #expect(try workspace.rank().status == 0)
    let result = try workspace.run(["why-not", "latest", "0147", "--out", "out"])
    #expect(!result.output.contains("R4,0201"))
  }

  @Test func `an unknown member is a usage error`() throws {
    let workspace = try Workspace(WhyNotTests.data())
    #expect(try workspace.rank().status == 0)
    let result = try workspace.run(["why-not", "latest", "9999", "--out", "out"])
    #expect(result.status == 2)
    #expect(result.complaint.contains("this run has no member with number 9999"))
  }
}
