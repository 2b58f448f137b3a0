import Ranking
import Records
import Robustness
import Scoring

/// One member's line in the picture of two rankings.
struct RankFlow {
  /// His rank in the profile, or one below the last; nil where the run has him not in this profile.
  let before: Int?
  let after: Int?
  /// As printed.
  let ranks: (before: String, after: String)
  let number: String
  let name: String
  /// Class of the line.
  let kind: String
  let isGraded: Bool
  let isRankChange: Bool
  let holdsBefore: Bool
  let holdsAfter: Bool
  let title: String

  func rank(_ isAfter: Bool) -> Int? { isAfter ? after : before }

  /// How far the line goes up or down; who comes or goes, as far as it gets.
  var distance: Int {
    guard let before, let after else { return 1 }
    return abs(after - before)
  }

  func label(_ isAfter: Bool, isNarrow: Bool) -> String {
    let rank = isAfter ? ranks.after : ranks.before
    guard !isNarrow || rank != RankFlow.unranked else { return number }
    let who = isNarrow ? number : name
    return isAfter ? "\(rank) \(who)" : "\(who) \(rank)"
  }

  /// The members of a profile, of either run.
  static func all(_ facts: ComparisonFacts, profile: String) -> [RankFlow] {
    let comparison = facts.comparison
    let common = comparison.members.compactMap { RankFlow($0, facts, profile: profile) }
    let joined = comparison.joined.compactMap { RankFlow($0, isAfter: true, facts, profile: profile) }
    let left = comparison.left.compactMap { RankFlow($0, isAfter: false, facts, profile: profile) }
    return common + joined + left
  }

  private init?(_ change: MemberChange, _ facts: ComparisonFacts, profile: String) {
    let (old, new) = (facts.before.members[change.before], facts.after.members[change.after])
    let isOwn = (Key(old.profile) == Key(profile), Key(new.profile) == Key(profile))
    guard isOwn.0 || isOwn.1 else { return nil }
    before = isOwn.0 ? change.counted.before : nil
    after = isOwn.1 ? change.counted.after : nil
    number = new.number
    name = new.name
    let isUnranked = change.places.before.rank == nil && change.places.after.rank == nil
    kind =
      change.isProfileChange
      ? Cause.population.name.en : isUnranked ? Split.zero.kind : change.rank.kind
    isGraded = change.isGradeChange && facts.comparison.ladders.areEqual
    isRankChange = change.isRankChange || change.isProfileChange
    holdsBefore = facts.isTop(change.places.before.grade)
    holdsAfter = facts.isTop(change.places.after.grade)
    ranks = (RankFlow.text(change.places.before), RankFlow.text(change.places.after))
    let places =
      change.isProfileChange
      ? CauseWords.arrow("\(old.profile) \(ranks.before)", "\(new.profile) \(ranks.after)")
      : CauseWords.arrow(ranks.before, ranks.after)
    let isCompared = facts.comparison.ladders.isGraded
    title = [
      "\(number) \(name)", "名次 \(places)",
      isCompared ? CauseWords.arrow(change.places.before.grade, change.places.after.grade) : "",
      CauseWords.list(change.rank, CauseWords.move),
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// A member of one run alone.
  private init?(_ index: Int, isAfter: Bool, _ facts: ComparisonFacts, profile: String) {
    let run = facts.comparison.mixtures[isAfter ? .all : []]
    let member = run.input.members[index]
    guard Key(member.profile) == Key(profile) else { return nil }
    let place = run.places[index]
    let rank = run.countedPlace(index)
    before = isAfter ? nil : rank
    after = isAfter ? rank : nil
    ranks = (RankFlow.text(place), RankFlow.text(place))
    number = member.number
    name = member.name
    kind = Cause.population.name.en
    isGraded = facts.isTop(place.grade)
    isRankChange = true
    holdsBefore = !isAfter && facts.isTop(place.grade)
    holdsAfter = isAfter && facts.isTop(place.grade)
    title = "\(number) \(name) · \(isAfter ? "新进" : "离开") · 名次 \(RankFlow.text(place))"
  }

  private static func text(_ place: MemberPlace) -> String { place.rank.map(String.init) ?? unranked }

  private static let unranked = "未排名"

  /// Where the total of a grade ends among the ranks of both runs.
  struct Border {
    let name: String
    /// Ranked members who reach the total.
    let before: Int
    let after: Int

    /// The grades that both models begin at a total; none where the runs do not give the same grades.
    static func all(_ facts: ComparisonFacts, profile: String) -> [Border] {
      let (old, new) = (facts.before, facts.after)
      guard facts.comparison.ladders.areEqual else { return [] }
      return new.model.grades.compactMap { grade in
        guard let then = old.model.grades.first(where: { Key($0.name) == Key(grade.name) }),
          let before = reached(then, old, profile), let after = reached(grade, new, profile)
        else { return nil }
        let limits = CauseWords.arrow(before.limit, after.limit)
        return Border(name: "\(grade.name) ≥ \(limits)", before: before.count, after: after.count)
      }
    }

    private static func reached(
      _ grade: Grade, _ run: RunRecord, _ profile: String
    ) -> (count: Int, limit: String)? {
      guard let index = run.model.profiles.firstIndex(where: { Key($0) == Key(profile) }),
        let from = grade.from?[index]
      else { return nil }
      let limit = Points(nearest: from)
      let count = run.cards.count { $0.profile == index && $0.setAsideBy == nil && $0.total >= limit }
      return (count, from.description)
    }
  }
}
