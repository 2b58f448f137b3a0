import Ranking
import Records
import Scoring

/// Groups of a profile whose seats decide one another: one group, or those among which equal remainders leave it to the
/// candidates who gets a seat.
struct SeatUnit: Sendable {
  /// One quota, best grade first.
  struct Round: Sendable {
    let grade: Int
    let tied: Quota.Tied
    let tie: Quota.Tie
    let groups: [Group]
    /// Seats that the contested groups get beyond their own.
    let left: Int
    /// Index into `groups` by member of the unit.
    let groupOf: [Int]
  }

  struct Group: Sendable {
    let name: Key
    let seats: Int
    let isContested: Bool
  }

  let profile: Int
  /// Ranked members, ascending.
  let members: [Int]
  let rounds: [Round]

  /// None for a profile without quota.
  static func units(_ model: Model, _ input: ScoringInput, profile: Int, ranked: [Int]) -> [SeatUnit] {
    let quotas = model.grades.enumerated().compactMap { grade, found in found.quota.map { (grade, $0) } }
    guard let first = quotas.first?.1, !ranked.isEmpty, input.period.isYear else { return [] }
    let allocations = quotas.map { Allocation($1, grade: $0, input, profile: profile, ranked: ranked) }
    let isShared = quotas.allSatisfy {
      $1.by.map(Key.init) == first.by.map(Key.init) && $1.poolUnder[profile] == first.poolUnder[profile]
    }
    guard isShared else { return [SeatUnit(profile: profile, allocations, groups: nil)] }
    let count = allocations[0].groups.count
    var contested = Set<Int>()
    for allocation in allocations { contested.formUnion(allocation.contested) }
    let single = (0..<count).filter { !contested.contains($0) }.map { [$0] }
    return (single + (contested.isEmpty ? [] : [contested.sorted()])).map {
      SeatUnit(profile: profile, allocations, groups: $0)
    }
  }

  /// The profile as one unit. None for a profile without quota.
  static func whole(_ model: Model, _ input: ScoringInput, profile: Int, ranked: [Int]) -> SeatUnit? {
    let allocations = model.grades.enumerated().compactMap { grade, found in
      found.quota.map { Allocation($0, grade: grade, input, profile: profile, ranked: ranked) }
    }
    return allocations.isEmpty ? nil : SeatUnit(profile: profile, allocations, groups: nil)
  }

  /// The same with other shares for the quota of one grade, of a unit that is a whole profile.
  func sharing(_ margin: Margin, grade: Int) -> SeatUnit {
    SeatUnit(
      profile: profile, members: members,
      rounds: rounds.map { $0.grade == grade ? $0.sharing(margin) : $0 })
  }

  /// The same with another share for the quota of one grade.
  func sharing(_ share: Fraction, grade: Int, _ model: Model) -> SeatUnit {
    guard let quota = model.grades[grade].quota, let round = rounds.first(where: { $0.grade == grade }) else {
      return self
    }
    return sharing(
      Margin(SeatShares(share: share, rounding: quota.rounding, members: round.sizes)), grade: grade)
  }

  /// The same with some of the members, the others being no candidates or seated: so many by group.
  func restricted(to kept: [Int], taken: [Int]? = nil) -> SeatUnit {
    SeatUnit(
      profile: profile, members: kept.map { members[$0] },
      rounds: rounds.map { round in
        Round(
          grade: round.grade, tied: round.tied, tie: round.tie,
          groups: taken.map { taken in
            zip(round.groups, taken).map {
              Group(name: $0.name, seats: $0.seats - $1, isContested: $0.isContested)
            }
          } ?? round.groups, left: round.left, groupOf: kept.map { round.groupOf[$0] })
      })
  }

  private init(profile: Int, members: [Int], rounds: [Round]) {
    self.profile = profile
    self.members = members
    self.rounds = rounds
  }

  /// `groups` are those of the unit, the same in all allocations; nil for all.
  private init(profile: Int, _ allocations: [Allocation], groups: [Int]?) {
    self.profile = profile
    let members = (groups ?? Array(allocations[0].groups.indices)).flatMap {
      allocations[0].groups[$0].members
    }
    .sorted()
    self.members = members
    rounds = allocations.map { $0.round(groups ?? Array($0.groups.indices), members) }
  }
}

extension SeatUnit.Round {
  /// Members by group.
  var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: groups.count)
    for group in groupOf { sizes[group] += 1 }
    return sizes
  }

  /// The same with other seats.
  func sharing(_ margin: Margin) -> SeatUnit.Round {
    SeatUnit.Round(
      grade: grade, tied: tied, tie: tie,
      groups: groups.indices.map {
        SeatUnit.Group(
          name: groups[$0].name, seats: margin.seats[$0], isContested: margin.isContested[$0])
      }, left: margin.left, groupOf: groupOf)
  }
}

/// The seats of groups as far as numbers of members decide them.
struct Margin: Equatable {
  /// By group.
  private(set) var seats: [Int]
  /// By group: whether it has the remainder at which the seats run out before all with it have one.
  private(set) var isContested: [Bool]
  /// How many of those get a seat more.
  private(set) var left = 0

  init(_ shares: SeatShares) {
    seats = shares.whole
    isContested = Array(repeating: false, count: seats.count)
    let given = min(shares.left, seats.count)
    guard given > 0 else { return }
    let margin = shares.remainders.sorted(by: >)[given - 1]
    let above = shares.remainders.count { $0 > margin }
    let isSplit = shares.remainders.count { $0 >= margin } > given
    for (group, remainder) in shares.remainders.enumerated() {
      if remainder > margin || remainder == margin && !isSplit { seats[group] += 1 }
      isContested[group] = remainder == margin && isSplit
    }
    left = isSplit ? given - above : 0
  }
}

/// One quota in a profile.
private struct Allocation {
  let grade: Int
  let quota: Quota
  let groups: [QuotaGroups.Group]
  let margin: Margin

  init(_ quota: Quota, grade: Int, _ input: ScoringInput, profile: Int, ranked: [Int]) {
    self.grade = grade
    self.quota = quota
    groups = QuotaGroups.groups(ranked, by: quota.by, poolUnder: quota.poolUnder[profile], input)
    margin = Margin(
      SeatShares(
        share: quota.share[profile], rounding: quota.rounding, members: groups.map(\.members.count)))
  }

  /// Groups whose seats the candidates decide.
  var contested: [Int] { margin.isContested.indices.filter { margin.isContested[$0] } }

  func round(_ chosen: [Int], _ members: [Int]) -> SeatUnit.Round {
    var groupOf: [Int: Int] = [:]
    for (index, group) in chosen.enumerated() {
      for member in groups[group].members { groupOf[member] = index }
    }
    return SeatUnit.Round(
      grade: grade, tied: quota.tied, tie: quota.tie,
      groups: chosen.map {
        SeatUnit.Group(
          name: Key(groups[$0].name), seats: margin.seats[$0], isContested: margin.isContested[$0])
      },
      left: chosen.contains { margin.isContested[$0] } ? margin.left : 0,
      groupOf: members.map { groupOf[$0] ?? 0 })
  }
}
