import Foundation
import Orchestration
import Records

@testable import Workbench

/// A run of a small pipeline, published in a folder of its own, whose name a shell must quote, and which goes with its last user.
final class RunFixture: Sendable {
  let root: String

  static let model = """
    model: SMALL
    profiles: [委员]
    categories:
    - {code: D, name: 线上履职, indicators: [
        {code: D1, name: 五微, from: micro_items, where: {status: 有效}, points: 1, cap: 2}]}
    grades: [{grade: 优秀, from: 2}, {grade: 合格}]
    """

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "dutyrank's \(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root + "/data", withIntermediateDirectories: true)
    try write(
      "data/members.csv",
      """
      委员编号,姓名,类别,界别,任职日期,手机
      0147,示例甲,委员,经济界,2022-01-01,13800138000
      0201,示例乙,委员,教育界,2022-01-01,
      """)
    try write(
      "data/micro_items.csv",
      """
      编号,委员编号,类别,标题,提交时间,状态,备注
      W1,0147,微建议,"一,二",2025-03-01 09:00,有效,内部
      W2,0147,微建议,二,2025-03-02 09:00,有效,
      W3,0147,微建议,三,2025-03-03 09:00,有效,
      W5,0201,微建议,请电13800138000,2025-03-05 09:00,有效,
      """)
    try write("model.yaml", RunFixture.model)
    try write("privacy.yaml", "internal: {words: [民族]}")
    let contracts = RunFixture.repository + "/Pipelines/contracts"
    try write(
      "small.yaml",
      """
      pipeline: small
      title: 示例
      period: "2025"
      data: data
      model: model.yaml
      sources:
        members: {contract: \(contracts)/members.yaml, files: [members.csv]}
        micro_items: {contract: \(contracts)/micro_items.yaml, files: [micro_items.csv]}
      """)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private static var repository: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }

  /// Publishes a run and opens it. `model` is another file than the pipeline's.
  func workshop(model: String? = nil) throws -> Workshop {
    try publish(model: model)
    return try Workshop(tuning(), in: root)
  }

  func publish(model: String? = nil, period: Period? = nil, asOf: Day? = nil) throws {
    _ = try Run.execute(
      RunRequest(pipeline: root + "/small.yaml", period: period, out: root + "/out", asOf: asOf, model: model)
    )
  }

  /// As the program of the workbench opens it.
  func tuning() throws -> Tuning { try Tuning(run: "latest", in: root + "/out", settling: false) }

  /// Leaves the data folder as a crash in the midst of an acceptance of claims does.
  func decideAcceptance() throws {
    try FileManager.default.createDirectory(
      atPath: root + "/data/.accepting", withIntermediateDirectories: true)
    try write("data/.accepting/items.csv", "a")
  }

  /// What that left.
  func acceptance() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root + "/data/.accepting")
  }

  /// A path under the folder as one word of a shell.
  func quoted(_ name: String) -> String { "'\(root.replacing("'", with: "'\\''"))/\(name)'" }

  func write(_ name: String, _ text: String) throws {
    try Data((text + "\n").utf8).write(to: URL(filePath: root + "/" + name))
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: root + "/" + name, encoding: .utf8)
  }
}
