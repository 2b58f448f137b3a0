import Ranking
import Records
import Scoring
import Testing

/// The list as it would be if some members' part were another one.
struct RankBasisTests {
  private static func fixture() -> RankingFixture {
    var fixture = RankingFixture()
    fixture.grades = RankingFixture.grades(quota: RankingFixture.quota("0.5", by: nil, tie: .exclude))
    return fixture
  }

  private static let before: [RankingFixture.Entrant] = [
    .init("0001", "95"), .init("0002", "93"), .init("0003", "91"), .init("0004", "70"),
  ]

  @Test func `a basis alone gives the ranking's own ranks and grades`() throws {
    let fixture = RankBasisTests.fixture()
    let (model, input, scores) = try fixture.scored(RankBasisTests.before)
    let places = Ranking.places(model, input, RankBasis(model, input, scores))
    for standing in Ranking.rank(model, input, scores).standings {
      let place = places[Int(standing.member)]
      #expect(place.rank == standing.rank && place.grade == standing.grade)
    }
    #expect(places.map(\.grade) == ["优秀", "优秀", "合格", "合格"])
  }

  @Test func `one member's rise pushes another out of the quota, and nothing else is taken over`() throws {
    let fixture = RankBasisTests.fixture()
    let (model, input, scores) = try fixture.scored(RankBasisTests.before)
    let (_, otherInput, other) = try fixture.scored([
      .init("0001", "10"), .init("0002", "93"), .init("0003", "94"), .init("0004", "70"),
    ])
    let mixed = RankBasis(model, input, scores).replacing(
      [2], from: RankBasis(model, otherInput, other), at: [2])
    let places = Ranking.places(model, input, mixed)
    #expect(places.map(\.grade) == ["优秀", "合格", "优秀", "合格"])
    #expect(places.map(\.rank) == [1, 3, 2, 4])
  }
}
