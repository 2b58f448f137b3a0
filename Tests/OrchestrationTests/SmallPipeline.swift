import Foundation
import Orchestration
import Records
import TestSupport

/// A small pipeline and what is done with it.
final class SmallPipeline: Sendable {
  private let folder: PipelineFolder

  var root: String { folder.root }

  static let members = PipelineFolder.members
  static let model = PipelineFolder.model
  static let items = """
    编号,委员编号,类别,标题,提交时间,状态
    W1,0147,微建议,一,2025-03-01 09:00,有效
    W2,0147,微建议,二,2025-03-02 09:00,有效
    W3,0147,微建议,三,2025-03-03 09:00,有效
    W3,0147,微建议,三,2025-03-03 09:00,有效
    W4,0201,微建议,四,2025-03-04 09:00,待审
    W5,0201,微建议,五,2025-03-05 09:00,有效
    """

  init(members: String? = members, items: String? = items, model: String = model, limits: String = "") throws
  {
    folder = try PipelineFolder(members: members, items: items, model: model, limits: limits)
  }

  var out: String { root + "/out" }

  var request: RunRequest { RunRequest(pipeline: root + "/small.yaml", out: out) }

  /// Approves the latest run.
  @discardableResult
  func approve(_ run: String = "latest", by: String = "秘书长", date: String = "2026-01-20") throws -> [String] {
    try Approve.lines(run: run, in: out, by: by, dateText: date)
  }

  func write(_ name: String, _ text: String) throws { try folder.write(name, text) }

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
