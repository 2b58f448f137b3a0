import Publishing
import Records
import Robustness
import Scoring

/// What would bring one member over the next line, all others staying as they are, in one sentence.
package struct ProspectAnswer: Hashable, Codable, Sendable {
  package let words: Words
}

extension BenchStore {
  /// Scores the committee once, then the member some hundred times.
  package func prospectAnswer(_ text: String, _ number: String) throws(BenchProblem) -> ProspectAnswer {
    let bench = try bench(text)
    guard let member = roster.member(number) else {
      throw BenchProblem(.missing, zh: "没有编号为\(number)的委员", en: "there is no member with number \(number)")
    }
    guard bench.isGraded else { throw BenchProblem(.wrong, zh: "这次运行不评等次", en: "this run grants no grades") }
    guard !bench.model.categories.contains(where: { $0.obstacle == .mean }) else {
      throw BenchProblem(
        .wrong, zh: "办法里有均值，一人的记录会改变别人的分，算不出还差什么",
        en: "the model has a mean, so that one member's records change the points of others")
    }
    do throws(ScoringError) {
      let scores = try Evaluation.score(bench.model, record.input)
      let found = try Counterfactual(
        bench.model, record.input, scores, records: scores.records, member: member)
      let isRanked = bench.standings.turned.ranks[member] > 0
      return ProspectAnswer(words: found.words(bench.model, isRanked: isRanked))
    } catch { throw BenchProblem(Bench.Problem.scoring(error)) }
  }
}

extension Counterfactual {
  fileprivate func words(_ model: Model, isRanked: Bool) -> Words {
    guard let target else {
      return isRanked
        ? Words(zh: "已是最高等次", en: "The best grade already")
        : Words(zh: "不参加排名，无可上升", en: "Not ranked, no grade to rise from")
    }
    let grade = model.grades[target].name
    let gates = bars.map { "\($0.code) \($0.name)" }
    let first =
      gates.isEmpty
      ? Words(zh: "", en: "")
      : Words(
        zh: "先要解除\(gates.joined(separator: "、"))；", en: "First to lift: \(gates.joined(separator: "; ")). ")
    guard let up else {
      return Words(
        zh: "\(first.zh)升到\(grade)：各类履职\(Counterfactual.most)件以内没有找到办法",
        en: "\(first.en)To reach \(grade): no way found by up to \(Counterfactual.most) events")
    }
    let steps = up.steps.map { step(model, $0) }
    return Words(
      zh:
        "\(first.zh)升到\(grade)\(up.isFewest ? "最少" : "至多")再有\(up.count)件：\(steps.map(\.zh).joined(separator: "、"))（其他人不变）",
      en: "\(first.en)To reach \(grade): \(up.isFewest ? "at least" : "at most") \(up.count) more, "
        + "\(steps.map(\.en).joined(separator: ", ")) (others stay as they are)")
  }

  private func step(_ model: Model, _ step: Step) -> Words {
    let count = step.records.count
    guard let leaf = step.leaf.map({ model.leaves[$0].node }) else {
      return Words(zh: "不计分的记录\(count)件", en: "\(count) records without points")
    }
    return Words(zh: "\(leaf.code) \(leaf.name)\(count)件", en: "\(leaf.code) \(leaf.name) \(count)")
  }
}
