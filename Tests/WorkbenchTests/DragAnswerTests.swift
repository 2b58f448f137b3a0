import Committees
import Records
import Robustness
import Scoring
import Testing

@testable import Workbench

/// What is answered while a knob is dragged is what the table says once it is let go.
@Suite("drags")
struct DragAnswerTests {
  @Test(
    "a drag from any state shows the table of the state that it would lead to",
    arguments: StoreFixture.seeds.prefix(40))
  func agrees(seed: UInt64) throws {
    try expectAgreement(StoreFixture.committee(seed), seed)
  }

  @Test("so it does where a model has means", arguments: StoreFixture.structured.prefix(20))
  func agreesOnMeans(seed: UInt64) throws {
    try expectAgreement(StoreFixture.structure(seed), seed)
  }

  @Test func `most of those models have means`() {
    let models = StoreFixture.structured.prefix(20).map { StoreFixture.structure($0).model }
    #expect(models.count { $0.categories.contains { $0.obstacle == .mean } } == 18)
  }

  private func expectAgreement(_ start: RandomCommittee, _ seed: UInt64) throws {
    var committee = start
    let store = try StoreFixture.store(committee)
    let knobs = store.start.basis.knobs
    var state = BenchState()
    for _ in 0..<6 {
      let knob = knobs[committee.number(knobs.count)]
      guard let (at, next) = try StoreFixture.turn(knob, in: state, of: store, &committee) else { continue }
      for profile in store.model.profiles.indices {
        let window = BenchWindow(profile: profile, from: 0, count: 500)
        let dragged = Result { () throws(BenchProblem) in
          try store.dragAnswer(state.text, knob.description, at, window)
        }
        let reached = Result { () throws(BenchProblem) in try store.rowsAnswer(next.text, window) }
        guard case (.success(let drag), .success(let rows)) = (dragged, reached) else {
          #expect(dragged.problem == reached.problem, "seed \(seed) \(state.text) \(knob) \(at)")
          continue
        }
        #expect(drag.rows == rows.rows, "seed \(seed) \(state.text) \(knob) \(at)")
        #expect(drag.lines == rows.lines, "seed \(seed) \(state.text) \(knob) \(at)")
        #expect(drag.total == rows.total)
        let (before, after) = (try store.bench(state.text), try store.bench(next.text))
        #expect(drag.cost == Readout(before.standings.turned, after.standings.turned, of: after))
      }
      if committee.chance(2), (try? store.bench(next.text)) != nil { state = next }
    }
  }

  @Test(
    "a place that no file could state, or off the steps, is refused",
    arguments: ["-1", "1000000", "1/3"])
  func refuses(at text: String) throws {
    let store = try StoreFixture.store(StoreFixture.committee(StoreFixture.seeds[0]))
    let at = try #require(Fraction(text: text))
    let window = BenchWindow(profile: 0, from: 0, count: 1)
    #expect(
      throws: BenchProblem(
        .wrong, zh: "at \(text)：应在0到2之间，每步0.0001", en: "at \(text): from 0 to 2 by 0.0001 is meant")
    ) { try store.dragAnswer("", "A.factor", at, window) }
  }
}

extension Result where Failure == BenchProblem {
  fileprivate var problem: BenchProblem? { if case .failure(let problem) = self { problem } else { nil } }
}
