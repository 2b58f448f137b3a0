import Foundation
package import Orchestration
import Records

/// One opened run, from which a page is answered.
package struct Workshop: Sendable {
  package let tuning: Tuning
  package let store: BenchStore
  /// In which the folder of saved models lies.
  let folder: String
  private let compared = Shelf<CompareAnswer>(most: 4)

  /// Scores the run's committee once; all else is made when it is asked for.
  package init(_ tuning: Tuning, in folder: String = ".") throws(BenchProblem) {
    self.tuning = tuning
    self.folder = folder
    store = try BenchStore(tuning.run, withheld: tuning.withheld)
  }

  /// The answer as JSON in UTF-8. Fields that have no value are left out. May be called from any thread, and waits for what is
  /// being computed already.
  package func answer(_ request: BenchRequest) throws(BenchProblem) -> [UInt8] {
    switch request {
    case .run: Workshop.json(try store.runAnswer(others: tuning.otherRuns))
    case .state(let state): Workshop.json(try store.stateAnswer(state))
    case .rows(let state, let window): Workshop.json(try store.rowsAnswer(state, window))
    case .find(let state, let window, let member):
      Workshop.json(try store.findAnswer(state, window, member))
    case .ticks(let state, let knob): Workshop.json(try store.ticksAnswer(state, knob))
    case .drag(let state, let knob, let at, let window):
      Workshop.json(try store.dragAnswer(state, knob, at, window))
    case .radius(let state, let window): Workshop.json(try store.radiusAnswer(state, window))
    case .values(let state, let leaf, let profile):
      Workshop.json(try store.valuesAnswer(state, leaf, profile: profile))
    case .member(let state, let member): Workshop.json(try store.memberAnswer(state, member))
    case .row(let source, let file, let line): Workshop.json(try row(source, file, line))
    case .changes(let state): Workshop.json(try store.changesAnswer(state))
    case .diff(let state): Workshop.json(try store.diffAnswer(state))
    case .save(let state, let name): Workshop.json(try save(state, as: name))
    case .compare(let other): Workshop.json(try compare(with: other))
    }
  }

  private func row(_ source: String, _ file: String, _ line: Int) throws(BenchProblem) -> SourceRow {
    let found: SourceRow?
    do throws(RunError) { found = try tuning.row(source: source, file: file, line: line) } catch {
      throw BenchProblem(error)
    }
    guard let found else {
      throw BenchProblem(.missing, zh: "\(file):\(line)：没有这一行", en: "\(file):\(line): there is no such row")
    }
    return found
  }

  private func compare(with other: String) throws(BenchProblem) -> CompareAnswer {
    guard tuning.otherRuns.contains(where: { Key($0) == Key(other) }) else {
      throw BenchProblem(.missing, zh: "没有运行\(other)", en: "there is no run '\(other)'")
    }
    return try compared.value(other) { () throws(BenchProblem) in
      do throws(RunError) { return try CompareAnswer(tuning.difference(from: other)) } catch {
        throw BenchProblem(error)
      }
    }
  }

  package static func json(_ answer: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return Array(try encoder.encode(answer)) } catch {
      preconditionFailure("texts and numbers always encode: \(error)")
    }
  }
}

extension BenchProblem {
  init(_ error: RunError) {
    let lines = error.lines()
    let kind = if case .operations = error { Kind.failed } else { Kind.wrong }
    self.init(kind, zh: lines.first ?? "", en: lines.dropFirst().first ?? lines.first ?? "")
  }
}
