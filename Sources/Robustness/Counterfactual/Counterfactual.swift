package import Ranking
package import Records
package import Scoring

/// The fewest events that would lift a member over the next line, or that he would lose with his grade, all others staying as
/// they are (scoring.md B12). Where smaller sets are too many to try, a few.
///
/// An event is a record: one that others of his profile have, which gives points and takes none, as if it were his; or one of
/// his own.
package struct Counterfactual: Sendable {
  /// So many events of one indicator.
  package struct Step: Hashable, Sendable {
    /// Index into the model's leaves.
    package let leaf: Int
    package let records: [RecordPlace]
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
  package static let most = 12

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
    let pool = EventPool(model, input, records, scores: scores, member: member)
    if let target, target >= 0 {
      self.target = target
      bars = trial.bars(start, from: target)
      let search = GainSearch(trial, pool, target: target, start: start)
      up = try search.path()
      singles = try search.singles()
    } else {
      (self.target, bars, up, singles) = (nil, [], nil, [])
    }
    down =
      places[member].grade == nil || places[member].rank == nil
      ? nil : try LossSearch(trial, pool, grade: places[member].grade).path()
  }
}
