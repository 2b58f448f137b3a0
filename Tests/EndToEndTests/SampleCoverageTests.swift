import Foundation
import Testing

/// SampleData exercises the whole model: the golden ranking of 2025 holds every grade, gate and reason.
struct SampleCoverageTests {
  private static func reasons() throws -> (grades: Set<String>, texts: [String]) {
    let url = CommandLineTool.root.appending(path: "Tests/Golden/2025/ranking.csv")
    let lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\r\n").dropFirst()
    let rows = lines.filter { !$0.isEmpty }.map { $0.components(separatedBy: ",") }
    return (
      Set(rows.map { $0[7] }), rows.flatMap { $0[$0.count - 1].components(separatedBy: "；") }
    )
  }

  @Test(arguments: ["优秀", "合格", "基本合格", "不合格", "并列待审", "不定等次", "不参评"])
  func `every grade occurs`(_ grade: String) throws {
    #expect(try SampleCoverageTests.reasons().grades.contains(grade))
  }

  @Test(arguments: [
    "T ", "Q1 ", "Q2 ", "Q3 ", "S ", "P ", "F ", "N ", "V1 ", "V3 ", "V4 ", "X1 ",
  ])
  func `every reason occurs`(_ code: String) throws {
    #expect(try SampleCoverageTests.reasons().texts.contains { $0.hasPrefix(code) })
  }

  @Test(arguments: [
    ("V2", "未参加全会"), ("V2", "无提案和社情民意"), ("V2", "未参加调研视察"), ("V5", "本届全会缺席3次"),
    ("V5", "本年常委会缺席3次"), ("V5", "本届常委会缺席7次"), ("V6", "期末不在任"), ("V6", "任职不满3个月"),
    ("V6", "符合免评情形"), ("Q3", "待审"),
  ])
  func `every part of a gate occurs`(_ code: String, _ part: String) throws {
    #expect(
      try SampleCoverageTests.reasons().texts.contains { $0.hasPrefix(code + " ") && $0.contains(part) })
  }
}
