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
    /// What an event gives where nothing limits it, in nano.
    let worth: Int128
  }

  private static let mostTrials = 2_000
  /// So many are tried at once.
  private static let batch = 128
  private static let mostVisits = 100_000

  private let search: GainSearch
  private let allowsExchange: Bool
  /// nil where nothing is known of what events can add.
  private let bound: GainBound?
  private var kinds: [Kind] = []
  /// Sets that are not tried yet, in the order in which they were met.
  private var pending: [[Int]] = []
  private var trials = 0
  private var visits = 0

  init(_ search: GainSearch) {
    self.search = search
    allowsExchange = EventExchange(search.trial.model, search.pool).isAllowed(upTo: search.target)
    bound = allowsExchange ? GainBound(search) : nil
  }

  /// Tries sets of one event, of two, up to one less than `count`.
  mutating func fewer(than count: Int) throws(ScoringError) -> Finding {
    for size in 1..<max(1, count) {
      kinds = kinds(size)
      var set: [Int] = []
      if let found = try visit(&set, from: 0, left: size, worth: 0) { return .found(found) }
      if let found = try tried() { return .found(found) }
      if isOver { return .unknown }
    }
    return .none
  }

  private var isOver: Bool { trials >= GainProof.mostTrials || visits >= GainProof.mostVisits }

  /// The worthiest first. A kind is ample when one of its events is always free beside a set of the size less one.
  private func kinds(_ size: Int) -> [Kind] {
    let pool = search.pool
    let blocked = max(
      1, pool.kinds.map { $0.records.map { pool.keys.values($0).count }.max() ?? 0 }.max() ?? 0)
    let isAmple = pool.kinds.map { allowsExchange && $0.free.count > (size - 1) * blocked }
    let ample = zip(pool.kinds, isAmple).filter(\.1).map(\.0.signature)
    return zip(pool.kinds, isAmple).filter { kind, _ in !ample.contains { $0.outdoes(kind.signature) } }
      .flatMap { kind, isAmple in
        let worth = Int128(kind.worth.nano)
        return isAmple
          ? [Kind(records: kind.free, isAmple: true, worth: worth)]
          : kind.records.map { Kind(records: [$0], isAmple: false, worth: worth) }
      }.sorted { $0.worth > $1.worth }
  }

  /// Completes a set by so many events of the kinds from an index on, and tries it.
  private mutating func visit(_ set: inout [Int], from first: Int, left: Int, worth: Int128)
    throws(ScoringError) -> [RecordPlace]?
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
      let kind = kinds[index]
      if let bound, !bound.mayReach(worth + kind.worth * Int128(left)) { return nil }
      set.append(index)
      let next = kind.isAmple ? index : index + 1
      if let found = try visit(&set, from: next, left: left - 1, worth: worth + kind.worth) { return found }
      set.removeLast()
    }
    return nil
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

/// What events can add at most: what they give where nothing limits them.
private struct GainBound {
  private let needed: Int128
  private let months: (of: Int128, over: Int128)

  /// nil where a measure, which may give any amount for an event, rests on one.
  init?(_ search: GainSearch) {
    let model = search.trial.model
    guard !search.pool.isMeasured else { return nil }
    months = search.trial.months
    // Every category may be rounded up, every leaf by a nano for each event.
    let leaves = model.leaves.count
    let unit = (0..<model.decimals).reduce(Int128(Points.one)) { unit, _ in unit / 10 }
    let rounding = unit * Int128(model.categories.count) + Int128(leaves * Counterfactual.most)
    // A least total that is enough leaves nothing to add.
    needed =
      Int128(search.start.total.nano) >= search.limit
      ? 0 : search.limit - Int128(search.start.sum.nano) - rounding
  }

  func mayReach(_ worth: Int128) -> Bool { worth * months.of >= (needed - 1) * months.over }
}
