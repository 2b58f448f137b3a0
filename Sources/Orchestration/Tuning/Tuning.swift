import Definitions
package import Publishing
import Records
package import Robustness
import Scoring

/// A published run whose model may be turned without a file being touched: all answers come of the real model, with its
/// rounding, bounds, gates, quotas and ties.
package struct Tuning: Sendable {
  let published: PublishedRun
  let computed: ComputedRun
  let rows: SourceRows
  package let base: Outcome

  /// Makes the run again in memory; its inputs and definitions, and the files in its directory, must be unchanged.
  ///
  /// An acceptance of claims that a crash left is finished first; where not `settling`, nothing is written and it is refused.
  package init(
    run name: String, in folder: String, settling: Bool = true,
    observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) {
    published = try PublishedRun(name, in: folder, settling: settling)
    try published.checkFiles()
    let plan = try published.plan()
    let states = InputStates(plan)
    computed = try published.rerun(plan, for: .rows, observer)
    rows = SourceRows(plan, computed, states)
    let run = computed.record
    base = Outcome(model: run.model, cards: run.cards, ranking: run.ranking)
  }

  package var run: RunRecord { computed.record }

  var model: Model { run.model }

  /// Names of the other whole runs of its folder, newest first.
  package var otherRuns: [String] {
    let entries = (try? RunsReport(in: published.folder).runs) ?? []
    return entries.filter { $0.run != nil && $0.failure == nil && $0.damageZh == nil }.map(\.name)
      .filter { Key($0) != Key(run.identity.directory) }
  }

  /// Every knob with what it stands at.
  package var knobs: KnobReport { KnobReport(model) }

  /// What really decides the ranking.
  package func importance() throws(RunError) -> ImportanceReport { try ImportanceReport(run, base) }

  /// Where any grade changes as knobs are turned: those of the paths, or all.
  package func ticks(_ paths: [String]) throws(RunError) -> TicksReport {
    let basis = try self.basis()
    var knobs: [Knob] = []
    for path in paths {
      let knob = try knob(path, option: "--knob \(path)")
      knobs += basis.knobs.filter { $0.subject == knob.subject && (knob.profile == nil || $0 == knob) }
      if knobs.isEmpty { knobs.append(knob) }
    }
    return try TicksReport(run, basis, paths.isEmpty ? basis.knobs : knobs)
  }

  /// How far all weights may move before a grade can change; `within` is in per cent, of at most one digit after the point.
  package func radius(within text: String) throws(RunError) -> RadiusReport {
    guard let percent = Fraction(text: text), percent >= .zero, percent <= Fraction(50),
      10 % percent.denominator == 0
    else {
      throw .usage(
        Message(
          zh: "--within \(text)：应为0到50之间的百分数，至多一位小数",
          en: "--within \(text): per cent between 0 and 50 with at most one digit after the point are meant"))
    }
    return try RadiusReport(run, basis(), within: percent.numerator * 10 / percent.denominator)
  }

  /// A few events that would lift a member over the next line, and the fewest whose loss would cost him his grade.
  package func counterfactual(of number: String) throws(RunError) -> CounterfactualReport {
    try CounterfactualReport(run, member: published.index(of: number, in: run))
  }

  private func basis() throws(RunError) -> TickBasis {
    do { return try TickBasis(model, run.input) } catch { throw .usage(error.message) }
  }

  private func knob(_ path: String, option: String) throws(RunError) -> Knob {
    do throws(Knob.Problem) { return try Knob(path, of: model) } catch {
      throw .usage(Tuning.message(option, error, model))
    }
  }

  /// What the run would be with some knobs turned, each written `PATH=NUMBER`.
  package func whatIf(_ settings: [String]) throws(RunError) -> WhatIfReport {
    let turned = try self.settings(settings)
    return WhatIfReport(run, Scenario(base, try outcome(turned)), turned)
  }

  /// Reads what is turned, one after the other, as the workbench does.
  func settings(_ settings: [String]) throws(RunError) -> [KnobSetting] {
    var turned: [KnobSetting] = []
    for text in settings {
      let setting = try self.setting(text)
      turned = turned.turning(setting.knob, to: setting.value, in: model)
    }
    return turned
  }

  /// Reads `PATH=NUMBER`.
  private func setting(_ text: String) throws(RunError) -> KnobSetting {
    guard let sign = text.lastIndex(of: "="), let value = Fraction(text: text[text.index(after: sign)...])
    else { throw .usage(Tuning.noSetting(text)) }
    let knob = try knob(String(text[..<sign]), option: "--set \(text)")
    if case .factor = knob.subject, value < .zero {
      throw .usage(
        Message(
          zh: "--set \(text)：倍数不得小于0", en: "--set \(text): a factor is 0 or more"))
    }
    return KnobSetting(knob, value)
  }

  /// What is wrong with a text that is no `PATH=NUMBER`.
  private static func noSetting(_ text: String) -> Message {
    if text.contains(/=-?[0-9]+\/0+$/) {
      return Message(
        zh: "--set \(text)：分母为0；分母应大于0，如 2/3",
        en: "--set \(text): the denominator is 0; write one above 0, as in 2/3")
    }
    if text.contains(/=-?[0-9]+\.[0-9]{7,}$/) {
      return Message(
        zh: "--set \(text)：小数点后至多6位；请少写几位，或写成分数，如 2/3",
        en: "--set \(text): at most 6 digits after the point; write fewer, or a fraction such as 2/3")
    }
    if text.contains(/=-?[0-9]+([.\/][0-9]+)?$/) {
      let limit = Fraction.definitionLimit
      return Message(
        zh: "--set \(text)：数值至多\(limit)，分母至多\(limit)",
        en: "--set \(text): numbers go to \(limit) and in parts of \(limit)")
    }
    return Message(
      zh: "--set \(text)：应为“路径=数值”，数值如 25、0.5、2/3",
      en: "--set \(text): PATH=NUMBER is meant, with a number such as 25, 0.5 or 2/3")
  }

  private static func message(_ option: String, _ problem: Knob.Problem, _ model: Model) -> Message {
    switch problem {
    case .unknownPath(let path):
      let nearest = Nearest.suffix(to: path, among: Knob.paths(of: model))
      return Message(
        zh: "\(option)：办法里没有\(path)；用knobs可列出全部",
        en: "\(option): the model has no '\(path)'\(nearest); knobs lists all")
    case .unknownProfile(let name):
      let names = model.profiles.joined(separator: "、")
      return Message(
        zh: "\(option)：没有\(name)这一类；有：\(names)",
        en: "\(option): no profile '\(name)'; there are \(names)")
    }
  }

  private func outcome(_ settings: [KnobSetting]) throws(RunError) -> Outcome {
    let turned = try turned(settings)
    do { return try Outcome(turned, run.input) } catch { throw .usage(error.message) }
  }

  /// The model with some knobs turned, which a file can state.
  func turned(_ settings: [KnobSetting]) throws(RunError) -> Model {
    guard let turned = model.turning(settings) else {
      throw .usage(Message(zh: "--set：倍数太大或太细，算不精确", en: "--set: a factor leaves no exact number"))
    }
    if let disorder = turned.disorder {
      throw .usage(
        Message(
          zh: "--set：\(disorder.path)：\(disorder.message.zh)；这样的办法不成立",
          en: "--set: \(disorder.path): \(disorder.message.en); no model may say so"))
    }
    return turned
  }
}
