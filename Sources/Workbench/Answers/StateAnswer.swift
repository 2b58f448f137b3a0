import Records
import Robustness
import Scoring

/// A state in its own words, and what it costs.
package struct StateAnswer: Hashable, Codable, Sendable {
  package struct Setting: Hashable, Codable, Sendable {
    package let path: String
    package let value: String
    /// Left out where profiles differ.
    package let published: String?
    /// What the knob is.
    package let label: Words
    /// The same with where it was and where it is turned to.
    package let words: Words
  }

  /// In the order in which they were turned, as it was written anew.
  package let state: String
  package let settings: [Setting]
  /// Against the published run.
  package let cost: Readout
  /// By path: where knobs stand that do not stand where they were published.
  package let values: [String: String]
}

extension BenchStore {
  package func stateAnswer(_ text: String) throws(BenchProblem) -> StateAnswer {
    let bench = try bench(text)
    let settings = bench.state.settings.map { setting -> StateAnswer.Setting in
      let published = setting.knob.single(in: model)?.description
      let label = KnobEntry.label(setting.knob, model)
      let turned = "\(published.map { "\($0) " } ?? "")→ \(setting.value)"
      return StateAnswer.Setting(
        path: setting.knob.description, value: setting.value.description, published: published, label: label,
        words: Words(zh: "\(label.zh)　\(turned)", en: "\(label.en)  \(turned)"))
    }
    return StateAnswer(
      state: bench.state.text, settings: settings, cost: bench.cost, values: try values(bench))
  }

  private func values(_ bench: Bench) throws(BenchProblem) -> [String: String] {
    var values: [String: String] = [:]
    let numbers = Dictionary(bench.model.numbers.map { ($0.path, $0.amount) }) { first, _ in first }
    for entry in try knobs {
      let now: Fraction? =
        switch entry.knob.subject {
        case .factor: bench.state.beforeFactor(entry.knob, in: model)?.value
        case .number(let path): numbers[path].flatMap { entry.knob.single(of: $0) }
        }
      if let now, now.description != entry.published { values[entry.path] = now.description }
    }
    return values
  }
}
