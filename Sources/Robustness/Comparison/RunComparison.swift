package import Ranking
package import Records
import Scoring

/// What became of every member between two runs, each change split exactly by cause.
///
/// A rank is counted as it is; who has none, being set aside, stands one below the last of his profile. Ranks of two profiles
/// are not compared. A grade is counted as steps down the grades; who is referred has no seat yet and stands half a step above
/// the grade below, who is set aside one step below the last; from one reason for being set aside to another is no step. Where
/// the runs give other grades, or one of them none, as a quarter does, no step is counted. A member who belongs to both runs
/// but to a mixture of them not, as where the periods differ, has no points there and stands one below the last.
package struct RunComparison: Sendable {
  package let mixtures: Mixtures
  package let ladders: GradeLadders
  /// Members of both runs, in the order of the ranking after.
  package let members: [MemberChange]
  /// Indices of members of the run after whom the run before does not have, in the order of its ranking.
  package let joined: [Int]
  /// Indices of members of the run before whom the run after does not have, in the order of its ranking.
  package let left: [Int]
  package let dataSplit: DataSplit

  package init(_ mixtures: Mixtures) {
    let (before, after) = (mixtures[[]], mixtures[.all])
    let standings = MixtureStandings(mixtures)
    let common = after.listed.compactMap { index -> MemberChange? in
      let number = Key(after.input.members[index].number)
      guard let old = before.memberIndex[number] else { return nil }
      return MemberChange(before: old, after: index, number, standings)
    }
    self.mixtures = mixtures
    ladders = standings.ladders
    members = common
    joined = after.listed.filter { before.memberIndex[Key(after.input.members[$0].number)] == nil }
    left = before.listed.filter { after.memberIndex[Key(before.input.members[$0].number)] == nil }
    dataSplit = DataSplit(
      mixtures, members: common.map { Key(after.input.members[$0.after].number) },
      compared: common.map { !$0.isProfileChange })
  }

  /// True where no member's profile, total, rank or grade differs and nobody joined or left.
  package var isUnchanged: Bool { joined.isEmpty && left.isEmpty && !members.contains(where: \.isChanged) }
}

/// One member of both runs.
package struct MemberChange: Sendable {
  /// Index among the members of the run before, and of the run after.
  package let before: Int
  package let after: Int
  package let places: (before: MemberPlace, after: MemberPlace)
  /// What is counted as his rank: the rank, or one below the last.
  package let counted: (before: Int, after: Int)
  /// Another profile than before, so that the ranks are of two lists.
  package let isProfileChange: Bool
  /// Places down, so that a rise is negative; zero where the profile is another.
  package let rank: Split
  /// Half grades down, so that a rise is negative; zero where the runs do not give the same grades.
  package let step: Split
  /// 1 for another grade than before, 0 for the same; zero as `step`.
  package let gradeTurn: Split
  /// In nano.
  package let total: Split
  /// What the total is made of and changed by anything, in the order of the models; together `total`.
  package let lines: [(line: PointLine, split: Split)]
  package let totals: (before: Points, after: Points)

  /// Within a profile.
  package var isRankChange: Bool { !isProfileChange && places.before.rank != places.after.rank }
  /// Another name of grade than before; false where a run gives no grades.
  package var isGradeChange: Bool {
    guard let before = places.before.grade, let after = places.after.grade else { return false }
    return Key(before) != Key(after)
  }
  /// What mainly changed the grade: by steps, or where they cancel out, as from one reason for being set aside to another, by
  /// what gave him another one at all.
  package var gradeCause: Cause? { isGradeChange ? (step.sum == 0 ? gradeTurn : step).main : nil }
  package var isTotalChange: Bool { totals.before != totals.after }
  package var isChanged: Bool { isRankChange || isGradeChange || isTotalChange || isProfileChange }

  fileprivate init(before: Int, after: Int, _ number: Key, _ standings: MixtureStandings) {
    let (first, last) = (standings.mixtures[[]], standings.mixtures[.all])
    self.before = before
    self.after = after
    places = (first.places[before], last.places[after])
    counted = (first.countedPlace(before), last.countedPlace(after))
    totals = (first.cards[before].total, last.cards[after].total)
    isProfileChange =
      Key(first.input.members[before].profile) != Key(last.input.members[after].profile)
    rank = isProfileChange ? .zero : Split { Int64(standings.place(number, $0)) }
    step = standings.ladders.areEqual ? Split { Int64(standings.halfSteps(number, $0)) } : .zero
    gradeTurn =
      standings.ladders.areEqual
      ? Split { standings.grade(number, $0) == standings.grade(number, []) ? 0 : 1 } : .zero
    let amounts = Causes.subsets.map { standings.amounts(number, $0) }
    total = Split { amounts[$0.rawValue].reduce(0, +) }
    lines = standings.lines.lines.enumerated().compactMap { place, line in
      let split = Split { amounts[$0.rawValue][place] }
      return split.isZero ? nil : (line, split)
    }
  }
}

/// Looks members up in each mixture.
private struct MixtureStandings {
  let mixtures: Mixtures
  let lines: PointLines
  let ladders: GradeLadders

  init(_ mixtures: Mixtures) {
    self.mixtures = mixtures
    lines = PointLines(mixtures.before, mixtures.after)
    ladders = GradeLadders(before: mixtures[[]].ladder, after: mixtures[.all].ladder)
  }

  func place(_ number: Key, _ causes: Causes) -> Int {
    let run = mixtures[causes]
    guard let member = run.memberIndex[number] else { return below(number, causes) }
    return run.countedPlace(member)
  }

  /// One below the last of the profile that he has in the run whose list of members it is.
  private func below(_ number: Key, _ causes: Causes) -> Int {
    let own = mixtures[causes.contains(.population) ? .all : []]
    let run = mixtures[causes]
    guard let member = own.memberIndex[number],
      let profile = run.model.profiles.firstIndex(where: { Key($0) == Key(own.input.members[member].profile) }
      )
    else { return run.input.members.count + 1 }
    return run.below[profile]
  }

  /// Half grades below the best, where both runs give the same grades.
  func halfSteps(_ number: Key, _ causes: Causes) -> Int {
    let run = mixtures[causes]
    guard let member = run.memberIndex[number], let step = run.places[member].step else {
      return 2 * ladders.after.count
    }
    return 2 * step - (grade(number, causes) == Key(Grading.referred) ? 1 : 0)
  }

  /// As it is shown; nil for who does not belong.
  func grade(_ number: Key, _ causes: Causes) -> Key? {
    let run = mixtures[causes]
    return run.memberIndex[number].flatMap { run.places[$0].grade }.map(Key.init)
  }

  func amounts(_ number: Key, _ causes: Causes) -> [Int64] {
    let run = mixtures[causes.intersection(.ranking)]
    guard let member = run.memberIndex[number] else {
      return [Int64](repeating: 0, count: lines.lines.count)
    }
    return lines.amounts(run.cards[member], isAfter: causes.contains(.rules))
  }
}

extension MixedRun {
  /// The grades that it gives.
  fileprivate var ladder: [String] {
    places.contains { $0.grade != nil } ? model.grades.map(\.name) : []
  }

  /// Members in the order of the ranking: by profile, then rank, then number; who has none last.
  fileprivate var listed: [Int] {
    cards.indices.sorted { left, right in
      (cards[left].profile, places[left].rank ?? .max, left) < (
        cards[right].profile, places[right].rank ?? .max, right
      )
    }
  }
}
