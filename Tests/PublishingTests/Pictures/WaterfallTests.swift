import Records
import Scoring
import Testing

@testable import Publishing

struct WaterfallTests {
  private static func points(_ text: String) -> Points { Fixture.points(text) }

  @Test func `each step begins where the one before it ends, and the last one ends at the total`() {
    let waterfall = Waterfall(MemberBook(Fixture.run()), member: 0)
    #expect(waterfall.member == "示例甲")
    #expect(waterfall.steps.map(\.name).prefix(2) == ["A 会议活动", "B 提案"])
    #expect(
      waterfall.steps.map(\.to)
        == ["36", "56", "67", "72", "79", "85", "99", "98"].map(WaterfallTests.points))
    #expect(waterfall.steps.dropFirst().map(\.from) == waterfall.steps.dropLast().map(\.to))
    #expect(
      waterfall.steps.map(\.lost) == ["0", "1", "6", "0", "0", "0", "0", "0"].map(WaterfallTests.points))
    #expect(waterfall.total == WaterfallTests.points("98"))
    #expect(waterfall.limits.map(\.grade) == ["优秀"])
  }

  @Test func `a total above the sum is the model's least total, and who has no rank has no lines`() {
    let card = Fixture.card(0, total: "100")
    let run = Fixture.run(cards: [card], standings: [Fixture.place(0, rank: nil, grade: "不定等次")])
    let waterfall = Waterfall(MemberBook(run), member: 0)
    #expect(waterfall.steps.last?.name == "最低总分")
    #expect(waterfall.steps.last?.points == WaterfallTests.points("2"))
    #expect(waterfall.limits.isEmpty)
  }

  @Test func `bars, what was lost, numbers and the total`() {
    let waterfall = Waterfall(
      member: "示例甲", decimals: 1,
      steps: [
        .init(name: "A 会", role: .base, from: .zero, to: Self.points("60"), lost: Self.points("40")),
        .init(name: "H 扣", role: .deduction, from: Self.points("60"), to: Self.points("50"), lost: .zero),
      ], total: Self.points("50"), limits: [.init(grade: "优秀", from: Self.points("90"))])
    let picture = WaterfallPicture(waterfall)
    #expect(picture.drawn.notes == ["横条依次相接，从零分加减到总分；斜纹为因次数、上限少计的分；虚线为等次分数线"])
    var markup = Markup()
    // 100 points are 200 pixels, from 34.
    picture.svg(class: "picture", width: 3_700).writeSized(to: &markup)
    let expected = [
      #"<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="370" height="90" viewBox="0 0 370 90" "#
        + #"role="img" aria-label="示例甲委员得分构成：A 会 60.0（少计40.0），H 扣 -10.0，总分 50.0">"#,
      #"<line class="limit" x1="214" y1="2" x2="214" y2="88"></line>"#,
      #"<text class="tick" x="209" y="13" text-anchor="end">优秀 ≥ 90</text>"#,
      #"<text class="row-name" x="0" y="36.5" text-anchor="start">A 会</text>"#,
      #"<rect class="base" x="34" y="25.5" width="120" height="13"><title>A 会 60.0</title>"# + "\n</rect>",
      #"<rect class="lost" x="154" y="25.5" width="80" height="13"><title>A 会 少计40.0</title>"# + "\n</rect>",
      #"<line class="joint" x1="154" y1="25.5" x2="154" y2="47.5"></line>"#,
      #"<text class="row-number" x="298" y="36.5" text-anchor="end">+60.0</text>"#,
      #"<text class="tick" x="370" y="36.5" text-anchor="end">少计40.0</text>"#,
      #"<text class="row-name" x="0" y="58.5" text-anchor="start">H 扣</text>"#,
      #"<rect class="deduction" x="134" y="47.5" width="20" height="13"><title>H 扣 -10.0</title>"#
        + "\n</rect>",
      #"<line class="joint" x1="134" y1="47.5" x2="134" y2="69.5"></line>"#,
      #"<text class="row-number" x="298" y="58.5" text-anchor="end">-10.0</text>"#,
      #"<text class="row-name" x="0" y="80.5" text-anchor="start">总分</text>"#,
      #"<rect class="whole" x="34" y="69.5" width="100" height="13"><title>总分 50.0</title>"# + "\n</rect>",
      #"<text class="row-number" x="298" y="80.5" text-anchor="end">50.0</text>"#,
      #"<line class="axis" x1="34" y1="21" x2="34" y2="88"></line></svg>"# + "\n",
    ]
    #expect(String(decoding: markup.bytes, as: UTF8.self) == expected.joined())
  }
}
