import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@Suite("ticks")
struct TickTests {
  /// Every place of a coarse grid is evaluated as a whole: no tick is missed and none is invented.
  @Test("are all that a walk over every step finds", arguments: 1...60 as ClosedRange<UInt64>)
  func exhaustive(seed: UInt64) throws {
    let committee = RandomCommittee(seed: seed)
    let basis = try TickBasis(committee.model, committee.input)
    var random = SplitMix64(seed: seed &* 77)
    let knobs = basis.knobs
    for _ in 0..<4 {
      let knob = knobs[Int(random.next() % UInt64(knobs.count))]
      guard let whole = KnobRange(knob, of: committee.model) else { continue }
      let coarse = max(whole.step, (whole.high - whole.low) / 90 / whole.step * whole.step)
      let range = KnobRange(
        low: (whole.low + (whole.low < 0 ? 0 : coarse - 1)) / coarse * coarse,
        high: whole.high / coarse * coarse, step: coarse)
      guard range.low < range.high else { continue }
      try expectSame(basis, knob, range, seed)
    }
  }

  private func expectSame(_ basis: TickBasis, _ knob: Knob, _ range: KnobRange, _ seed: UInt64) throws {
    let found: KnobTicks
    do throws(KnobTicks.Obstacle) {
      found = try basis.ticks(knob, in: range)
    } catch {
      return
    }
    var before = try grades(basis, knob, range.low)
    var ticks = found.ticks[...]
    for place in stride(from: range.low + range.step, through: range.high, by: Int(range.step)) {
      let after = try grades(basis, knob, place)
      let expected = after.indices.filter { before[$0] != after[$0] }.map {
        KnobTicks.GradeChange(member: $0, before: before[$0] ?? "", after: after[$0] ?? "")
      }
      let own = ticks.first.flatMap { $0.at == place ? $0.changes : nil } ?? []
      if !own.isEmpty { ticks = ticks.dropFirst() }
      #expect(own == expected, "seed \(seed) \(knob) at \(Points(nano: place).text(atLeast: 0))")
      before = after
    }
    #expect(ticks.isEmpty, "seed \(seed) \(knob)")
  }

  private func grades(_ basis: TickBasis, _ knob: Knob, _ nano: Int64) throws -> [String?] {
    let model = try #require(
      basis.rescoring.model.turning([KnobSetting(knob, Fraction(nano, Points.one))]))
    let outcome = try Outcome(model, basis.rescoring.input)
    var grades = [String?](repeating: nil, count: basis.rescoring.input.members.count)
    for standing in outcome.ranking.standings { grades[Int(standing.member)] = standing.grade }
    return grades
  }
}
