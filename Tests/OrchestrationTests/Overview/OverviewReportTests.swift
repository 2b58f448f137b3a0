import Foundation
import Publishing
import Records
import Testing

@testable import Orchestration

struct OverviewReportTests {
  private static let aspects = "aspects:\n- {aspect: 交通, english: transport, keywords: [公交]}"

  /// Two members, five micro-items and a hot topic with a comment of a member and one of the public.
  private static func pipeline(topic: String = "优先发展公交", aspects: String? = aspects) throws -> SmallPipeline {
    let pipeline = try SmallPipeline(
      limits: """
          activities: {contract: \(contracts)/activities.yaml, files: [activities.csv]}
          comments: {contract: \(contracts)/comments.yaml, files: [comments.csv]}
        """)
    try pipeline.write(
      "data/activities.csv", "活动编号,类别,名称,参加范围,状态,地点\nA1,热点关注,\(topic),名单,正常,")
    try pipeline.write(
      "data/comments.csv",
      """
      编号,活动编号,委员编号,内容,时间,有效
      C1,A1,0147,公交线路太少,2025-07-01 09:00,是
      C2,A1,,请多开公交,2025-07-02 09:00,是
      """)
    if let aspects { try pipeline.write("aspects.yaml", aspects) }
    try pipeline.write("privacy.yaml", pipeline.read(contracts + "/../privacy.yaml"))
    _ = try Run.execute(pipeline.request)
    return pipeline
  }

  private static let contracts =
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/Pipelines/contracts"

  private static func folder(_ pipeline: SmallPipeline) -> String {
    pipeline.out + "/" + (pipeline.published().first { $0.hasPrefix("small-") } ?? "")
  }

  private static func page(_ pipeline: SmallPipeline) throws -> String {
    try pipeline.read(OverviewReport.write(run: "latest", in: pipeline.out)[0])
  }

  @Test func `the page has the run's figures and names nobody`() throws {
    let pipeline = try OverviewReportTests.pipeline()
    let before = try pipeline.files(OverviewReportTests.folder(pipeline))
    let page = try OverviewReportTests.page(pipeline)
    for text in [
      "<b>5</b>件", "<p class=\"note\">委员1条，公众1条</p>", "交通", "transport", "优先发展公交",
      "2025-01-01至2025-12-31，2名委员，2个界别",
    ] { #expect(page.contains(text), "\(text)") }
    for secret in ["示例甲", "示例乙", "0147", "0201", "13800138000", "公交线路太少", "请多开公交", "://"] {
      #expect(!page.contains(secret), "\(secret)")
    }
    let folder = OverviewReportTests.folder(pipeline)
    for (name, bytes) in before {
      #expect(try Data(contentsOf: URL(filePath: folder + "/" + name)) == bytes, "\(name)")
    }
    #expect(FileManager.default.fileExists(atPath: folder + "/overview/overview.html"))
  }

  @Test func `the page is the same each time it is made`() throws {
    let pipeline = try OverviewReportTests.pipeline()
    #expect(try OverviewReportTests.page(pipeline) == OverviewReportTests.page(pipeline))
  }

  @Test(arguments: [
    ("公交热线13800138000", "手机号码"), ("请拨138-0013-8000", "手机号码"), ("关于11010519491231002X", "身份证号码"),
    ("公交 0147 的建议", "不得外传的字段"), ("线路（名次）", "不得外传的字段"), ("“公交”的名次", "不得外传的字段"),
    ("热点关注：公交<名次>&", "不得外传的字段"),
  ])
  func `what may not travel is refused with its place and its row`(_ topic: String, what: String) throws {
    let pipeline = try OverviewReportTests.pipeline(topic: topic)
    let error = #expect(throws: RunError.self) { try OverviewReport.write(run: "latest", in: pipeline.out) }
    #expect(error?.exitCode == 1)
    let text = error?.lines().joined(separator: "\n") ?? ""
    #expect(text.contains(what))
    #expect(text.contains(/overview\.html:\d+:\d+/))
    #expect(
      error?.lines().first?.contains("\(what)，来自activities activities.csv:2 A1\n可外传的文件中有1处隐私内容") == true,
      "\(text)")
    #expect(!text.contains("13800138000"))
    let folder = OverviewReportTests.folder(pipeline)
    #expect(!FileManager.default.fileExists(atPath: folder + "/overview/overview.html"))
  }

  @Test func `each of several rows is named`() throws {
    let pipeline = try OverviewReportTests.pipeline(topic: "名次")
    try pipeline.write(
      "data/activities.csv",
      "活动编号,类别,名称,参加范围,状态,地点\nA1,热点关注,公交的名次,名单,正常,\nA2,热点关注,名次,名单,正常,")
    try pipeline.write(
      "data/comments.csv",
      "编号,活动编号,委员编号,内容,时间,有效\nC1,A1,0147,甲,2025-07-01 09:00,是\nC2,A2,0147,乙,2025-07-01 09:00,是")
    _ = try Run.execute(pipeline.request)
    let error = #expect(throws: RunError.self) { try OverviewReport.write(run: "latest", in: pipeline.out) }
    let told = (error?.lines().first ?? "").split(separator: "\n")
    #expect(
      told.map { $0.split(separator: "来自").last } == [
        "activities activities.csv:2 A1", "activities activities.csv:3 A2",
        "可外传的文件中有2处隐私内容，未发布任何文件；请在来源数据中去除",
      ])
  }

  @Test func `a mistake in the taxonomy is told with its place, before the run is made again`() throws {
    let pipeline = try OverviewReportTests.pipeline(aspects: "aspects:\n- {aspect: 交通, keywords: []}")
    let error = #expect(throws: RunError.self) { try OverviewReport.write(run: "latest", in: pipeline.out) }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines().first == "\(pipeline.root)/aspects.yaml:2:26  交通: keywords: at least one, found none")
  }

  @Test(arguments: ["aspects.yaml", "privacy.yaml"])
  func `a file beside the pipeline is read or refused alike`(
    _ name: String
  ) throws {
    let pipeline = try OverviewReportTests.pipeline()
    let place = "\(pipeline.root)/\(name)"
    try Data([0xFF]).write(to: URL(filePath: place))
    var error = #expect(throws: RunError.self) { try OverviewReport.write(run: "latest", in: pipeline.out) }
    #expect(error?.exitCode == 2)
    #expect(error?.lines().first == "\(place)  not UTF-8")
    try FileManager.default.removeItem(atPath: place)
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    error = #expect(throws: RunError.self) { try OverviewReport.write(run: "latest", in: pipeline.out) }
    #expect(error?.exitCode == 3, "no file that is missing")
    #expect(error?.lines().last?.hasPrefix("\(place): cannot read: Is a directory") == true)
  }

  @Test func `without a taxonomy comments are counted and nothing is sorted`() throws {
    let page = try OverviewReportTests.page(OverviewReportTests.pipeline(aspects: nil))
    #expect(page.contains("没有发言分类表"))
    #expect(page.contains("<p class=\"note\">委员1条，公众1条</p>"))
  }

  @Test func `without a policy nothing is public, and a policy may keep the page for its owner`() throws {
    let pipeline = try OverviewReportTests.pipeline()
    let policy = try pipeline.read(pipeline.root + "/privacy.yaml")
    try FileManager.default.removeItem(atPath: pipeline.root + "/privacy.yaml")
    let error = #expect(throws: RunError.self) { try OverviewReport.write(run: "latest", in: pipeline.out) }
    #expect(error?.lines().last?.contains("nothing says what may not be made public") == true)
    try pipeline.write(
      "privacy.yaml", policy.replacing("overview.html: public", with: "overview.html: staff"))
    let path = try OverviewReport.write(run: "latest", in: pipeline.out)[0]
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
  }

  @Test func `changed data are refused`() throws {
    let pipeline = try OverviewReportTests.pipeline()
    try pipeline.write("data/comments.csv", "编号,活动编号,委员编号,内容,时间,有效")
    let error = #expect(throws: RunError.self) { try OverviewReport.write(run: "latest", in: pipeline.out) }
    #expect(error?.exitCode == 1)
  }
}
