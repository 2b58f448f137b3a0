import Ranking
import Records
import Scoring
import Testing

@testable import Publishing

struct NoticeTests {
  private static let date = Period(year: 2025).last.adding(days: 9)

  private static func document(
    _ text: String, _ kind: NoticeKind = .tongbao, run: RunRecord = Fixture.run(),
    publicity: NoticeFacts.Publicity? = nil
  ) throws -> OfficialDocument {
    let template = try NoticeTemplate(text, kind: kind, profiles: run.model.profiles)
    return Notice.document(template, run, NoticeFacts(run, date: date, publicity: publicity), date: date)
  }

  private static func blocks(_ text: String, run: RunRecord = Fixture.run()) throws -> [OfficialDocument
    .Block]
  {
    try document(text, run: run).sections.flatMap(\.blocks)
  }

  @Test func `each line becomes its block`() throws {
    let text = """
      // 不印
      # 关于{{period}}
      # 的通报
      @to 各位委员：

      正文{{as_of}}
      一、总体
      （一）分项。内容
      @attachments
      @sign 办公室
      @note 此件公开
      @attachment 甲表
      """
    #expect(
      try NoticeTests.blocks(text) == [
        .title(["关于2025年度", "的通报"]), .blank, .addressee("各位委员："), .body("正文2025年12月31日"),
        .heading(.first, "一、总体"), .heading(.second, "（一）分项。内容"), .blank, .attachments(["甲表"]),
        .signature(Signature(issuer: "办公室", date: "2026年1月9日", isSealed: false)), .note("此件公开"),
        .attachmentMark("附件"), .blank, .title(["甲表"]),
      ])
  }

  @Test func `official paper has its head above the title and its foot below the last page`() throws {
    let text = """
      @copies 甲办公室
      @printed_by 乙办公室
      # 通报
      正文
      @letterhead 乙办公室文件
      @document_number 乙办〔{{year}}〕1号
      @attachment 丙
      """
    let document = try NoticeTests.document(text)
    let head = Letterhead(name: "乙办公室文件", number: "乙办〔2025〕1号")
    let imprint = Imprint(copies: "甲办公室", printer: "乙办公室", date: "2026年1月9日")
    #expect(
      document.sections.map(\.blocks) == [
        [.letterhead(head), .title(["通报"]), .blank, .body("正文")],
        [.attachmentMark("附件"), .blank, .title(["丙"]), .imprint(imprint)],
      ])
    #expect(
      document.lines
        == [
          "通报", "乙办公室文件", "乙办〔2025〕1号", "通报", "", "正文", "附件", "", "丙", "抄送：甲办公室。",
          "乙办公室\t2026年1月9日印发",
        ].filter { !$0.isEmpty })
    let wide = try NoticeTests.document(text.replacing("@attachment", with: "@wide_attachment"))
    #expect(wide.sections.map(\.isLandscape) == [false, true, false], "not on a page that lies on its side")
    #expect(wide.sections.last?.blocks == [.imprint(imprint)])
    let page = String(decoding: DocumentPage.html(document), as: UTF8.self).replacing("\n", with: "")
    #expect(
      page.contains(#"<p class="letterhead">乙办公室文件</p><p class="number">乙办〔2025〕1号</p><h1>通报</h1>"#))
    #expect(
      page.contains(
        #"<div class="imprint"><p>抄送：甲办公室。</p><p class="printed"><span>乙办公室</span><span>2026年1月9日印发</span></p></div>"#
      ))
  }

  @Test func `a long title is broken where the template lets it, in the list of attachments it is whole`()
    throws
  {
    let document = try NoticeTests.document(
      "甲\n@attachments\n@attachment {{period}}拟评定为优秀等次|委员名单|（更正后）")
    #expect(
      document.sections.flatMap(\.blocks) == [
        .body("甲"), .blank, .attachments(["2025年度拟评定为优秀等次委员名单（更正后）"]), .attachmentMark("附件"), .blank,
        .title(["2025年度拟评定为优秀等次", "委员名单（更正后）"]),
      ])
  }

  @Test func `what precedes a signature keeps to its page`() throws {
    let sections = try ["甲\n乙\n@attachments\n@sign 丙\n丁\n@attachment 戊", "@sign 丙", "甲"].map {
      try NoticeTests.document($0).sections[0]
    }
    #expect(sections.map(\.signedBlocks) == [1..<4, 0..<0, 0..<0])
    let text = String(
      decoding: WordBody.bytes(of: try NoticeTests.document("甲\n@table sectors\n@sign 丙")), as: UTF8.self)
    #expect(text.contains(#"<w:pStyle w:val="Body"/></w:pPr>"#))
    #expect(text.contains(#"<w:pStyle w:val="TableHeading"/><w:keepNext/>"#))
    #expect(!text.contains(#"<w:pStyle w:val="TableCell"/></w:pPr>"#))
  }

  @Test func `attachments begin on pages of their own, the wide ones on their side`() throws {
    let document = try NoticeTests.document("甲\n@wide_attachment 乙\n@attachment 丙\n丁")
    #expect(document.sections.map(\.isLandscape) == [false, true, false])
    #expect(
      document.sections.map(\.blocks.first) == [.body("甲"), .attachmentMark("附件1"), .attachmentMark("附件2")])
    #expect(document.title == "示例考核")
  }

  @Test func `what comes out empty is left out, an attachment with all below it`() throws {
    let text = """
      甲{{#is_year}}年{{/is_year}}{{^is_year}}季{{/is_year}}
      {{#is_quarter}}只在季度{{/is_quarter}}
      @attachments
      @attachment {{#is_quarter}}季度表{{/is_quarter}}
      @table sectors
      @attachment 年度表
      乙
      """
    #expect(
      try NoticeTests.blocks(text) == [
        .body("甲年"), .blank, .attachments(["年度表"]), .attachmentMark("附件"), .blank, .title(["年度表"]),
        .body("乙"),
      ])
  }

  @Test func `counts, totals and grades are filled in, with marks between them`() throws {
    let text =
      "{{members}}/{{ranked}}/{{set_aside}} {{#profiles}}{{profile}}{{ranked}} {{highest}} {{median}} {{lowest}} "
      + "{{#grades}}{{grade}}{{members}}{{^is_last}}、{{/is_last}}{{/grades}}{{#is_last}}。{{/is_last}}{{/profiles}} "
      + "{{rows_read}}-{{rows_rejected}}-{{rejected_percent}}-{{rows_merged}}-{{rows_filtered}} {{model}} {{run}}"
    #expect(
      try NoticeTests.blocks(text) == [
        .body("1/1/0 委员1 98.00 98.00 98.00 优秀1、不合格0。 3-1-33.33-0-0 YY-DEFAULT-1 7f3a91c2")
      ])
  }

  @Test func `who is set aside in a quarter has no grade and is counted all the same`() throws {
    let run = Fixture.run(
      members: ["0147", "0201"].map { Fixture.member($0, "示例") },
      cards: [0, 1].map { Fixture.card.moved(to: $0) },
      standings: [
        Standing(member: 0, profile: 0, rank: 1, sharing: 1, grade: nil, reasons: []),
        Standing(member: 1, profile: 0, rank: nil, sharing: 1, grade: nil, reasons: []),
      ])
    #expect(
      try NoticeTests.blocks("{{members}}={{ranked}}+{{set_aside}}", run: run) == [.body("2=1+1")])
  }

  @Test func `no value can make a line, a table or a tag`() throws {
    let hostile = "@table ranking 委员\n# {{members}}"
    let run = Fixture.run(members: [Fixture.member("0147", hostile, profile: "委员")])
    let table = try #require(NoticeTable(name: .ranking, profile: 0).table(of: run).rows.first)
    #expect(table[2] == hostile)
    let document = try NoticeTests.document("@table ranking 委员", run: run)
    let text = String(decoding: WordBody.bytes(of: document), as: UTF8.self)
    #expect(text.contains("@table ranking 委员␊# {{members}}</w:t>"))
  }

  @Test func `the ranking shows no reason of a grade`() throws {
    let table = NoticeTable(name: .ranking, profile: 0).table(of: Fixture.run())
    #expect(
      table.columns.map(\.heading) == [
        "名次", "编号", "姓名", "界别", "总分", "等次", "会议活动", "提案", "社情民意", "线上履职", "值班与工作室", "学习培训", "加分", "扣分",
      ])
    #expect(
      table.rows == [
        [
          "1", "0147", "示例甲", "经济界", "98.00", "优秀", "36.00", "20.00", "11.00", "5.00", "7.00", "6.00",
          "14.00",
          "-1.00",
        ]
      ])
  }

  /// Members with these totals, in one 界别 each.
  private static func run(
    _ people: [(number: String, name: String, sector: String, total: String, grade: String?)]
  )
    -> RunRecord
  {
    let members = people.map { person in
      Member(
        number: person.number, name: person.name, profile: "委员", post: "委员", sector: person.sector,
        committee: "经济委", joinedOn: Day(number: 18_993), leftOn: nil, isInOffice: true, months: 12,
        sickMonths: 0,
        row: RowReference(table: 0, row: 0))
    }
    let cards = people.enumerated().map { index, person in
      Scorecard(
        member: Int32(index), profile: 0, setAsideBy: nil, categories: Fixture.card.categories, leaves: [],
        base: .zero, bonus: .zero, deduction: .zero, sum: .zero, total: Fixture.points(person.total),
        withoutDivisor: [])
    }
    let standings = people.enumerated().map { index, person in
      Standing(
        member: Int32(index), profile: 0, rank: index + 1, sharing: 1, grade: person.grade, reasons: [])
    }
    return Fixture.run(members: members, cards: cards, standings: standings)
  }

  @Test func `a group of fewer than three shows neither average nor maximum`() {
    let run = NoticeTests.run([
      ("1", "甲", "经济界", "90", nil), ("2", "乙", "经济界", "80.01", nil), ("3", "丙", "经济界", "70", nil),
      ("4", "丁", "教育界", "60", nil), ("5", "戊", "教育界", "50", nil),
    ])
    #expect(
      NoticeTable(name: .sectors, profile: nil).table(of: run).rows == [
        ["教育界", "2", "—", "—"], ["经济界", "3", "80.00", "90.00"],
      ])
  }

  @Test func `a quarter has no column of grades`() {
    let run = NoticeTests.run([("1", "甲", "经济界", "90", nil)])
    #expect(
      NoticeTable(name: .ranking, profile: 0).table(of: run).columns.map(\.heading).prefix(6) == [
        "名次", "编号", "姓名", "界别", "总分", "会议活动",
      ])
  }

  @Test func `the public list has name and 界别 alone, by number and not by rank`() throws {
    let run = NoticeTests.run([
      ("0300", "甲", "经济界", "95", "优秀"), ("0100", "阿依古丽·买买提", "教育界", "93", "优秀"),
      ("0200", "𠮷喆", "宗教界", "91", "优秀"),
      ("0400", "丁", "经济界", "90", "合格"),
    ])
    let publicity = NoticeFacts.Publicity(
      first: NoticeTests.date, last: NoticeTests.date.adding(days: 6), workingDays: 5)
    let document = try NoticeTests.document(
      "@working_days 5\n{{top_members}}名{{top_grade}}，{{starts}}至{{ends}}，{{working_days}}个工作日\n@table names",
      .gongshi,
      run: run, publicity: publicity)
    #expect(
      document.lines == [
        "示例考核", "3名优秀，2026年1月9日至2026年1月15日，5个工作日", "序号\t姓名\t界别", "1\t阿依古丽·买买提\t教育界", "2\t𠮷喆\t宗教界",
        "3\t甲\t经济界",
      ])
  }

  @Test func `two thousand rows of rare names are packed whole`() throws {
    let people = (1...2000).map { number in
      (number: "\(10_000 + number)", name: "𠮷喆镕\(number)", sector: "经济界", total: "60", grade: String?.none)
    }
    let document = try NoticeTests.document(
      "@wide_attachment 甲\n@table ranking 委员", run: NoticeTests.run(people))
    let parts = try WordFileTests.unpacked(WordFile.bytes(of: document))
    let body = try #require(parts.first { $0.name == "word/document.xml" }).bytes
    #expect(body == WordBody.bytes(of: document))
    #expect(String(decoding: body, as: UTF8.self).split(separator: "<w:tr>").count == 2002)
    #expect(String(decoding: body, as: UTF8.self).contains("𠮷喆镕2000</w:t>"))
  }
}

extension NoticeTable {
  /// The only table that it makes.
  fileprivate func table(of run: RunRecord) -> DocumentTable {
    for case .table(let table) in blocks(of: run) { return table }
    return DocumentTable(columns: [], rows: [])
  }
}
