import Committees
import Publishing
import Records
import Robustness
import Scoring
import Testing

@testable import Workbench

@Suite("ticks of a state")
struct TicksAnswerTests {
  /// From a state in which another knob, or the same one, stands elsewhere.
  @Test("on either side of a tick just those change who are named", arguments: StoreFixture.seeds.prefix(4))
  func agree(seed: UInt64) throws {
    var committee = StoreFixture.committee(seed)
    let store = try StoreFixture.store(committee)
    let knobs = store.start.basis.knobs
    var state = BenchState()
    for _ in 0..<4 {
      let knob = knobs[committee.number(knobs.count)]
      if let answer = try? store.ticksAnswer(state.text, knob.description) {
        try expect(answer, knob, state, store, "seed \(seed) \(state.text) \(knob)")
      }
      if let next = try StoreFixture.turn(knob, in: state, of: store, &committee)?.state,
        (try? store.bench(next.text)) != nil
      {
        state = next
      }
    }
  }

  private func expect(
    _ answer: TicksAnswer, _ knob: Knob, _ state: BenchState, _ store: BenchStore, _ comment: Comment
  ) throws {
    let step = try nano(answer.step)
    func grades(_ nano: Int64) throws -> [Int32] {
      let at = state.turning(knob, to: Fraction(nano, Points.one), in: store.model)
      return try store.bench(at.text).standings.turned.grades
    }
    for tick in answer.ticks.prefix(3) {
      let (before, after) = (try grades(try nano(tick.at) - step), try grades(try nano(tick.at)))
      let changed = before.indices.filter { before[$0] != after[$0] }
      #expect(tick.changes == changed.count, comment)
      let numbers = changed.map { store.record.members[$0].number }
      #expect(tick.crossings.map(\.memberNo) == numbers, comment)
    }
    guard let still = answer.still else { return }
    let now = try store.bench(state.text).standings.turned.grades
    let ends = (try grades(try nano(still.from)), try grades(try nano(still.to)))
    #expect(ends.0 == now && ends.1 == now, comment)
  }

  private func nano(_ text: String) throws -> Int64 {
    Points(nearest: try #require(Fraction(text: text))).nano
  }
}
