/// One member's draws, one after the other.
struct Draws {
  private let chance: Chance
  private var position: Int

  /// Draws of which one member never needs more.
  private static let most = 4096

  init(_ chance: Chance, member: Int) {
    self.chance = chance
    position = member * Draws.most
  }

  mutating func below(_ count: Int) -> Int {
    position += 1
    return chance.draw(.committee, position).below(count, from: 20)
  }

  /// True so many times of a thousand.
  mutating func isHit(_ permille: Int) -> Bool { below(1000) < permille }

  /// How many of so many are hits.
  mutating func hits(of count: Int, _ permille: Int) -> Int {
    (0..<count).reduce(0) { sum, _ in sum + (isHit(permille) ? 1 : 0) }
  }
}
