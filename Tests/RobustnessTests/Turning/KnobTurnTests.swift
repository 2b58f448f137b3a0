import Committees
import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@Suite("a turned number")
struct KnobTurnTests {
  /// Every knob of a random committee at random places: totals, ranks and grades are those of the turned model.
  @Test("stands as the whole model says", arguments: 1...80 as ClosedRange<UInt64>)
  func wholeModel(seed: UInt64) throws {
    let committee = RandomCommittee(seed: seed)
    let basis = try TickBasis(committee.model, committee.input)
    try expectSame(committee, basis, basis.knobs, seed)
  }

  /// The same with numbers in conditions.
  @Test("of a condition stands as the whole model says", arguments: 1...80 as ClosedRange<UInt64>)
  func conditions(seed: UInt64) throws {
    var committee = RandomCommittee(seed: seed)
    committee.addConditions()
    let basis = try TickBasis(committee.model, committee.input)
    let knobs = basis.knobs.filter { knob in
      if case .number(let path) = knob.subject { !committee.model.compared(path).isEmpty } else { false }
    }
    try expectSame(committee, basis, knobs, seed)
  }

  private func expectSame(
    _ committee: RandomCommittee, _ basis: TickBasis, _ knobs: [Knob], _ seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed &* 31)
    for knob in knobs {
      guard let range = KnobRange(knob, of: committee.model, isInOrder: { $0.contradiction == nil })
      else { continue }
      let turn = KnobTurn(basis, knob)
      for _ in 0..<3 {
        let steps = UInt64((range.high - range.low) / range.step) + 1
        let place = range.low + Int64(random.next() % steps) * range.step
        let found = try #require(turn.standings(at: place))
        let expected = try standings(committee, knob, place)
        #expect(found == expected, "seed \(seed) \(knob) at \(Points(nano: place).text(atLeast: 0))")
      }
    }
  }

  /// Computed from the ranking of the whole model by another way than the turn's own.
  private func standings(_ committee: RandomCommittee, _ knob: Knob, _ place: Int64) throws -> TurnedStandings
  {
    let model = try #require(committee.model.turning([KnobSetting(knob, Fraction(place, Points.one))]))
    let outcome = try Outcome(model, committee.input)
    var byMember = outcome.ranking.standings
    byMember.sort { $0.member < $1.member }
    return TurnedStandings(
      totals: outcome.cards.map(\.total.nano), ranks: byMember.map { Int32($0.rank ?? 0) },
      grades: byMember.map { standing in
        guard standing.rank != nil else { return TurnedStandings.none }
        let index = model.grades.firstIndex { $0.name == standing.grade }
        return index.map { Int32($0) } ?? TurnedStandings.referred
      })
  }
}
