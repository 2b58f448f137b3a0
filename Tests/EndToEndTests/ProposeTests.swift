import Foundation
import TestSupport
import Testing

/// `contract propose`: a first contract from a file, which `check` accepts and a run can use.
struct ProposeTests {
  private static let file =
    "某市政协委员履职情况表;;;;;\n工号;委员姓名;到会时间;得分;是否有效;备注\n"
    + (1...30).map { number in
      "00\(number + 10);示例\(number);2025-03-01 08:\(number + 10);\(number).5;\(number % 2 == 0 ? "是" : "否");"
    }.joined(separator: "\n") + "\n"

  @Test func `layout, types and blanks are found, known headings named, and strange ones compared`() throws {
    var data = Scenario()
    data.member("0147")
    let workspace = try Workspace(data)
    try workspace.write(ProposeTests.file, to: "data/sheet.csv")
    let result = try workspace.run(["contract", "propose", "data/sheet.csv", "--source", "meetings"])
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.output.split(separator: "\n").map(String.init).dropFirst() == [
        "# data/sheet.csv  UTF-8  30 rows", "source: meetings", "title: \"meetings\"", "privacy: staff",
        "key: column_1", "layout: {header_within: 5, delimiter: \";\"}", "columns:",
        "- {key: column_1, heading: \"工号\", type: code, width: 4, required: true}",
        "- {key: column_2, heading: \"委员姓名\", required: true}",
        "- {key: column_3, heading: \"到会时间\", type: time, required: true}",
        "- {key: column_4, heading: \"得分\", type: number, required: true}",
        "- {key: column_5, heading: \"是否有效\", type: flag, required: true}",
        "- {key: column_6, heading: \"备注\"}  # 没有一格有值 every cell is blank",
      ], "\(result.output)")
    try workspace.write(result.output, to: "Pipelines/contracts/meetings.yaml")
    let check = try workspace.run(["check", "Pipelines/contracts/meetings.yaml"])
    #expect(check.status == 0, "\(check.error)")
    #expect(check.output.contains("contract of meetings is well-formed: 6 columns"))
    try workspace.replace(
      "\nlimits:\n", in: Workspace.pipeline,
      with: "\n  meetings: {contract: contracts/meetings.yaml, files: [sheet.csv]}\n\nlimits:\n")
    let books = try workspace.publication().table("accounting.csv")
    #expect(
      try books.select(["in", "kept"], where: ["source": "meetings", "stage": "clean"]) == [["30", "30"]])
  }

  @Test(arguments: ["reports-2025-Q1.csv", "scans-2025-09.csv", "members.csv", "study-2025-H1.csv"])
  func `a proposed contract of a shipped file is accepted by check`(
    _ name: String
  ) throws {
    let workspace = try Workspace()
    let path = CommandLineTool.root.appending(path: "SampleData/\(name)").path
    let proposed = try workspace.run(["contract", "propose", path])
    #expect(proposed.status == 0, "\(proposed.error)")
    try workspace.write(proposed.output, to: "Pipelines/contracts/proposed.yaml")
    let check = try workspace.run(["check", "Pipelines/contracts/proposed.yaml"])
    #expect(check.status == 0, "\(check.error)\n\(proposed.output)")
  }

  @Test func `what is private is told by its heading or its form, and mended as such`() throws {
    let workspace = try Workspace()
    try workspace.write(
      "委员编号,姓名,手机,联系号,证件\n0147,示例甲,19900000147,19900000147,110105194912310000\n0148,示例乙,,19900000148,\n",
      to: "data/x.csv")
    let result = try workspace.run(["contract", "propose", "data/x.csv"])
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(
      lines.suffix(4) == [
        "- {key: name, heading: \"姓名\", mend: name, required: true, outside_row: true}",
        "- {key: phone, heading: \"手机\", type: code, width: 12, mend: phone, outside_row: true}",
        "- {key: column_4, heading: \"联系号\", type: code, width: 12, mend: phone, required: true}",
        "- {key: column_5, heading: \"证件\", mend: id_number}",
      ], "\(result.output)")
    try workspace.write(result.output, to: "Pipelines/contracts/proposed.yaml")
    #expect(try workspace.run(["check", "Pipelines/contracts/proposed.yaml"]).status == 0)
  }

  @Test func `a file without a header is named`() throws {
    let workspace = try Workspace()
    try workspace.write("1,2\n3,4\n", to: "data/x.csv")
    let result = try workspace.run(["contract", "propose", "data/x.csv"])
    #expect(result.status == 2)
    #expect(result.complaint.contains("data/x.csv: no header among the first 20 rows"))
  }
}
