import Publishing
import Testing

@Suite struct PartOrderTests {
  private struct Refusal: Error, Equatable {}

  private static func part(_ number: Int) -> LinePart { LinePart(bytes: [UInt8(number)], rows: number) }

  @Test func `what comes in any order goes on in order, as soon as it can`() {
    let order = PartOrder<Never>(4, holding: 5)
    #expect((0..<5).map { _ in order.claim() } == [0, 1, 2, 3, nil])
    var sent: [Int] = []
    func add(_ place: Int) { order.add(Self.part(place), at: place) { sent.append($0.rows) } }
    add(2)
    #expect(sent == [])
    add(0)
    #expect(sent == [0])
    add(1)
    #expect(sent == [0, 1, 2])
    add(3)
    #expect(sent == [0, 1, 2, 3])
  }

  @Test func `after an error no part goes on and none is to be made`() {
    let order = PartOrder<Refusal>(9, holding: 3)
    let places = (0..<3).map { _ in order.claim() }
    #expect(places == [0, 1, 2])
    var tried: [Int] = []
    for place in [1, 0, 2] {
      order.add(Self.part(place), at: place) { part throws(Refusal) in
        tried.append(part.rows)
        if part.rows == 1 { throw Refusal() }
      }
    }
    #expect(tried == [0, 1])
    #expect(order.failure == Refusal())
    #expect(order.claim() == nil)
  }
}
