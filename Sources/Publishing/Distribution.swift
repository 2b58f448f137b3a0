package import Ranking
package import Scoring

/// How the members of one profile were ranked and graded.
package struct Distribution: Codable, Hashable, Sendable {
  package let profile: String
  package let ranked: Int
  /// Members with a grade: the model's grades from the top, then whatever else was given to the ranked, as 并列待审. Empty
  /// where nobody was graded, as in a quarter run.
  package let grades: [GradeCount]
  /// Members without a rank by the text of their gate.
  package let setAside: [GradeCount]

  package struct GradeCount: Codable, Hashable, Sendable {
    package let grade: String
    package fileprivate(set) var members: Int
  }

  /// One per profile of the model, in print order. O(standings).
  package static func of(_ ranking: RankingResult, model: Model) -> [Distribution] {
    var tallies = model.profiles.map { _ in Tally() }
    let standings = ranking.standings.span
    for place in standings.indices {
      tallies[standings[place].profile].add(
        grade: standings[place].grade, isRanked: standings[place].rank != nil)
    }
    return zip(model.profiles, tallies).map { profile, tally in
      Distribution(
        profile: profile, ranked: tally.ranked,
        grades: tally.grades.isEmpty ? [] : GradeCount.list(tally.grades, first: model.grades.map(\.name)),
        setAside: tally.setAside)
    }
  }

  /// Grades in the order in which they appear.
  private struct Tally {
    var ranked = 0
    var grades: [GradeCount] = []
    var setAside: [GradeCount] = []

    mutating func add(grade: String?, isRanked: Bool) {
      if isRanked { ranked += 1 }
      guard let grade else { return }
      if isRanked { GradeCount.count(grade, in: &grades) } else { GradeCount.count(grade, in: &setAside) }
    }
  }
}

extension Distribution.GradeCount {
  fileprivate static func count(_ grade: String, in counts: inout [Self]) {
    if let index = counts.firstIndex(where: { $0.grade == grade }) {
      counts[index].members += 1
    } else {
      counts.append(Self(grade: grade, members: 1))
    }
  }

  /// The named grades first, also with nobody, then the others as they stand.
  fileprivate static func list(_ counts: [Self], first names: [String]) -> [Self] {
    names.map { name in counts.first { $0.grade == name } ?? Self(grade: name, members: 0) }
      + counts.filter { !names.contains($0.grade) }
  }
}

/// The seats of a grade's quota in all groups of a profile.
package struct SeatTotals: Hashable, Sendable {
  package let grade: String
  package let seats: Int
  package let holders: Int
  /// Seats without a holder.
  package let lapsed: Int

  /// One per profile and grade with a quota, in the order of the ranking's seats.
  package static func of(_ ranking: RankingResult, profile: Int) -> [SeatTotals] {
    var grades: [String] = []
    for group in ranking.seats where group.profile == profile && !grades.contains(group.grade) {
      grades.append(group.grade)
    }
    return grades.map { grade in
      let groups = ranking.seats.filter { $0.profile == profile && $0.grade == grade }
      return SeatTotals(
        grade: grade, seats: groups.reduce(0) { $0 + $1.seats },
        holders: groups.reduce(0) { $0 + $1.holders },
        lapsed: groups.reduce(0) { $0 + max(0, $1.seats - $1.holders) })
    }
  }
}
