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

  private var leaves: [Int] { pool.own.keys.sorted() }

  /// Sets are tried by size, each taking the records of a leaf that are worth most; beyond 2,000 sets of a size, the one
  /// record after the other that costs most.
  func path() throws(ScoringError) -> Counterfactual.Path? {
    for count in 1...Counterfactual.most {
      guard let sets = EventSets(leaves: leaves, count: count).all(upTo: 2_000) else { return try greedy() }
      for counts in sets {
        guard counts.allSatisfy({ $0.value <= pool.own[$0.key, default: []].count }) else { continue }
        if let path = try path(counts, isFewest: true) { return path }
      }
    }
    return nil
  }

  private func greedy() throws(ScoringError) -> Counterfactual.Path? {
    var counts: [Int: Int] = [:]
    for _ in 0..<Counterfactual.most * 2 {
      var next: (leaf: Int, total: Points)?
      for leaf in leaves where counts[leaf, default: 0] < pool.own[leaf, default: []].count {
        let tried = counts.merging([leaf: 1]) { $0 + $1 }
        let total = try trial.outcome(without: Set(records(tried))).total
        if next.map({ total < $0.total }) ?? true { next = (leaf, total) }
      }
      guard let next else { return nil }
      counts[next.leaf, default: 0] += 1
      if let path = try path(counts, isFewest: false) { return path }
    }
    return nil
  }

  private func records(_ counts: [Int: Int]) -> [RecordPlace] {
    counts.flatMap { pool.own[$0.key, default: []].prefix($0.value) }
  }

  private func path(_ counts: [Int: Int], isFewest: Bool) throws(ScoringError) -> Counterfactual.Path? {
    let outcome = try trial.outcome(without: Set(records(counts)))
    let place = trial.place(outcome)
    guard isLower(place.grade) else { return nil }
    return Counterfactual.Path(
      steps: counts.sorted { $0.key < $1.key }.map {
        Counterfactual.Step(leaf: $0.key, records: Array(pool.own[$0.key, default: []].prefix($0.value)))
      }, total: outcome.total, place: place, isFewest: isFewest)
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
