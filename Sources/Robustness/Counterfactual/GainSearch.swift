import Ranking
import Records
import Scoring

/// Few records of others that lift a member to a grade: no proof that fewer would not, but for a single one.
struct GainSearch {
  private let trial: MemberTrial
  private let pool: EventPool
  private let target: Int
  private let start: MemberTrial.Outcome

  init(_ trial: MemberTrial, _ pool: EventPool, target: Int, start: MemberTrial.Outcome) {
    self.trial = trial
    self.pool = pool
    self.target = target
    self.start = start
  }

  /// Indices into the pool's kinds.
  private var kinds: [Int] { Array(pool.others.indices) }

  private func reaches(_ outcome: MemberTrial.Outcome) -> Bool {
    guard let name = trial.place(outcome).grade else { return false }
    return trial.model.grades.firstIndex { Key($0.name) == Key(name) }.map { $0 <= target } ?? false
  }

  private func records(_ counts: [Int: Int]) -> [RecordPlace] {
    counts.sorted { $0.key < $1.key }.flatMap { pool.others[$0.key].records.prefix($0.value) }
  }

  private func outcome(_ counts: [Int: Int]) throws(ScoringError) -> MemberTrial.Outcome {
    try trial.outcome(adding: records(counts))
  }

  /// One event after the other: first what lifts gates that bar the grade, then what adds most.
  func path() throws(ScoringError) -> Counterfactual.Path? {
    var counts: [Int: Int] = [:]
    var best = start
    for step in 1...Counterfactual.most {
      var next: (kind: Int, outcome: MemberTrial.Outcome, bars: Int)?
      for kind in kinds where counts[kind, default: 0] < pool.others[kind].records.count {
        let tried = try outcome(counts.merging([kind: 1]) { $0 + $1 })
        let bars = trial.bars(tried, from: target).count
        if let next, (bars, next.outcome.total) >= (next.bars, tried.total) { continue }
        next = (kind, tried, bars)
      }
      guard let next, next.outcome.total > best.total || next.bars < trial.bars(best, from: target).count
      else {
        return nil
      }
      counts[next.kind, default: 0] += 1
      best = next.outcome
      if reaches(best) {
        return Counterfactual.Path(
          steps: counts.sorted { $0.key < $1.key }.map {
            Counterfactual.Step(
              leaf: pool.others[$0.key].leaf, records: Array(pool.others[$0.key].records.prefix($0.value)))
          }, total: best.total, place: trial.place(best), isFewest: step == 1)
      }
    }
    return nil
  }

  /// What events of each leaf alone can do: of its kind that is worth most.
  func singles() throws(ScoringError) -> [Counterfactual.Single] {
    var singles: [Counterfactual.Single] = []
    for kind in kinds where singles.last?.leaf != pool.others[kind].leaf {
      var most = start.total
      var needed: Int?
      for count in 1...max(1, pool.others[kind].records.count) {
        let tried = try outcome([kind: count])
        if needed == nil, reaches(tried) { needed = count }
        let isMore = tried.total > most
        most = max(most, tried.total)
        if !isMore { break }
      }
      singles.append(
        Counterfactual.Single(
          leaf: pool.others[kind].leaf, worth: pool.others[kind].worth, count: needed,
          most: most - start.total))
    }
    return singles
  }
}
