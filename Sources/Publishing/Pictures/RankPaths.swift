import Ranking
package import Records
import Scoring

/// A ranking that was published for an earlier period, as its table holds it.
package struct EarlierRanking: Hashable, Sendable {
  package struct Place: Hashable, Sendable {
    package let number: String
    package let name: String
    package let profile: String
    /// nil for who has none.
    package let rank: Int?

    package init(number: String, name: String, profile: String, rank: Int?) {
      self.number = number
      self.name = name
      self.profile = profile
      self.rank = rank
    }
  }

  package let period: Period
  package let places: [Place]

  package init(period: Period, places: [Place]) {
    self.period = period
    self.places = places
  }
}

/// Where the members of one profile stood at the end of each of several periods.
package struct RankPaths: Hashable, Sendable {
  package struct Path: Hashable, Sendable {
    package let number: String
    package let name: String
    /// By period; nil where the member had none in this profile.
    package let ranks: [Int?]
    package let kind: Kind

    /// Ranks won since the first one that the member had; nil for who has none at the end, or none before it.
    var rise: Int? {
      guard let last = ranks.last ?? nil, let first = ranks.dropLast().compactMap({ $0 }).first else {
        return nil
      }
      return first - last
    }
  }

  /// Why a path is told from the others.
  package enum Kind: String, Hashable, Sendable {
    /// Among the first at the end.
    case leader
    case riser, faller
    case other
  }

  package let periods: [Period]
  /// By rank at the end, then in byte order of the numbers; who has none stands last.
  package let paths: [Path]

  /// So many leaders, risers and fallers are told from the others.
  static let told = 5

  /// In the order of the periods. nil where no member of the profile has two ranks.
  package init?(_ earlier: [EarlierRanking], then run: RunRecord, profile: Int) {
    let earlier = earlier.sorted { $0.period.months < $1.period.months }
    let name = Key(run.model.profiles[profile])
    var found: [Key: (name: String, ranks: [Int?])] = [:]
    let none = [Int?](repeating: nil, count: earlier.count + 1)
    for (index, ranking) in earlier.enumerated() {
      for place in ranking.places where Key(place.profile) == name && place.rank != nil {
        found[Key(place.number), default: (place.name, none)].ranks[index] = place.rank
      }
    }
    for standing in run.ranking.standings where standing.profile == profile && standing.rank != nil {
      let member = run.members[Int(standing.member)]
      found[Key(member.number), default: (member.name, none)].ranks[earlier.count] = standing.rank
      found[Key(member.number)]?.name = member.name
    }
    periods = earlier.map(\.period) + [run.identity.period]
    let all = found.map { Path(number: $0.text, name: $1.name, ranks: $1.ranks, kind: .other) }
    paths = RankPaths.marked(all.sorted(by: RankPaths.precedes))
    guard paths.contains(where: { $0.ranks.count { $0 != nil } > 1 }) else { return nil }
  }

  private static func precedes(_ one: Path, _ other: Path) -> Bool {
    let (left, right) = (one.ranks.last.flatMap { $0 } ?? .max, other.ranks.last.flatMap { $0 } ?? .max)
    return left == right ? Key(one.number) < Key(other.number) : left < right
  }

  /// The leaders, then of the others those who rose and those who fell most; of equal ones those with the better rank at the end.
  private static func marked(_ paths: [Path]) -> [Path] {
    let others = paths.indices.filter {
      ($0 >= told || paths[$0].ranks.last == .some(nil)) && paths[$0].rise != nil
    }
    func most(_ sign: Int) -> Set<Int> {
      let moved = others.filter { (paths[$0].rise ?? 0) * sign > 0 }
      return Set(
        moved.sorted { (-sign * (paths[$0].rise ?? 0), $0) < (-sign * (paths[$1].rise ?? 0), $1) }.prefix(
          told))
    }
    let (risers, fallers) = (most(1), most(-1))
    return paths.indices.map { index in
      let path = paths[index]
      let isLeader = index < told && path.ranks.last != .some(nil)
      let kind: Kind =
        isLeader ? .leader : risers.contains(index) ? .riser : fallers.contains(index) ? .faller : .other
      return Path(number: path.number, name: path.name, ranks: path.ranks, kind: kind)
    }
  }
}
