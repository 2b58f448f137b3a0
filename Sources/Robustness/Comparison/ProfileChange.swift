import Ranking
import Records
import Scoring

/// How alike the rankings of one profile are in two runs.
package struct ProfileChange: Sendable {
  package let profile: String
  /// Members ranked in this profile in both runs.
  package let ranked: Int
  package let tau: KendallTau
  /// The top grade; nil where the runs do not give the same grades.
  package let topGrade: String?
  /// Who holds it before, after, and in both.
  package let holders: (before: Int, after: Int, both: Int)

  /// By profile of either model, in their order.
  package static func list(_ comparison: RunComparison) -> [ProfileChange] {
    let (before, after) = (comparison.mixtures.before, comparison.mixtures.after)
    return before.profiles.merging(after.profiles).map { ProfileChange($0, comparison) }
  }

  private init(_ profile: String, _ comparison: RunComparison) {
    let (before, after) = (comparison.mixtures[[]], comparison.mixtures[.all])
    let top = comparison.ladders.top
    let isOwn = { (run: MixedRun, member: Int) in Key(run.input.members[member].profile) == Key(profile) }
    let holds = { (run: MixedRun, member: Int) in
      isOwn(run, member) && top != nil && run.places[member].grade.map(Key.init) == top.map(Key.init)
    }
    let ranks = comparison.members.compactMap { change -> (before: Int, after: Int)? in
      guard isOwn(before, change.before), isOwn(after, change.after), let old = change.places.before.rank,
        let new = change.places.after.rank
      else { return nil }
      return (old, new)
    }
    self.profile = profile
    ranked = ranks.count
    tau = KendallTau(ranks)
    topGrade = top
    holders = (
      before.places.indices.count { holds(before, $0) }, after.places.indices.count { holds(after, $0) },
      comparison.members.count { holds(before, $0.before) && holds(after, $0.after) }
    )
  }
}
