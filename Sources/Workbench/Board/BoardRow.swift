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
  package let categories: [Category]
  /// How far all weights may move, each by itself, before the grade can change; nil where it was not searched, and for
  /// who is set aside.
  package var radius: String?

  init(_ member: Int, _ standings: TurnedStandings, of bench: Bench, _ categories: [CategoryBar]) {
    let person = bench.input.members[member]
    let decimals = bench.model.decimals
    (memberNo, name, sector) = (person.number, person.name, person.sector)
    rank = BoardRow.rank(standings.ranks[member])
    rankPublished = BoardRow.rank(bench.published.ranks[member])
    grade = bench.grade(standings.grades[member])
    gradePublished = bench.grade(bench.published.grades[member])
    total = Points(nano: standings.totals[member]).text(decimals: decimals)
    totalPublished = Points(nano: bench.published.totals[member]).text(decimals: decimals)
    self.categories = zip(bench.model.categories, categories).map { category, bar in
      Category(
        code: category.node.code, points: bar.points.text(decimals: decimals),
        lost: bar.lost.text(decimals: decimals))
    }
  }

  private static func rank(_ rank: Int32) -> Int? { rank > 0 ? Int(rank) : nil }
}

/// What a category gives a member, and what upper bounds took of it.
struct CategoryBar: Hashable, Sendable {
  var points: Points
  var lost: Points

  /// By category of the model.
  static func all(_ card: Scorecard, _ model: Model) -> [CategoryBar] {
    var rest = card.leaves[...]
    return zip(model.categories, card.categories).map { category, score in
      let count = category.node.leaves.count
      defer { rest = rest.dropFirst(count) }
      return CategoryBar(
        points: score.points, lost: category.lost(Array(rest.prefix(count))[...], profile: card.profile))
    }
  }
}
