import Foundation
import Orchestration
import Records

/// A pipeline of two sources with its data in a folder of its own, which goes with its last user.
final class SmallPipeline: Sendable {
  let root: String

  static let members = """
    委员编号,姓名,类别,界别,任职日期,手机
    0147,示例甲,委员,经济界,2022-01-01,13800138000
    0201,示例乙,委员,教育界,2022-01-01,
    """
  static let items = """
    编号,委员编号,类别,标题,提交时间,状态
    W1,0147,微建议,一,2025-03-01 09:00,有效
    W2,0147,微建议,二,2025-03-02 09:00,有效
    W3,0147,微建议,三,2025-03-03 09:00,有效
    W3,0147,微建议,三,2025-03-03 09:00,有效
    W4,0201,微建议,四,2025-03-04 09:00,待审
    W5,0201,微建议,五,2025-03-05 09:00,有效
    """
  static let model = """
    model: SMALL
    profiles: [委员]
    categories:
    - {code: D, name: 线上履职, indicators: [
        {code: D1, name: 五微, from: micro_items, where: {status: 有效}, points: 1, cap: 2}]}
    grades: [{grade: 优秀, from: 2}, {grade: 合格}]
    """

  init(members: String? = members, items: String? = items, model: String = model, limits: String = "") throws
  {
    root = FileManager.default.temporaryDirectory.appending(path: "dutyrank-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root + "/data", withIntermediateDirectories: true)
    if let members { try write("data/members.csv", members) }
    if let items { try write("data/micro_items.csv", items) }
    try write("model.yaml", model)
    try write("privacy.yaml", "internal: {words: [民族]}")
    let contracts = SmallPipeline.repository + "/Pipelines/contracts"
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

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  private static var repository: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }

  var out: String { root + "/out" }

  var request: RunRequest { RunRequest(pipeline: root + "/small.yaml", out: out) }

  /// Approves the latest run.
  @discardableResult
  func approve(_ run: String = "latest", by: String = "秘书长", date: String = "2026-01-20") throws -> [String] {
    try Approve.lines(run: run, in: out, by: by, dateText: date)
  }

  func write(_ name: String, _ text: String) throws {
    try Data((text + "\n").utf8).write(to: URL(filePath: root + "/" + name))
  }

  func read(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  /// Files below the folder of publications, without the lock.
  func published() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: out)) ?? []).filter { $0 != ".lock" }.sorted()
  }

  /// Every file of a run but the timings, with its extracts.
  func files(_ path: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path)
    where !["timings.json", "extracts"].contains(name) {
      files[name] = try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
    }
    return files
  }
}
