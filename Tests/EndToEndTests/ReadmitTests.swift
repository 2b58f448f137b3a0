import Testing

/// `readmit`: corrected rows come back, linked to the rejected ones.
struct ReadmitTests {
  private static func workspace() throws -> (Workspace, rowID: String) {
    var data = Scenario()
    data.member("0147")
    data.report("R1", "0147", on: "2025-03-01")
    data.report("R2", "9999", on: "2025-03-02")
    let workspace = try Workspace(data)
    let quarantine = try workspace.publication().table("quarantine.csv")
    let rejected = try quarantine.select(["row_id", "readmitted_by"], where: ["code": "AWAITING_CLAIM"])
    #expect(rejected.count == 1 && rejected[0][1].isEmpty)
    return (workspace, rejected[0][0])
  }

  private static let header =
    "row_id,report_no,member_no,title,text,submitted_on,status,accepted_on,from_proposal\n"

  @Test func `a corrected row is scored, and the old one says by which it was readmitted`() throws {
    let (workspace, rowID) = try ReadmitTests.workspace()
    try workspace.write(
      ReadmitTests.header + "\(rowID),R2,0147,关于R2的信息,,2025-03-02,收录,2025-03-02,\n", to: "fixed.csv")
    let result = try workspace.run(["readmit", "latest", "fixed.csv", "--out", "out"])
    #expect(result.status == 0, "\(result.error)")
    let name = try #require(workspace.names(in: "data").first { $0.contains("readmitted") })
    #expect(
      result.output
        == "1行已重新送入 → \(name)；请再运行一次\n1 row readmitted → \(name); run again\n")
    let publication = try workspace.publication()
    #expect(try publication.table("ranking.csv").select(["total"]) == [["22.00"]])
    let closed = try publication.table("quarantine.csv").select(["row_id", "readmitted_by"])
    #expect(
      closed.count == 1 && closed[0][0] == rowID
        && closed[0][1].hasSuffix("-\(ReadmitTests.header.utf8.count)"))
    #expect(try publication.table("review.csv").rows.isEmpty)
    #expect(try publication.table("findings.csv").select(["code"], where: ["code": "EXTRA_COLUMN"]).isEmpty)
    let again = try workspace.run(["readmit", "latest", "fixed.csv", "--out", "out"])
    #expect(again.status == 2)
    #expect(again.complaint.contains("is no open row of this run's quarantine.csv"))
  }

  @Test(arguments: [
    ("R2,0147,某,,2025/13/2,收录,2025-03-02,", 1, "no row was readmitted"),
    ("R2,0147,某,,2025-03-02,收录,2025-03-02,\nROW,R2,0147,某,,2025-03-02,收录,2025-03-02,", 2, "stands twice"),
  ])
  func `nothing comes in unless every row holds`(rows: String, status: Int32, complaint: String) throws {
    let (workspace, rowID) = try ReadmitTests.workspace()
    try workspace.write(
      ReadmitTests.header + "ROW,\(rows)\n".replacing("ROW", with: rowID), to: "fixed.csv")
    let result = try workspace.run(["readmit", "latest", "fixed.csv", "--out", "out"])
    #expect(result.status == status)
    #expect(result.complaint.contains(complaint), "\(result.complaint)")
    #expect(try workspace.publication().table("ranking.csv").select(["total"]) == [["21.00"]])
    #expect(try workspace.names(in: "data").filter { $0.contains("readmit") }.isEmpty)
  }

  @Test func `a source is corrected in its own layout`() throws {
    var data = Scenario()
    data.member("0147")
    let workspace = try Workspace(data)
    try workspace.replace(
      "layout: {", in: "Pipelines/contracts/reports.yaml", with: "layout: {delimiter: \";\", ")
    try workspace.write(
      "report_no;member_no;title;text;submitted_on;status;accepted_on;from_proposal\n"
        + "R2;9999;某;;2025-03-02;收录;2025-03-02;\n", to: "data/reports.csv")
    let quarantine = try workspace.publication().table("quarantine.csv")
    let rowID = try #require(quarantine.select(["row_id"], where: ["code": "AWAITING_CLAIM"]).first)[0]
    try workspace.write(
      "row_id;report_no;member_no;title;text;submitted_on;status;accepted_on;from_proposal\n"
        + "\(rowID);R2;0147;某;;2025-03-02;收录;2025-03-02;\n", to: "fixed.csv")
    let result = try workspace.run(["readmit", "latest", "fixed.csv", "--out", "out"])
    #expect(result.status == 0, "\(result.error)")
    #expect(try workspace.publication().table("ranking.csv").select(["total"]) == [["21.00"]])
  }

  @Test func `a row that no run rejected is named`() throws {
    let (workspace, _) = try ReadmitTests.workspace()
    try workspace.write(ReadmitTests.header + "abc-1,R2,0147,某,,2025-03-02,收录,2025-03-02,\n", to: "fixed.csv")
    let result = try workspace.run(["readmit", "latest", "fixed.csv", "--out", "out"])
    #expect(result.status == 2)
    #expect(
      result.complaint.hasPrefix(
        "fixed.csv:2  row_id abc-1不是这次运行退回而未了结的行  is no open row of this run's quarantine.csv"))
  }
}
