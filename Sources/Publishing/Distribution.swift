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
    package let members: Int
  }

  /// One per profile of the model, in print order.
  package static func of(_ ranking: RankingResult, model: Model) -> [Distribution] {
    model.profiles.indices.map { profile in
      let standings = ranking.standings.filter { $0.profile == profile }
      let ranked = standings.filter { $0.rank != nil }
      let names = ranked.contains { $0.grade != nil } ? model.grades.map(\.name) : []
      return Distribution(
        profile: model.profiles[profile], ranked: ranked.count, grades: count(ranked, first: names),
        setAside: count(standings.filter { $0.rank == nil }, first: []))
    }
  }

  /// Counts by grade: the named ones first, also with nobody, then others in order of appearance.
  private static func count(_ standings: [Standing], first names: [String]) -> [GradeCount] {
    var order = names
    var members = Array(repeating: 0, count: names.count)
    for standing in standings {
      guard let grade = standing.grade else { continue }
      if let index = order.firstIndex(of: grade) {
        members[index] += 1
      } else {
        order.append(grade)
        members.append(1)
      }
    }
    return zip(order, members).map { GradeCount(grade: $0.0, members: $0.1) }
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
