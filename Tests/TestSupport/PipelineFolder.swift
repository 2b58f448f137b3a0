import Foundation

/// A pipeline of two sources with its data in a folder of its own, which goes with its last user.
package final class PipelineFolder: Sendable {
  package let root: String

  package static let members = """
    委员编号,姓名,类别,界别,任职日期,手机
    0147,示例甲,委员,经济界,2022-01-01,13800138000
    0201,示例乙,委员,教育界,2022-01-01,
    """
  package static let model = """
    model: SMALL
    profiles: [委员]
    categories:
    - {code: D, name: 线上履职, indicators: [
        {code: D1, name: 五微, from: micro_items, where: {status: 有效}, points: 1, cap: 2}]}
    grades: [{grade: 优秀, from: 2}, {grade: 合格}]
    """

  /// `name` begins the folder's; nil leaves a source's file out; `limits` are further lines of the pipeline's file.
  package init(
    name: String = "dutyrank-", members: String? = members, items: String?, model: String = model,
    limits: String = ""
  ) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "\(name)\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root + "/data", withIntermediateDirectories: true)
    if let members { try write("data/members.csv", members) }
    if let items { try write("data/micro_items.csv", items) }
    try write("model.yaml", model)
    try write("privacy.yaml", "internal: {words: [民族]}")
    let contracts = PipelineFolder.repository + "/Pipelines/contracts"
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
      \(limits)
      """)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private static var repository: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }

  /// A file under the folder, with a line end behind the text.
  package func write(_ name: String, _ text: String) throws {
    try Data((text + "\n").utf8).write(to: URL(filePath: root + "/" + name))
  }
}
