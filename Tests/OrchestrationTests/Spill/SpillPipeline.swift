import Foundation
import Orchestration
import TestSupport

/// A pipeline of members and check-ins, of which the latter can be kept on disk; what its rows are is drawn by a seed.
final class SpillPipeline: Sendable {
  let root: String

  /// `model`'s gates and limits are further lines; `outputs` is the pipeline's map of them.
  init(
    seed: UInt64, rows: Int = 400, model: String = SpillPipeline.model,
    outputs: String = SpillPipeline.outputs,
    contract: String = SpillPipeline.contract
  ) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "spill-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root + "/data", withIntermediateDirectories: true)
    var random = SplitMix64(seed: seed)
    try write("data/members.csv", SpillPipeline.members)
    try write("data/aliases.csv", "类别,旧值,现编号\n旧编号,0999,0007\n")
    try write("data/a.csv", SpillPipeline.checkins(rows: rows, using: &random))
    try write("data/b.csv", SpillPipeline.checkins(rows: rows / 3, using: &random))
    try write("data/study.csv", SpillPipeline.study(using: &random))
    try write("study.yaml", SpillPipeline.studyContract)
    try write("members.yaml", SpillPipeline.memberContract)
    try write("aliases.yaml", SpillPipeline.aliasContract)
    try write("checkins.yaml", contract)
    try write("model.yaml", model)
    try write("privacy.yaml", "internal: {words: [民族]}")
    try write(
      "spill.yaml",
      """
      pipeline: spill
      title: 示例
      period: "2025"
      data: data
      model: model.yaml
      sources:
        members: {contract: members.yaml, files: [members.csv]}
        aliases: {contract: aliases.yaml, files: [aliases.csv]}
        checkins: {contract: checkins.yaml, files: [a.csv, b.csv]}
        study: {contract: study.yaml, files: [study.csv]}
      limits: {rejected: 0.9}
      outputs: \(outputs)
      """)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// `memory` in bytes.
  func request(_ out: String, memory: Int64? = nil, unitSize: Int? = nil, workers: Int = 1) -> RunRequest {
    RunRequest(
      pipeline: root + "/spill.yaml", out: "\(root)/\(out)", workers: workers, memory: memory,
      unitSize: unitSize)
  }

  /// Every file of a run but the timings.
  func files(_ path: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) where name != "timings.json" {
      files[name] = try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
    }
    return files
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: root + "/" + name))
  }

  static let outputs = "{events: false, merges: false, review: false, workbook: false}"

  static let model = """
    model: SPILL
    profiles: [委员, 常委]
    categories:
    - {code: A, name: 会议, cap: 12, indicators: [
        {code: A1, name: 会议, from: checkins, where: {kind: 会议}, points: 2, limits: [{per: date, best: 2}], cap: 8},
        {code: A2, name: 调研, from: checkins, where: {kind: 调研}, points: 1.5}]}
    - {code: B, name: 学习, cap: 3, indicators: [{code: B1, name: 学习, from: study, where: {kind: 培训}, points: 0.5}]}
    gates:
    - {code: G2, name: 处分, when: {count: {from: study, where: {kind: 缺训}}, at_least: 2}, set_aside: 不参评}
    - {code: G1, name: 会议不足, when: {count: {leaf: A1}, at_most: 1}, ceiling: 合格}
    rank: {keys: [{name: 学习, count: {from: study}}, {name: 计分的学习, count: {leaf: B1}}]}
    grades: [{grade: 优秀, from: 9}, {grade: 合格}]
    """

  private static let memberContract = """
    source: members
    title: 名册
    privacy: staff
    key: [member_no]
    columns:
    - {key: member_no, heading: 委员编号, type: code, width: 4, required: true}
    - {key: name, heading: 姓名, required: true}
    - {key: phone, heading: 手机}
    - {key: profile, heading: 类别, values: [委员, 常委], required: true}
    - {key: post, heading: 职务, values: [常委, 委员], default: {column: profile}}
    - {key: sector, heading: 界别, required: true}
    - {key: joined_on, heading: 任职日期, type: date, required: true}
    - {key: left_on, heading: 离任日期, type: date}
    """
  private static let studyContract = """
    source: study
    title: 学习
    privacy: staff
    key: [study_no]
    date: dated_on
    columns:
    - {key: study_no, heading: 流水号, required: true}
    - {key: member_no, heading: 委员编号, type: code, width: 4, references: members, required: true}
    - {key: dated_on, heading: 日期, type: date, required: true}
    - {key: kind, heading: 类别, values: [培训, 缺训], required: true}
    """
  private static let aliasContract = """
    source: aliases
    title: 原编号
    privacy: staff
    key: [kind, alias]
    columns:
    - {key: kind, heading: 类别, values: [旧编号, 曾用名], required: true}
    - {key: alias, heading: 旧值, required: true}
    - {key: member_no, heading: 现编号, type: code, width: 4, references: members, required: true}
    """
  static let contract = """
    source: checkins
    title: 签到
    privacy: staff
    key: [checkin_no]
    date: scanned_at
    columns:
    - {key: checkin_no, heading: 流水号, required: true}
    - {key: member_no, heading: 委员编号, type: code, width: 4, references: members, required: true}
    - {key: name, heading: 姓名, outside_row: true}
    - {key: phone, heading: 手机, outside_row: true}
    - {key: scanned_at, heading: 时间, type: time, required: true}
    - {key: kind, heading: 类别, values: [会议, 调研], required: true}
    - {key: activity, heading: 活动}
    - {key: place, heading: 地点}
    - {key: updated_at, heading: 更新时间, type: time}
    same_thing: {by: [member_no, activity], prefer: {least: scanned_at}}
    """

  private static let members: String =
    "委员编号,姓名,手机,类别,界别,任职日期,离任日期\n"
    + (1...40).map { number in
      let no = String(repeating: "0", count: number < 10 ? 3 : 2) + "\(number)"
      let left = number % 9 == 0 ? "2025-06-30" : ""
      return
        "\(no),示例\(number),1380000\(no),\(number % 7 == 0 ? "常委" : "委员"),界别\(number % 4),2022-01-01,\(left)\n"
    }.joined()

  /// A few rows of a relation that is never on disk.
  private static func study(using random: inout SplitMix64) -> String {
    "流水号,委员编号,日期,类别\n"
      + (0..<60).map { row in
        let number = Int.random(in: 1...40, using: &random)
        let kind = Int.random(in: 0..<3, using: &random) == 0 ? "缺训" : "培训"
        return "S\(row),00\(number < 10 ? "0" : "")\(number),2025-0\(1 + row % 9)-11,\(kind)\n"
      }.joined()
  }

  /// Known, padded, former and unknown numbers; equal rows, keys of two members, one activity twice, rows out of office and bad ones.
  private static func checkins(rows: Int, using random: inout SplitMix64) -> String {
    var lines: [String] = []
    func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
    for row in 0..<rows {
      let number = Int.random(in: 1...42, using: &random)
      let no =
        chance(60)
        ? "0999" : chance(50) ? "甲" : chance(10) ? "\(number)" : "00" + (number < 10 ? "0" : "") + "\(number)"
      let key = chance(25) ? "K\(row / 3)" : "K\(rows)-\(row)"
      let month = 1 + Int.random(in: 0..<12, using: &random)
      let day = "2025-\(month < 10 ? "0" : "")\(month)-1\(Int.random(in: 0...9, using: &random))"
      let time = chance(40) ? "2025-02-30" : "\(day) 0\(Int.random(in: 0...9, using: &random)):30"
      let place = chance(200) ? "会\u{E001}堂" : chance(2) ? "礼堂" : "第\(row)会议室"
      lines.append(
        [
          key, no, "示例\(number)", chance(2) ? "1380000\(number < 10 ? "000" : "00")\(number)" : "", time,
          chance(2) ? "会议" : "调研", "活动\(Int.random(in: 0..<30, using: &random))", place,
          chance(3) ? "2025-12-01 08:00" : "",
        ].joined(separator: ","))
      if chance(15) { lines.append(lines[Int.random(in: 0..<lines.count, using: &random)]) }
    }
    return "流水号,委员编号,姓名,手机,时间,类别,活动,地点,更新时间\n" + lines.joined(separator: "\n") + "\n"
  }
}
