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
    package let code: String
    package let name: String
    package let events: Int
    /// Of his own records, which: each with its day and key.
    package let records: [String]
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
    /// The most that events of this indicator alone can add.
    package let most: String
    /// How many are enough alone; nil for none.
    package let events: Int?
  }

  package let run: String
  package let title: String
  package let period: String
  package let model: String
  package let isExample: Bool
  package let memberNo: String
  package let name: String
  package let total: String
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
    guard run.input.period.isYear, !run.model.grades.isEmpty else { throw run.noGrades("counterfactual") }
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
    total = run.cards[member].total.text(decimals: decimals)
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
        most: single.most.text(decimals: decimals), events: single.count)
    }
  }

  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }

  /// A row for each indicator of which others have events.
  package var csv: String {
    var writer = CSVWriter()
    writer.row([
      "code", "name", "worth", "most", "events_alone", "events_in_gain", "events_in_loss",
    ])
    let codes = (singles.map(\.code) + (loss?.steps.map(\.code) ?? [])).distinct
    for code in codes {
      let single = singles.first { $0.code == code }
      let (up, down) = (gain?.steps.first { $0.code == code }, loss?.steps.first { $0.code == code })
      writer.text(code)
      writer.text(single?.name ?? down?.name ?? "")
      for number in [single?.worth, single?.most] { writer.number(number ?? "") }
      for count in [single?.events, up?.events, down?.events] { writer.number(count.map(String.init) ?? "") }
      writer.endRow()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension CounterfactualReport.Path {
  fileprivate init(_ path: Counterfactual.Path, _ run: RunRecord, _ leaves: [Node], namesRecords: Bool) {
    events = path.count
    isFewest = path.isFewest
    total = path.total.text(decimals: run.model.decimals)
    rank = path.place.rank
    grade = path.place.grade
    steps = path.steps.map { step in
      CounterfactualReport.Step(
        code: leaves[step.leaf].code, name: leaves[step.leaf].name, events: step.records.count,
        records: namesRecords
          ? step.records.map { record in
            let relation = run.input.relations[record.relation]
            let row = Int(record.row)
            return "\(Instant(seconds: relation.times[row]).day) \(relation.keys[row])"
          } : [])
    }
  }
}
