import Ranking
import Records
import Scoring

/// The fewest own records whose loss costs a member his grade.
///
/// A loss costs the grade because a gate holds without the records, or because too few points are left. `GateLoss` finds the
/// fewest for a gate, `LossBound` the fewest that can cost so many points; what neither rules out is tried set by set.
struct LossSearch {
  private let trial: MemberTrial
  private let own: OwnRecords
  private let now: MemberTrial.Outcome
  private let place: MemberPlace
  /// Index of the grade that he has or, being referred, would get.
  private let grade: Int
  /// Least total of the grade in nano.
  private let limit: Int128

  private static let mostTrials = 5_000
  /// So many are tried at once.
  private static let batch = 128

  /// The member is ranked and has a grade or is referred.
  init(_ trial: MemberTrial, _ own: OwnRecords, now: MemberTrial.Outcome, grade: Int) {
    self.trial = trial
    self.own = own
    self.now = now
    self.grade = grade
    place = trial.place(now)
    limit = trial.model.gradeLimits(now.profile)[grade]
  }

  func path() throws(ScoringError) -> Counterfactual.Path? {
    let gates = try gateLosses()
    let bound = try LossBound(trial, own, now: now)
    var found = try gates.found + shortest(bound?.curve.lost.dropFirst().map { $0 } ?? [])
    if found.isEmpty, let records = try greedy() { found.append(records) }
    let few = try found.min { $0.count < $1.count }.map { records throws(ScoringError) in try needed(records)
    }
    let least = min(gates.least, leastForPoints(bound))
    let sizes = least..<max(least, few?.count ?? min(own.places.count, LossCurve.most) + 1)
    switch try exhausted(sizes) {
    case .found(let records): return try path(records, isFewest: true)
    case .none: return try few.map { records throws(ScoringError) in try path(records, isFewest: true) }
    case .unknown: return try few.map { records throws(ScoringError) in try path(records, isFewest: false) }
    }
  }

  /// By gate that would cost the grade the fewest records; `least` is the size of the smallest set that may do so.
  private func gateLosses() throws(ScoringError) -> (found: [[RecordPlace]], least: Int) {
    var (found, least): ([[RecordPlace]], Int) = ([], .max)
    let holding = trial.bars(now, from: grade).map(\.code)
    for gate in trial.model.gates
    where gate.effect.bars(grade, of: trial.model) && !holding.contains(gate.code) {
      guard var loss = try GateLoss(gate, trial, own, profile: now.profile) else {
        least = 1
        continue
      }
      switch loss.fewest(upTo: LossCurve.most) {
      case .fewest(let records):
        found.append(records)
        least = min(least, records.count)
      case .none: break
      case .unknown: least = 1
      }
    }
    return (try costly(found), least)
  }

  /// No smaller set leaves too few points.
  private func leastForPoints(_ bound: LossBound?) -> Int {
    guard let bound, trial.model.hasPlainSeats(grade) else { return 1 }
    for count in 1...max(1, min(own.places.count, LossCurve.most)) {
      guard let total = bound.least(count), !isTooLittle(total) else { return count }
    }
    return .max
  }

  private func isTooLittle(_ total: Points) -> Bool {
    if Int128(total.nano) < limit { return true }
    return trial.model.grades[grade].quota != nil && isLower(trial.place(total: total))
  }

  private func costly(_ sets: [[RecordPlace]]) throws(ScoringError) -> [[RecordPlace]] {
    let outcomes = try trial.outcomes(sets.map { RecordChange(removed: Set($0)) })
    return zip(sets, outcomes).filter { costs($1) }.map(\.0)
  }

  private func shortest(_ sets: [[RecordPlace]]) throws(ScoringError) -> [[RecordPlace]] {
    let outcomes = try trial.outcomes(sets.map { RecordChange(removed: Set($0)) })
    return zip(sets, outcomes).first { costs($1) }.map { [$0.0] } ?? []
  }

  private func costs(_ outcome: MemberTrial.Outcome) -> Bool {
    if Int128(outcome.total.nano) < limit || !trial.bars(outcome, from: grade).isEmpty { return true }
    return trial.model.grades[grade].quota != nil && isLower(trial.place(outcome))
  }

  /// Who is referred stands between the grade and the next lower one.
  private func isLower(_ other: MemberPlace) -> Bool {
    guard let before = place.step, let after = other.step else { return other.step == nil }
    let standing = { (place: MemberPlace, step: Int) in
      place.grade == Grading.referred ? 2 * step - 1 : 2 * step
    }
    return standing(other, after) > standing(place, before)
  }

  /// One record after the other: the one without which least is left.
  private func greedy() throws(ScoringError) -> [RecordPlace]? {
    var lost: [RecordPlace] = []
    for _ in 0..<min(LossCurve.most, own.places.count) {
      let others = own.places.filter { !lost.contains($0) }
      let outcomes = try trial.outcomes(others.map { RecordChange(removed: Set(lost + [$0])) })
      guard let next = zip(others, outcomes).min(by: { $0.1.sum < $1.1.sum }) else { return nil }
      lost.append(next.0)
      if costs(next.1) { return lost }
    }
    return nil
  }

  /// Without the records that it can do without.
  private func needed(_ records: [RecordPlace]) throws(ScoringError) -> [RecordPlace] {
    var left = records
    for record in records where left.count > 1 {
      let others = left.filter { $0 != record }
      if try costs(trial.outcome(RecordChange(removed: Set(others)))) { left = others }
    }
    return left
  }

  private enum Finding {
    case found([RecordPlace])
    case none
    case unknown
  }

  /// Tries all sets of some sizes, unless they are too many.
  private func exhausted(_ sizes: Range<Int>) throws(ScoringError) -> Finding {
    var left = LossSearch.mostTrials
    for size in sizes {
      guard let sets = subsets(of: size, upTo: left) else { return .unknown }
      left -= sets.count
      for start in stride(from: 0, to: sets.count, by: LossSearch.batch) {
        let some = Array(sets[start..<min(start + LossSearch.batch, sets.count)])
        if let records = try shortest(some).first { return .found(records) }
      }
    }
    return .none
  }

  /// All sets of so many records; nil for more than a number.
  private func subsets(of count: Int, upTo most: Int) -> [[RecordPlace]]? {
    var sets: [[Int]] = [[]]
    for _ in 0..<count {
      var next: [[Int]] = []
      for set in sets {
        let first = set.last.map { $0 + 1 } ?? 0
        for index in own.places.indices.dropFirst(first) { next.append(set + [index]) }
        if next.count > most { return nil }
      }
      sets = next
    }
    return sets.map { $0.map { own.places[$0] } }
  }

  private func path(_ lost: [RecordPlace], isFewest: Bool) throws(ScoringError) -> Counterfactual.Path {
    let outcome = try trial.outcome(RecordChange(removed: Set(lost)))
    return Counterfactual.Path(
      steps: Counterfactual.Step.steps(lost, leaf: own.leaf), total: outcome.total,
      place: trial.place(outcome), isFewest: isFewest)
  }
}
