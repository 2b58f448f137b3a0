import Ranking
import Records
package import Scoring

/// How many changes one cause mainly made.
package struct MainCauses: Hashable, Sendable {
  /// By cause; nil for changes to which two causes gave equally much, or none more than the others took back.
  package let counts: [Cause?: Int]

  fileprivate init(_ causes: [Cause?]) {
    counts = Dictionary(causes.map { ($0, 1) }, uniquingKeysWith: +)
  }

  package subscript(cause: Cause?) -> Int { counts[cause] ?? 0 }

  /// Of those of these members who change their rank.
  package static func ofRanks(_ members: [MemberChange]) -> MainCauses {
    MainCauses(members.filter(\.isRankChange).map(\.rank.main))
  }
}

/// The members of both runs who have one grade before and one after.
package struct GradePair: Hashable, Sendable {
  package let before: String
  package let after: String
  package let members: Int
}

extension RunComparison {
  /// The profiles of both models, in their order.
  package var profileNames: [String] { mixtures.before.profiles.merging(mixtures.after.profiles) }

  /// Of members who change their rank.
  package var rankCauses: MainCauses { .ofRanks(members) }

  /// Of members who change their grade; none where the runs do not give the same grades.
  package var gradeCauses: MainCauses {
    MainCauses(ladders.areEqual ? members.filter(\.isGradeChange).map(\.gradeCause) : [])
  }

  /// How many members of both runs have which grade before and which after, best first; none where a run gives no grades.
  package var gradePairs: [GradePair] {
    let pairs = members.compactMap { member -> [Key]? in
      guard let before = member.places.before.grade, let after = member.places.after.grade else { return nil }
      return [Key(before), Key(after)]
    }
    let (old, new) = (ladders.before.map(Key.init), ladders.after.map(Key.init))
    let place = { (pair: [Key]) in
      (old.firstIndex(of: pair[0]) ?? old.count, new.firstIndex(of: pair[1]) ?? new.count)
    }
    let counts = Dictionary(pairs.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.sorted { one, other in
      let (mine, theirs) = (place(one.key), place(other.key))
      return mine != theirs ? mine < theirs : one.key.lexicographicallyPrecedes(other.key)
    }.map { GradePair(before: $0.key[0].text, after: $0.key[1].text, members: $0.value) }
  }
}

extension Causes {
  /// In which causes two models differ: rules, quotas, both or neither. What changes no point, rank or grade is none of them.
  package static func between(_ before: Model, _ after: Model) -> Causes {
    let hasOtherQuotas =
      before.taking(quotasOf: after).grades != before.grades
      || after.taking(quotasOf: before).grades != after.grades
    let isOther = before.taking(quotasOf: after).rules != after.rules
    var causes: Causes = []
    if hasOtherQuotas { causes.insert(.quota) }
    if isOther { causes.insert(.rules) }
    return causes
  }
}
