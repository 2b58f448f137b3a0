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
    let pipeline = try PrivacyTests.withoutPolicy(sector: "病假")
    let outcome = try Run.execute(pipeline.request)
    #expect(
      outcome.lines().prefix(2) == [
        "△ \(pipeline.root)/privacy.yaml：没有这个文件，只查手机号码和身份证号码，不查请假事由等字段；请从Pipelines/privacy.yaml复制一份",
        "  \(pipeline.root)/privacy.yaml: missing, so outputs are searched for phone and identity numbers alone, "
          + "not for reasons of leave and other fields; copy Pipelines/privacy.yaml there",
      ])
    #expect(try !PrivacyTests.refusal(PrivacyTests.withoutPolicy(sector: "13800138000")).isEmpty)
  }

  private static func withoutPolicy(sector: String) throws -> SmallPipeline {
    let pipeline = try SmallPipeline(members: members(sector: sector))
    try FileManager.default.removeItem(atPath: pipeline.root + "/privacy.yaml")
    return pipeline
  }

  @Test func `without a policy a notice says so, and a public one is refused`() throws {
    let pipeline = try NoticeReportTests.pipeline(calendar: NoticeReportTests.calendar)
    try FileManager.default.removeItem(atPath: pipeline.root + "/privacy.yaml")
    let told = try PrivacyTests.notice(pipeline, .tongbao, .docx)
    #expect(told.contains { $0.hasPrefix("△ \(pipeline.root)/privacy.yaml：没有这个文件") }, "\(told)")
    let error = #expect(throws: RunError.self) {
      try PrivacyTests.notice(pipeline, .gongshi, to: "public", .docx)
    }
    #expect(
      error?.lines() == [
        "\(pipeline.root)/privacy.yaml：没有这个文件，不知道什么不得公开，不能公开；请从Pipelines/privacy.yaml复制一份",
        "\(pipeline.root)/privacy.yaml: missing, so nothing says what may not be made public; copy "
          + "Pipelines/privacy.yaml there",
      ])
    #expect(!FileManager.default.fileExists(atPath: pipeline.root + "/public"))
  }

  @Test func `the shipped policy states the class of every output`() throws {
    let file = URL(filePath: #filePath).appending(path: "../../../Pipelines/privacy.yaml").standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    let stated = text.split(separator: "outputs:").last?.split(separator: "\n").filter { $0.hasPrefix("  ") }
    let known = Plan.outputClasses.map { "  \($0.key): \($0.value.rawValue)" }
    #expect(stated?.map(String.init).sorted() == known.sorted())
  }

  private static func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test
  func
    `an output that the policy calls staff, or forgets, is its owner's alone, and is searched all the same`()
    throws
  {
    let policy =
      "outputs: {ranking.csv: internal, ranking.xlsx: staff, ledger.csv: staff, manifest.json: internal}"
    let pipeline = try SmallPipeline()
    try pipeline.write("privacy.yaml", policy)
    let path = try Run.execute(pipeline.request).path
    let modes = try [
      "ranking.csv", "ranking.xlsx", "ledger.csv", "summary.md", "timings.json", "manifest.json",
    ]
    .map { try PrivacyTests.mode("\(path)/\($0)") }
    #expect(modes == [0o644, 0o600, 0o600, 0o600, 0o600, 0o644])
    let manifest = try #require(Manifest(json: Array(pipeline.read(path + "/manifest.json").utf8)))
    let staff = manifest.outputs.filter { $0.privacy == "staff" }.map(\.name)
    #expect(staff.contains("ranking.xlsx") && staff.contains("summary.md") && !staff.contains("ranking.csv"))
    #expect(try Verification.lines(run: "latest", in: pipeline.out).isEmpty == false)
    let leaking = try SmallPipeline(members: PrivacyTests.members(sector: "13912345678"))
    try leaking.write("privacy.yaml", "outputs: {ranking.csv: staff}")
    #expect(try PrivacyTests.refusal(leaking).contains("ranking.csv:2:15  手机号码"))
  }

  @Test func `a notice that the policy makes public waits for the approval and holds no score`() throws {
    let pipeline = try NoticeReportTests.pipeline(isApproved: false)
    try pipeline.write("privacy.yaml", "public: {anywhere: [总分]}\noutputs: {tongbao: public}")
    let error = #expect(throws: RunError.self) { try PrivacyTests.notice(pipeline, .tongbao, .docx) }
    #expect(error?.lines().last?.contains("not approved") == true, "\(error?.lines() ?? [])")
    try pipeline.approve()
    let refused = #expect(throws: RunError.self) { try PrivacyTests.notice(pipeline, .tongbao, .docx) }
    #expect(refused?.lines().first?.contains("不得外传的字段") == true, "\(refused?.lines() ?? [])")
  }

  @Test func `a notice that the policy calls staff is its owner's alone`() throws {
    let pipeline = try NoticeReportTests.pipeline()
    try pipeline.write("privacy.yaml", "outputs: {tongbao: staff}")
    try PrivacyTests.notice(pipeline, .tongbao, .html)
    #expect(try PrivacyTests.mode(pipeline.root + "/notice") == 0o600)
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

  @discardableResult
  private static func notice(
    _ pipeline: SmallPipeline, _ kind: NoticeKind, to name: String = "notice", _ format: NoticeRequest.Format
  ) throws -> [String] {
    try NoticeReport.write(
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
    guard let told else { return _ = try PrivacyTests.notice(pipeline, .gongshi, .docx) }
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
