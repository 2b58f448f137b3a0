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
    "off the steps and beyond the range a drag is answered as the state there, or refused as that",
    arguments: [
      ("A.factor", "1/3"), ("A.factor", "3"), ("A.factor", "2.00001"), ("A.factor", "1000000"),
      ("A.factor", "-1"),
    ])
  func agreesBeyondTheRange(path: String, text: String) throws {
    let store = try StoreFixture.store(StoreFixture.committee(StoreFixture.seeds[0]))
    let at = try #require(Fraction(text: text))
    let window = BenchWindow(profile: 0, from: 0, count: 500)
    let dragged = Result { () throws(BenchProblem) in try store.dragAnswer("", path, at, window) }
    let reached = Result { () throws(BenchProblem) in try store.rowsAnswer("\(path)=\(text)", window) }
    #expect(dragged.problem == reached.problem)
    #expect((try? dragged.get().rows) == (try? reached.get().rows))
    #expect((try? dragged.get().lines) == (try? reached.get().lines))
    #expect((dragged.problem == nil) == !["-1", "1000000"].contains(text), "\(dragged)")
    guard let drag = try? dragged.get() else { return }
    #expect(drag.cost == (try store.stateAnswer("\(path)=\(text)").cost))
  }

  @Test func `a number that differs by profile is dragged as it is stated`() throws {
    let window = BenchWindow(profile: 0, from: 0, count: 500)
    for seed in StoreFixture.seeds {
      let store = try StoreFixture.store(StoreFixture.committee(seed))
      let split = store.model.numbers.first { Set($0.amount.byProfile).count > 1 }
      guard let path = split?.path.description, let at = split?.amount[1],
        let reached = try? store.rowsAnswer("\(path)=\(at)", window)
      else { continue }
      #expect(try store.dragAnswer("", path, at, window).rows == reached.rows, "seed \(seed)")
      return
    }
    Issue.record("no committee has such a number")
  }
}

extension Result where Failure == BenchProblem {
  fileprivate var problem: BenchProblem? { if case .failure(let problem) = self { problem } else { nil } }
}
