import Foundation
import Publishing
import Records
import Testing

@testable import Orchestration

struct CorrectionNoticeTests {
  private static let template = """
    # 更正
    增{{added_members}}减{{removed_members}}改{{corrected_members}}，共{{top_members}}人
    @table changes
    @table names
    """

  /// A pipeline whose first run stands, approved, and what its data were changed to for the second, which is approved.
  private static func pipeline(
    items: [String: String] = [:], members: [String: String] = [:], isApproved: Bool = true
  ) throws -> (pipeline: SmallPipeline, first: String) {
    let pipeline = try SmallPipeline()
    try FileManager.default.createDirectory(
      atPath: pipeline.root + "/notices", withIntermediateDirectories: true)
    try pipeline.write("notices/correction.txt", template)
    let first = try Run.execute(pipeline.request).path
    if isApproved { _ = try pipeline.approve() }
    func changed(_ text: String, _ changes: [String: String]) -> String {
      changes.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }
    try pipeline.write("data/micro_items.csv", changed(SmallPipeline.items, items))
    try pipeline.write("data/members.csv", changed(SmallPipeline.members, members))
    _ = try Run.execute(pipeline.request)
    _ = try pipeline.approve()
    return (pipeline, first)
  }

  private static func page(_ pipeline: SmallPipeline, against: String?) throws -> String {
    let path = pipeline.root + "/notice"
    _ = try NoticeReport.write(
      NoticeRequest(
        run: "latest", folder: pipeline.out, kind: .correction, format: .html, dateText: "2026-01-20",
        template: nil, file: path, against: against))
    return try pipeline.read(path)
  }

  private static func rows(_ page: String) -> [String] {
    page.matches(of: /<tr>(.*?)<\/tr>/).map { row in
      row.1.matches(of: /<t[dh][^>]*>(.*?)<\/t[dh]>/).map { String($0.1) }.joined(separator: "|")
    }
  }

  struct Case: CustomTestStringConvertible {
    let testDescription: String
    var items: [String: String] = [:]
    var members: [String: String] = [:]
    let text: String
    let changes: [String]
  }

  static let cases = [
    Case(
      testDescription: "somebody is added", items: ["待审": "有效"], text: "增1减0改0，共2人",
      changes: ["1|示例乙|教育界|未列入|列入优秀等次"]),
    Case(
      testDescription: "somebody gives way to another",
      items: [
        "待审": "有效", "W2,0147,微建议,二,2025-03-02 09:00,有效": "W2,0147,微建议,二,2025-03-02 09:00,无效",
        "W3,0147,微建议,三,2025-03-03 09:00,有效": "W3,0147,微建议,三,2025-03-03 09:00,无效",
      ],
      text: "增1减1改0，共1人", changes: ["1|示例甲|经济界|列入优秀等次|不再列入", "2|示例乙|教育界|未列入|列入优秀等次"]),
    Case(
      testDescription: "a name of rare characters is put right", members: ["示例甲": "𠮷䶮"], text: "增0减0改1，共1人",
      changes: ["1|𠮷䶮|经济界|示例甲，经济界|𠮷䶮，经济界"]),
  ]

  @Test(arguments: cases) func `a correction tells what the list says otherwise`(_ example: Case) throws {
    let (pipeline, first) = try CorrectionNoticeTests.pipeline(items: example.items, members: example.members)
    let page = try CorrectionNoticeTests.page(pipeline, against: first)
    #expect(page.contains("<p>\(example.text)</p>"))
    let rows = CorrectionNoticeTests.rows(page)
    #expect(rows.first == "序号|姓名|界别|原公示|更正为")
    #expect(Array(rows.dropFirst().prefix(example.changes.count)) == example.changes)
    for secret in ["0147", "0201", "13800138000", "合格"] { #expect(!page.contains(secret)) }
  }

  @Test func `equal lists are nothing to correct`() throws {
    let (pipeline, first) = try CorrectionNoticeTests.pipeline(items: ["W5,0201": "W9,0201"])
    let error = #expect(throws: RunError.self) { try CorrectionNoticeTests.page(pipeline, against: first) }
    #expect(error?.exitCode == 2)
    #expect(error?.lines().last == "\(first) published the same list, so there is nothing to correct")
  }

  @Test func `a list that nobody approved was never published, so it is not corrected`() throws {
    let (pipeline, first) = try CorrectionNoticeTests.pipeline(items: ["待审": "有效"], isApproved: false)
    let error = #expect(throws: RunError.self) { try CorrectionNoticeTests.page(pipeline, against: first) }
    #expect(error?.exitCode == 1)
    #expect(
      error?.lines().last
        == "\(first): not approved, so it is neither made public nor published; once it was looked at: "
        + "dutyrank approve \(first) --by NAME --date DATE")
  }

  @Test func `a list that was changed since is not corrected`() throws {
    let (pipeline, first) = try CorrectionNoticeTests.pipeline(items: ["待审": "有效"])
    let place = first + "/ranking.csv"
    let size = try Data(contentsOf: URL(filePath: place)).count
    try FileManager.default.removeItem(atPath: place)
    try Data("member_no\r\n".utf8).write(to: URL(filePath: place))
    let error = #expect(throws: RunError.self) { try CorrectionNoticeTests.page(pipeline, against: first) }
    #expect(error?.exitCode == 1)
    #expect(
      error?.lines().last
        == "\(first): changed since 秘书长 approved it on 2026-01-20, which so no longer holds: "
        + "ranking.csv has 11 bytes, its manifest says \(size); restore the file, or run and approve again")
  }

  @Test func `lists of two periods are not compared`() throws {
    let (pipeline, first) = try CorrectionNoticeTests.pipeline(items: ["待审": "有效"])
    let other = RunRequest(
      pipeline: pipeline.root + "/small.yaml", period: Period(year: 2026), out: pipeline.out)
    _ = try Run.execute(other)
    _ = try pipeline.approve(date: "2027-01-20")
    let error = #expect(throws: RunError.self) { try CorrectionNoticeTests.page(pipeline, against: first) }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines().last
        == "\(first) is small of 2025, this run small of 2026; a correction is between two runs of one pipeline and period"
    )
  }

  @Test func `a correction names the run that it corrects, and nothing else does`() {
    func problem(_ kind: NoticeKind, _ against: String?) -> String? {
      #expect(throws: RunError.self) {
        try NoticeRequest(
          run: "latest", folder: "x", kind: kind, format: .docx, dateText: nil, template: nil, file: nil,
          against: against)
      }?.lines().last
    }
    #expect(problem(.correction, nil) == "a correction needs --against, the run whose list was published")
    #expect(problem(.tongbao, "y") == "tongbao is no correction; drop --against")
  }
}
