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
        guard !moves.isEmpty || count == 1 else { break }
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

  /// So many events of each kind that no other outdoes; of two, also an outcome with the item that it needs.
  private func moves(_ count: Int, besides chosen: [RecordPlace]) -> [[RecordPlace]] {
    let alike = pool.best.compactMap { free(Array(repeating: $0, count: count), besides: chosen) }
    guard count == 2 else { return alike }
    let pairs = pool.best.flatMap { outcome -> [[RecordPlace]] in
      guard let need = pool.kinds[outcome].signature.need else { return [] }
      return pool.best.filter { pool.kinds[$0].signature.item == need.item }
        .compactMap { free([$0, outcome], besides: chosen) }
    }
    return alike + pairs
  }

  /// An event of each of some kinds, if each outcome has an item then.
  private func free(_ kinds: [Int], besides chosen: [RecordPlace]) -> [RecordPlace]? {
    var records: [RecordPlace] = []
    for kind in kinds {
      guard let next = pool.keys.first(pool.kinds[kind].free, besides: chosen + records) else { return nil }
      records.append(next)
    }
    return pool.needs.allows(chosen + records) ? records : nil
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

  /// What events of each leaf alone can do: of its kind that is worth most, and as many as the member has items for.
  func singles() throws(ScoringError) -> [Counterfactual.Single] {
    var singles: [Counterfactual.Single] = []
    for kind in pool.best.map({ pool.kinds[$0] }) {
      guard let leaf = kind.leaf, singles.last?.leaf != leaf else { continue }
      let items = kind.signature.need.map(pool.needs.free)
      let counts = Array(0...min(Counterfactual.most, kind.free.count, items ?? .max))
      let outcomes = try trial.outcomes(counts.map { RecordChange(added: Array(kind.free.prefix($0))) })
      singles.append(
        Counterfactual.Single(
          leaf: leaf, worth: kind.worth, count: zip(counts, outcomes).first { $0 > 0 && reaches($1) }?.0,
          most: outcomes.map(\.sum).reduce(start.sum, max) - start.sum, items: items))
    }
    return singles
  }
}
