import Foundation
import Orchestration
import Records
import TestSupport

@testable import Workbench

/// A run of a small pipeline, published in a folder of its own, whose name a shell must quote, and which goes with its last user.
final class RunFixture: Sendable {
  private let folder: PipelineFolder

  var root: String { folder.root }

  static let model = PipelineFolder.model

  init() throws {
    folder = try PipelineFolder(
      name: "dutyrank's ",
      items: """
        编号,委员编号,类别,标题,提交时间,状态,备注
        W1,0147,微建议,"一,二",2025-03-01 09:00,有效,内部
        W2,0147,微建议,二,2025-03-02 09:00,有效,
        W3,0147,微建议,三,2025-03-03 09:00,有效,
        W5,0201,微建议,请电13800138000,2025-03-05 09:00,有效,
        """)
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

  func write(_ name: String, _ text: String) throws { try folder.write(name, text) }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: root + "/" + name, encoding: .utf8)
  }
}
