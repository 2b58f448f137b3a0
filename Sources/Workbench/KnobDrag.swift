import Ranking
import Records
import Robustness
import Scoring

/// A knob being moved: answers are of the whole model, quotas and ties included.
package struct KnobDrag: Sendable {
  private let bench: Bench
  private let turn: KnobTurn
  private let before: TurnedStandings

  init(_ bench: Bench, _ turn: KnobTurn, from before: TurnedStandings) {
    self.bench = bench
    self.turn = turn
    self.before = before
  }

  /// What one place of the knob makes of the committee.
  package struct Answer: Sendable {
    package let standings: Standings
    /// Against the state at hand.
    package let cost: Readout
    let bench: Bench
    let turn: KnobTurn
    let nano: Int64
    let turned: Turned
  }

  /// With the knob at so many nano, against the state at hand; nil where an amount leaves exact arithmetic. O(members · records
  /// of one in the turned category).
  package func answer(at nano: Int64) -> Answer? {
    guard let turned = turn.turned(at: nano) else { return nil }
    return Answer(
      standings: Standings(turned.standings, profiles: bench.profiles, count: bench.model.profiles.count),
      cost: Readout(before, turned.standings, of: bench), bench: bench, turn: turn, nano: nano, turned: turned
    )
  }
}

extension KnobDrag.Answer {
  /// The members whom a window looks at.
  func view(_ window: BenchWindow) -> BenchView {
    BenchView(window, standings.order[window.profile], bench.roster)
  }

  /// The rows of some members, of whom alone categories are scored.
  func rows(_ members: [Int]) -> [BoardRow] {
    let gates = turned.whole.map { GateEffects($0.model, bench.input, $0.cards) } ?? bench.gates
    return zip(members, bars(members)).map { BoardRow($0, standings.turned, gates, of: bench, $1) }
  }

  private func bars(_ members: [Int]) -> [[CategoryBar]] {
    if let whole = turned.whole { return members.map { CategoryBar.all(whole.cards[$0], whole.model) } }
    var bars = members.map { CategoryBar.all(bench.cards[$0], bench.model) }
    guard let moved = turn.category(of: members, at: nano) else { return bars }
    for place in members.indices {
      bars[place][moved.category].points = moved.points[place]
      bars[place][moved.category].lost += moved.lost[place]
    }
    return bars
  }

  /// The lines of the grades in a view.
  func lines(_ profile: Int, in view: BenchView) -> [GradeLine] {
    let groups =
      turned.whole.map {
        SeatGroups($0.model, bench.input, profile: profile, ranked: standings.ranked(profile))
      } ?? bench.groups[profile]
    return GradeLines(
      turned.whole?.model ?? bench.model, isGraded: bench.isGraded, profile: profile, standings, turned.seats,
      groups
    ).all(in: view)
  }
}
