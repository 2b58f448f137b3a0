package import Robustness

/// The members of a committee in the order of a ranking, and who of them stands where: what a window of the table shows.
package struct Standings: Sendable {
  package let turned: TurnedStandings
  /// By profile: indices of members, ranked ones by rank and then as the run lists them, who is set aside last.
  package let order: [[Int32]]

  /// `profiles` are indices into the model's, by member. O(members).
  package init(_ turned: TurnedStandings, profiles: [Int], count: Int) {
    self.turned = turned
    var sizes = [Int](repeating: 0, count: count)
    for profile in profiles { sizes[profile] += 1 }
    order = (0..<count).map { profile in
      Standings.order(turned.ranks, of: profile, profiles, size: sizes[profile])
    }
  }

  /// The ranked members of a profile, best first.
  func ranked(_ profile: Int) -> [Int] {
    order[profile].lazy.map { Int($0) }.filter { turned.ranks[$0] > 0 }
  }

  /// By counting: a rank is the place of the first who has it.
  private static func order(_ ranks: [Int32], of profile: Int, _ profiles: [Int], size: Int) -> [Int32] {
    var order = [Int32](repeating: 0, count: size)
    var next = [Int](repeating: 0, count: size + 1)
    var ranked = 0
    for member in profiles.indices where profiles[member] == profile && ranks[member] > 0 {
      let rank = Int(ranks[member])
      order[rank - 1 + next[rank]] = Int32(member)
      next[rank] += 1
      ranked += 1
    }
    for member in profiles.indices where profiles[member] == profile && ranks[member] == 0 {
      order[ranked] = Int32(member)
      ranked += 1
    }
    return order
  }
}
