import Records
import Robustness
import Scoring

/// One member in the table of the workbench.
package struct BoardRow: Hashable, Codable, Sendable {
  package struct Category: Hashable, Codable, Sendable {
    package let code: String
    package let points: String
    /// What caps of the category, and of what is below it, took away.
    package let lost: String
  }

  package let memberNo: String
  package let name: String
  package let sector: String?
  /// nil for who is set aside.
  package let rank: Int?
  package let rankPublished: Int?
  package let grade: String?
  package let gradePublished: String?
  package let total: String
  package let totalPublished: String
  /// Empty while a knob is dragged.
  package let categories: [Category]

  init(_ member: Int, _ standings: TurnedStandings, of bench: Bench, card: Scorecard?) {
    let person = bench.input.members[member]
    let decimals = bench.model.decimals
    (memberNo, name, sector) = (person.number, person.name, person.sector)
    rank = BoardRow.rank(standings.ranks[member])
    rankPublished = BoardRow.rank(bench.published.ranks[member])
    grade = bench.grade(standings.grades[member])
    gradePublished = bench.grade(bench.published.grades[member])
    total = Points(nano: standings.totals[member]).text(decimals: decimals)
    totalPublished = Points(nano: bench.published.totals[member]).text(decimals: decimals)
    categories = card.map { BoardRow.categories(of: $0, bench.model) } ?? []
  }

  private static func rank(_ rank: Int32) -> Int? { rank > 0 ? Int(rank) : nil }

  private static func categories(of card: Scorecard, _ model: Model) -> [Category] {
    var lost = [Points](repeating: .zero, count: model.categories.count)
    for (leaf, place) in model.leaves.enumerated() {
      let score = card.leaves[leaf]
      lost[place.category] += max(.zero, score.capped) + max(.zero, score.shared)
    }
    return zip(zip(model.categories, card.categories), lost).map { pair, lost in
      Category(
        code: pair.0.node.code, points: pair.1.points.text(decimals: model.decimals),
        lost: lost.text(decimals: model.decimals))
    }
  }
}
