import Scoring
import Testing

@testable import Publishing

struct MemberFactsTests {
  @Test func `the next grade's line is told, but not to who is set aside`() {
    let card = Fixture.card(0, total: "88.50")
    let facts = MemberBook(Fixture.run(cards: [card])).facts(0)
    #expect(facts["has_next"] == .flag(true))
    #expect(facts["next_grade"] == .text("优秀") && facts["next_line"] == .text("90.00"))
    #expect(facts["next_distance"] == .text("1.50"))
    let aside = MemberBook(Fixture.run(cards: [card.setAside(by: 0)])).facts(0)
    #expect(aside["has_next"] == .flag(false) && aside["next_grade"] == .text(""))
  }
}
