import Ranking
import Records
import Testing

@testable import Publishing

struct RankPathsTests {
  /// Members 0001 and so on with ranks by quarter and at the end of the year; 0 is none.
  static func paths(_ ranks: [[Int]], profile: String = "委员") -> RankPaths? {
    let quarters = ranks.first.map { $0.count - 1 } ?? 0
    let earlier = (0..<quarters).map { quarter in
      EarlierRanking(
        period: Period(year: 2025, quarter: quarter + 1),
        places: ranks.enumerated().map { index, own in
          .init(
            number: number(index), name: "名\(index + 1)", profile: profile,
            rank: own[quarter] == 0 ? nil : own[quarter])
        })
    }
    let members = ranks.indices.map { Fixture.member(number($0), "名\($0 + 1)") }
    let standings = ranks.enumerated().map { index, own in
      let rank = own[quarters]
      return Fixture.place(index, rank: rank == 0 ? nil : rank, grade: nil)
    }
    // The periods stand in another order than they are given.
    return RankPaths(
      earlier.reversed(), then: Fixture.run(members: members, standings: standings), profile: 0)
  }

  private static func number(_ index: Int) -> String { "000\(index + 1)" }

  @Test func `paths stand by rank at the end, with a gap where there is none`() throws {
    let paths = try #require(RankPathsTests.paths([[1, 0, 2], [2, 1, 1], [0, 3, 0]]))
    #expect(paths.periods.map(\.description) == ["2025-Q1", "2025-Q2", "2025"])
    #expect(paths.paths.map(\.number) == ["0002", "0001", "0003"])
    #expect(paths.paths.map(\.ranks) == [[2, 1, 1], [1, nil, 2], [nil, 3, nil]])
    #expect(paths.paths.map(\.rise) == [1, -1, nil])
    #expect(paths.paths.map(\.kind) == [.leader, .leader, .other])
  }

  @Test func `the first five, and of the others those who moved most are told`() throws {
    // Ranks 1 to 5 stay; of the rest two rise, by 12 and 1, and the others fall.
    let ranks =
      (1...5).map { [$0, $0] } + [[18, 6], [8, 7]] + (8...18).map { [$0 == 8 ? 6 : $0 - 1, $0] }
    let paths = try #require(RankPathsTests.paths(ranks))
    let kinds = paths.paths.map(\.kind)
    #expect(kinds.prefix(5).allSatisfy { $0 == .leader })
    #expect(kinds[5...6] == [.riser, .riser])
    // 2 ranks down, then those of one rank with the better place.
    #expect(kinds.indices.filter { kinds[$0] == .faller } == [7, 8, 9, 10, 11])
    #expect(kinds.count { $0 == .other } == 6)
  }

  @Test func `without an earlier ranking of the profile there is nothing to draw`() {
    #expect(RankPathsTests.paths([[1], [2]]) == nil)
    #expect(RankPathsTests.paths([[1, 1]], profile: "常委") == nil)
    #expect(RankPathsTests.paths([[1, 0], [0, 1]]) == nil)
  }

  @Test func `each member is a line, named at both ends`() throws {
    let paths = try #require(RankPathsTests.paths([[2, 1], [1, 2]]))
    let picture = RankPathsPicture(paths, profile: "委员", year: 2025).drawn
    #expect(picture.caption == "2025年委员名次变动")
    var markup = Markup()
    picture.svg.writeSized(to: &markup)
    #expect(
      String(decoding: markup.bytes, as: UTF8.self)
        == #"<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="589.6" height="239" "#
        + #"viewBox="0 0 589.6 239" role="img" aria-label="2025年委员名次变动：1—3月，全年">"#
        + #"<text class="row-name" x="108" y="15" text-anchor="middle">1—3月</text>"#
        + #"<line class="stop" x1="108" y1="33" x2="108" y2="233"></line>"#
        + #"<text class="row-name" x="481.6" y="15" text-anchor="middle">全年</text>"#
        + #"<line class="stop" x1="481.6" y1="33" x2="481.6" y2="233"></line>"#
        + #"<path class="path leader" d="M108 183C294.8 183 294.8 83 481.6 83"><title>0001 名1 2→1</title>"#
        + "\n"
        + #"</path><path class="path leader" d="M108 83C294.8 83 294.8 183 481.6 183"><title>0002 名2 1→2</title>"#
        + "\n" + #"</path><line class="leader-line" x1="106" y1="83" x2="96" y2="83"></line>"#
        + #"<text class="tick" x="93" y="87" text-anchor="end">名2 1</text>"#
        + #"<line class="leader-line" x1="106" y1="183" x2="96" y2="183"></line>"#
        + #"<text class="tick" x="93" y="187" text-anchor="end">名1 2</text>"#
        + #"<line class="leader-line" x1="483.6" y1="83" x2="493.6" y2="83"></line>"#
        + #"<text class="tick" x="496.6" y="87" text-anchor="start">1 名1</text>"#
        + #"<line class="leader-line" x1="483.6" y1="183" x2="493.6" y2="183"></line>"#
        + #"<text class="tick" x="496.6" y="187" text-anchor="start">2 名2</text></svg>"# + "\n")
  }
}
