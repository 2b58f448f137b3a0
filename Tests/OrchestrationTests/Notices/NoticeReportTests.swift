import Foundation
import Publishing
import Records
import Testing

@testable import Orchestration

struct NoticeReportTests {
  static let gongshi = """
    @working_days 5
    # 关于{{period}}{{top_grade}}的公示
    {{starts}}至{{ends}}
    @table names
    """

  /// A pipeline with templates and, where it is given, a calendar.
  static func pipeline(
    calendar: String? = nil, gongshi: String = gongshi, members: String = SmallPipeline.members,
    model: String = SmallPipeline.model,
    isApproved: Bool = true
  ) throws -> SmallPipeline {
    let pipeline = try SmallPipeline(members: members, model: model)
    try FileManager.default.createDirectory(
      atPath: pipeline.root + "/notices", withIntermediateDirectories: true)
    try pipeline.write("notices/tongbao.txt", "# 通报\n@table ranking 委员")
    try pipeline.write("notices/gongshi.txt", gongshi)
    if let calendar {
      try pipeline.write("data/calendar.csv", calendar)
      let text = try pipeline.read(pipeline.root + "/small.yaml")
      let line = try #require(text.split(separator: "\n").first { $0.contains("micro_items:") })
      try pipeline.write(
        "small.yaml",
        text.replacing(
          line,
          with: line + "\n"
            + line.replacing("micro_items", with: "calendar").replacing(
              "contracts/micro_items", with: "contracts/calendar")))
    }
    _ = try Run.execute(pipeline.request)
    if isApproved { try pipeline.approve() }
    return pipeline
  }

  @discardableResult
  private static func write(
    _ pipeline: SmallPipeline, _ kind: NoticeKind, date: String? = "2026-01-20",
    format: NoticeRequest.Format = .html, template: String? = nil, file: String = "notice"
  ) throws -> [String] {
    try NoticeReport.write(
      NoticeRequest(
        run: "latest", folder: pipeline.out, kind: kind, format: format, dateText: date, template: template,
        file: pipeline.root + "/" + file))
  }

  static let calendar = """
    日期,类别
    2026-01-01,放假
    2026-02-14,上班
    2026-02-16,放假
    2026-02-17,放假
    2026-02-18,放假
    2026-02-19,放假
    2026-02-20,放假
    2026-02-23,放假
    2026-02-28,上班
    """

  @Test(arguments: [
    ("2026-01-21", "2026年1月21日至2026年1月27日"), ("2026-01-20", "2026年1月20日至2026年1月26日"),
    ("2026-01-24", "2026年1月26日至2026年1月30日"), ("2026-02-12", "2026年2月12日至2026年2月25日"),
    ("2026-02-14", "2026年2月14日至2026年2月27日"),
  ]) func `the last day is counted in working days, over a holiday too`(_ date: String, _ span: String) throws
  {
    let pipeline = try NoticeReportTests.pipeline(calendar: NoticeReportTests.calendar)
    try NoticeReportTests.write(pipeline, .gongshi, date: date)
    #expect(try pipeline.read(pipeline.root + "/notice").contains("<p>\(span)</p>"))
  }

  @Test func `nothing is made public before it is approved`() throws {
    let pipeline = try NoticeReportTests.pipeline(calendar: NoticeReportTests.calendar)
    let error = #expect(throws: RunError.self) {
      try NoticeReportTests.write(pipeline, .gongshi, date: "2026-01-19")
    }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines() == [
        "--date：2026-01-19早于批准日期2026-01-20；请核对日期",
        "--date: 2026-01-19 lies before 2026-01-20, the day of the approval; check the date",
      ])
    #expect(!FileManager.default.fileExists(atPath: pipeline.root + "/notice"))
  }

  @Test func `a span into a year that the calendar lacks is an error`() throws {
    let pipeline = try NoticeReportTests.pipeline(calendar: NoticeReportTests.calendar)
    let error = #expect(throws: RunError.self) {
      try NoticeReportTests.write(pipeline, .gongshi, date: "2026-12-30")
    }
    #expect(error?.exitCode == 1)
    #expect(
      error?.lines() == [
        "节假日表没有2027年的安排，算不出公示截止日；请在calendar来源补上这一年后重新运行",
        "calendar has no row of 2027, so the last day of the notice cannot be counted; add that year's arrangement to "
          + "the source calendar and run again",
      ])
    #expect(!FileManager.default.fileExists(atPath: pipeline.root + "/notice"))
  }

  @Test func `the public list is of the top grade alone, and holds no number, rank or phone`() throws {
    let pipeline = try NoticeReportTests.pipeline(calendar: NoticeReportTests.calendar)
    try NoticeReportTests.write(pipeline, .gongshi)
    let text = try pipeline.read(pipeline.root + "/notice")
    #expect(
      text.contains(
        "<tr><td class=\"centre\">1</td><td class=\"centre\">示例甲</td><td class=\"centre\">经济界</td></tr>"))
    for secret in ["示例乙", "0147", "13800138000", "2.00"] { #expect(!text.contains(secret)) }
  }

  @Test(arguments: [
    ("联系人13800138000", "a mobile number"), ("手机：见附", "a withheld field"),
    ("证件11010519491231002X", "a resident ID number"),
  ]) func `a notice that holds something private is not written`(_ line: String, _ what: String) throws {
    let pipeline = try NoticeReportTests.pipeline(
      calendar: NoticeReportTests.calendar, gongshi: NoticeReportTests.gongshi + "\n" + line)
    let error = #expect(throws: RunError.self) { try NoticeReportTests.write(pipeline, .gongshi) }
    #expect(error?.exitCode == 1)
    #expect(error?.lines().last?.contains(what) == true)
    #expect(!FileManager.default.fileExists(atPath: pipeline.root + "/notice"))
  }

  @Test func `errors of a template name file, line and column`() throws {
    let pipeline = try NoticeReportTests.pipeline()
    try pipeline.write("other.txt", "# 通报\n　　截至{{as_off}}")
    let place = pipeline.root + "/other.txt"
    let error = #expect(throws: RunError.self) {
      try NoticeReportTests.write(pipeline, .tongbao, template: place)
    }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines().first?.hasPrefix("\(place):2:5  没有{{as_off}}这个名称；可用：title、period、") == true)
    #expect(error?.lines().first?.hasSuffix("\n    unknown placeholder {{as_off}}; nearest 'as_of'") == true)
  }

  @Test func `a template that is not there is told by its path`() throws {
    let pipeline = try NoticeReportTests.pipeline()
    let error = #expect(throws: RunError.self) {
      try NoticeReportTests.write(pipeline, .tongbao, template: "/nowhere.txt")
    }
    #expect(
      error?.lines() == [
        "/nowhere.txt：模板不存在或不是UTF-8文本；请补上，或用--template指定",
        "/nowhere.txt: the template is missing or no text in UTF-8; supply it, or name it with --template",
      ])
  }

  @Test func `a date that is none is refused`() {
    let error = #expect(throws: RunError.self) {
      try NoticeRequest(
        run: "latest", folder: "x", kind: .tongbao, format: .docx, dateText: "2026-1-9", template: nil,
        file: nil)
    }
    #expect(error?.lines().last == "--date: '2026-1-9' is no date; write 2026-01-20")
  }

  @Test
  func `a public notice without a date has that of the approval, which is said; others that of the run`()
    throws
  {
    let pipeline = try NoticeReportTests.pipeline(calendar: NoticeReportTests.calendar)
    #expect(
      try NoticeReportTests.write(pipeline, .gongshi, date: nil).last
        == "日期取批准日期2026-01-20；另定请用--date  dated 2026-01-20, the day of the approval; --date names another")
    #expect(try pipeline.read(pipeline.root + "/notice").contains("<p>2026年1月20日至2026年1月26日</p>"))
    #expect(try NoticeReportTests.write(pipeline, .gongshi, file: "dated").count == 1)
    try pipeline.write("dated.txt", "# 通报\n{{date}}")
    let told = try NoticeReportTests.write(
      pipeline, .tongbao, date: nil, template: pipeline.root + "/dated.txt", file: "internal")
    #expect(told.count == 1)
    #expect(try pipeline.read(pipeline.root + "/internal").contains("<p>2025年12月31日</p>"))
  }

  /// A model, the run's own page and its approval stay what they are.
  @Test(arguments: ["small.yaml", "ranking.html", "approval.json"])
  func `a file that is no notice is not overwritten`(_ name: String) throws {
    let pipeline = try NoticeReportTests.pipeline()
    let folder = name == "small.yaml" ? pipeline.root : pipeline.out + "/" + (try latest(in: pipeline.out))
    let file = folder + "/" + name
    let before = try Data(contentsOf: URL(filePath: file))
    let error = #expect(throws: RunError.self) {
      try NoticeReport.write(
        NoticeRequest(
          run: "latest", folder: pipeline.out, kind: .tongbao, format: .html, dateText: nil, template: nil,
          file: file))
    }
    #expect(
      error?.lines().last == "--to: \(file) is there and is no earlier notice; choose another name")
    #expect(try Data(contentsOf: URL(filePath: file)) == before)
  }

  private func latest(in folder: String) throws -> String {
    try #require(
      FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasPrefix("small-2025-") })
  }

  @Test func `a notice lies in the run's directory, and the same one is the same bytes`() throws {
    let pipeline = try NoticeReportTests.pipeline()
    let request = try NoticeRequest(
      run: "latest", folder: pipeline.out, kind: .tongbao, format: .docx, dateText: nil, template: nil,
      file: nil)
    let path = try #require(NoticeReport.write(request).first)
    #expect(path.hasPrefix(pipeline.out + "/small-2025-"))
    #expect(path.hasSuffix("/notices/tongbao.docx"))
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(try NoticeReport.write(request) == [path])
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
  }

  /// Without and with a picture, which has a style of its own.
  @Test(arguments: [("# 通报", 1), ("# 通报\n@picture distribution 委员", 2)])
  func `the page's policy names the digests of its styles`(_ template: String, _ styles: Int) throws {
    let pipeline = try NoticeReportTests.pipeline()
    try pipeline.write("styles.txt", template)
    try NoticeReportTests.write(pipeline, .tongbao, template: pipeline.root + "/styles.txt")
    let text = try pipeline.read(pipeline.root + "/notice")
    let digests = text.matches(of: /(?s)<style>(.*?)<\/style>/).map { style in
      let hex = Digest.of(Array(style.1.utf8))
      let bytes = stride(from: 0, to: 64, by: 2).compactMap { place in
        UInt8(hex.dropFirst(place).prefix(2), radix: 16)
      }
      return "&#39;sha256-\(Data(bytes).base64EncodedString())&#39;"
    }
    #expect(digests.count == styles)
    #expect(text.contains("style-src \(digests.joined(separator: " "));"))
  }
}
