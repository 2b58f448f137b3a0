import Foundation
import Publishing
import Records
import Testing

@testable import Orchestration

struct MemberPapersTests {
  private static let template = """
    # 明细
    {{number}}{{name}}{{total}}分，第{{rank}}名/{{ranked}}{{#has_next}}，距{{next_grade}}{{next_distance}}{{/has_next}}
    @table losses
    @table lines
    @table aside
    """

  private static let items = """
    编号,委员编号,类别,标题,提交时间,状态
    W1,0147,微建议,与示例　乙同往,2025-03-01 09:00,有效
    W2,0147,微建议,二,2025-03-02 09:00,有效
    W3,0147,微建议,三,2025-03-03 09:00,有效
    W4,0147,微建议,四,2025-03-04 09:00,待审
    W5,0201,微建议,五,2025-03-05 09:00,有效
    W6,0147,微建议,六,某日,有效
    W7,0147,微建议,七,2024-03-05 09:00,待审
    """

  private static func pipeline(items: String = items) throws -> SmallPipeline {
    let pipeline = try SmallPipeline(items: items)
    try FileManager.default.createDirectory(
      atPath: pipeline.root + "/notices", withIntermediateDirectories: true)
    for kind in ["statement", "archive"] { try pipeline.write("notices/\(kind).txt", template) }
    _ = try Run.execute(pipeline.request)
    return pipeline
  }

  private static func request(
    _ pipeline: SmallPipeline, _ kind: NoticeKind = .statement, member: String? = nil,
    format: NoticeRequest.Format = .html, file: String? = nil
  ) throws -> NoticeRequest {
    try NoticeRequest(
      run: "latest", folder: pipeline.out, kind: kind, format: format, dateText: nil, template: nil,
      file: file, member: member)
  }

  /// The cells of a page's tables, a row a line.
  private static func rows(_ page: String) -> [String] {
    page.matches(of: /<tr>(.*?)<\/tr>/).map { row in
      row.1.matches(of: /<t[dh][^>]*>(.*?)<\/t[dh]>/).map { String($0.1) }.joined(separator: "|")
    }
  }

  @Test func `a statement tells what counted with its source, what was lost and what gave nothing`() throws {
    let pipeline = try MemberPapersTests.pipeline()
    let path = try #require(
      NoticeReport.write(MemberPapersTests.request(pipeline, member: "0147")).first)
    #expect(path.hasSuffix("/notices/statement/0147.html"))
    let page = try pipeline.read(path)
    #expect(page.contains("<p>0147示例甲2.00分，第1名/2</p>"))
    #expect(
      MemberPapersTests.rows(page) == [
        "少计的指标|限前分|少计|原因", "D1 五微|3.00|1.00|本项最高2分",
        "日期|指标|事项|得分|少计|出处",
        "2025-03-01|D1 五微|微建议 W1|1.00||micro_items.csv:2",
        "2025-03-02|D1 五微|微建议 二 W2|1.00||micro_items.csv:3",
        "2025-03-03|D1 五微|微建议 三 W3|0.00|1.00|micro_items.csv:4",
        "日期|事项|原因|出处",
        "2025-03-04|微建议 四 W4|不合计分条件：状态为待审|micro_items.csv:5",
        "|五微|退回：不是时间：写成2025-03-12 08:52的样子|micro_items.csv:7",
      ])
  }

  @Test func `the distance to the next grade is told to who is below it`() throws {
    let pipeline = try MemberPapersTests.pipeline()
    let path = try #require(
      NoticeReport.write(MemberPapersTests.request(pipeline, member: "0201")).first)
    let page = try pipeline.read(path)
    #expect(page.contains("<p>0201示例乙1.00分，第2名/2，距优秀1.00</p>"))
    #expect(page.contains("没有因上限、次数少计的分。") && page.contains("没有未计分的记录。"))
  }

  @Test(arguments: [NoticeKind.statement, .archive])
  func `every member gets a file of their own, readable by its owner only`(_ kind: NoticeKind) throws {
    let pipeline = try MemberPapersTests.pipeline()
    let told = try NoticeReport.write(MemberPapersTests.request(pipeline, kind, format: .docx))
    let folder = try #require(told.first?.split(separator: " ").first.map(String.init))
    #expect(told.first == "\(folder)  2份 files")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["0147.docx", "0201.docx"])
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "0147.docx")[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let bytes = try Data(contentsOf: URL(filePath: folder + "0147.docx"))
    _ = try NoticeReport.write(MemberPapersTests.request(pipeline, kind, member: "0147", format: .docx))
    #expect(try Data(contentsOf: URL(filePath: folder + "0147.docx")) == bytes)
  }

  @Test(arguments: NoticeKind.allCases.filter(\.isPerMember))
  func `no paper names another member or holds a phone`(_ kind: NoticeKind) throws {
    let pipeline = try MemberPapersTests.pipeline()
    let told = try NoticeReport.write(MemberPapersTests.request(pipeline, kind)).first
    let folder = try #require(told?.split(separator: " ").first)
    let pages = try ["0147", "0201"].map { try pipeline.read("\(folder)\($0).html") }
    #expect(!pages[0].contains("示例乙") && !pages[0].contains("示例　乙") && !pages[1].contains("示例甲"))
    #expect(pages.allSatisfy { !$0.contains("13800138000") })
  }

  @Test func `a number in a title stops the papers and names the row once`() throws {
    let pipeline = try MemberPapersTests.pipeline(
      items: MemberPapersTests.items.replacing("微建议,二,", with: "微建议,请拨一三九 〇〇〇〇 〇〇〇〇,")
        .replacing("微建议,五,", with: "微建议,请拨139-0000-0000,"))
    let error = #expect(throws: RunError.self) {
      try NoticeReport.write(MemberPapersTests.request(pipeline))
    }
    let lines = error?.lines().joined(separator: "\n").split(separator: "\n") ?? []
    #expect(lines.contains { $0.hasSuffix("  手机号码，来自micro_items micro_items.csv:3 W2") }, "\(lines)")
    #expect(
      lines.contains { $0.hasSuffix("  a mobile number, from micro_items micro_items.csv:6 W5") }, "\(lines)")
    #expect(lines.count == 6, "\(lines)")
    #expect(!lines.contains { $0.contains("139-0000") || $0.contains("一三九") })
  }

  @Test func `a member whom the run has not is refused`() throws {
    let pipeline = try MemberPapersTests.pipeline()
    let error = #expect(throws: RunError.self) {
      try NoticeReport.write(MemberPapersTests.request(pipeline, member: "9999"))
    }
    #expect(error?.lines().last?.hasSuffix("this run has no member with number 9999") == true)
  }

  @Test func `a member of a notice to all, and one file for all members, are refused`() throws {
    let pipeline = try SmallPipeline()
    let member = #expect(throws: RunError.self) {
      try MemberPapersTests.request(pipeline, .tongbao, member: "0147")
    }
    #expect(member?.lines().last == "tongbao is no paper of one member; drop --member")
    let file = #expect(throws: RunError.self) { try MemberPapersTests.request(pipeline, file: "x") }
    #expect(
      file?.lines().last
        == "statement has a file for each member, and --to names one: add --member, or drop --to")
  }
}
