import CSV
import Publishing
import Ranking
import Records
import Robustness
import Scoring

/// What would lift a member over the next line, and what would cost him his grade, all others staying as they are.
package struct CounterfactualReport: Codable, Hashable, Sendable {
  /// Some events of one indicator.
  package struct Step: Codable, Hashable, Sendable {
    /// nil for records that give no points and that a gate or rank key counts.
    package let code: String?
    /// Of the indicator, else of the relation.
    package let name: String
    package let events: Int
    /// Of his own records, which: each with its day and key.
    package let records: [String]
    /// Of events to get: the kinds of items that they must be of, each of another one.
    package let items: [String]
    /// Of events to get: the kinds that they are of, of which a gate may ask one.
    package let kinds: [String]
  }

  package struct Path: Codable, Hashable, Sendable {
    package let events: Int
    /// Every smaller set was ruled out.
    package let isFewest: Bool
    package let steps: [Step]
    package let total: String
    package let rank: Int?
    package let grade: String?
  }

  package struct Single: Codable, Hashable, Sendable {
    package let code: String
    package let name: String
    /// Points of one event where nothing limits it.
    package let worth: String
    /// The most that events of this indicator alone can add, before the model's least total.
    package let most: String
    /// How many are enough alone; nil for none.
    package let events: Int?
    /// How many items of his own can still have such an outcome; nil for what is no outcome.
    package let items: Int?
  }

  package let run: String
  package let title: String
  package let period: String
  package let model: String
  package let isExample: Bool
  package let memberNo: String
  package let name: String
  package let total: String
  /// Before the model's least total, where that raises it.
  package let sum: String?
  package let rank: Int?
  package let grade: String?
  /// nil for who has the best grade, or is not graded.
  package let target: String?
  /// Gates that bar it now, with their names.
  package let bars: [String]
  package let gain: Path?
  package let singles: [Single]
  package let loss: Path?

  /// Scores the run once more, then the member some hundred times. Throws for a run without grades and a model with a mean.
  init(_ run: RunRecord, member: Int) throws(RunError) {
    guard run.isGraded else { throw run.noGrades("counterfactual") }
    guard !run.model.categories.contains(where: { $0.obstacle == .mean }) else {
      throw .usage(
        Message(
          zh: "\(run.model.id)有均值，一人的记录会改变别人的分；counterfactual不适用",
          en:
            "\(run.model.id) has a mean, so that one member's records change the points of others; counterfactual does not apply"
        ))
    }
    let found: Counterfactual
    do {
      let scores = try Evaluation.score(run.model, run.input)
      found = try Counterfactual(run.model, run.input, scores, records: scores.records, member: member)
    } catch { throw .usage(error.message) }
    self.run = run.identity.directory
    title = run.identity.title
    period = run.identity.period.description
    model = run.model.id
    isExample = run.model.isExample
    memberNo = run.members[member].number
    name = run.members[member].name
    let standing = run.ranking.standings.first { Int($0.member) == member }
    let decimals = run.model.decimals
    let card = run.cards[member]
    total = card.total.text(decimals: decimals)
    sum = card.sum < card.total ? card.sum.text(decimals: decimals) : nil
    rank = standing?.rank
    grade = standing?.grade
    target = found.target.map { run.model.grades[$0].name }
    bars = found.bars.map { "\($0.code) \($0.name)" }
    let leaves = run.model.leaves.map(\.node)
    gain = found.up.map { Path($0, run, leaves, namesRecords: false) }
    loss = found.down.map { Path($0, run, leaves, namesRecords: true) }
    singles = found.singles.map { single in
      Single(
        code: leaves[single.leaf].code, name: leaves[single.leaf].name, worth: single.worth.text(atLeast: 0),
        most: single.most.text(decimals: decimals), events: single.count, items: single.items)
    }
  }

  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }

  /// A row for each indicator of which others have events, then for what else a path takes.
  package var csv: String {
    var writer = CSVWriter()
    writer.row([
      "code", "name", "worth", "most", "events_alone", "own_items", "events_in_gain", "gain_is_fewest",
      "gain_items", "gain_kinds", "events_in_loss", "loss_is_fewest", "loss_records",
    ])
    let steps = (gain?.steps ?? []) + (loss?.steps ?? [])
    for row in singles.map({ Row(code: $0.code, name: $0.name) }).union(steps.map(Row.init)) {
      let single = singles.first { $0.code == row.code }
      let (up, down) = (gain?.steps.first(where: row.isOf), loss?.steps.first(where: row.isOf))
      writer.text(row.code ?? "")
      writer.text(row.name)
      for number in [single?.worth, single?.most] { writer.number(number ?? "") }
      for number in [single?.events, single?.items] { writer.number(number.map(String.init) ?? "") }
      CounterfactualReport.write(up, of: gain, to: &writer)
      writer.text(up?.items.joined(separator: "；") ?? "")
      writer.text(up?.kinds.joined(separator: "；") ?? "")
      CounterfactualReport.write(down, of: loss, to: &writer)
      writer.text(down?.records.joined(separator: "；") ?? "")
      writer.endRow()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func write(_ step: Step?, of path: Path?, to writer: inout CSVWriter) {
    writer.number(step.map { String($0.events) } ?? "")
    writer.text(step == nil ? "" : path?.isFewest == true ? "是" : "否")
  }

  /// What a row of the CSV is about.
  private struct Row: Hashable {
    let code: String?
    let name: String

    init(code: String?, name: String) { (self.code, self.name) = (code, name) }
    init(_ step: Step) { self.init(code: step.code, name: step.name) }

    func isOf(_ step: Step) -> Bool { Row(step) == self }
  }
}

extension Array where Element: Hashable {
  /// Its elements, then those of another that are not among them, each once.
  fileprivate func union(_ other: [Element]) -> [Element] {
    (self + other).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension CounterfactualReport.Path {
  fileprivate init(_ path: Counterfactual.Path, _ run: RunRecord, _ leaves: [Node], namesRecords: Bool) {
    events = path.count
    isFewest = path.isFewest
    total = path.total.text(decimals: run.model.decimals)
    rank = path.place.rank
    grade = path.place.grade
    steps = path.steps.map { CounterfactualReport.Step($0, run, leaves, namesRecords: namesRecords) }
  }
}

extension CounterfactualReport.Step {
  /// Of relations with names that a model states.
  private static let titles = [
    "attendance": "履职活动", "authorship": "提案", "reports": "社情民意", "outcomes": "成果", "comments": "线上发言",
    "shifts": "线上值班", "messages": "值班留言", "micro_items": "五微", "studio_records": "工作室",
    "study": "线上学习", "merits": "加分事项", "penalties": "减分事项", "member_status": "资格状态",
  ]

  fileprivate init(
    _ step: Counterfactual.Step, _ run: RunRecord, _ leaves: [Node], namesRecords: Bool
  ) {
    let relation = step.records.first.map { run.input.relations[$0.relation].name } ?? ""
    code = step.leaf.map { leaves[$0].code }
    name = step.leaf.map { leaves[$0].name } ?? Self.titles[relation] ?? relation
    events = step.records.count
    items =
      namesRecords || relation != "outcomes"
      ? []
      : step.records.compactMap {
        run.input.relations[$0.relation].column("item_kind")?.canonicalText(Int($0.row))
      }
      .distinct
    kinds = namesRecords ? [] : step.records.compactMap { run.kind(of: $0) }.distinct
    records =
      !namesRecords
      ? []
      : step.records.map { record in
        let relation = run.input.relations[record.relation]
        let row = Int(record.row)
        return "\(Instant(seconds: relation.times[row]).day) \(relation.keys[row])"
      }
  }
}

extension RunRecord {
  /// What tells a record from others of its relation: kind, level and role, where it has them.
  fileprivate func kind(of record: RecordPlace) -> String? {
    let relation = input.relations[record.relation]
    let texts = ["kind", "level", "role"].compactMap { relation.column($0)?.canonicalText(Int(record.row)) }
    let told = texts.filter { !$0.isEmpty }
    return told.isEmpty ? nil : told.joined(separator: "·")
  }
}
