import Records
import Scoring
import Testing

@testable import Publishing

struct NoticePictureTests {
  private let date = Period(year: 2025).last

  @Test
  func `pictures are numbered through the document, and where none are drawn their attachment is left out`()
    throws
  {
    let text = """
      甲
      @attachments
      @attachment {{#has_pictures}}图{{/has_pictures}}
      @picture distribution 委员
      @picture heat_map 委员
      @picture rank_flow 委员
      """
    let run = Fixture.run()
    let template = try NoticeTemplate(text, kind: .tongbao, profiles: run.model.profiles)
    #expect(template.pictures == [.distribution, .heatMap, .rankFlow])
    func document(_ pictures: NoticePictures) -> OfficialDocument {
      Notice.document(
        template, run, NoticeFacts(run, date: date), pictures: pictures, date: date)
    }
    #expect(document(.none).sections == [.init([.body("甲")])])
    let places = [EarlierRanking.Place(number: "0147", name: "示例甲", profile: "委员", rank: 1)]
    let drawn = document(.drawn(earlier: [.init(period: Period(year: 2025, quarter: 1), places: places)]))
    #expect(drawn.sections.count == 2)
    #expect(
      drawn.pictures.map(\.caption) == ["图1　2025年度委员总分分布", "图2　2025年度各界别委员各类得分", "图3　2025年委员名次变动"])
    #expect(
      drawn.pictures.flatMap(\.notes) == [
        "横轴为总分，每1分一段，柱上为人数；虚线为等次分数线，深色为优秀",
        "百分数为平均得分占该类上限的比例，其余为平均分；颜色按每一类由低到高分五档", "参加排名不足3人的界别不列平均（—）",
        "每人一条线，上端为第1名；粗线为期末前5名，其余为灰线", "实线为升幅最大的5人，虚线为降幅最大的5人",
      ])
    #expect(document(.drawn()).pictures.count == 2)
  }

  /// Totals of 88 and 98 on bands of one point each, the line of 优秀 between them.
  @Test func `the distribution is drawn exactly`() throws {
    let cards = [Fixture.card(0, total: "98"), Fixture.card(1, total: "88")]
    let run = Fixture.run(
      members: [Fixture.member("0147", "示例甲"), Fixture.member("0201", "示例乙")], cards: cards,
      standings: [Fixture.place(0, rank: 1, grade: "优秀"), Fixture.place(1, rank: 2, grade: "合格")])
    let template = try NoticeTemplate("@picture distribution 委员", kind: .tongbao, profiles: ["委员"])
    let document = Notice.document(
      template, run, NoticeFacts(run, date: date), pictures: .drawn(), date: date)
    var markup = Markup()
    let svg = try #require(document.pictures.first).svg
    svg.writeSized(to: &markup)
    // Eleven bands share 577.6 pixels from 6 on; the line of 90 is 2 bands from there.
    let expected = [
      #"<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="589.6" height="220" viewBox="0 0 589.6 220" "#
        + #"role="img" aria-label="委员总分分布，等次线：优秀≥90">"#,
      #"<rect class="others" x="7" y="62" width="50.5" height="134"><title>88–89：1人</title>"# + "\n</rect>",
      #"<text class="count" x="32.2" y="58" text-anchor="middle">1</text>"#,
      #"<rect class="leaders" x="532.1" y="62" width="50.5" height="134"><title>98–99：1人，其中优秀1人</title>"#
        + "\n</rect>",
      #"<text class="count" x="557.3" y="58" text-anchor="middle">1</text>"#,
      #"<line class="axis" x1="0" y1="196" x2="589.6" y2="196"></line>"#,
      #"<text class="tick" x="6" y="213" text-anchor="start">88</text>"#,
      #"<text class="tick" x="58.5" y="213" text-anchor="middle">89</text>"#,
      #"<text class="tick" x="111" y="213" text-anchor="middle">90</text>"#,
      #"<text class="tick" x="163.5" y="213" text-anchor="middle">91</text>"#,
      #"<text class="tick" x="216" y="213" text-anchor="middle">92</text>"#,
      #"<text class="tick" x="268.5" y="213" text-anchor="middle">93</text>"#,
      #"<text class="tick" x="321.1" y="213" text-anchor="middle">94</text>"#,
      #"<text class="tick" x="373.6" y="213" text-anchor="middle">95</text>"#,
      #"<text class="tick" x="426.1" y="213" text-anchor="middle">96</text>"#,
      #"<text class="tick" x="478.6" y="213" text-anchor="middle">97</text>"#,
      #"<text class="tick" x="531.1" y="213" text-anchor="middle">98</text>"#,
      #"<line class="limit" x1="111" y1="2" x2="111" y2="196"></line>"#,
      #"<text class="limit-name" x="116" y="13" text-anchor="start">优秀 ≥ 90</text></svg>"#,
    ]
    #expect(String(decoding: markup.bytes, as: UTF8.self) == expected.joined() + "\n")
  }

  @Test func `a member's paper has the waterfall, and no other name in it`() throws {
    let run = Fixture.run()
    let template = try NoticeTemplate("@picture waterfall", kind: .statement, profiles: run.model.profiles)
    let facts = NoticeFacts(run, date: date)
    let document = Notice.document(
      template, MemberBook(run), member: 0, facts, pictures: .drawn(), date: date)
    #expect(document.pictures.map(\.caption) == ["图1　示例甲委员得分构成"])
    #expect(document.pictures.first?.texts.contains("C 社情民意 少计6.00") == true)
  }
}
