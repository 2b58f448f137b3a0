import Foundation
import Preparation
import Records
import TestSupport
import Testing

@testable import Orchestration

@Suite struct DecisionLedgerTests {
  private static let header =
    "decision_no,action,source,record_key,member_no,other_key,undoes,decided_by,decided_on,reason\n"

  private static let sources = ["members", "scans", "reports"]

  /// Lines without the three last cells, which are filled here.
  private static func read(_ lines: [String]) throws -> [String] {
    let path = NSTemporaryDirectory() + "decisions-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try (header + lines.map { $0 + ",甲,2025-12-01,原件\n" }.joined()).write(
      toFile: path, atomically: true, encoding: .utf8)
    do throws(RunError) {
      return try DecisionLedger.read(path, sources: Self.sources).decisions.all.map(\.number)
    } catch {
      return error.lines().dropLast(2).map { $0.replacingOccurrences(of: path, with: "decisions.csv") }
    }
  }

  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let lines: [String]
    let result: [String]
  }

  @Test(
    "what stands after all lines",
    arguments: [
      Case(testDescription: "blank is same", lines: ["D1,,scans,S1,0012,,"], result: ["D1"]),
      Case(
        testDescription: "undone", lines: ["D1,same,scans,S1,0012,,", "D2,undo,,,,,D1"], result: []),
      Case(
        testDescription: "the undo undone",
        lines: ["D1,同一,scans,S1,0012,,", "D2,撤销,,,,,D1", "D3,撤销,,,,,D2"], result: ["D1"]),
      Case(
        testDescription: "undone, then decided otherwise",
        lines: ["D1,same,scans,S1,0012,,", "D2,undo,,,,,D1", "D3,same,scans,S1,0013,,"], result: ["D3"]),
      Case(
        testDescription: "not one, but the other",
        lines: ["D1,not_same,scans,S1,0012,,", "D2,same,scans,S1,0013,,"], result: ["D1", "D2"]),
      Case(
        testDescription: "a number twice", lines: ["D1,,scans,S1,0012,,", "D1,,scans,S2,0012,,"],
        result: [
          "decisions.csv:3  决定号D1已用于第2行；请换一个号  decision_no D1 was used on line 2; give this line another"
        ]),
      Case(
        testDescription: "an undo of a later line", lines: ["D1,undo,,,,,D2", "D2,,scans,S1,0012,,"],
        result: [
          "decisions.csv:2  没有更早的决定“D2”可以撤销；请在undoes写明要撤销的决定号  "
            + "no earlier decision 'D2' to undo; name it in undoes"
        ]),
      Case(
        testDescription: "two owners", lines: ["D1,,scans,S1,0012,,", "D2,,scans,S1,0013,,"],
        result: [
          "decisions.csv:3  与第2行的决定D1矛盾；请另写一行撤销其中之一  "
            + "contradicts decision D1 of line 2; undo one of them in a new line"
        ]),
      Case(
        testDescription: "the same and not, in either order",
        lines: ["D1,,reports,X1,,X2,", "D2,not_same,reports,X2,,X1,"],
        result: [
          "decisions.csv:3  与第2行的决定D1矛盾；请另写一行撤销其中之一  "
            + "contradicts decision D1 of line 2; undo one of them in a new line"
        ]),
      Case(
        testDescription: "a circle of three",
        lines: ["D1,,reports,X1,,X2,", "D2,,reports,X2,,X3,", "D3,,reports,X3,,X1,"],
        result: [
          "decisions.csv:4  与第3行的决定D2矛盾；请另写一行撤销其中之一  "
            + "contradicts decision D2 of line 3; undo one of them in a new line"
        ]),
      Case(
        testDescription: "both a member and a record", lines: ["D1,,reports,X1,0012,X2,"],
        result: [
          "decisions.csv:2  同一需要source、record_key，以及member_no和other_key之一  "
            + "same needs source, record_key, and one of member_no and other_key"
        ]),
      Case(
        testDescription: "a source that the pipeline does not have", lines: ["D1,,report,X1,0012,,"],
        result: [
          "decisions.csv:2  流程没有来源“report”；请写以下之一：members、scans、reports  "
            + "the pipeline has no source 'report'; write one of members, scans, reports"
        ]),
      Case(
        testDescription: "two numbers of one member", lines: ["D1,,members,0012,,0013,"],
        result: [
          "decisions.csv:2  两个编号是同一位委员的，请写在aliases（编号对照）里  that two numbers are one member stands in aliases, not here"
        ]
      ),
    ])
  func replay(_ row: Case) throws {
    #expect(try Self.read(row.lines) == row.result)
  }

  @Test("any random series of decisions and undos stands as if what is undone had never been written")
  func undoLaw() throws {
    var random = SplitMix64(seed: 20_261_125)
    for _ in 0..<40 {
      var lines: [String] = []
      var undone: Set<Int> = []
      for number in 1...12 {
        let choices = (1..<max(1, number)).filter { !undone.contains($0) && lines[$0 - 1].contains("same") }
        if let target = choices.randomElement(using: &random), Bool.random(using: &random) {
          lines.append("D\(number),undo,,,,,D\(target)")
          undone.insert(target)
        } else {
          lines.append("D\(number),same,scans,S\(number),0012,,")
        }
      }
      let expected = lines.indices.filter { lines[$0].contains("same") && !undone.contains($0 + 1) }
      #expect(try Self.read(lines) == expected.map { "D\($0 + 1)" }, "seed 20261125, \(lines)")
    }
  }

  @Test("the example of the manual stands as it says")
  func manual() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let manual = try String(contentsOf: root.appending(path: "Pipelines/README.md"), encoding: .utf8)
    let example = try #require(
      manual.components(separatedBy: "```csv\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        .first { $0.hasPrefix(Self.header) })
    let path = NSTemporaryDirectory() + "decisions-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try example.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try DecisionLedger.read(path, sources: Self.sources).decisions.all.map(\.number) == ["D2", "D3"])
  }

  @Test("who, when and why are needed in each line")
  func needed() throws {
    let path = NSTemporaryDirectory() + "decisions-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try (Self.header + "D1,,scans,S1,0012,,,,2025-12-01,\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    do throws(RunError) {
      _ = try DecisionLedger.read(path, sources: Self.sources)
      Issue.record("the line was taken")
    } catch {
      #expect(error.lines().count == 3)
      #expect(error.lines()[0].hasPrefix("\(path):2  决定人"))
    }
  }
}
