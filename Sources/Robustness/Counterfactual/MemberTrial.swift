import Ranking
import Records
import Scoring

/// A record of a run's relation.
package struct RecordPlace: Hashable, Comparable, Sendable {
  /// Index into the run's relations.
  package let relation: Int
  package let row: Int32

  package init(relation: Int, row: Int32) {
    self.relation = relation
    self.row = row
  }

  package static func < (left: RecordPlace, right: RecordPlace) -> Bool {
    (left.relation, left.row) < (right.relation, right.row)
  }
}

/// One member scored again with other records, all others staying as they are.
struct MemberTrial {
  /// Where the member would stand.
  struct Outcome {
    let total: Points
    let basis: RankBasis

    /// Index into the model's profiles.
    var profile: Int { basis.cards[0].profile }
  }

  let model: Model
  let input: ScoringInput
  let member: Int
  private let basis: RankBasis
  private let own: [RecordPlace]

  /// The model has no mean.
  init(_ model: Model, _ input: ScoringInput, _ basis: RankBasis, member: Int) {
    self.model = model
    self.input = input
    self.basis = basis
    self.member = member
    own = input.relations.enumerated().flatMap { relation, records in
      records.members.indices.filter { records.members[$0] == Int32(member) }.map {
        RecordPlace(relation: relation, row: Int32($0))
      }
    }
  }

  /// The member with records of others as if they were his, and without some of his own. O(his records · leaves).
  func outcome(adding added: [RecordPlace] = [], without removed: Set<RecordPlace> = []) throws(ScoringError)
    -> Outcome
  {
    let kept = own.filter { !removed.contains($0) } + added
    let relations = input.relations.indices.map { relation in
      input.relations[relation].narrowed(to: kept.filter { $0.relation == relation }.map(\.row))
    }
    let alone = ScoringInput(
      period: input.period, members: [input.members[member]], relations: relations,
      entered: input.entered.filter { $0.member == Int32(member) }.map { $0.moved(to: 0) })
    let scores = try Evaluation.score(model, alone, keepsRecords: false)
    return Outcome(total: scores.cards[0].total, basis: RankBasis(model, alone, scores))
  }

  /// His rank and grade among the others. O(members log members).
  func place(_ outcome: Outcome) -> MemberPlace {
    Ranking.places(model, input, basis.replacing(member, from: outcome.basis, at: 0))[member]
  }

  /// Gates that bar him from a grade.
  func bars(_ outcome: Outcome, from grade: Int) -> [Gate] {
    outcome.basis.bars(0, from: grade, of: model).map { model.gates[$0] }
  }
}

extension Relation {
  /// Some records as those of the only member of a run.
  fileprivate func narrowed(to rows: [Int32]) -> Relation {
    Relation(
      name: name, members: rows.map { _ in 0 }, times: rows.map { times[Int($0)] },
      spanEnds: spanEnds.map { ends in rows.map { ends[Int($0)] } }, keys: keys.gathered(rows),
      schema: schema,
      columns: columns.map { $0.gathered(rows) }, evidence: .ownRow(table: 0))
  }
}

extension EnteredPoints {
  fileprivate func moved(to member: Int32) -> EnteredPoints {
    EnteredPoints(
      number: number, member: member, indicator: indicator, points: points, datedOn: datedOn, row: row)
  }
}
