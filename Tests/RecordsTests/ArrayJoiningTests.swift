import Records
import Testing

@Suite struct ArrayJoiningTests {
  @Test(arguments: [[], [[]], [[1]], [[1, 2], [], [3]], [[], [4, 5, 6], [7]]] as [[[Int]]])
  func `Parts stand one after another`(_ parts: [[Int]]) {
    #expect([Int](joining: parts) == parts.flatMap(\.self))
  }

  @Test func `No more room is taken than they need`() {
    let parts = (1...40).map { [UInt64](repeating: UInt64($0), count: $0 * 100) }
    let joined = [UInt64](joining: parts)
    #expect(joined.count == 82_000)
    #expect(joined.capacity < 83_000)
  }
}
