package import Ranking
import Records
package import Robustness
package import Scoring
import Synchronization

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
  /// Of the state.
  package let ranking: RankingResult
  /// Index into the model's profiles, by member.
  package let profiles: [Int]
  let basis: TickBasis
  let cards: [Scorecard]
  let roster: Roster
  /// By profile.
  let groups: [SeatGroups]
  let gates: GateEffects
  let publishedGates: GateEffects
  private let radii = Mutex<Radius??>(nil)

  /// Why a state cannot be reached.
  package enum Problem: Error, Hashable, Sendable {
    case inexact
    /// No model may say so.
    case disorder(Disorder)
    case scoring(ScoringError)
  }

  /// Scores the committee. O(records).
  package convenience init(
    _ run: Outcome, _ input: ScoringInput, _ state: BenchState = BenchState()
  ) throws(Problem) {
    try self.init(run, input, state, Roster(input.members))
  }

  init(
    _ run: Outcome, _ input: ScoringInput, _ state: BenchState, _ roster: Roster
  ) throws(Problem) {
    self.run = run
    self.input = input
    self.state = state
    self.roster = roster
    guard let model = state.applied(to: run.model) else { throw .inexact }
    if let disorder = model.disorder { throw .disorder(disorder) }
    self.model = model
    published = TurnedStandings(run)
    do { basis = try TickBasis(model, input) } catch { throw .scoring(error) }
    basis.prepareTurns()
    let scores = basis.rescoring.scores
    cards = scores.cards
    gates = GateEffects(model, input, cards)
    publishedGates = GateEffects(run.model, input, run.cards)
    profiles = cards.map(\.profile)
    ranking = Ranking.rank(model, input, scores)
    let standings = Standings(
      TurnedStandings(Outcome(model: model, cards: cards, ranking: ranking)), profiles: profiles,
      count: model.profiles.count)
    self.standings = standings
    groups = model.profiles.indices.map { profile in
      SeatGroups(model, input, profile: profile, ranked: standings.ranked(profile))
    }
  }

  /// Whether grades are given: for a whole year, by a model that has any.
  var isGraded: Bool { input.period.isYear && !model.grades.isEmpty }

  /// What the state costs against the published run.
  package var cost: Readout { Readout(published, standings.turned, of: self) }

  /// A knob of the state, ready to be dragged. O(members log members).
  package func drag(_ knob: Knob) -> KnobDrag { drag(knob, from: self) }

  /// The same, with costs against another state.
  func drag(_ knob: Knob, from other: Bench) -> KnobDrag {
    KnobDrag(self, KnobTurn(basis, knob), from: other.standings.turned)
  }

  /// The places of a knob at which a grade changes.
  package func ticks(_ knob: Knob, in range: KnobRange? = nil) throws(KnobTicks.Obstacle) -> KnobTicks {
    try basis.ticks(knob, in: range)
  }

  /// The members whom a window looks at.
  func view(_ window: BenchWindow) -> BenchView {
    BenchView(window, standings.order[window.profile], roster)
  }

  /// The rows of some members, as the state stands.
  func rows(_ members: [Int]) -> [BoardRow] {
    members.map { row($0, CategoryBar.all(cards[$0], model)) }
  }

  func row(_ member: Int, _ categories: [CategoryBar] = []) -> BoardRow {
    BoardRow(member, standings.turned, gates, of: self, categories)
  }

  /// The lines of the grades in a view.
  func lines(_ profile: Int, in view: BenchView) -> [GradeLine] {
    GradeLines(model, isGraded: isGraded, profile: profile, standings, ranking.seats, groups[profile]).all(
      in: view)
  }

  /// By member, in thousandths, searched once; nil for a run without grades. Waits for a search that goes on.
  var radius: Radius? {
    radii.withLock { radii in
      if let known = radii { return known }
      let found = Radius(basis)
      radii = .some(found)
      return found
    }
  }

  /// The same where it is known; nil before, and while it is searched.
  var knownRadius: Radius? { radii.withLockIfAvailable { $0 ?? nil } ?? nil }

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
