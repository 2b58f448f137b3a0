import Publishing
import Ranking
import Records
import Robustness
import Scoring
import SystemCalls

/// Two published runs and everything that is said of what lies between them.
package struct RunDifference: Sendable {
  let before: ComputedRun
  let after: ComputedRun
  let sources: [String]
  let decisionsDiffer: Bool
  let derivation: [StructureChange]
  let models: ModelDifferences
  let comparison: RunComparison

  /// Makes both runs again, and each mixture of what differs between them. `settling` is as of a plan.
  package init(
    _ before: String, _ after: String, in folder: String, settling: Bool = true,
    observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) {
    let pair = try RunPair(before, after, in: folder, settling: settling, observer)
    let (old, new) = (pair.before.record, pair.after.record)
    self.before = pair.before.run
    self.after = pair.after.run
    sources = pair.sources
    decisionsDiffer = pair.before.plan.decisions != pair.after.plan.decisions
    var mixer = InputMixer(pair, observer)
    let inputs = try mixer.all()
    do throws(Mixtures.Failure) {
      comparison = RunComparison(
        try Mixtures(differing: pair.differing, before: old.model, after: new.model, inputs: inputs))
    } catch {
      throw RunDifference.failed(error)
    }
    let base = Outcome(model: old.model, cards: old.cards, ranking: old.ranking)
    do throws(ScoringError) {
      models = try ModelDifferences(old.model, new.model, base: base, input: old.input)
    } catch {
      throw .usage(error.message)
    }
    derivation = try RunDifference.derivation(pair, base, &mixer)
  }

  /// The parameters of derivation that differ, each with what it does alone in the run before.
  private static func derivation(
    _ pair: RunPair, _ base: Outcome, _ mixer: inout InputMixer
  ) throws(RunError) -> [StructureChange] {
    let (old, new) = (pair.before.plan.rules, pair.after.plan.rules)
    var changes: [StructureChange] = []
    for parameter in DerivationParameter.differing(old, new) {
      var effect: AloneEffect?
      if let rules = parameter.taken(from: new, to: old) {
        let input = try mixer.input(derivedBy: rules)
        do throws(ScoringError) {
          effect = AloneEffect(from: base, to: try Outcome(base.model, input))
        } catch {
          throw .usage(error.message)
        }
      }
      let words = parameter.words(old, new)
      changes.append(
        StructureChange("derive.\(parameter.rawValue)", zh: words, en: words, alone: effect))
    }
    return changes
  }

  private static func failed(_ failure: Mixtures.Failure) -> RunError {
    let (zh, en) = (
      failure.causes.list.map(\.name.zh).joined(separator: "、"),
      failure.causes.list.map(\.name.en).joined(separator: ", ")
    )
    return .usage(
      Message(
        zh: "无法按原因拆分：取后一次运行的\(zh)、其余取前一次时算不出分；\(failure.error.message.zh)",
        en:
          "the change cannot be split by cause: with the \(en) of the run after and the rest of the run before there is no "
          + "score; \(failure.error.message.en)"))
  }

  /// True where the models differ in numbers alone.
  var isNumbersOnly: Bool { models.isNumbersOnly && derivation.isEmpty }

  /// By cause what differs, in words; nil for what is the same.
  var words: [String?] {
    let (old, new) = (before.record, after.record)
    let data =
      sources.filter { $0 != RunPair.members } + (decisionsDiffer ? ["decisions"] : [])
      + (old.identity.period == new.identity.period
        ? [] : ["\(old.identity.period) → \(new.identity.period)"])
    let quotas = Set(
      new.model.grades.flatMap { ["\($0.name).share", "\($0.name).pool_under"] }.map(Key.init))
    let numbers = models.numbers.map(\.path).filter { quotas.contains(Key($0)) }
    let texts = [
      data.joined(separator: "、"),
      CauseWords.arrow(old.model.id, new.model.id) + (isNumbersOnly ? "，只有数字不同 numbers only" : ""),
      RunPair.members, numbers.isEmpty ? "不同 differs" : numbers.joined(separator: "、"),
    ]
    return zip(Cause.allCases, texts).map { cause, text in
      comparison.mixtures.differing.contains(Causes(cause)) ? text : nil
    }
  }

  /// The page as bytes; fails closed on anything private of either run. `path` is for the message.
  private func page(_ path: String) throws(RunError) -> [UInt8] {
    let bytes = ComparisonPage.html(facts)
    let artifact = Artifact(file: .page, bytes: bytes, rows: nil)
    let hits = [before, after].flatMap { $0.withheld.scan(artifact.file.privacy).hits(in: artifact) }
    guard hits.isEmpty else {
      let placed = hits.map { PrivacyHit(file: path, line: $0.line, column: $0.column, what: $0.what) }
      throw .data([PublishingError.privacy(placed).message])
    }
    return bytes
  }

  private var facts: ComparisonFacts {
    ComparisonFacts(
      before: before.record, after: after.record, comparison: comparison, models: models,
      derivation: derivation, words: words)
  }

  /// The page's pictures of ranks, by profile; fails closed as the page does.
  package func flows() throws(RunError) -> [(profile: String, svg: String)] {
    _ = try page(RunDifference.output)
    return ComparisonPage.flows(facts)
  }

  /// What the page is called in a privacy policy.
  static let output = "compare.html"

  /// Who may see the page: its owner alone where the policy of either run says so.
  private var privacy: PrivacyClass {
    let classes = [before, after].map { $0.withheld.privacy(of: RunDifference.output, known: .internal) }
    return classes.contains(.staff) ? .staff : .internal
  }

  /// Writes the page; a file that stands there is replaced once the new one is whole.
  package func writePage(to path: String) throws(RunError) {
    let bytes = try page(path)
    do throws(PublishingError) {
      try DurableFile.replace(path, bytes, mode: privacy.mode)
    } catch {
      throw RunDifference.unwritten(path, error)
    }
  }

  private static func unwritten(_ path: String, _ error: PublishingError) -> RunError {
    guard case .operation(_, _, let code) = error else { return .operation(error.message) }
    let reason = SystemError.text(code)
    return .operation(
      Message(
        zh: "\(path)：比较页写不出（\(reason)），原有内容未动；请检查目录是否存在、可写、有空间，或给--page换一个位置",
        en:
          "\(path): the page cannot be written: \(reason); what stood there is untouched: check that the folder exists, can be "
          + "written and has space, or give --page another place"))
  }
}
