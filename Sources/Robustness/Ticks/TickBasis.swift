import Ranking
import Records
package import Scoring
import Synchronization

/// What grades rest on beside the turned category, made once for all knobs of a committee. A class, so that the searches
/// on several cores share it without a count for each of its columns.
package final class TickBasis: Sendable {
  package let rescoring: Rescoring
  /// What the ranking rests on with nothing turned.
  let official: RankBasis
  /// Ranked members by profile.
  let ranked: [[Int]]
  /// By profile, then grade: the least total in nano.
  let limits: [[Int64]]
  /// By member.
  let profiles: [Int]
  /// Of all categories, by member, in nano.
  let sums: [Int64]
  /// By category, then member: rounded, in nano.
  let points: [[Int64]]
  /// The model's least total by profile, in nano; the least number where it states none.
  let floors: [Int64]
  /// By member: the best grade that gates allow which rest on no score.
  let ceilings: [Int]
  let scoreGates: [ScoreGate]
  /// What parts two members: the total, then the model's keys.
  let keys: [RankColumn]
  /// By key: indices of the categories that a score is of; none for other keys.
  let keyCategories: [[Int]]
  /// By key: the nano of which all its values are multiples.
  let keyUnits: [Int64]
  let units: [SeatUnit]
  /// By place of a query of kept records: whether no factor on its leaf changes an answer.
  let keepsUnderWeights: [Bool]
  /// Nano of the last digit of rounded points.
  let unit: Int64
  let start = Mutex<TurnStart?>(nil)
  let commonPlaces = Mutex<CommonPlaces>([:])

  /// Scores the committee. Throws as `Evaluation.score`.
  package init(_ model: Model, _ input: ScoringInput) throws(ScoringError) {
    rescoring = try Rescoring(model, input)
    official = RankBasis(model, input, rescoring.scores)
    let cards = rescoring.scores.cards
    let ranked = model.profiles.indices.map { profile in
      cards.indices.filter { cards[$0].profile == profile && cards[$0].setAsideBy == nil }
    }
    self.ranked = ranked
    limits = model.profiles.indices.map { model.gradeLimits($0).map { Int64(clamping: $0) } }
    profiles = cards.map(\.profile)
    sums = cards.map(\.sum.nano)
    points = model.categories.indices.map { category in cards.map { $0.categories[category].points.nano } }
    floors = model.profiles.indices.map { profile in
      model.floor.map { Points(nearest: $0[profile]).nano } ?? .min
    }
    unit = model.unit
    let tests = MemberTests(model, input, rescoring.scores)
    var ceilings = [Int](repeating: 0, count: cards.count)
    var scoreGates: [ScoreGate] = []
    for gate in model.gates {
      guard case .ceiling(let name) = gate.effect,
        let grade = model.grades.firstIndex(where: { Key($0.name) == Key(name) })
      else { continue }
      if gate.when.restsOnScores {
        scoreGates.append(ScoreGate(gate.when, ceiling: grade, rescoring, tests))
      } else {
        let holds = tests.mask(gate.when)
        for member in holds.indices where holds[member] { ceilings[member] = max(ceilings[member], grade) }
      }
    }
    self.ceilings = ceilings
    self.scoreGates = scoreGates
    keepsUnderWeights = rescoring.keptPlaces.map(rescoring.keepsUnderWeights)
    keys = RankColumn.columns(model, rescoring, tests)
    keyCategories = keys.map { key in
      guard case .score(_, let reference, _) = key else { return [] }
      return model.categories.indices.filter { model.categories[$0].counts(in: reference) }
    }
    let isWhole = floors.allSatisfy { [unit] in $0 == .min || $0 % unit == 0 }
    keyUnits = keys.map { [unit] key in
      switch key {
      case .total, .score: isWhole ? unit : 1
      case .kept, .fixed: 1
      }
    }
    units = model.profiles.indices.flatMap { SeatUnit.units(model, input, profile: $0, ranked: ranked[$0]) }
  }
}

extension TickBasis {
  /// Whether the left stands before the right under the numbers as they are.
  func isNow(_ left: Int, before right: Int, byTotal: Bool) -> Bool {
    for key in keys {
      let (one, other) = (now(key, left), now(key, right))
      if one != other { return one > other }
      if byTotal { return false }
    }
    return false
  }

  private func now(_ key: RankColumn, _ member: Int) -> Int64 {
    switch key {
    case .total: max(floors[profiles[member]], sums[member])
    case .score(let values, _, _), .kept(let values, _, _), .fixed(let values): values[member]
    }
  }
}

/// A ceiling that a finished score, or records kept by a leaf, may lift or set.
struct ScoreGate: Sendable {
  indirect enum Test: Sendable {
    case all([Test])
    case any([Test])
    case not(Test)
    /// By member.
    case fixed([Bool])
    case score(ScoreReference, [Comparison])
    case kept(Int, [Comparison])
  }

  let test: Test
  let ceiling: Int

  init(_ condition: Condition, ceiling: Int, _ rescoring: Rescoring, _ tests: MemberTests) {
    test = Test(condition, rescoring, tests)
    self.ceiling = ceiling
  }
}

extension ScoreGate.Test {
  fileprivate init(_ condition: Condition, _ rescoring: Rescoring, _ tests: MemberTests) {
    switch condition {
    case .all(let parts): self = .all(parts.map { Self($0, rescoring, tests) })
    case .any(let parts): self = .any(parts.map { Self($0.condition, rescoring, tests) })
    case .not(let part): self = .not(Self(part, rescoring, tests))
    case .score(let reference, let comparisons): self = .score(reference, comparisons)
    case .count(let query, let comparisons):
      self = rescoring.keptPlace(of: query).map { .kept($0, comparisons) } ?? .fixed(tests.mask(condition))
    case .test: self = .fixed(tests.mask(condition))
    }
  }
}

extension Condition {
  /// Whether a score, or what limits keep, decides it.
  fileprivate var restsOnScores: Bool {
    switch self {
    case .all(let parts): parts.contains(where: \.restsOnScores)
    case .any(let parts): parts.contains(where: \.condition.restsOnScores)
    case .not(let part): part.restsOnScores
    case .count(.kept, _), .score: true
    case .count, .test: false
    }
  }
}

/// One of what parts two members, greater is better.
enum RankColumn: Sendable {
  case total
  /// By member, with what a point more in a category of a role, or in one category, adds.
  case score([Int64], ScoreReference, sign: Int64)
  /// By member: records kept, by the query's place.
  case kept([Int64], Int, sign: Int64)
  case fixed([Int64])

  static func columns(_ model: Model, _ rescoring: Rescoring, _ tests: MemberTests) -> [RankColumn] {
    [.total]
      + model.rankKeys.map { key in
        let sign: Int64 = key.prefer == .more ? 1 : -1
        switch key.measure {
        case .score(let reference):
          return .score(tests.scores(reference).map { $0 * sign }, reference, sign: sign)
        case .count(let query):
          let counts = tests.counts(query).map { $0 * sign }
          return rescoring.keptPlace(of: query).map { .kept(counts, $0, sign: sign) } ?? .fixed(counts)
        }
      }
  }
}
