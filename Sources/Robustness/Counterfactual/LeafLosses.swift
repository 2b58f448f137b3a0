import Records
import Scoring

/// What each leaf of the model can come to when a member loses records, before the leaf's bounds.
struct LeafLosses {
  /// By leaf.
  private(set) var curves: [LossCurve] = []

  private let trial: MemberTrial
  private let own: OwnRecords
  private let now: MemberTrial.Outcome
  private let keys: LimitKeys

  /// Measures are tried with every set of their records left out, up to so many records.
  private static let mostMeasured = 6

  init(_ trial: MemberTrial, _ own: OwnRecords, now: MemberTrial.Outcome) throws(ScoringError) {
    self.trial = trial
    self.own = own
    self.now = now
    keys = LimitKeys(trial.model, trial.input, own.worth)
    for (leaf, place) in trial.model.leaves.enumerated() {
      let category = trial.model.categories[place.category].node.code
      let isProrated = trial.model.prorate.contains { Key($0) == Key(category) }
      curves.append(try curve(leaf, place.node, isProrated: isProrated))
    }
  }

  private func curve(_ leaf: Int, _ node: Node, isProrated: Bool) throws(ScoringError) -> LossCurve {
    let score = now.score(leaf)
    let contents = (score.raw - score.limited + score.prorated + score.entered).nano
    if let records = own.measured[leaf] { return try measure(leaf, records, entered: score.entered.nano) }
    let records = own.places.filter { own.worth[$0]?[leaf].map { $0 > .zero } ?? false }
    guard !records.isEmpty, case .leaf(let content) = node.content else { return LossCurve(contents) }
    let limits = content.limits
    let hasSkip = limits.contains { if case .skip = $0.rule { true } else { false } }
    guard limits.count <= 1, !hasSkip else {
      // A record may bring others down with it.
      return LossCurve([contents, min(0, contents, score.entered.nano)], losing: records)
    }
    var curve = LossCurve(0)
    for group in Dictionary(grouping: records, by: { keys.group($0, leaf: leaf) }).sorted(by: {
      $0.key < $1.key
    }) {
      curve = curve.adding(
        LeafLosses.group(group.value, worths(group.value, leaf), limits.first?.rule, now.profile))
    }
    let (of, over) = isProrated ? trial.months : (1, 1)
    return curve.changing { sum in
      Int64(Rounding.halfUp(Int128(sum) * of, over: over)) + score.entered.nano
    }
  }

  private func worths(_ records: [RecordPlace], _ leaf: Int) -> [Int64] {
    records.map { own.worth[$0]?[leaf]?.nano ?? 0 }
  }

  /// Of records that a limit counts together: least is left when the greatest are lost.
  private static func group(_ records: [RecordPlace], _ worths: [Int64], _ rule: Limit.Rule?, _ profile: Int)
    -> LossCurve
  {
    let sorted = zip(records, worths).sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    let values = (0...sorted.count).map { lost -> Int64 in
      let left = sorted.dropFirst(lost).map(\.1)
      return switch rule {
      case .best(let count):
        left.prefix(Int(count[profile].numerator / count[profile].denominator)).reduce(0, +)
      case .points(let most): min(left.reduce(0, +), Points(nearest: most[profile]).nano)
      case .skip, nil: left.reduce(0, +)
      }
    }
    return LossCurve(values, losing: sorted.map(\.0))
  }

  private func measure(_ leaf: Int, _ records: [RecordPlace], entered: Int64) throws(ScoringError)
    -> LossCurve
  {
    guard records.count <= LeafLosses.mostMeasured else {
      return LossCurve([now.score(leaf).raw.nano + entered, -Points.one * 1_000_000], losing: records)
    }
    let sets = (0..<1 << records.count).map { mask in
      records.indices.filter { mask >> $0 & 1 == 1 }.map { records[$0] }
    }
    let outcomes = try trial.outcomes(sets.map { RecordChange(removed: Set($0)) })
    let found = zip(sets, outcomes).map { (lost: $0, value: $1.score(leaf).raw.nano + entered) }
    var curve = LossCurve(found[0].value)
    for count in 1...records.count {
      let best = found.filter { $0.lost.count == count }.min { $0.value < $1.value }
      guard let best else { break }
      curve = LossCurve(least: curve.least + [best.value], lost: curve.lost + [best.lost])
    }
    return curve
  }
}
