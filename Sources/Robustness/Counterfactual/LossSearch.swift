import Ranking
import Records
import Scoring

/// The fewest own records whose loss costs a member his grade.
struct LossSearch {
  private let trial: MemberTrial
  private let pool: EventPool
  private let grade: String?

  init(_ trial: MemberTrial, _ pool: EventPool, grade: String?) {
    self.trial = trial
    self.pool = pool
    self.grade = grade
  }

  /// Sets are tried by size; beyond 2,000 sets of a size, the one record after the other that costs most.
  func path() throws(ScoringError) -> Counterfactual.Path? {
    for count in 1...max(1, min(Counterfactual.most, pool.own.count)) {
      guard let sets = subsets(of: count, upTo: 2_000) else { return try greedy() }
      for set in sets { if let path = try path(set, isFewest: true) { return path } }
    }
    return nil
  }

  /// All sets of so many records; nil for more than a number.
  private func subsets(of count: Int, upTo most: Int) -> [[RecordPlace]]? {
    var sets: [[Int]] = [[]]
    for _ in 0..<count {
      var next: [[Int]] = []
      for set in sets {
        for index in (set.last.map { $0 + 1 } ?? 0)..<max(pool.own.count, set.last.map { $0 + 1 } ?? 0) {
          next.append(set + [index])
        }
        if next.count > most { return nil }
      }
      sets = next
    }
    return sets.map { $0.map { pool.own[$0] } }
  }

  private func greedy() throws(ScoringError) -> Counterfactual.Path? {
    var lost: [RecordPlace] = []
    for _ in 0..<Counterfactual.most * 2 {
      var next: (record: RecordPlace, total: Points)?
      for record in pool.own where !lost.contains(record) {
        let total = try trial.outcome(RecordChange(removed: Set(lost + [record]))).total
        if next.map({ total < $0.total }) ?? true { next = (record, total) }
      }
      guard let next else { return nil }
      lost.append(next.record)
      if let path = try path(lost, isFewest: false) { return path }
    }
    return nil
  }

  private func path(_ lost: [RecordPlace], isFewest: Bool) throws(ScoringError) -> Counterfactual.Path? {
    let outcome = try trial.outcome(RecordChange(removed: Set(lost)))
    let place = trial.place(outcome)
    guard isLower(place.grade) else { return nil }
    let byLeaf = Dictionary(grouping: lost) { pool.leafOf[$0] ?? 0 }
    return Counterfactual.Path(
      steps: byLeaf.sorted { $0.key < $1.key }.map { Counterfactual.Step(leaf: $0.key, records: $0.value) },
      total: outcome.total, place: place, isFewest: isFewest)
  }

  /// Lower than now, or left open where it was not.
  private func isLower(_ other: String?) -> Bool {
    let grades = trial.model.grades.map { Key($0.name) }
    guard let other, let now = grade else { return false }
    guard let after = grades.firstIndex(of: Key(other)) else { return Key(other) != Key(now) }
    guard let before = grades.firstIndex(of: Key(now)) else {
      return trial.model.grades.firstIndex { $0.quota != nil }.map { after > $0 } ?? true
    }
    return after > before
  }
}
