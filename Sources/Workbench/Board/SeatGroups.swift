import Ranking
import Records
import Scoring

/// Among whom the quotas of one profile share their seats.
struct SeatGroups: Sendable {
  struct Round: Sendable {
    /// Index into the model's grades.
    let grade: Int
    /// In byte order.
    let names: [String]
    /// By member: index into `names`, -1 for who is not ranked in the profile.
    let groupOf: [Int32]
    /// True where the quota has one group for all.
    let isWhole: Bool
  }

  /// In the order of grades.
  let rounds: [Round]

  /// `ranked` are the profile's. O(members) for each quota that differs in its groups from those before.
  init(_ model: Model, _ input: ScoringInput, profile: Int, ranked: [Int]) {
    var known: [(quota: Quota, round: Round)] = []
    for (grade, quota) in model.grades.map(\.quota).enumerated() {
      guard let quota else { continue }
      let same = known.first {
        $0.quota.by.map(Key.init) == quota.by.map(Key.init)
          && $0.quota.poolUnder[profile] == quota.poolUnder[profile]
      }
      if let same {
        known.append((quota, Round(same.round, grade: grade)))
        continue
      }
      let groups = QuotaGroups.groups(ranked, by: quota.by, poolUnder: quota.poolUnder[profile], input)
      var groupOf = [Int32](repeating: -1, count: input.members.count)
      for (index, group) in groups.enumerated() {
        for member in group.members { groupOf[member] = Int32(index) }
      }
      known.append(
        (
          quota,
          Round(grade: grade, names: groups.map(\.name), groupOf: groupOf, isWhole: quota.by == nil)
        ))
    }
    rounds = known.map(\.round)
  }
}

extension SeatGroups.Round {
  fileprivate init(_ other: SeatGroups.Round, grade: Int) {
    self.init(grade: grade, names: other.names, groupOf: other.groupOf, isWhole: other.isWhole)
  }
}
