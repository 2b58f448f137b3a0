import Records
import Scoring

/// Which grades each member may have under any weights of a box.
struct GradeReach {
  /// Best and worst grade that a member may have; index into the model's grades.
  struct Span: Hashable, Sendable {
    var best: Int
    var worst: Int
    /// A tie at the last seat may be referred.
    var mayBeReferred = false

    var isCertain: Bool { best == worst && !mayBeReferred }
  }

  let basis: TickBasis
  private let box: WeightBox
  private let slots: MemberSlots
  private let findings: NestedFindings
  /// By slot; nil until asked.
  private var reaches: [WeightBox.Reach?]
  private var differences = WeightBox.Differences()
  private var scratch = WeightBox.Reach()

  /// Of members who have slots. `findings` are of other boxes for the same members.
  init(
    _ basis: TickBasis, _ tree: WeightTree, _ slots: MemberSlots, thousandths: Int64,
    _ findings: NestedFindings
  ) {
    self.basis = basis
    self.slots = slots
    self.findings = findings
    box = WeightBox(tree, thousandths: thousandths)
    reaches = Array(repeating: nil, count: slots.count)
  }

  /// Of the members of a unit that are asked for, by index; all quotas of the unit applied. None but the rivals, also by
  /// index, can be a candidate of any.
  mutating func spans(_ unit: SeatUnit, _ asked: [Int], among rivals: [Int]) -> [Span] {
    var spans = [Span](repeating: Span(best: .max, worst: .max), count: unit.members.count)
    for index in asked { spans[index] = own(unit.members[index]) }
    for index in rivals { spans[index] = own(unit.members[index]) }
    for (number, round) in unit.rounds.enumerated() {
      let isLast = number == unit.rounds.count - 1
      var after = spans
      let seats = self.seats(round, unit, spans)
      // The last quota matters to those alone who are asked for.
      for index in isLast ? asked : rivals {
        after[index] = self.after(round, seats[round.groupOf[index]], unit, index, spans, rivals)
      }
      spans = after
    }
    return asked.map { spans[$0] }
  }

  /// Of some members of a unit, by index: who may be a candidate of a quota.
  mutating func candidates(_ unit: SeatUnit, among members: [Int]) -> [Int] {
    let last = unit.rounds.map(\.grade).max() ?? -1
    return members.filter { own(unit.members[$0]).best <= last }
  }

  /// What a member's own points leave open.
  mutating func own(_ member: Int) -> Span {
    if let known = findings.span(slots[member], at: box.thousandths) { return known }
    box.fill(&scratch, member)
    let reach = scratch
    let profile = basis.profiles[member]
    let card = basis.rescoring.scores.cards[member]
    func grade(_ sum: Int64) -> Int {
      let total = max(basis.floors[profile], sum)
      let limits = basis.limits[profile]
      return max(limits.firstIndex { $0 <= total } ?? limits.count - 1, basis.ceilings[member])
    }
    var span = Span(best: grade(reach.sum.upperBound), worst: grade(reach.sum.lowerBound))
    for gate in basis.scoreGates {
      let outcome = holds(gate.test, member, reach, card)
      if outcome != false { span.worst = max(span.worst, gate.ceiling) }
      if outcome == true { span.best = max(span.best, gate.ceiling) }
    }
    findings.note(span, of: slots[member], at: box.thousandths)
    return span
  }

  private mutating func reach(_ member: Int) -> WeightBox.Reach {
    if let known = reaches[slots[member]] { return known }
    let reach = box.reach(member)
    reaches[slots[member]] = reach
    return reach
  }

  /// What a quota leaves of a member's span. A member who may be a candidate keeps his seat for sure when fewer than the seats
  /// may stand before or beside him, and is out for sure when as many as the seats stand before him for sure.
  private mutating func after(
    _ round: SeatUnit.Round, _ seats: ClosedRange<Int>, _ unit: SeatUnit, _ index: Int, _ spans: [Span],
    _ rivals: [Int]
  ) -> Span {
    var span = spans[index]
    let grade = round.grade
    guard span.best <= grade, grade <= span.worst else { return span }
    let (least, most) = (seats.lowerBound, seats.upperBound)
    var (equals, betters) = (0, 0)
    for other in rivals where other != index && round.groupOf[other] == round.groupOf[index] {
      let rival = spans[other]
      guard rival.best <= grade, grade <= rival.worst else { continue }
      let (me, them) = (unit.members[index], unit.members[other])
      if !isBefore(me, them, byTotal: round.tied == .sameTotal) { equals += 1 }
      if rival.best == grade, rival.worst == grade, !rival.mayBeReferred,
        isBefore(them, me, byTotal: round.tied == .sameTotal)
      {
        betters += 1
      }
      if equals >= least, betters >= most { break }
    }
    if equals < least { return span }
    let next = min(grade + 1, basis.rescoring.model.grades.count - 1)
    span.worst = max(span.worst, next)
    if betters >= most {
      if span.best == grade { span.best = next }
    } else if round.tie == .refer {
      span.mayBeReferred = true
    }
    return span
  }

  /// Whether the left stands before the right under all weights of the box.
  mutating func isBefore(_ left: Int, _ right: Int, byTotal: Bool) -> Bool {
    // The weights as they are lie in the box.
    guard basis.isNow(left, before: right, byTotal: byTotal) else { return false }
    let pair = NestedFindings.Pair(left: left, right: right, byTotal: byTotal)
    if let known = findings.isBefore(pair, at: box.thousandths) { return known }
    let isBefore = isProvedBefore(left, right, byTotal: byTotal)
    findings.note(isBefore, of: pair, at: box.thousandths)
    return isBefore
  }

  private mutating func isProvedBefore(_ left: Int, _ right: Int, byTotal: Bool) -> Bool {
    let (one, other) = (reach(left), reach(right))
    let floor = basis.floors[basis.profiles[left]]
    let lowest = max(one.sum.lowerBound, floor)
    if lowest > max(other.sum.upperBound, floor) { return true }
    box.fill(&differences, left, one, right, other)
    for (place, key) in basis.keys.enumerated() {
      guard var least = least(key, place, left, right) else { return false }
      if case .total = key, floor > .min { least = min(least, lowest - floor) }
      if least > 0 { return true }
      if least < 0 || byTotal { return false }
    }
    return false
  }

  /// The least that a column of the left is above the right's; nil where nothing is known.
  private func least(_ key: RankColumn, _ place: Int, _ left: Int, _ right: Int) -> Int64? {
    switch key {
    case .total: return differences.ranges.reduce(0) { $0 + $1.lowerBound }
    case .fixed(let values): return values[left] - values[right]
    case .kept(let values, let query, _):
      return basis.keepsUnderWeights[query] ? values[left] - values[right] : nil
    case .score(_, .total, let sign):
      return sign > 0 && basis.floors.allSatisfy { $0 == .min }
        ? differences.ranges.reduce(0) { $0 + $1.lowerBound } : nil
    case .score(_, _, let sign):
      return basis.keyCategories[place].reduce(0) { sum, category in
        let range = differences.ranges[category]
        return sum + (sign > 0 ? range.lowerBound : -range.upperBound)
      }
    }
  }

  /// nil where the weights decide.
  private func holds(
    _ test: ScoreGate.Test, _ member: Int, _ reach: WeightBox.Reach, _ card: Scorecard
  ) -> Bool? {
    switch test {
    case .all(let parts):
      let outcomes = parts.map { holds($0, member, reach, card) }
      return outcomes.contains(false) ? false : outcomes.contains(nil) ? nil : true
    case .any(let parts):
      let outcomes = parts.map { holds($0, member, reach, card) }
      return outcomes.contains(true) ? true : outcomes.contains(nil) ? nil : false
    case .not(let part): return holds(part, member, reach, card).map { !$0 }
    case .fixed(let holds): return holds[member]
    case .kept(let place, let comparisons):
      guard basis.keepsUnderWeights[place] else { return nil }
      let count = Fraction(basis.rescoring.keptCounts(place)[member])
      return comparisons.allSatisfy { $0.holds(count, profile: card.profile) }
    case .score(let reference, let comparisons):
      let categories = basis.rescoring.model.categories
      let chosen = categories.indices.filter { categories[$0].counts(in: reference) }
      var ends = [
        chosen.reduce(0) { $0 + reach.points[$1].lowerBound },
        chosen.reduce(0) { $0 + reach.points[$1].upperBound },
      ]
      if case .total = reference { ends = ends.map { max($0, basis.floors[card.profile]) } }
      let outcomes = comparisons.map { comparison -> Bool? in
        let found = ends.map { comparison.holds(Fraction($0, Points.one), profile: card.profile) }
        return found[0] == found[1] ? found[0] : nil
      }
      return outcomes.contains(false) ? false : outcomes.contains(nil) ? nil : true
    }
  }
}

extension Scoring.Category {
  /// Whether its points are part of a score.
  func counts(in reference: ScoreReference) -> Bool {
    switch reference {
    case .total: true
    case .base: role == .base
    case .bonus: role == .bonus
    case .deduction: role == .deduction
    case .category(let code): Key(node.code) == Key(code)
    }
  }
}

/// Places of some members among each other, and of all others none.
struct MemberSlots: Sendable {
  /// By member; those without a slot hold one of another.
  private let slots: [Int]
  let count: Int

  subscript(member: Int) -> Int { slots[member] }

  /// `slots` may be shared by groups of members of which none meet.
  init(_ slots: [Int], count: Int) {
    self.slots = slots
    self.count = count
  }
}
