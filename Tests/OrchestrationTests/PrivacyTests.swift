import Foundation
import Publishing
import Records
import Testing

@testable import Orchestration

struct PrivacyTests {
  private static let policy = """
    internal: {values: [micro_items.title], words: [病假, 民族], anywhere: [事假]}
    public: {values: [members.member_no], words: [总分], anywhere: [病假]}
    """

  /// The places at which a run is refused; nothing of it may be left.
  private static func refusal(_ pipeline: SmallPipeline) throws -> [String] {
    let error = #expect(throws: RunError.self) { try Run.execute(pipeline.request) }
    #expect(error?.exitCode == 1)
    #expect(pipeline.published().isEmpty)
    let text = error?.lines().first ?? ""
    return text.split(separator: "\n").dropLast().map(String.init)
  }

  private static func members(name: String = "示例甲", sector: String = "经济界") -> String {
    "委员编号,姓名,类别,界别,任职日期,手机\n0147,\(name),委员,\(sector),2022-01-01,13800138000"
  }

  struct Leak: CustomTestStringConvertible {
    let testDescription: String
    let members: String
    /// File and what, of which at least these are told.
    let told: [String]
  }

  static let leaks = [
    Leak(
      testDescription: "by name", members: members(name: "示例甲13912345678"),
      told: ["ranking.csv:2:14  手机号码"]),
    Leak(
      testDescription: "by remark", members: members(sector: "经济界（11010519491231002X）"),
      told: ["ranking.csv:2:19  身份证号码"]),
    Leak(
      testDescription: "his own phone as his sector", members: members(sector: "13800138000"),
      told: ["ranking.csv:2:15  手机号码", "ranking.csv:2:15  不得外传的字段"]),
    Leak(
      testDescription: "by formula", members: members(name: "=HYPERLINK(13912345678)"),
      told: ["ranking.csv:2:23  手机号码"]),
    Leak(
      testDescription: "a reason of leave as a sector", members: members(sector: "病假"),
      told: ["ranking.csv:2:15  不得外传的字段"]),
    Leak(
      testDescription: "a reason of leave inside a sector", members: members(sector: "经济界请事 假"),
      told: ["ranking.csv:2:19  不得外传的字段"]),
    Leak(
      testDescription: "a withheld cell of another source", members: members(sector: "一"),
      told: ["ranking.csv:2:15  不得外传的字段"]),
  ]

  @Test(arguments: leaks) func `a run that would tell something private is not published`(_ leak: Leak) throws
  {
    let pipeline = try SmallPipeline(members: leak.members)
    try pipeline.write("privacy.yaml", PrivacyTests.policy)
    let told = try PrivacyTests.refusal(pipeline)
    for hit in leak.told { #expect(told.contains(hit), "\(told)") }
  }

  @Test func `without a policy only what is always withheld stops a run`() throws {
    let pipeline = try SmallPipeline(members: PrivacyTests.members(sector: "病假"))
    #expect(try Run.execute(pipeline.request).isNew)
    let other = try SmallPipeline(members: PrivacyTests.members(sector: "13800138000"))
    #expect(try !PrivacyTests.refusal(other).isEmpty)
  }

  @Test(arguments: ["micro_items-13912345678.csv", "micro_items-11010519491231002X.csv"])
  func `a file's name with a number is found in the manifest`(_ name: String) throws {
    let pipeline = try SmallPipeline()
    try pipeline.write("data/" + name, SmallPipeline.items)
    let text = try pipeline.read(pipeline.root + "/small.yaml")
    try pipeline.write("small.yaml", text.replacing("[micro_items.csv]", with: "[micro_items-*.csv]"))
    let told = try PrivacyTests.refusal(pipeline)
    #expect(told.contains { $0.hasPrefix("manifest.json:") }, "\(told)")
  }

  @Test(arguments: [("病假条", true), ("请事假的", false)])
  func `a reason of leave in a file's name is found where the policy says anywhere`(
    _ name: String, _ isPublished: Bool
  ) throws {
    let pipeline = try SmallPipeline()
    try pipeline.write("privacy.yaml", PrivacyTests.policy)
    try pipeline.write("data/micro_items-\(name).csv", SmallPipeline.items)
    let text = try pipeline.read(pipeline.root + "/small.yaml")
    try pipeline.write("small.yaml", text.replacing("[micro_items.csv]", with: "[micro_items-*.csv]"))
    if isPublished { return #expect(try Run.execute(pipeline.request).isNew) }
    let told = try PrivacyTests.refusal(pipeline)
    #expect(told.contains { $0.hasPrefix("manifest.json:") && $0.hasSuffix("不得外传的字段") }, "\(told)")
  }

  @Test func `a reason of leave may stand in a clause of the model`() throws {
    let pipeline = try SmallPipeline(
      model: SmallPipeline.model.replacing("name: 五微,", with: "name: 五微不计事假,"))
    try pipeline.write("privacy.yaml", PrivacyTests.policy)
    #expect(try Run.execute(pipeline.request).isNew)
  }

  @Test func `a title with a number is found in the workbook's properties as well as in its sheets`() throws {
    let pipeline = try SmallPipeline()
    let text = try pipeline.read(pipeline.root + "/small.yaml")
    try pipeline.write("small.yaml", text.replacing("title: 示例", with: "title: 示例13912345678"))
    let told = try PrivacyTests.refusal(pipeline)
    #expect(told.contains { $0.hasPrefix("ranking.xlsx:") }, "\(told)")
    #expect(told.contains { $0.hasPrefix("ranking.html:") }, "\(told)")
  }

  @Test func `a formula that would put a number together is a text`() throws {
    let pipeline = try SmallPipeline(
      members: PrivacyTests.members(name: "\"=\"\"139\"\"&\"\"12345678\"\"\""))
    let path = try Run.execute(pipeline.request).path
    let ranking = try pipeline.read(path + "/ranking.csv")
    #expect(ranking.contains(",\"'=\"\"139\"\"&\"\"12345678\"\"\","), "\(ranking)")
  }

  private static func notice(
    _ pipeline: SmallPipeline, _ kind: NoticeKind, to name: String = "notice", _ format: NoticeRequest.Format
  ) throws {
    _ = try NoticeReport.write(
      NoticeRequest(
        run: "latest", folder: pipeline.out, kind: kind, format: format, dateText: "2026-01-20",
        template: nil, file: pipeline.root + "/" + name))
  }

  @Test(arguments: [
    ("总分：见附件", "notice:6:1  不得外传的字段"), ("0147 示例甲", "notice:6:1  不得外传的字段"),
    ("病假 一人", "notice:6:1  不得外传的字段"), ("休病假一人", "notice:6:2  不得外传的字段"),
    ("委员0147号", "notice:6:3  不得外传的字段"), ("共147人，得分合格，2025年", nil),
  ]) func `a public notice holds no score, number of a member or reason of leave`(
    _ line: String, _ told: String?
  ) throws {
    let pipeline = try NoticeReportTests.pipeline(
      calendar: NoticeReportTests.calendar, gongshi: NoticeReportTests.gongshi + "\n" + line)
    try pipeline.write("privacy.yaml", PrivacyTests.policy)
    guard let told else { return try PrivacyTests.notice(pipeline, .gongshi, .docx) }
    let error = #expect(throws: RunError.self) { try PrivacyTests.notice(pipeline, .gongshi, .docx) }
    #expect(error?.lines().first?.contains(told) == true, "\(error?.lines() ?? [])")
    #expect(!FileManager.default.fileExists(atPath: pipeline.root + "/notice"))
  }

  @Test func `an internal notice holds scores, and no number in its file's name`() throws {
    let pipeline = try NoticeReportTests.pipeline()
    try pipeline.write("privacy.yaml", PrivacyTests.policy)
    try PrivacyTests.notice(pipeline, .tongbao, .docx)
    let error = #expect(throws: RunError.self) {
      try PrivacyTests.notice(pipeline, .tongbao, to: "13912345678.docx", .docx)
    }
    #expect(error?.lines().first?.contains("--to:1:1  手机号码") == true, "\(error?.lines() ?? [])")
  }

  @Test func `a mistake in the policy stops the run with its place`() throws {
    let pipeline = try SmallPipeline()
    try pipeline.write("privacy.yaml", "internal: {values: [members.phones]}")
    let error = #expect(throws: RunError.self) { try Run.execute(pipeline.request) }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines().first
        == "\(pipeline.root)/privacy.yaml:1:21  internal: values: source members has no column 'phones'; "
        + "nearest 'phone'")
  }
}
