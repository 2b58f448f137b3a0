import Ranking
import Records
import Scoring

/// The fewest of a member's own records without which a gate holds that asks for counts of records and facts alone.
///
/// Records that its counts do not tell apart stand for one another, so that sets are tried by how many they take of each
/// kind.
struct GateLoss {
  enum Finding {
    case fewest([RecordPlace])
    /// No loss of up to so many records brings it about.
    case none
    case unknown
  }

  private struct Kind {
    let records: [RecordPlace]
    /// By count of the gate.
    let isCounted: [Bool]
  }

  private static let mostVisits = 100_000

  private let condition: Condition
  private let kinds: [Kind]
  /// By count of the gate: how many records there are now.
  private let counts: [Int64]
  private let facts: MemberTests
  private let profile: Int
  private var visits = 0

  /// nil for a gate that asks for points or for kept records.
  init?(_ gate: Gate, _ trial: MemberTrial, _ own: OwnRecords, profile: Int) throws(ScoringError) {
    guard !gate.when.asksPoints else { return nil }
    condition = gate.when
    self.profile = profile
    let alone = ScoringInput(
      period: trial.input.period, members: [trial.input.members[trial.member]], relations: [], entered: [])
    facts = try MemberTests(trial.model, of: alone)
    let tests = try MemberTests(trial.model, of: trial.input)
    let marks = gate.when.queries.map { query -> (relation: Int, marks: [Bool])? in
      guard case .records(let name, let window, let condition) = query,
        let relation = trial.input.relations.firstIndex(where: { Key($0.name) == Key(name) })
      else { return nil }
      return (relation, tests.marks(trial.input.relations[relation], window: window, condition))
    }
    var kinds: [[Bool]: [RecordPlace]] = [:]
    for place in own.places {
      let isCounted = marks.map {
        $0.map { $0.relation == place.relation && $0.marks[Int(place.row)] } ?? false
      }
      if isCounted.contains(true) { kinds[isCounted, default: []].append(place) }
    }
    self.kinds = kinds.map { Kind(records: $1, isCounted: $0) }.sorted { $0.records[0] < $1.records[0] }
    counts = marks.indices.map { query in
      Int64(kinds.reduce(0) { $0 + ($1.key[query] ? $1.value.count : 0) })
    }
  }

  mutating func fewest(upTo most: Int) -> Finding {
    for size in 1...max(1, min(most, kinds.reduce(0) { $0 + $1.records.count })) {
      var taken: [Int] = []
      if let found = visit(&taken, left: size) { return .fewest(found) }
      if visits >= GateLoss.mostVisits { return .unknown }
    }
    return .none
  }

  /// Takes so many records of the kinds that are left.
  private mutating func visit(_ taken: inout [Int], left: Int) -> [RecordPlace]? {
    visits += 1
    guard visits < GateLoss.mostVisits else { return nil }
    guard taken.count < kinds.count else {
      guard left == 0, holds(without: taken) else { return nil }
      return zip(kinds, taken).flatMap { $0.records.prefix($1) }
    }
    for count in 0...min(left, kinds[taken.count].records.count) {
      taken.append(count)
      if let found = visit(&taken, left: left - count) { return found }
      taken.removeLast()
    }
    return nil
  }

  private func holds(without taken: [Int]) -> Bool {
    var counts = self.counts
    for (kind, count) in zip(kinds, taken) {
      for query in counts.indices where kind.isCounted[query] { counts[query] -= Int64(count) }
    }
    var next = 0
    return holds(condition, counts, &next)
  }

  /// `next` is the first count of the condition, in the order of `Condition.queries`.
  private func holds(_ condition: Condition, _ counts: [Int64], _ next: inout Int) -> Bool {
    switch condition {
    case .all(let parts):
      var answers: [Bool] = []
      for part in parts { answers.append(holds(part, counts, &next)) }
      return !answers.contains(false)
    case .any(let parts):
      var answers: [Bool] = []
      for part in parts { answers.append(holds(part.condition, counts, &next)) }
      return answers.contains(true)
    case .not(let part): return !holds(part, counts, &next)
    case .count(_, let comparisons):
      next += 1
      return comparisons.allSatisfy { $0.holds(Fraction(counts[next - 1]), profile: profile) }
    case .test, .score: return facts.mask(condition)[0]
    }
  }
}

extension Condition {
  /// Whether scores or kept records are asked for.
  fileprivate var asksPoints: Bool {
    switch self {
    case .all(let parts): parts.contains(where: \.asksPoints)
    case .any(let parts): parts.contains { $0.condition.asksPoints }
    case .not(let part): part.asksPoints
    case .count(.kept, _), .score: true
    case .count(.records, _), .test: false
    }
  }
}
