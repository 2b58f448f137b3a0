import Testing

@testable import Generator

@Suite struct DrawTests {
  @Test func aTopicHasItsOwnStream() {
    var one = Draw("a")
    var same = Draw("a")
    var other = Draw("b")
    var later = Draw("a", year: 2026)
    let first = one.next()
    #expect(same.next() == first)
    #expect(other.next() != first)
    #expect(later.next() != first)
  }

  @Test func drawsStayInTheirRange() {
    var draw = Draw("range")
    for _ in 0..<1_000 {
      #expect((3...7).contains(draw.within(3...7)))
    }
  }

  @Test func aWeightOfNothingIsNeverDrawn() {
    var draw = Draw("weights")
    for _ in 0..<1_000 {
      #expect(draw.weighted([("never", 0), ("always", 5)]) == "always")
    }
  }

  @Test func aShuffleKeepsTheElements() {
    var draw = Draw("shuffle")
    let shuffled = draw.shuffled(Array(0..<50))
    #expect(shuffled != Array(0..<50))
    #expect(shuffled.sorted() == Array(0..<50))
  }
}
