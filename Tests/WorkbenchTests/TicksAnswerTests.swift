import Committees
import Publishing
import Records
import Robustness
import Scoring
import Testing

@testable import Workbench

@Suite("ticks of a state")
struct TicksAnswerTests {
  private struct Checked: Equatable {
    var answers = 0
    var refusals = 0
    var ticks = 0
    var stills = 0
  }

  /// From states in which another knob, or the same one, stands elsewhere.
  @Test func `on either side of a tick just those change who are named`() throws {
    var checked = Checked()
    for seed in StoreFixture.seeds.prefix(8) {
      var committee = StoreFixture.committee(seed)
      let store = try StoreFixture.store(committee)
      let knobs = store.start.basis.knobs
      var state = BenchState()
      for _ in 0..<4 {
        let knob = knobs[committee.number(knobs.count)]
        let comment: Comment = "seed \(seed) \(state.text) \(knob)"
        do throws(BenchProblem) {
          let answer = try store.ticksAnswer(state.text, knob.description)
          checked.answers += 1
          try expect(answer, knob, state, store, comment, &checked)
        } catch { checked.refusals += 1 }
        if let next = try StoreFixture.turn(knob, in: state, of: store, &committee)?.state,
          (try? store.bench(next.text)) != nil
        {
          state = next
        }
      }
    }
    #expect(checked == Checked(answers: 32, refusals: 0, ticks: 17, stills: 32))
  }

  private func expect(
    _ answer: TicksAnswer, _ knob: Knob, _ state: BenchState, _ store: BenchStore, _ comment: Comment,
    _ checked: inout Checked
  ) throws(BenchProblem) {
    let step = nano(answer.step)
    func grades(_ nano: Int64) throws(BenchProblem) -> [Int32] {
      let at = state.turning(knob, to: Fraction(nano, Points.one), in: store.model)
      return try store.bench(at.text).standings.turned.grades
    }
    #expect(answer.omittedBelow == 0 && answer.omittedAbove == 0, comment)
    for tick in answer.ticks.prefix(3) {
      let (before, after) = (try grades(nano(tick.at) - step), try grades(nano(tick.at)))
      let changed = before.indices.filter { before[$0] != after[$0] }
      #expect(tick.changes == changed.count, comment)
      #expect(tick.crossings.map(\.memberNo) == changed.map { store.record.members[$0].number }, comment)
      checked.ticks += 1
    }
    guard let still = answer.still else { return }
    let now = try store.bench(state.text).standings.turned.grades
    let ends = (try grades(nano(still.from)), try grades(nano(still.to)))
    #expect(ends.0 == now && ends.1 == now, comment)
    checked.stills += 1
  }

  @Test(arguments: [
    (10, 3, 0..<10), (5_000, 2_500, 500..<4_500), (5_000, 0, 0..<2_000), (5_000, 5_000, 3_000..<5_000),
    (0, 0, 0..<0),
  ])
  func `of very many ticks the nearest are listed`(_ count: Int, _ below: Int, _ listed: Range<Int>) {
    #expect(TicksAnswer.listed(of: count, below: below) == listed)
  }

  private func nano(_ text: String) -> Int64 {
    guard let number = Fraction(text: text) else { preconditionFailure("\(text) is a number") }
    return Points(nearest: number).nano
  }
}
