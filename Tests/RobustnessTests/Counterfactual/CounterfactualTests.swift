import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@Suite("counterfactuals")
struct CounterfactualTests {
  /// Every path is walked by the whole model; where a loss is called the fewest and is of two events, no single one does.
  @Test("do what they say, and fewer do not", arguments: 1...12 as ClosedRange<UInt64>)
  func holds(seed: UInt64) throws {
    let committee = RandomCommittee(seed: seed)
    let (model, input) = (committee.model, committee.input)
    let scores = try Evaluation.score(model, input)
    let now = try Trial(model, input)
    for member in input.members.indices where scores.cards[member].setAsideBy == nil {
      let found = try Counterfactual(model, input, scores, records: scores.records, member: member)
      let place = "seed \(seed) member \(member)"
      if let alone = found.singles.compactMap(\.count).min() {
        #expect(found.up.map { $0.count <= alone } == true, "\(place)")
      }
      if let up = found.up, let target = found.target {
        let records = up.steps.flatMap(\.records)
        let trial = try Trial(model, input.giving(records, to: member))
        #expect(trial.grades[member].map { $0 <= target } == true, "\(place)")
        #expect(trial.totals[member] == up.total && trial.ranks[member] == up.place.rank, "\(place)")
      }
      if let down = found.down {
        let trial = try Trial(model, input.losing(down.steps.flatMap(\.records)))
        #expect(trial.totals[member] == down.total, "\(place)")
        #expect(
          trial.names[member] == down.place.grade && trial.names[member] != now.names[member], "\(place)")
        if down.isFewest, down.count == 2 {
          for record in scores.records
          where Int(record.member) == member && record.isRecord && record.raw != .zero {
            let single = try Trial(model, input.losing([input.place(record, model)]))
            #expect((single.grades[member] ?? -1) <= (now.grades[member] ?? -1), "\(place) \(record)")
          }
        }
      }
    }
  }

  /// The whole committee under the whole model.
  private struct Trial {
    let totals: [Points]
    let ranks: [Int?]
    let names: [String?]
    /// Index of the grade.
    let grades: [Int?]

    init(_ model: Model, _ input: ScoringInput) throws {
      let outcome = try Outcome(model, input)
      totals = outcome.cards.map(\.total)
      var standings = outcome.ranking.standings
      standings.sort { $0.member < $1.member }
      ranks = standings.map(\.rank)
      names = standings.map(\.grade)
      grades = names.map { name in model.grades.firstIndex { $0.name == name } }
    }
  }
}

extension RecordScore {
  fileprivate var isRecord: Bool { if case .record = subject { true } else { false } }
}

extension ScoringInput {
  fileprivate func place(_ record: RecordScore, _ model: Model) -> RecordPlace {
    guard case .record(let row) = record.subject,
      case .leaf(let leaf) = model.leaves[Int(record.leaf)].node.content,
      let relation = relations.firstIndex(where: { $0.name == leaf.selection?.relation })
    else { preconditionFailure("a record of a relation") }
    return RecordPlace(relation: relation, row: row)
  }

  fileprivate func giving(_ records: [RecordPlace], to member: Int) -> ScoringInput {
    changing { relation, index in
      let added = records.filter { $0.relation == index }.map(\.row)
      let rows = Array(0..<Int32(relation.count)) + added
      return relation.gathered(rows, members: relation.members + added.map { _ in Int32(member) })
    }
  }

  fileprivate func losing(_ records: [RecordPlace]) -> ScoringInput {
    changing { relation, index in
      let lost = Set(records.filter { $0.relation == index }.map(\.row))
      let rows = (0..<Int32(relation.count)).filter { !lost.contains($0) }
      return relation.gathered(rows, members: rows.map { relation.members[Int($0)] })
    }
  }

  private func changing(_ change: (Relation, Int) -> Relation) -> ScoringInput {
    ScoringInput(
      period: period, members: members, relations: relations.enumerated().map { change($1, $0) },
      entered: entered)
  }
}

extension Relation {
  fileprivate func gathered(_ rows: [Int32], members: [Int32]) -> Relation {
    Relation(
      name: name, members: members, times: rows.map { times[Int($0)] }, keys: keys.gathered(rows),
      schema: schema,
      columns: columns.map { $0.gathered(rows) }, evidence: evidence)
  }
}
