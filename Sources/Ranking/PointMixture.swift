import Records
package import Scoring

/// The same members under one model, with records of two kinds: who would stand where if only some categories had their
/// points of the records after?
///
/// Besides the categories there is `rest`: who is set aside, and rank keys that count records. Rank keys that are scores
/// follow the categories. Profiles must not differ between the two.
package struct PointMixture: Sendable {
  /// By category: some member's points differ.
  package let categoryDiffers: [Bool]
  /// Somebody is set aside in one alone, or counts records otherwise.
  package let restDiffers: Bool
  private let model: Model
  private let sides: [Side]
  private let profiles: [Int]
  private let floors: [Int64]?

  fileprivate struct Side {
    let isRanked: [Bool]
    /// By rank key that counts records, then member.
    let counts: [[Int64]?]
    /// By category, then member.
    let points: [[Int64]]
  }

  /// Both of the same members under the same model.
  package init(_ model: Model, before: RankBasis, after: RankBasis) {
    precondition(
      before.cards.map(\.profile) == after.cards.map(\.profile), "the same members with the same profiles")
    self.model = model
    profiles = before.cards.map(\.profile)
    floors = model.floor.map { floor in floor.byProfile.map { Points(nearest: $0).nano } }
    sides = [before, after].map { Side($0, model) }
    let (old, new) = (sides[0], sides[1])
    categoryDiffers = zip(old.points, new.points).map { $0 != $1 }
    restDiffers = old.isRanked != new.isRanked || old.counts != new.counts
  }

  /// Places with some categories, and perhaps the rest, of the records after: the rank by member; who has none stands one
  /// below the last of his profile. O(members log members).
  package func places(after categories: [Bool], rest: Bool) -> [Int] {
    let chosen = categories.indices.map { sides[categories[$0] ? 1 : 0].points[$0] }
    let side = sides[rest ? 1 : 0]
    let order = RankOrder(
      profiles: model.profiles.count, profiles, isRanked: side.isRanked, keys: keys(chosen, side))
    let below = order.ranked.map { $0.count + 1 }
    return profiles.indices.map { order.ranks[$0] ?? below[profiles[$0]] }
  }

  private func keys(_ points: [[Int64]], _ side: Side) -> [[Int64]] {
    let total = score(.total, points)
    return [total]
      + model.rankKeys.enumerated().map { place, key in
        if let counts = side.counts[place] { return counts }
        guard case .score(let reference) = key.measure else { return [] }
        let scores = score(reference, points)
        return key.prefer == .more ? scores : scores.map { -$0 }
      }
  }

  private func score(_ reference: ScoreReference, _ points: [[Int64]]) -> [Int64] {
    let isCounted = model.categories.map { $0.counts(for: reference) }
    var sums = [Int64](repeating: 0, count: profiles.count)
    for category in points.indices where isCounted[category] {
      for member in sums.indices { sums[member] += points[category][member] }
    }
    guard reference == .total, let floors else { return sums }
    return sums.indices.map { max(sums[$0], floors[profiles[$0]]) }
  }
}

extension PointMixture.Side {
  fileprivate init(_ basis: RankBasis, _ model: Model) {
    isRanked = basis.cards.map { $0.setAsideBy == nil }
    counts = model.rankKeys.enumerated().map { place, key in
      if case .count = key.measure { basis.keys[place + 1] } else { nil }
    }
    points = model.categories.indices.map { category in
      basis.cards.map { $0.categories[category].points.nano }
    }
  }
}

extension Scoring.Category {
  /// True where the category's points are part of a score.
  fileprivate func counts(for reference: ScoreReference) -> Bool {
    switch reference {
    case .total: true
    case .base: role == .base
    case .bonus: role == .bonus
    case .deduction: role == .deduction
    case .category(let code): Key(node.code) == Key(code)
    }
  }
}
