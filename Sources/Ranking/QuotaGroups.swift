package import Records
package import Scoring

/// The groups among which the seats of a quota are shared, small ones pooled.
package enum QuotaGroups {
  /// Members without the fact print as nothing.
  static let missing = ""
  package static let pool = "合并"
  static let everyone = "全体"

  package struct Group: Sendable {
    package let name: String
    /// In the order that was given.
    package let members: [Int]
  }

  /// In byte order of names. `members` are the ranked of one profile, `poolUnder` the least size of a group of its own.
  package static func groups(
    _ members: [Int], by fact: String?, poolUnder: Fraction, _ input: ScoringInput
  ) -> [Group] {
    guard let fact else { return members.isEmpty ? [] : [Group(name: everyone, members: members)] }
    var found: [Key: [Int]] = [:]
    for member in members {
      found[Key(input.members[member].fact(fact)?.canonicalText ?? missing), default: []].append(member)
    }
    let isPooled = { (name: Key, members: [Int]) in
      Fraction(Int64(members.count)) < poolUnder || name == Key(pool)
    }
    let pooled = found.filter(isPooled)
    var groups = found.filter { !isPooled($0, $1) }
    if !pooled.isEmpty {
      let inPool = Set(pooled.values.joined())
      groups[Key(pool)] = members.filter(inPool.contains)
    }
    return groups.sorted { $0.key < $1.key }.map { Group(name: $0.key.text, members: $0.value) }
  }
}
