import TestSupport
import Testing

@testable import Similarity

@Suite struct MinHashTests {
  /// 9,000 scalars are more grams than are lowered together.
  @Test(
    "a signature holds the least hash of each number, by eight words and by one at a time",
    arguments: [1, 7, 8, 31, 32, 40, 104, 128])
  func signatures(hashes count: Int) {
    var random = SplitMix64(seed: 5)
    let hash = MinHash(hashes: count, gramSize: 2)
    var (wide, plain) = (GramHashes(count: count), GramHashes(count: count, isWide: false))
    for length in [0, 1, 2, 3, 50, 400, 9000] {
      let scalars = (0..<length).map { _ in UInt32.random(in: 0x4E00...0x9FA5, using: &random) }
      var (first, second) = ([Int32](repeating: 0, count: count), [Int32](repeating: 0, count: count))
      hash.sign(scalars[...], into: &first, by: &wide)
      hash.sign(scalars[...], into: &second, by: &plain)
      #expect(first == second, "seed 5, \(length) scalars")
      #expect(first == Self.least(of: scalars, hash, count), "seed 5, \(length) scalars")
    }
  }

  /// The same of each gram alone, where none is kept from another.
  private static func least(of scalars: [UInt32], _ hash: MinHash, _ count: Int) -> [Int32] {
    var least = [Int32](repeating: .max, count: count)
    for place in scalars.indices.dropLast() {
      var (own, room) = ([Int32](repeating: 0, count: count), GramHashes(count: count, isWide: false))
      hash.sign(scalars[place...(place + 1)], into: &own, by: &room)
      for index in least.indices { least[index] = min(least[index], own[index]) }
    }
    return least
  }
}
