package import Ranking
package import Records
package import Scoring

/// The fewest events that would lift a member over the next line, or that he would lose with his grade, all others staying as
/// they are (scoring.md B12). Where smaller sets are too many to try, a few.
///
/// An event is a record: one that others of his profile have, which gives points and takes none, as if it were his; or one of
/// his own. An outcome is an event only with an item that it can be of, which he has or which is another event
/// (`ItemNeeds`).
package struct Counterfactual: Sendable {
  /// So many events of one indicator.
  package struct Step: Hashable, Sendable {
    /// Index into the model's leaves; nil for records that give no points and that a gate or rank key counts.
    package let leaf: Int?
    /// Of one relation.
    package let records: [RecordPlace]

    /// By leaf in the model's order, those without points last.
    static func steps(_ records: [RecordPlace], leaf: (RecordPlace) -> Int?) -> [Step] {
      Dictionary(grouping: records) { [leaf($0) ?? .max, $0.relation] }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        .map { Step(leaf: $0.key[0] == .max ? nil : $0.key[0], records: $0.value.sorted()) }
    }
  }

  package struct Path: Sendable {
    package let steps: [Step]
    package let total: Points
    package let place: MemberPlace
    /// No fewer events do: all smaller sets were ruled out.
    package let isFewest: Bool

    package var count: Int { steps.reduce(0) { $0 + $1.records.count } }
  }

  /// What events of one indicator alone can do.
  package struct Single: Sendable {
    package let leaf: Int
    /// What an event gives where nothing limits it.
    package let worth: Points
    /// Events needed; nil where no number of them is enough.
    package let count: Int?
    /// The most that they can add, before the model's least total.
    package let most: Points
    /// Items of his own that can have such an outcome; nil for events that are no outcomes.
    package let items: Int?
  }

  /// Index into the model's grades: the next better one; nil for who has the best or is not graded.
  package let target: Int?
  /// Gates that bar the target now: no points help before they are lifted.
  package let bars: [Gate]
  package let up: Path?
  /// By leaf in the model's order.
  package let singles: [Single]
  /// nil where no loss of records lowers the grade.
  package let down: Path?

  /// More events than this are not tried.
  package static let most = 24

  /// `records` are the run's, leaf by leaf. The model has no mean. Throws as `Evaluation.score`.
  package init(
    _ model: Model, _ input: ScoringInput, _ scores: Scores, records: [RecordScore], member: Int
  ) throws(ScoringError) {
    let basis = RankBasis(model, input, scores)
    let places = Ranking.places(model, input, basis)
    let trial = MemberTrial(model, input, basis, member: member)
    let now = model.grades.firstIndex { Key($0.name) == places[member].grade.map(Key.init) }
    // 并列待审 stands at the quota's grade and has not got it.
    let referred = model.grades.firstIndex { $0.quota != nil } ?? 0
    let target =
      places[member].grade == nil ? nil : now.map { $0 - 1 } ?? (places[member].rank == nil ? nil : referred)
    let start = try trial.outcome()
    let looks = RecordLooks(model, input, scores)
    if let target, target >= 0 {
      self.target = target
      bars = trial.bars(start, from: target)
      let pool = EventPool(model, input, records, looks, scores: scores, member: member)
      let search = GainSearch(trial, pool, target: target, start: start)
      up = try search.path()
      singles = try search.singles()
    } else {
      (self.target, bars, up, singles) = (nil, [], nil, [])
    }
    guard places[member].grade != nil, places[member].rank != nil else {
      down = nil
      return
    }
    let own = OwnRecords(model, input, records, looks, member: member)
    down = try LossSearch(trial, own, now: start, grade: now ?? referred).path()
  }
}
