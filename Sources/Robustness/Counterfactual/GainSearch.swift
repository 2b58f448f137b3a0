import Ranking
import Records
import Scoring

/// The fewest records of others that lift a member to a grade.
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

  private var leaves: [Int] { pool.others.keys.sorted() }

  private func reaches(_ outcome: MemberTrial.Outcome) -> Bool {
    guard let name = trial.place(outcome).grade else { return false }
    return trial.model.grades.firstIndex { Key($0.name) == Key(name) }.map { $0 <= target } ?? false
  }

  private func records(_ counts: [Int: Int]) -> [RecordPlace] {
    counts.sorted { $0.key < $1.key }.flatMap { pool.others[$0.key, default: []].prefix($0.value) }
  }

  private func outcome(_ counts: [Int: Int]) throws(ScoringError) -> MemberTrial.Outcome {
    try trial.outcome(adding: records(counts))
  }

  /// One event after the other: first what lifts gates that bar the grade, then what adds most.
  func path() throws(ScoringError) -> Counterfactual.Path? {
    var counts: [Int: Int] = [:]
    var best = start
    var gain = Points.zero
    for step in 1...Counterfactual.most {
      var next: (leaf: Int, outcome: MemberTrial.Outcome, bars: Int)?
      for leaf in leaves where counts[leaf, default: 0] < pool.others[leaf, default: []].count {
        let tried = try outcome(counts.merging([leaf: 1]) { $0 + $1 })
        let bars = trial.bars(tried, from: target).count
        if let next, (next.bars, tried.total) >= (bars, next.outcome.total) { continue }
        next = (leaf, tried, bars)
      }
      guard let next, next.outcome.total > best.total || next.bars < trial.bars(best, from: target).count
      else {
        return nil
      }
      counts[next.leaf, default: 0] += 1
      if step == 1 { gain = next.outcome.total - start.total }
      best = next.outcome
      if reaches(best) {
        return Counterfactual.Path(
          steps: counts.sorted { $0.key < $1.key }.map {
            Counterfactual.Step(
              leaf: $0.key, records: Array(pool.others[$0.key, default: []].prefix($0.value)))
          }, total: best.total, place: trial.place(best), isFewest: try noFewer(than: step, gain))
      }
    }
    return nil
  }

  /// Whether no set of one event less does: since a cap only lowers what an event adds, so many add no more than so many times
  /// what the best alone adds; where that is enough every set is tried, up to 2,000.
  private func noFewer(than count: Int, _ gain: Points) throws(ScoringError) -> Bool {
    guard count > 1 else { return true }
    let sets = EventSets(leaves: leaves, count: count - 1).all(upTo: 2_000)
    guard let sets else { return false }
    for counts in sets where counts.allSatisfy({ $0.value <= pool.others[$0.key, default: []].count }) {
      if reaches(try outcome(counts)) { return false }
    }
    return true
  }

  /// What events of each leaf alone can do.
  func singles() throws(ScoringError) -> [Counterfactual.Single] {
    var singles: [Counterfactual.Single] = []
    for leaf in leaves {
      var most = start.total
      var needed: Int?
      for count in 1...max(1, pool.others[leaf, default: []].count) {
        let tried = try outcome([leaf: count])
        if reaches(tried) { needed = count }
        let isMore = tried.total > most
        most = max(most, tried.total)
        if needed != nil || !isMore { break }
      }
      singles.append(
        Counterfactual.Single(
          leaf: leaf, worth: pool.worth[leaf] ?? .zero, count: needed, most: most - start.total))
    }
    return singles
  }
}

/// Sets of so many events, by number of each leaf.
struct EventSets {
  let leaves: [Int]
  let count: Int

  /// All of them; nil for more than a number.
  func all(upTo most: Int) -> [[Int: Int]]? {
    var sets: [[Int: Int]] = [[:]]
    for (place, leaf) in leaves.enumerated() {
      var next: [[Int: Int]] = []
      for set in sets {
        let left = count - set.values.reduce(0, +)
        for own in place == leaves.count - 1 ? left...left : 0...left {
          next.append(own == 0 ? set : set.merging([leaf: own]) { $1 })
        }
        if next.count > most { return nil }
      }
      sets = next
    }
    return sets
  }
}
