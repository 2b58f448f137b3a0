import Records
import Scoring

/// The order of the ranked members of each profile: total, then the model's keys, each a comparison of
/// integers.
struct RankOrder: Sendable {
  /// Index into the input's members: the order of `ranking.csv`.
  let listed: [Int]
  /// For each profile its ranked members, best first; equal ones by number.
  let ranked: [[Int]]
  /// By member: 1, 2, 2, 4; nil for who is set aside.
  let ranks: [Int?]
  /// By member: how many share the rank; 1 for who is set aside.
  let sharing: [Int]

  /// The total and the model's keys, each by member; greater is better.
  static func keys(_ model: Model, _ cards: [Scorecard], _ tests: MemberTests) -> [[Int64]] {
    [cards.map(\.total.nano)] + model.rankKeys.map { $0.column(tests) }
  }

  init(_ model: Model, _ cards: [Scorecard], keys: [[Int64]]) {
    self.init(
      profiles: model.profiles.count, cards.map(\.profile), isRanked: cards.map { $0.setAsideBy == nil },
      keys: keys)
  }

  /// Of members with these profiles, of whom some are set aside; `profiles` is how many there are.
  init(profiles: Int, _ profileOf: [Int], isRanked: [Bool], keys: [[Int64]]) {
    var ranks = [Int?](repeating: nil, count: profileOf.count)
    var sharing = [Int](repeating: 1, count: profileOf.count)
    var listed: [Int] = []
    var ranked: [[Int]] = []
    for profile in 0..<profiles {
      let members = profileOf.indices.filter { profileOf[$0] == profile }
      let sorted = RankOrder.sorted(members.filter { isRanked[$0] }, keys)
      RankOrder.assign(sorted, keys, &ranks, &sharing)
      ranked.append(sorted)
      listed += sorted + members.filter { !isRanked[$0] }
    }
    self.listed = listed
    self.ranked = ranked
    self.ranks = ranks
    self.sharing = sharing
  }

  /// Best first; equal ones by member. The first two keys, which decide most, are held beside the member.
  private static func sorted(_ members: [Int], _ keys: [[Int64]]) -> [Int] {
    let second = keys.count > 1 ? keys[1] : keys[0]
    var places = members.map { Place(total: keys[0][$0], second: second[$0], member: $0) }
    places.sort { left, right in
      if left.total != right.total { return left.total > right.total }
      if left.second != right.second { return left.second > right.second }
      let order = keys.count > 2 ? compare(left.member, right.member, keys) : 0
      return order != 0 ? order < 0 : left.member < right.member
    }
    return places.map(\.member)
  }

  private struct Place {
    let total: Int64
    let second: Int64
    let member: Int
  }

  /// Competition ranking: 1 + the number of members strictly before.
  private static func assign(
    _ sorted: [Int], _ keys: [[Int64]], _ ranks: inout [Int?], _ sharing: inout [Int]
  ) {
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, compare(sorted[start], sorted[end], keys) == 0 { end += 1 }
      for member in sorted[start..<end] {
        ranks[member] = start + 1
        sharing[member] = end - start
      }
      start = end
    }
  }

  /// Negative when the left member stands before the right, 0 when nothing parts them.
  private static func compare(_ left: Int, _ right: Int, _ keys: [[Int64]]) -> Int {
    for column in keys where column[left] != column[right] {
      return column[left] > column[right] ? -1 : 1
    }
    return 0
  }
}

extension RankKey {
  /// By member, greater is better.
  func column(_ tests: MemberTests) -> [Int64] {
    let values =
      switch measure {
      case .count(let query): tests.counts(query)
      case .score(let reference): tests.scores(reference)
      }
    return prefer == .more ? values : values.map { -$0 }
  }
}
