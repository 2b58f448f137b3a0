package import Orchestration
import Publishing
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
    case .run: JSONText.line(try store.runAnswer(others: tuning.otherRuns))
    case .state(let state): JSONText.line(try store.stateAnswer(state))
    case .rows(let state, let window): JSONText.line(try store.rowsAnswer(state, window))
    case .find(let state, let window, let member):
      JSONText.line(try store.findAnswer(state, window, member))
    case .ticks(let state, let knob): JSONText.line(try store.ticksAnswer(state, knob))
    case .drag(let state, let knob, let at, let window):
      JSONText.line(try store.dragAnswer(state, knob, at, window))
    case .radius(let state, let window): JSONText.line(try store.radiusAnswer(state, window))
    case .values(let state, let leaf, let profile):
      JSONText.line(try store.valuesAnswer(state, leaf, profile: profile))
    case .member(let state, let member): JSONText.line(try store.memberAnswer(state, member))
    case .prospect(let state, let member): JSONText.line(try store.prospectAnswer(state, member))
    case .row(let source, let file, let line): JSONText.line(try row(source, file, line))
    case .changes(let state): JSONText.line(try store.changesAnswer(state))
    case .diff(let state): JSONText.line(try store.diffAnswer(state))
    case .save(let state, let name): JSONText.line(try save(state, as: name))
    case .compare(let other): JSONText.line(try compare(with: other))
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
}

extension BenchProblem {
  init(_ error: RunError) {
    let lines = error.lines()
    let kind = if case .operations = error { Kind.failed } else { Kind.wrong }
    self.init(kind, zh: lines.first ?? "", en: lines.dropFirst().first ?? lines.first ?? "")
  }
}
