import Records
import Scoring

/// Looks for fewer events than were found, smallest sets first; where there are none, those are the fewest.
///
/// Where the model allows an exchange (`EventExchange`), an event of a kind of which enough are free stands for all others of
/// that kind, and for those that the kind outdoes. All other events are tried by themselves.
struct GainProof {
  enum Finding {
    /// All smaller sets were ruled out.
    case found([RecordPlace])
    case none
    /// There are too many sets.
    case unknown
  }

  private struct Kind {
    /// Where a set takes several, no limit counts two of them as one.
    let records: [RecordPlace]
    let isAmple: Bool
    let worth: Points
    let gains: [GainBound.Gain]
  }

  private static let mostTrials = 2_000
  /// So many are tried at once.
  private static let batch = 128
  private static let mostVisits = 100_000

  private let search: GainSearch
  private let allowsExchange: Bool
  /// nil where nothing is known of what events can add.
  private let bound: GainBound?
  /// The worthiest first.
  private var kinds: [Kind] = []
  /// By kind, then leaf: the most that an event of it or of a later kind gives, in nano.
  private var best: [[Int128]] = []
  /// By leaf: what the events of the set at hand give, in nano.
  private var sums: [Int128]
  /// Sets that are not tried yet, in the order in which they were met.
  private var pending: [[Int]] = []
  private var trials = 0
  private var visits = 0

  init(_ search: GainSearch) {
    self.search = search
    allowsExchange = EventExchange(search.trial.model, search.pool).isAllowed(upTo: search.target)
    bound = allowsExchange ? GainBound(search) : nil
    sums = search.trial.model.leaves.map { _ in 0 }
  }

  /// Tries sets of one event, of two, up to one less than `count`.
  mutating func fewer(than count: Int) throws(ScoringError) -> Finding {
    for size in 1..<max(1, count) {
      kinds = kinds(size)
      best = best(kinds)
      var set: [Int] = []
      if let found = try visit(&set, from: 0, left: size) { return .found(found) }
      if let found = try tried() { return .found(found) }
      if isOver { return .unknown }
    }
    return .none
  }

  private var isOver: Bool { trials >= GainProof.mostTrials || visits >= GainProof.mostVisits }

  /// A kind is ample when one of its events is always free beside a set of the size less one.
  private func kinds(_ size: Int) -> [Kind] {
    let pool = search.pool
    let blocked = max(
      1, pool.kinds.map { $0.records.map { pool.keys.values($0).count }.max() ?? 0 }.max() ?? 0)
    let isAmple = pool.kinds.map { allowsExchange && $0.free.count > (size - 1) * blocked }
    let ample = zip(pool.kinds, isAmple).filter(\.1).map(\.0.signature)
    return zip(pool.kinds, isAmple).filter { kind, _ in !ample.contains { $0.outdoes(kind.signature) } }
      .flatMap { kind, isAmple in
        let gains = bound?.gains(kind.signature.worth) ?? []
        return isAmple
          ? [Kind(records: kind.free, isAmple: true, worth: kind.worth, gains: gains)]
          : kind.records.map { Kind(records: [$0], isAmple: false, worth: kind.worth, gains: gains) }
      }.sorted { $0.worth > $1.worth }
  }

  private func best(_ kinds: [Kind]) -> [[Int128]] {
    var best = [sums.map { _ in Int128(0) }]
    for kind in kinds.reversed() {
      var next = best[best.count - 1]
      for gain in kind.gains { next[gain.leaf] = max(next[gain.leaf], gain.nano) }
      best.append(next)
    }
    return best.reversed()
  }

  /// Completes a set by so many events of the kinds from an index on, and tries it.
  private mutating func visit(_ set: inout [Int], from first: Int, left: Int) throws(ScoringError)
    -> [RecordPlace]?
  {
    if left == 0 {
      guard search.pool.needs.allows(records(set)) else { return nil }
      pending.append(set)
      trials += 1
      return pending.count < GainProof.batch ? nil : try tried()
    }
    for index in kinds.indices.dropFirst(first) {
      visits += 1
      if isOver { return nil }
      if let bound, !bound.mayReach(sums, best: best[index], left: left) { return nil }
      let kind = kinds[index]
      let next = kind.isAmple ? index : index + 1
      add(kind.gains, 1)
      defer { add(kind.gains, -1) }
      if let bound, !bound.mayReach(sums, best: best[next], left: left - 1) { continue }
      set.append(index)
      if let found = try visit(&set, from: next, left: left - 1) { return found }
      set.removeLast()
    }
    return nil
  }

  private mutating func add(_ gains: [GainBound.Gain], _ sign: Int128) {
    for gain in gains { sums[gain.leaf] += sign * gain.nano }
  }

  private mutating func tried() throws(ScoringError) -> [RecordPlace]? {
    guard !pending.isEmpty else { return nil }
    let sets = pending.map(records)
    pending.removeAll(keepingCapacity: true)
    let outcomes = try search.trial.outcomes(sets.map { RecordChange(added: $0) })
    return zip(sets, outcomes).first { search.reaches($1) }?.0
  }

  /// Those that are tried by themselves, then of each other kind what is free beside them.
  private func records(_ set: [Int]) -> [RecordPlace] {
    let keys = search.pool.keys
    var chosen = set.filter { !kinds[$0].isAmple }.flatMap { kinds[$0].records }
    for index in set where kinds[index].isAmple {
      guard let record = keys.first(kinds[index].records, besides: chosen) else {
        preconditionFailure("an ample kind has a free event")
      }
      chosen.append(record)
    }
    return chosen
  }
}
