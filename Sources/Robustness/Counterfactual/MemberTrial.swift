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

/// Other records for a member: some of others as if they were his, and none of some of his own.
struct RecordChange {
  var added: [RecordPlace] = []
  var removed: Set<RecordPlace> = []
}

/// One member scored again with other records, all others staying as they are.
struct MemberTrial {
  /// Where the member would stand.
  struct Outcome {
    /// Of all changes that were tried together.
    fileprivate let basis: RankBasis
    fileprivate let index: Int

    fileprivate var card: Scorecard { basis.cards[index] }
    var total: Points { card.total }
    /// Before the model's least total.
    var sum: Points { card.sum }
    /// Index into the model's profiles.
    var profile: Int { card.profile }

    func score(_ leaf: Int) -> LeafScore { card.leaves[leaf] }
  }

  let model: Model
  let input: ScoringInput
  let member: Int
  private let basis: RankBasis
  /// His records of the relations that the model reads, by relation.
  private let own: [[Int32]]

  /// The model has no mean.
  init(_ model: Model, _ input: ScoringInput, _ basis: RankBasis, member: Int) {
    self.model = model
    self.input = input
    self.basis = basis
    self.member = member
    let read = model.relationsRead
    own = input.relations.map { relation in
      guard read.contains(Key(relation.name)) else { return [] }
      return relation.members.indices.filter { relation.members[$0] == Int32(member) }.map(Int32.init)
    }
  }

  /// What amounts of a prorated category are multiplied by and divided by.
  var months: (of: Int128, over: Int128) {
    let (own, all) = (input.members[member].months, input.period.months)
    return 0 < own && own < all ? (Int128(all), Int128(own)) : (1, 1)
  }

  /// O(his records · leaves).
  func outcome(_ change: RecordChange = RecordChange()) throws(ScoringError) -> Outcome {
    try outcomes([change])[0]
  }

  /// All are scored at once, each as a member of its own, so that the model is made ready once. O(changes · his records ·
  /// leaves).
  func outcomes(_ changes: [RecordChange]) throws(ScoringError) -> [Outcome] {
    let (alone, scores) = try scored(changes)
    let basis = RankBasis(model, alone, scores)
    return changes.indices.map { Outcome(basis: basis, index: $0) }
  }

  /// How many reasons hold for the gates that bar him from a grade, by change.
  func reasons(_ changes: [RecordChange], from grade: Int) throws(ScoringError) -> [Int] {
    let (alone, scores) = try scored(changes)
    let counts = GateReasons(
      MemberTests(model, alone, scores), members: changes.count, profile: basis.cards[member].profile)
    var reasons = [Int](repeating: 0, count: changes.count)
    for gate in model.gates where gate.effect.bars(grade, of: model) {
      for (change, count) in counts.of(gate.when).enumerated() { reasons[change] += count }
    }
    return reasons
  }

  private func scored(_ changes: [RecordChange]) throws(ScoringError) -> (ScoringInput, Scores) {
    let relations = input.relations.indices.map { relation in
      var (rows, members): ([Int32], [Int32]) = ([], [])
      for (index, change) in changes.enumerated() {
        let kept =
          change.removed.isEmpty
          ? own[relation]
          : own[relation].filter { !change.removed.contains(RecordPlace(relation: relation, row: $0)) }
        rows += kept + change.added.filter { $0.relation == relation }.map(\.row)
        members += Array(repeating: Int32(index), count: rows.count - members.count)
      }
      return input.relations[relation].gathered(rows, members: members)
    }
    let entered = input.entered.filter { $0.member == Int32(member) }
    let alone = ScoringInput(
      period: input.period, members: changes.map { _ in input.members[member] }, relations: relations,
      entered: changes.indices.flatMap { index in entered.map { $0.moved(to: Int32(index)) } })
    return (alone, try Evaluation.score(model, alone, keepsRecords: false))
  }

  /// His rank and grade among the others. O(members log members).
  func place(_ outcome: Outcome) -> MemberPlace {
    Ranking.places(model, input, basis.replacing(member, from: outcome.basis, at: outcome.index))[member]
  }

  /// Where he would stand with a total and the least of every rank key.
  func place(total: Points) -> MemberPlace {
    Ranking.places(model, input, basis.lowering(member, to: total))[member]
  }

  /// Where he would stand with a total, the greatest of every rank key and no gate that holds.
  func bestPlace(total: Points) -> MemberPlace {
    Ranking.places(model, input, basis.raising(member, to: total))[member]
  }

  /// Of all members, in nano.
  var greatestTotal: Int128 { Int128(basis.cards.map(\.total.nano).max() ?? 0) }

  /// Gates that bar him from a grade.
  func bars(_ outcome: Outcome, from grade: Int) -> [Gate] {
    outcome.basis.bars(outcome.index, from: grade, of: model).map { model.gates[$0] }
  }
}

extension Model {
  /// What leaves, gates and rank keys read.
  fileprivate var relationsRead: Set<Key> {
    let counted = queries.compactMap { query -> Key? in
      if case .records(let relation, _, _) = query { Key(relation) } else { nil }
    }
    return Set(leaves.compactMap { $0.node.selection.map { Key($0.relation) } } + counted)
  }
}

extension Relation {
  /// Some records as those of other members.
  fileprivate func gathered(_ rows: [Int32], members: [Int32]) -> Relation {
    Relation(
      name: name, members: members, times: rows.map { times[Int($0)] },
      spanEnds: spanEnds.map { ends in rows.map { ends[Int($0)] } }, keys: keys.gathered(rows),
      schema: schema, columns: columns.map { $0.gathered(rows) }, evidence: .ownRow(table: 0))
  }
}
