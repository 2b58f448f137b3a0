import Foundation
package import Orchestration
import Publishing

/// One opened run, from which a page is answered.
package struct Workshop: Sendable {
  package let tuning: Tuning
  package let store: BenchStore

  /// Scores the run's committee once; all else is made when it is asked for.
  package init(_ tuning: Tuning) throws(BenchProblem) {
    self.tuning = tuning
    store = try BenchStore(tuning.run)
  }

  /// The answer as JSON in UTF-8. Fields that have no value are left out. May be called from any thread, and waits for what is
  /// being computed already.
  package func answer(_ request: BenchRequest) throws(BenchProblem) -> [UInt8] {
    switch request {
    case .run: try Workshop.json(store.runAnswer(others: others))
    case .state(let state): try Workshop.json(store.stateAnswer(state))
    case .rows(let state, let window): try Workshop.json(store.rowsAnswer(state, window))
    case .find(let state, let window, let member):
      try Workshop.json(store.findAnswer(state, window, member))
    case .ticks(let state, let knob): try Workshop.json(store.ticksAnswer(state, knob))
    case .drag(let state, let knob, let at, let window):
      try Workshop.json(store.dragAnswer(state, knob, at, window))
    case .radius(let state, let window): try Workshop.json(store.radiusAnswer(state, window))
    case .values, .member, .row, .diff, .save, .compare:
      throw BenchProblem(.missing, zh: "还没有", en: "not there yet")
    }
  }

  /// The other whole runs of the folder, newest first.
  private var others: [String] { tuning.otherRuns }

  package static func json(_ answer: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return Array(try encoder.encode(answer)) } catch {
      preconditionFailure("texts and numbers always encode: \(error)")
    }
  }
}
