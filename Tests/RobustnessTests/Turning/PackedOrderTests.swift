import TestSupport
import Testing

@testable import Robustness

@Suite("packed order")
struct PackedOrderTests {
  struct Case: CustomTestStringConvertible {
    let count: Int
    /// By column: values are within so many of 0.
    let reaches: [UInt64]
    var testDescription: String { "\(count) members, columns within \(reaches)" }
  }

  static let cases = [
    Case(count: 0, reaches: [9]), Case(count: 1, reaches: [9, 9]), Case(count: 40, reaches: [3, 2]),
    Case(count: 2500, reaches: [3, 2, 2]), Case(count: 2500, reaches: [1 << 20, 1 << 20, 900]),
    Case(count: 2500, reaches: [40, 1 << 50, 3, 2]), Case(count: 900, reaches: [1, 1 << 62, 1 << 62, 5]),
  ]

  @Test("is that of a sort by one column after the other", arguments: cases, 1...3 as ClosedRange<UInt64>)
  func sorted(_ item: Case, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let columns = item.reaches.map { reach in
      (0..<item.count).map { _ in Int64(random.next() % (2 * reach)) - Int64(reach) }
    }
    let members = (0..<item.count).map { Int32($0) }
    let order = PackedOrder(members, columns)
    #expect(order.members == plain(members, columns), "seed \(seed)")
    #expect(order.isTied == ties(order.members, columns), "seed \(seed)")
  }

  @Test("with most members still is the same", arguments: 1...40 as ClosedRange<UInt64>)
  func partial(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = 1 + Int(random.next() % 1500)
    var columns = [40, 900, 6].map { reach in (0..<count).map { _ in Int64(random.next() % reach) } }
    let members = (0..<count).map { Int32($0) }
    let isMovable = members.map { _ in random.next() % 5 == 0 }
    let partial = try #require(
      PartialOrder(members, isMovable: isMovable, columns, moved: [true, false, true]))
    for _ in 0..<3 {
      for member in 0..<count where isMovable[member] {
        columns[0][member] = Int64(random.next() % 60)
        columns[2][member] = Int64(random.next() % 9) - 2
      }
      let order = try #require(partial.order(columns))
      #expect(order.members == plain(members, columns), "seed \(seed)")
      #expect(order.isTied == ties(order.members, columns), "seed \(seed)")
    }
    columns[0][isMovable.firstIndex(of: true) ?? 0] = 1_000
    #expect((partial.order(columns) == nil) == isMovable.contains(true), "no room for 1000")
  }

  private func plain(_ members: [Int32], _ columns: [[Int64]]) -> [Int32] {
    members.sorted { left, right in
      for column in columns where column[Int(left)] != column[Int(right)] {
        return column[Int(left)] > column[Int(right)]
      }
      return left < right
    }
  }

  private func ties(_ members: [Int32], _ columns: [[Int64]]) -> [Bool] {
    members.indices.map { place in
      place > 0 && columns.allSatisfy { $0[Int(members[place])] == $0[Int(members[place - 1])] }
    }
  }
}
