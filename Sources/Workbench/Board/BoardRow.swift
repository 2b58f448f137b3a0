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

  /// Which way a member went against the published run.
  package enum Shift: String, Codable, Sendable { case risen, fallen }

  package let memberNo: String
  package let name: String
  package let sector: String?
  /// nil for who is set aside.
  package let rank: Int?
  package let rankPublished: Int?
  /// Left out where the rank is the same; who comes in has risen, who drops out has fallen.
  package let rankShift: Shift?
  /// As `ranking.csv` has it: a grade, the text of the gate that sets the member aside, or 并列待审.
  package let grade: String?
  package let gradePublished: String?
  /// Left out where the grade is as good as it was.
  package let gradeShift: Shift?
  /// Tied at the last seat and left to the committee.
  package let isReferred: Bool
  package let total: String
  package let totalPublished: String
  package let categories: [Category]
  /// How far all weights may move, each by itself, before the grade can change; nil where it was not searched, and for
  /// who is set aside.
  package var radius: String?

  /// `outcome` is what the standings are of, as far as gates decide: no other turn sets anybody aside.
  init(
    _ member: Int, _ standings: TurnedStandings, _ outcome: GateEffects, of bench: Bench,
    _ categories: [CategoryBar]
  ) {
    let published = bench.published
    let person = bench.input.members[member]
    let decimals = bench.model.decimals
    (memberNo, name, sector) = (person.number, person.name, person.sector)
    rank = BoardRow.rank(standings.ranks[member])
    rankPublished = BoardRow.rank(published.ranks[member])
    rankShift = Shift(from: -(rankPublished ?? .max), to: -(rank ?? .max))
    grade = outcome.text(member) ?? bench.grade(standings.grades[member])
    gradePublished = bench.publishedGates.text(member) ?? bench.grade(published.grades[member])
    gradeShift = Shift(
      from: -bench.height(published.grades[member]), to: -bench.height(standings.grades[member]))
    isReferred = standings.grades[member] == TurnedStandings.referred
    total = Points(nano: standings.totals[member]).text(decimals: decimals)
    totalPublished = Points(nano: published.totals[member]).text(decimals: decimals)
    self.categories = zip(bench.model.categories, categories).map { category, bar in
      Category(
        code: category.node.code, points: bar.points.text(decimals: decimals),
        lost: bar.lost.text(decimals: decimals))
    }
  }

  private static func rank(_ rank: Int32) -> Int? { rank > 0 ? Int(rank) : nil }
}

extension BoardRow.Shift {
  /// nil where nothing is better or worse; more is better.
  init?(from before: Int, to after: Int) {
    guard before != after else { return nil }
    self = before < after ? .risen : .fallen
  }
}

/// What gates put in the place of members' grades.
struct GateEffects: Sendable {
  private let model: Model
  private let cards: [Scorecard]
  private let isGraded: Bool

  init(_ model: Model, _ input: ScoringInput, _ cards: [Scorecard]) {
    self.model = model
    self.cards = cards
    isGraded = input.period.isYear && !model.grades.isEmpty
  }

  /// Of the gate that sets the member aside; nil for who is not, and where no grades are given.
  func text(_ member: Int) -> String? {
    guard isGraded, let gate = cards[member].setAsideBy, case .setAside(let text) = model.gates[gate].effect
    else { return nil }
    return text
  }
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
