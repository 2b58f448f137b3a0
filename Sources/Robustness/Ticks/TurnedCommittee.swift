import Records
import Scoring

/// Where a member stands with a knob at one place.
struct Position: Sendable {
  /// The place of the knob.
  let at: Int64
  /// Of the turned category before rounding, in nano.
  let raw: Int64
  let piece: UInt64
  let form: UInt64
  /// Where its counts of kept records stand among the committee's.
  let kept: Int
  /// Of the turned category.
  let points: Int64
  /// Of all categories, before the model's floor.
  let sum: Int64
  let total: Int64
  let own: Own

  /// What a member's own points decide of his grade.
  struct Own: Hashable, Sendable {
    /// The grade before quotas.
    let grade: Int
    /// The outcome of each comparison with a score in gates.
    let tests: UInt64
  }
}

/// A committee with one knob that is turned from call to call. A class, since the steps of one search share it.
final class TurnedCommittee {
  let basis: TickBasis
  private var rescorer: Rescorer
  /// Of a category that the rescorer does not know.
  private var spans: SpanScorer?
  private var ends: (low: Int64, high: Int64)?
  let category: Int?
  /// See `Rescorer.isMonotone`; a grade's limit alone moves no points.
  let isMonotone: Bool
  /// Places of the queries of kept records that the turned leaves answer.
  let keptPlaces: [Int]
  private let uneven: Unevenness
  /// Where the knob is a grade's limit: by profile that it turns.
  private let limit: (grade: Int, profile: Int?)?
  /// By profile, then grade.
  private(set) var limits: [Int64]
  let gradeCount: Int
  /// Counts of kept records of the positions that were asked for, so that a position holds no array.
  private var keptCounts: [Int64] = []
  private var at: Int64?
  /// An amount left exact arithmetic.
  private(set) var isTooLarge = false

  convenience init(_ basis: TickBasis, _ knob: Knob) throws(KnobTicks.Obstacle) {
    let model = basis.rescoring.model
    let slots = knob.part(of: model) == .node ? knob.slots(in: model) : []
    let spans = try SpanScorer(basis.rescoring, slots, knob.category(of: model))
    self.init(basis, knob, Rescorer(basis.rescoring, slots: spans == nil ? slots : []), spans)
  }

  /// With a rescorer of the knob's numbers, or of none for a knob that turns no points.
  init(_ basis: TickBasis, _ knob: Knob, _ rescorer: Rescorer, _ spans: SpanScorer? = nil) {
    self.basis = basis
    self.spans = spans
    self.rescorer = rescorer
    category = spans == nil ? rescorer.category : knob.category(of: basis.rescoring.model)
    isMonotone = spans == nil && rescorer.isMonotone
    keptPlaces = spans?.keptPlaces ?? rescorer.keptPlaces
    uneven = rescorer.unevenness
    limits = basis.limits.flatMap(\.self)
    gradeCount = basis.rescoring.model.grades.count
    limit =
      if case .limit(let grade) = knob.part(of: basis.rescoring.model) { (grade, knob.profile) } else { nil }
  }

  /// The committee as it is, with nothing to turn.
  init(_ basis: TickBasis) {
    self.basis = basis
    let rescorer = Rescorer(basis.rescoring, slots: [])
    self.rescorer = rescorer
    category = nil
    isMonotone = rescorer.isMonotone
    keptPlaces = rescorer.keptPlaces
    uneven = rescorer.unevenness
    limits = basis.limits.flatMap(\.self)
    gradeCount = basis.rescoring.model.grades.count
    limit = nil
  }

  func position(_ member: Int, at nano: Int64) -> Position {
    if at != nano { turn(to: nano) }
    guard category != nil else { return position(member, raw: 0, piece: 0, form: 0, kept: 0) }
    guard let value = value(member, at: nano) else {
      isTooLarge = true
      return position(member, raw: 0, piece: 0, form: 0, kept: 0)
    }
    let kept = keptCounts.count
    keptCounts += value.kept
    return position(member, raw: value.raw, piece: value.piece, form: value.form, kept: kept)
  }

  /// What the turned category gives some members; nil where each must be asked for alone.
  func values(of members: ArraySlice<Int>, at nano: Int64) -> TurnedColumns? {
    if at != nano { turn(to: nano) }
    return spans == nil && category != nil ? rescorer.values(of: members) : nil
  }

  /// The position of a member at a place of such columns, without piece and form.
  func position(_ member: Int, _ columns: TurnedColumns, _ place: Int) -> Position {
    let kept = keptCounts.count
    for counts in columns.kept { keptCounts.append(counts[place]) }
    return position(member, raw: columns.raws[place], piece: 0, form: 0, kept: kept)
  }

  private func value(_ member: Int, at nano: Int64) -> TurnedValue? {
    guard spans != nil else { return rescorer.value(member) }
    return value(member, from: nano, to: nano)?.atLow
  }

  private func value(_ member: Int, from low: Int64, to high: Int64) -> SpanValue? {
    if ends?.low != low || ends?.high != high {
      ends = (low, high)
      spans?.turn(low: low, high: high)
    }
    return spans?.value(member)
  }

  private func turn(to nano: Int64) {
    at = nano
    if spans == nil { rescorer.turn(to: nano) }
    guard let limit else { return }
    for profile in basis.limits.indices where limit.profile ?? profile == profile {
      limits[profile * gradeCount + limit.grade] = nano
    }
  }

  /// The position that another raw amount of the category would give, all else as in a position.
  func position(_ member: Int, like other: Position, raw: Int64) -> Position {
    position(member, raw: raw, piece: other.piece, form: other.form, kept: other.kept)
  }

  private func position(_ member: Int, raw: Int64, piece: UInt64, form: UInt64, kept: Int) -> Position {
    let profile = basis.profiles[member]
    var points: Int64 = 0
    var sum = basis.sums[member]
    if let category {
      points = Points.nearest(raw, multipleOf: basis.unit)
      sum += points - basis.points[category][member]
    }
    let total = max(basis.floors[profile], sum)
    return Position(
      at: at ?? 0, raw: raw, piece: piece, form: form, kept: kept, points: points, sum: sum, total: total,
      own: own(member, Score(points: points, total: total, kept: kept), profile: profile))
  }

  /// The finished scores that gates ask.
  private struct Score {
    let points: Int64
    let total: Int64
    let kept: Int
  }

  private func own(_ member: Int, _ score: Score, profile: Int) -> Position.Own {
    var grade = 0
    let first = profile * gradeCount
    while grade < gradeCount - 1, limits[first + grade] > score.total { grade += 1 }
    grade = max(grade, basis.ceilings[member])
    var tests: UInt64 = 0
    for gate in basis.scoreGates where holds(gate.test, member, score, profile, &tests) {
      grade = max(grade, gate.ceiling)
    }
    return Position.Own(grade: grade, tests: tests)
  }

  /// Notes the outcome of every comparison on the way, so that equal notes mean that none turned.
  private func holds(
    _ test: ScoreGate.Test, _ member: Int, _ score: Score, _ profile: Int, _ tests: inout UInt64
  ) -> Bool {
    switch test {
    case .all(let parts):
      return parts.reduce(true) { holds($1, member, score, profile, &tests) && $0 }
    case .any(let parts):
      return parts.reduce(false) { holds($1, member, score, profile, &tests) || $0 }
    case .not(let part): return !holds(part, member, score, profile, &tests)
    case .fixed(let holds): return holds[member]
    case .score(let reference, let comparisons):
      let value = Fraction(amount(of: reference, member, score), Points.one)
      return note(comparisons, value, profile, &tests)
    case .kept(let place, let comparisons):
      let count = kept(place, score.kept) ?? basis.rescoring.keptCounts(place)[member]
      return note(comparisons, Fraction(count), profile, &tests)
    }
  }

  private func note(
    _ comparisons: [Comparison], _ value: Fraction, _ profile: Int, _ tests: inout UInt64
  ) -> Bool {
    var holds = true
    for comparison in comparisons {
      let outcome = comparison.holds(value, profile: profile)
      tests = tests &* 0x100_0000_01B3 &+ (outcome ? 1 : 2)
      holds = holds && outcome
    }
    return holds
  }

  private func kept(_ place: Int, _ kept: Int) -> Int64? {
    keptPlaces.firstIndex(of: place).map { keptCounts[kept + $0] }
  }

  private func amount(of reference: ScoreReference, _ member: Int, _ score: Score) -> Int64 {
    let card = basis.rescoring.scores.cards[member]
    let change = category.map { score.points - basis.points[$0][member] } ?? 0
    switch reference {
    case .total: return score.total
    case .base: return card.base.nano + (moves(reference) ? change : 0)
    case .bonus: return card.bonus.nano + (moves(reference) ? change : 0)
    case .deduction: return card.deduction.nano + (moves(reference) ? change : 0)
    case .category(let code):
      let index = basis.rescoring.model.categories.firstIndex { Key($0.node.code) == Key(code) }
      return (index.map { card.categories[$0].points.nano } ?? 0) + (moves(reference) ? change : 0)
    }
  }

  /// Whether a score moves with the turned category.
  func moves(_ reference: ScoreReference) -> Bool {
    guard let category = category.map({ basis.rescoring.model.categories[$0] }) else { return false }
    switch reference {
    case .total: return true
    case .base: return category.role == .base
    case .bonus: return category.role == .bonus
    case .deduction: return category.role == .deduction
    case .category(let code): return Key(category.node.code) == Key(code)
    }
  }

  /// A rank column's value.
  func value(_ column: RankColumn, _ member: Int, _ position: Position) -> Int64 {
    switch column {
    case .total: return position.total
    case .fixed(let values): return values[member]
    case .kept(let values, let place, let sign):
      return kept(place, position.kept).map { $0 * sign } ?? values[member]
    case .score(let values, .total, let sign): return values.isEmpty ? 0 : position.total * sign
    case .score(let values, let reference, let sign):
      guard let category, moves(reference) else { return values[member] }
      return values[member] + sign * (position.points - basis.points[category][member])
    }
  }

  func stretch(_ member: Int, _ low: Position, _ high: Position) -> Stretch {
    guard spans != nil else {
      return Stretch(
        member: member, low: low, high: high, unevenness: uneven.of(member),
        isStraight: low.piece == high.piece, form: nil)
    }
    let value = value(member, from: low.at, to: high.at)
    return Stretch(
      member: member, low: low, high: high, unevenness: value?.slack ?? 0,
      isStraight: value?.slack != nil, form: value?.form ?? 0)
  }

  /// Of members, those of whom a turn may change where they stand.
  func reached(_ members: [Int]) -> [Int] {
    limit != nil || spans != nil ? members : rescorer.reached(members)
  }

  /// Whether a gate may ask for records kept by a turned leaf.
  var asksKept: Bool { !keptPlaces.isEmpty && !basis.scoreGates.isEmpty }

  /// Whether a column of kept records is one of a turned leaf.
  func isTurned(keptPlace place: Int) -> Bool { keptPlaces.contains(place) }
}

extension SpanScorer {
  /// nil for a category that is turned as it is, and for none.
  fileprivate init?(
    _ base: Rescoring, _ slots: [NumberSlot], _ category: Int?
  ) throws(KnobTicks.Obstacle) {
    guard let category, !slots.isEmpty else { return nil }
    let obstacle = base.obstacles[category]
    if obstacle == .tooLarge { throw .tooLarge }
    guard obstacle != nil || Rescorer(base, slots: slots).hasPartsBetween else { return nil }
    do throws(SpanScorer.Obstacle) { try self.init(base, slots: slots, category: category) } catch {
      throw KnobTicks.Obstacle(error)
    }
  }
}

extension KnobTicks.Obstacle {
  fileprivate init(_ obstacle: SpanScorer.Obstacle) {
    switch obstacle {
    case .population: self = .population
    case .weight: self = .weight
    case .tooLarge: self = .tooLarge
    }
  }
}
