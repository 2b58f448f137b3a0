import Ranking
import Records
package import Robustness
package import Scoring

/// A published run on the workbench: its committee under the model as it was run, and under the state at hand.
package final class Bench: Sendable {
  /// As it was run.
  package let run: Outcome
  package let input: ScoringInput
  package let state: BenchState
  /// In the state.
  package let model: Model
  /// As published.
  package let published: TurnedStandings
  package let standings: Standings
  /// Index into the model's profiles, by member.
  package let profiles: [Int]
  let basis: TickBasis
  private let cards: [Scorecard]

  /// Why a state cannot be reached.
  package enum Problem: Error, Hashable, Sendable {
    case inexact
    /// No model may say so.
    case disorder(Disorder)
    case scoring(ScoringError)
  }

  /// Scores the committee. O(records).
  package init(
    _ run: Outcome, _ input: ScoringInput, _ state: BenchState = BenchState()
  ) throws(Problem) {
    self.run = run
    self.input = input
    self.state = state
    guard let model = state.applied(to: run.model) else { throw .inexact }
    if let disorder = model.disorder { throw .disorder(disorder) }
    self.model = model
    published = TurnedStandings(run)
    do { basis = try TickBasis(model, input) } catch { throw .scoring(error) }
    let scores = basis.rescoring.scores
    cards = scores.cards
    profiles = cards.map(\.profile)
    let ranking = Ranking.rank(model, input, scores)
    standings = Standings(
      TurnedStandings(Outcome(model: model, cards: cards, ranking: ranking)), profiles: profiles,
      count: model.profiles.count)
  }

  /// What the state costs against the published run.
  package var cost: Readout { Readout(published, standings.turned, of: self) }

  /// A knob of the state, ready to be dragged. O(members log members).
  package func drag(_ knob: Knob) -> KnobDrag { KnobDrag(self, KnobTurn(basis, knob)) }

  /// The places of a knob at which a grade changes.
  package func ticks(_ knob: Knob) throws(KnobTicks.Obstacle) -> KnobTicks { try basis.ticks(knob) }

  /// The lines of a profile's table, as the state stands.
  package func rows(_ profile: Int, _ places: Range<Int>) -> [BoardRow] {
    rows(profile, places, standings, cards: { self.cards[$0] })
  }

  func rows(
    _ profile: Int, _ places: Range<Int>, _ standings: Standings, cards: (Int) -> Scorecard?
  ) -> [BoardRow] {
    let order = standings.order[profile]
    return order[places.clamped(to: order.indices)].map { member in
      BoardRow(Int(member), standings.turned, of: self, card: cards(Int(member)))
    }
  }

  /// nil for who has none.
  func grade(_ grade: Int32) -> String? {
    switch grade {
    case TurnedStandings.referred: Grading.referred
    case TurnedStandings.none: nil
    default: model.grades[Int(grade)].name
    }
  }

  /// The lower, the better; who is referred stands just below the grade of the first quota, who has none last.
  func height(_ grade: Int32) -> Int {
    switch grade {
    case TurnedStandings.referred: 2 * (model.grades.firstIndex { $0.quota != nil } ?? 0) + 1
    case TurnedStandings.none: 2 * model.grades.count
    default: 2 * Int(grade)
    }
  }
}

/// A knob being moved: answers are of the whole model, quotas and ties included.
package struct KnobDrag: Sendable {
  private let bench: Bench
  private let turn: KnobTurn

  init(_ bench: Bench, _ turn: KnobTurn) {
    self.bench = bench
    self.turn = turn
  }

  /// With the knob at so many nano, against the state at hand; nil where an amount leaves exact arithmetic. O(members · records
  /// of one in the turned category).
  package func answer(at nano: Int64) -> (standings: Standings, cost: Readout)? {
    guard let turned = turn.standings(at: nano) else { return nil }
    return (
      Standings(turned, profiles: bench.profiles, count: bench.model.profiles.count),
      Readout(bench.standings.turned, turned, of: bench)
    )
  }
}
