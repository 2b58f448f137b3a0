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
