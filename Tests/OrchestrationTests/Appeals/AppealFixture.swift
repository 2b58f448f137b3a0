import Foundation
import Testing

@testable import Orchestration

/// A published run of two members, and claims against it.
struct AppealFixture {
  let small: SmallPipeline
  let path: String

  /// Two members and one seat of 优秀, which 0147 has with three points against one.
  init() throws {
    small = try SmallPipeline(
      model: """
        model: SMALL
        profiles: [委员]
        categories:
        - {code: D, name: 线上履职, indicators: [
            {code: D1, name: 五微, from: micro_items, where: {status: 有效}, points: 1}]}
        grades:
        - {grade: 优秀, from: 1, quota: {share: 1/2, rounding: down, tied: same_rank, tie: refer}}
        - {grade: 合格}
        """)
    let text = try small.read(small.root + "/small.yaml")
    let line = try #require(text.split(separator: "\n").first { $0.contains("micro_items:") })
    let adjustments = line.replacing("micro_items", with: "adjustments").replacing(
      "files: [adjustments.csv]", with: "files: [\"adjustments-*.csv\"], optional: true")
    let items = line.replacing("[micro_items.csv]", with: "[micro_items.csv, \"micro_items-*.csv\"]")
    try small.write("small.yaml", text.replacing(line, with: items + "\n" + adjustments))
    path = try Run.execute(small.request).path
    try small.write(
      "more.csv",
      """
      编号,委员编号,类别,标题,提交时间,状态
      W7,0201,微建议,七,2025-03-07 09:00,有效
      W8,0201,微建议,八,2025-03-08 09:00,有效
      W9,0201,微建议,九,2025-03-09 09:00,有效
      """)
  }

  static let header = "申诉号,委员编号,动作,来源表,记录号,日期,补录文件,依据,答复期限"

  var name: String { (path as NSString).lastPathComponent }

  func appeal(_ claims: String...) throws -> Appeal {
    try small.write("claims.csv", ([AppealFixture.header] + claims).joined(separator: "\n"))
    return try Appeal(run: name, claims: small.root + "/claims.csv", in: small.out)
  }

  func report(_ claims: String...) throws -> AppealReport {
    try small.write("claims.csv", ([AppealFixture.header] + claims).joined(separator: "\n"))
    return try Appeal(run: name, claims: small.root + "/claims.csv", in: small.out).report()
  }

  func data() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: small.root + "/data").sorted()
  }
}
