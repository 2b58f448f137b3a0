import Foundation
import Orchestration
import Records
import Testing

/// Lines of the decisions file are appended, and only appended.
@Suite struct DecisionGrowthTests {
  private static let header =
    "decision_no,action,source,record_key,member_no,other_key,undoes,decided_by,decided_on,reason\n"

  private static func line(_ number: String, _ key: String) -> String {
    "\(number),not_same,micro_items,\(key),0201,,,甲,2025-12-01,原件\n"
  }

  private static func pipeline() throws -> SmallPipeline {
    try SmallPipeline(limits: "decisions: decisions.csv")
  }

  private static func write(_ text: String, _ small: SmallPipeline, name: String = "decisions.csv") throws {
    try Data(text.utf8).write(to: URL(filePath: small.root + "/" + name))
  }

  private static func run(_ small: SmallPipeline) -> [String] {
    do throws(RunError) {
      _ = try Run.execute(small.request)
      return []
    } catch {
      #expect(error.exitCode == 1)
      return error.lines()
    }
  }

  @Test("a ledger may grow; one that lost or changed a line stops the run and is named")
  func growth() throws {
    let small = try Self.pipeline()
    let (one, two) = (Self.line("D1", "W1"), Self.line("D2", "W2"))
    try Self.write(Self.header + one, small)
    let first = try Run.execute(small.request).path
    try Self.write(Self.header + one + two, small)
    #expect(Self.run(small).isEmpty)
    let name = try #require(small.published().first { $0.hasPrefix("small-") && !first.hasSuffix($0) })
    for text in [Self.header + two, Self.header + one, Self.header, Self.header + two + one] {
      try Self.write(text, small)
      #expect(
        Self.run(small).last
          == "\(small.root)/decisions.csv: no longer begins with the \((Self.header + one + two).utf8.count) bytes that "
          + "\(name) replayed; a line is not changed or erased: restore the file, and undo in a new line. A new ledger "
          + "needs a new file name")
    }
    #expect(small.published().count == 3)
    try small.write(
      "small.yaml",
      small.read(small.root + "/small.yaml").replacing("decisions.csv", with: "decisions-2026.csv"))
    try Self.write(Self.header, small, name: "decisions-2026.csv")
    #expect(Self.run(small).isEmpty)
  }
}
