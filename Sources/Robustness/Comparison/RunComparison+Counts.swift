package import Scoring

/// How many changes one cause mainly made.
package struct MainCauses: Hashable, Sendable {
  /// By cause; nil for changes to which two causes gave equally much, or none more than the others took back.
  package let counts: [Cause?: Int]

  fileprivate init(_ splits: [Split]) {
    counts = Dictionary(splits.map { ($0.main, 1) }, uniquingKeysWith: +)
  }

  package subscript(cause: Cause?) -> Int { counts[cause] ?? 0 }

  /// Of those of these members who change their rank.
  package static func ofRanks(_ members: [MemberChange]) -> MainCauses {
    MainCauses(members.filter(\.isRankChange).map(\.rank))
  }
}

extension RunComparison {
  /// The profiles of both models, in their order.
  package var profileNames: [String] { mixtures.before.profiles.merging(mixtures.after.profiles) }

  /// Of members who change their rank.
  package var rankCauses: MainCauses { .ofRanks(members) }

  /// Of members who change their grade.
  package var gradeCauses: MainCauses { MainCauses(members.filter(\.isGradeChange).map(\.step)) }
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
