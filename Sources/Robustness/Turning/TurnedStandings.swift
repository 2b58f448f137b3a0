import Ranking
import Records
import Scoring

/// Totals, ranks and grades of all members with one number of the model turned, all by member.
package struct TurnedStandings: Hashable, Sendable {
  /// In nano.
  package let totals: [Int64]
  /// 1, 2, 2, 4; 0 for who is set aside.
  package let ranks: [Int32]
  /// Index into the model's grades; `referred` and `none` beside.
  package let grades: [Int32]

  /// Tied at the last seat and left to the committee.
  package static let referred: Int32 = -1
  /// Set aside, or of a run without grades.
  package static let none: Int32 = -2

  package init(totals: [Int64], ranks: [Int32], grades: [Int32]) {
    self.totals = totals
    self.ranks = ranks
    self.grades = grades
  }
}

extension TurnedStandings {
  /// Of an evaluation of the whole model.
  package init(_ outcome: Outcome) {
    var ranks = [Int32](repeating: 0, count: outcome.cards.count)
    var grades = [Int32](repeating: TurnedStandings.none, count: outcome.cards.count)
    let names = outcome.model.grades.map { Key($0.name) }
    for standing in outcome.ranking.standings {
      guard let rank = standing.rank else { continue }
      ranks[Int(standing.member)] = Int32(rank)
      guard let grade = standing.grade else { continue }
      grades[Int(standing.member)] =
        names.firstIndex(of: Key(grade)).map { Int32($0) } ?? TurnedStandings.referred
    }
    self.init(totals: outcome.cards.map(\.total.nano), ranks: ranks, grades: grades)
  }
}
