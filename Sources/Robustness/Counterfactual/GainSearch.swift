import Ranking
import Records
import Scoring

/// Few records of others that lift a member to a grade.
struct GainSearch {
  let trial: MemberTrial
  let pool: EventPool
  let target: Int
  let start: MemberTrial.Outcome
  /// Least total of the grade in nano.
  let limit: Int128

  init(_ trial: MemberTrial, _ pool: EventPool, target: Int, start: MemberTrial.Outcome) {
    self.trial = trial
    self.pool = pool
    self.target = target
    self.start = start
    limit = trial.model.gradeLimits(start.profile)[target]
  }

  /// Whether the member would have the grade or a better one.
  func reaches(_ outcome: MemberTrial.Outcome) -> Bool {
    guard Int128(outcome.total.nano) >= limit, trial.bars(outcome, from: target).isEmpty,
      let name = trial.place(outcome).grade
    else { return false }
    return trial.model.grades.firstIndex { Key($0.name) == Key(name) }.map { $0 <= target } ?? false
  }

  /// What one event after the other finds, or fewer where a proof of it finds them.
  func path() throws(ScoringError) -> Counterfactual.Path? {
    let greedy = try greedy()
    var isFewest = greedy?.count == 1
    if !isFewest {
      var proof = GainProof(self)
      switch try proof.fewer(than: greedy?.count ?? Counterfactual.most + 1) {
      case .found(let records): return try path(records, isFewest: true)
      case .none: isFewest = true
      case .unknown: break
      }
    }
    guard let greedy else { return nil }
    return try path(greedy, isFewest: isFewest)
  }

  /// One event after the other: first what lifts gates that bar the grade, then what adds most.
  private func greedy() throws(ScoringError) -> [RecordPlace]? {
    var chosen: [RecordPlace] = []
    var best = start
    for _ in 1...Counterfactual.most {
      var next: (record: RecordPlace, outcome: MemberTrial.Outcome, bars: Int)?
      for kind in pool.best {
        guard let record = pool.keys.first(pool.kinds[kind].free, besides: chosen) else { continue }
        let tried = try trial.outcome(adding: chosen + [record])
        let bars = trial.bars(tried, from: target).count
        if let next, (bars, next.outcome.total) >= (next.bars, tried.total) { continue }
        next = (record, tried, bars)
      }
      guard let next, next.outcome.total > best.total || next.bars < trial.bars(best, from: target).count
      else { return nil }
      chosen.append(next.record)
      best = next.outcome
      if reaches(best) { return chosen }
    }
    return nil
  }

  private func path(_ records: [RecordPlace], isFewest: Bool) throws(ScoringError) -> Counterfactual.Path {
    let outcome = try trial.outcome(adding: records)
    let byLeaf = Dictionary(grouping: records) { pool.leafOf[$0] ?? 0 }
    return Counterfactual.Path(
      steps: byLeaf.sorted { $0.key < $1.key }.map { Counterfactual.Step(leaf: $0.key, records: $0.value) },
      total: outcome.total, place: trial.place(outcome), isFewest: isFewest)
  }

  /// What events of each leaf alone can do: of its kind that is worth most.
  func singles() throws(ScoringError) -> [Counterfactual.Single] {
    var singles: [Counterfactual.Single] = []
    for kind in pool.best.map({ pool.kinds[$0] }) where singles.last?.leaf != kind.leaf {
      var most = start.total
      var needed: Int?
      for count in 1...Counterfactual.most where count <= max(1, kind.free.count) {
        let tried = try trial.outcome(adding: Array(kind.free.prefix(count)))
        if needed == nil, reaches(tried) { needed = count }
        let isMore = tried.total > most
        most = max(most, tried.total)
        if !isMore { break }
      }
      singles.append(
        Counterfactual.Single(leaf: kind.leaf, worth: kind.worth, count: needed, most: most - start.total))
    }
    return singles
  }
}
