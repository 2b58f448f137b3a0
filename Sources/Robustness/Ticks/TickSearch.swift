import Ranking
import Records
import Scoring

extension TickBasis {
  /// The knobs of the model that are searched: every number, for each profile where the profiles have different ones, and
  /// the factor of every node.
  package var knobs: [Knob] {
    let model = rescoring.model
    return Knob.paths(of: model).flatMap { path -> [Knob] in
      guard let knob = try? Knob(path, of: model) else { return [] }
      if knob.single(in: model) != nil { return [knob] }
      return model.profiles.compactMap { try? Knob("\(path)@\($0)", of: model) }
    }
  }

  /// What a search of each knob gives, in their order, on the run's cores. Shares come first, since they take longest.
  package func search<Result: Sendable>(_ knobs: [Knob], _ body: @Sendable (Knob) -> Result) -> [Result] {
    func isLong(_ index: Int) -> Bool {
      if case .seats = knobs[index].part(of: rescoring.model) { true } else { false }
    }
    let order = knobs.indices.filter(isLong) + knobs.indices.filter { !isLong($0) }
    let found = rescoring.input.workers.map(order.count) { body(knobs[order[$0]]) }
    return zip(order, found).sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// All ticks of a knob between the ends of its range.
  ///
  /// A grade changes where a member's own points cross a limit or turn a gate, or where seats change hands. The first is
  /// searched member by member; the second by stretches, of which each is either proved to change nothing or cut in
  /// two. Both end at neighbouring steps that were both evaluated.
  package func ticks(_ knob: Knob, in range: KnobRange? = nil) throws(KnobTicks.Obstacle) -> KnobTicks {
    let model = rescoring.model
    guard rescoring.input.period.isYear, !model.grades.isEmpty else { throw .noGrades }
    guard let now = knob.single(in: model) else { throw .differs }
    guard let range = range ?? KnobRange(knob, of: model) else { throw .differs }
    guard range.low < range.high else { throw .fixed }
    return KnobTicks(knob: knob, now: now, range: range, ticks: try places(knob, range))
  }

  private func places(_ knob: Knob, _ range: KnobRange) throws(KnobTicks.Obstacle) -> [KnobTicks.Tick] {
    let model = rescoring.model
    if case .number(let path) = knob.subject, path.isCondition {
      return try StepSearch(basis: self, knob: knob, range: range).conditionTicks(model.compared(path))
    }
    switch knob.part(of: model) {
    case .seats(let grade): return ticks(seatChanges(knob, grade: grade, range))
    case .floor:
      guard !isLow(range) else { return [] }
      return try StepSearch(basis: self, knob: knob, range: range).floorTicks()
    case .node, .limit: return ticks(try TickSearch(self, knob, range).changes())
    }
  }

  private func ticks(_ changes: [SeatSearch.Change]) -> [KnobTicks.Tick] {
    let sorted = changes.sorted { ($0.at, $0.member) < ($1.at, $1.member) }
    var ticks: [KnobTicks.Tick] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].at == sorted[start].at { end += 1 }
      let changes = sorted[start..<end].map {
        KnobTicks.GradeChange(member: $0.member, before: name($0.before), after: name($0.after))
      }
      ticks.append(KnobTicks.Tick(at: sorted[start].at, changes: changes))
      start = end
    }
    return ticks
  }

  private func name(_ grade: Int) -> String {
    grade == Seating.referred ? Grading.referred : rescoring.model.grades[grade].name
  }

  /// A least total below every limit lifts nobody into another grade; above, ranks of all whom it lifts would be one.
  private func isLow(_ range: KnobRange) -> Bool {
    let least = limits.joined().filter { $0 > .min }.min() ?? .max
    return range.high < least && scoreGates.isEmpty && rescoring.model.grades.last?.quota == nil
  }
}

/// The search of one knob.
private struct TickSearch {
  private let basis: TickBasis
  private let range: KnobRange
  private let committee: TurnedCommittee
  private let lastGrade: Int

  init(_ basis: TickBasis, _ knob: Knob, _ range: KnobRange) throws(KnobTicks.Obstacle) {
    self.basis = basis
    self.range = range
    committee = try TurnedCommittee(basis, knob)
    lastGrade = basis.rescoring.model.grades.count - 1
  }

  func changes() throws(KnobTicks.Obstacle) -> [SeatSearch.Change] {
    let count = basis.profiles.count
    var own = [OwnGrades](repeating: OwnGrades(first: lastGrade, changes: []), count: count)
    var ends = [(low: Position, high: Position)?](repeating: nil, count: count)
    for member in basis.ranked.joined() {
      let low = committee.position(member, at: range.low)
      ends[member] = (low, low)
    }
    let reached = committee.reached(Array(basis.ranked.joined()))
    for member in reached { ends[member]?.high = committee.position(member, at: range.high) }
    for member in basis.ranked.joined() {
      ends[member].map { own[member] = OwnGrades(first: $0.low.own.grade, changes: []) }
    }
    for member in reached {
      guard let (low, high) = ends[member] else { continue }
      var found: [(at: Int64, grade: Int)] = []
      scan(member, range.low, low, range.high, high, tries: 0) { found.append(($0, $1)) }
      own[member] = OwnGrades(first: low.own.grade, changes: found)
    }
    var changes: [SeatSearch.Change] = []
    var isSeated = [Bool](repeating: false, count: count)
    for unit in basis.units {
      let last = unit.rounds.map(\.grade).max() ?? -1
      let active = unit.members.indices.filter { index in
        let grades = own[unit.members[index]]
        return grades.first <= last || grades.changes.contains { $0.grade <= last }
      }
      guard !active.isEmpty else { continue }
      for index in active { isSeated[unit.members[index]] = true }
      let known = active.compactMap { ends[unit.members[$0]] }
      var search = SeatSearch(committee, own: own, step: range.step, lastGrade: lastGrade)
      search.search(
        unit.restricted(to: active), SeatSearch.Place(at: range.low, positions: known.map(\.low)),
        SeatSearch.Place(at: range.high, positions: known.map(\.high)))
      changes += search.changes
    }
    for member in basis.ranked.joined() where !isSeated[member] {
      var before = own[member].first
      for change in own[member].changes {
        if change.grade != before {
          changes.append(
            SeatSearch.Change(at: change.at, member: member, before: before, after: change.grade))
        }
        before = change.grade
      }
    }
    guard !committee.isTooLarge else { throw .tooLarge }
    return changes
  }

  /// Finds every step at which a member's own outcome changes.
  private func scan(
    _ member: Int, _ low: Int64, _ one: Position, _ high: Int64, _ other: Position, tries: Int,
    _ found: (Int64, Int) -> Void
  ) {
    guard low < high, !isSettled(member, one, other) else { return }
    guard high - low > range.step else {
      if one.own != other.own { found(high, other.own.grade) }
      return
    }
    let middle = split(member, low, one, high, other, tries: tries)
    let position = committee.position(member, at: middle)
    scan(member, low, one, middle, position, tries: tries + 1, found)
    scan(member, middle, position, high, other, tries: tries + 1, found)
  }

  /// Whether the own outcome is the same on the whole stretch.
  private func isSettled(_ member: Int, _ low: Position, _ high: Position) -> Bool {
    guard low.own == high.own else { return false }
    if committee.isMonotone, !committee.asksKept { return true }
    let stretch = committee.stretch(member, low, high)
    guard stretch.isStraight else { return false }
    let uneven = stretch.unevenness
    let least = committee.position(member, like: low, raw: min(low.raw, high.raw) - uneven)
    let most = committee.position(member, like: low, raw: max(low.raw, high.raw) + uneven)
    return least.own == low.own && most.own == low.own
  }

  /// The grade's limit that comes next.
  private func limit(of member: Int, from one: Position, towards other: Position) -> Int64? {
    let isUp = other.total > one.total
    var next: Int64?
    for limit in basis.limits[basis.profiles[member]] where limit > .min && (limit > one.total) == isUp {
      next = next.map { isUp ? min($0, limit) : max($0, limit) } ?? limit
    }
    return next
  }

  /// Where to cut a stretch: near where a straight line would cross the next limit, every third time in the middle.
  private func split(
    _ member: Int, _ low: Int64, _ one: Position, _ high: Int64, _ other: Position, tries: Int
  ) -> Int64 {
    let steps = (high - low) / range.step
    guard tries % 3 != 2, one.raw != other.raw, let next = limit(of: member, from: one, towards: other)
    else { return low + steps / 2 * range.step }
    let goal = next - one.total - basis.unit / 2
    let share = Int128(steps) * Int128(goal) / Int128(other.raw - one.raw)
    let nearest = Int64(clamping: share)
    // The crossing is a step or two from the line's: enclosed from the side that is still open.
    return low + min(max(nearest + (tries % 3 == 0 ? 0 : 1), 1), steps - 1) * range.step
  }
}
