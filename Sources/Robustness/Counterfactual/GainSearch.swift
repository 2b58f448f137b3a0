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

  /// One event after the other: first what lifts gates that bar the grade, then what adds most. Where no event alone brings
  /// him on, several of a kind are tried at once.
  private func greedy() throws(ScoringError) -> [RecordPlace]? {
    var chosen: [RecordPlace] = []
    var best = try standing([chosen])[0]
    while chosen.count < Counterfactual.most {
      var next: (records: [RecordPlace], standing: Standing)?
      for count in 1...Counterfactual.most - chosen.count where next == nil {
        let moves = moves(count, besides: chosen)
        guard !moves.isEmpty else { break }
        for (move, standing) in zip(moves, try standing(moves.map { chosen + $0 }))
        where standing.isBetter(than: next?.standing ?? best) {
          next = (move, standing)
        }
      }
      guard let next else { return nil }
      chosen += next.records
      best = next.standing
      if reaches(best.outcome) { return chosen }
    }
    return nil
  }

  /// So many events of each kind that no other outdoes.
  private func moves(_ count: Int, besides chosen: [RecordPlace]) -> [[RecordPlace]] {
    pool.best.compactMap { kind in
      var records: [RecordPlace] = []
      for _ in 0..<count {
        guard let next = pool.keys.first(pool.kinds[kind].free, besides: chosen + records) else { return nil }
        records.append(next)
      }
      return records
    }
  }

  /// What events have brought a member to.
  private struct Standing {
    let outcome: MemberTrial.Outcome
    /// For which gates bar the grade.
    let reasons: Int

    func isBetter(than other: Standing) -> Bool {
      reasons != other.reasons ? reasons < other.reasons : outcome.sum > other.outcome.sum
    }
  }

  private func standing(_ sets: [[RecordPlace]]) throws(ScoringError) -> [Standing] {
    let changes = sets.map { RecordChange(added: $0) }
    return zip(try trial.outcomes(changes), try trial.reasons(changes, from: target)).map(Standing.init)
  }

  private func path(_ records: [RecordPlace], isFewest: Bool) throws(ScoringError) -> Counterfactual.Path {
    let outcome = try trial.outcome(RecordChange(added: records))
    return Counterfactual.Path(
      steps: Counterfactual.Step.steps(records) { pool.leafOf[$0] },
      total: outcome.total, place: trial.place(outcome), isFewest: isFewest)
  }

  /// What events of each leaf alone can do: of its kind that is worth most.
  func singles() throws(ScoringError) -> [Counterfactual.Single] {
    var singles: [Counterfactual.Single] = []
    for kind in pool.best.map({ pool.kinds[$0] }) where singles.last?.leaf != kind.leaf {
      let counts = Array(1...max(1, min(Counterfactual.most, kind.free.count)))
      let outcomes = try trial.outcomes(counts.map { RecordChange(added: Array(kind.free.prefix($0))) })
      singles.append(
        Counterfactual.Single(
          leaf: kind.leaf, worth: kind.worth, count: zip(counts, outcomes).first { reaches($1) }?.0,
          most: (outcomes.map(\.sum) + [start.sum]).reduce(start.sum, max) - start.sum))
    }
    return singles
  }
}
