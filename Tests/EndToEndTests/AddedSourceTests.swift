import Foundation
import Testing

/// Sources are declared: a new CSV of events is scored with a contract, a line of the pipeline and a leaf.
struct AddedSourceTests {
  private static let contract = """
    source: volunteering
    title: 志愿服务
    key: [record_no]
    date: served_on
    columns:
    - {key: record_no, heading: 编号, required: true}
    - {key: member_no, heading: 委员编号, type: code, width: 4, references: members, required: true}
    - {key: served_on, heading: 日期, type: date, required: true}
    - {key: hours, heading: 小时, type: number, required: true}
    """
  private static let model = """
    model: VOLUNTEERS
    profiles: [委员, 常委]
    categories:
    - {code: V, name: 志愿服务, indicators: [
        {code: V1, name: 次数, from: volunteering, where: {hours: {at_least: 1}}, points: 1, cap: 2},
        {code: V2, name: 时长, from: volunteering, full: 0.5, measure: {sum: hours}}]}
    """
  private static let rows = """
    编号,委员编号,日期,小时
    Z1,147,2025/3/1,1.5
    Z2,0147,2025-04-01,0.5
    Z3,0147,2025-05-01,4
    Z4,0147,2025-06-01,2
    Z4,0147,2025-06-01,2
    Z5,0147,2024-12-31,8
    """

  @Test func `a new source of events is scored without a line of code`() throws {
    let folder = try TemporaryFolder()
    let pipelines = folder.url.appending(path: "Pipelines")
    let data = folder.url.appending(path: "data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: CommandLineTool.root.appending(path: "Pipelines"), to: pipelines)
    let evaluation = pipelines.appending(path: "evaluation.yaml")
    let text = try String(contentsOf: evaluation, encoding: .utf8)
    let line = "  volunteering: {contract: contracts/volunteering.yaml, files: [volunteering.csv]}\n\nlimits:"
    try Data(text.replacingOccurrences(of: "\nlimits:", with: line).utf8).write(to: evaluation)
    try Data(AddedSourceTests.contract.utf8).write(
      to: pipelines.appending(path: "contracts/volunteering.yaml"))
    try Data(AddedSourceTests.model.utf8).write(to: pipelines.appending(path: "models/volunteers.yaml"))
    var scenario = Scenario()
    scenario.member("0147")
    try scenario.write(to: data)
    try Data(AddedSourceTests.rows.utf8).write(to: data.appending(path: "volunteering.csv"))
    let result = try CommandLineTool.run([
      "run", evaluation.path, "--data", data.path, "--out", folder.url.appending(path: "out").path, "--model",
      pipelines.appending(path: "models/volunteers.yaml").path,
    ])
    #expect(result.status == 0, "\(result.error)")
    let run = try String(contentsOf: folder.url.appending(path: "out/latest"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let ledger = try String(contentsOf: folder.url.appending(path: "out/\(run)/ledger.csv"), encoding: .utf8)
    #expect(
      ledger.components(separatedBy: "\r\n").dropFirst() == [
        "0147,委员,V,,志愿服务,7,7,6.00,0.00,0.00,0.00,0.00,0.00,0.00,6.00",
        "0147,委员,V,V1,次数,3,3,3.00,0.00,0.00,0.00,1.00,0.00,0.00,2.00",
        "0147,委员,V,V2,时长,4,4,4.00,0.00,0.00,0.00,0.00,0.00,0.00,4.00", "",
      ])
  }
}
