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

  private let basis: TickBasis
  private let box: WeightBox
  /// By member; nil until asked.
  private var reaches: [WeightBox.Reach?]
  private var owns: [Span?]

  init(_ basis: TickBasis, thousandths: Int64) {
    self.basis = basis
    box = WeightBox(basis.rescoring, thousandths: thousandths)
    reaches = Array(repeating: nil, count: basis.profiles.count)
    owns = Array(repeating: nil, count: basis.profiles.count)
  }

  /// Of the members of a unit that are asked for, by index; all quotas of the unit applied.
  mutating func spans(_ unit: SeatUnit, _ asked: [Int]) -> [Span] {
    var spans = unit.members.map { own($0) }
    for (number, round) in unit.rounds.enumerated() {
      let isLast = number == unit.rounds.count - 1
      var after = spans
      // The last quota matters to those alone who are asked for.
      for index in isLast ? asked : Array(unit.members.indices) {
        after[index] = self.after(round, unit, index, spans)
      }
      spans = after
    }
    return asked.map { spans[$0] }
  }

  /// What a member's own points leave open.
  mutating func own(_ member: Int) -> Span {
    if let known = owns[member] { return known }
    let reach = reach(member)
    let profile = basis.profiles[member]
    let card = basis.rescoring.scores.cards[member]
    let sums = (
      reach.points.reduce(0) { $0 + $1.lowerBound }, reach.points.reduce(0) { $0 + $1.upperBound }
    )
    func grade(_ sum: Int64) -> Int {
      let total = max(basis.floors[profile], sum)
      let limits = basis.limits[profile]
      return max(limits.firstIndex { $0 <= total } ?? limits.count - 1, basis.ceilings[member])
    }
    var span = Span(best: grade(sums.1), worst: grade(sums.0))
    for gate in basis.scoreGates {
      let outcome = holds(gate.test, member, reach, card)
      if outcome != false { span.worst = max(span.worst, gate.ceiling) }
      if outcome == true { span.best = max(span.best, gate.ceiling) }
    }
    owns[member] = span
    return span
  }

  private mutating func reach(_ member: Int) -> WeightBox.Reach {
    if let known = reaches[member] { return known }
    let reach = box.reach(member)
    reaches[member] = reach
    return reach
  }

  /// What a quota leaves of a member's span. A member who may be a candidate keeps his seat for sure when fewer than the seats
  /// may stand before or beside him, and is out for sure when as many as the seats stand before him for sure.
  private mutating func after(_ round: SeatUnit.Round, _ unit: SeatUnit, _ index: Int, _ spans: [Span])
    -> Span
  {
    var span = spans[index]
    let grade = round.grade
    guard span.best <= grade, grade <= span.worst else { return span }
    let group = round.groups[round.groupOf[index]]
    let (least, most) = (group.seats, group.seats + (group.isContested ? 1 : 0))
    var (rivals, betters) = (0, 0)
    for other in unit.members.indices where other != index && round.groupOf[other] == round.groupOf[index] {
      let rival = spans[other]
      guard rival.best <= grade, grade <= rival.worst else { continue }
      let (me, them) = (unit.members[index], unit.members[other])
      if !isBefore(me, them, byTotal: round.tied == .sameTotal) { rivals += 1 }
      if rival.best == grade, rival.worst == grade, !rival.mayBeReferred,
        isBefore(them, me, byTotal: round.tied == .sameTotal)
      {
        betters += 1
      }
      if rivals >= least, betters >= most { break }
    }
    if rivals < least { return span }
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
  private mutating func isBefore(_ left: Int, _ right: Int, byTotal: Bool) -> Bool {
    let (one, other) = (reach(left), reach(right))
    let differences = basis.rescoring.model.categories.indices.map {
      box.difference($0, left, one, right, other)
    }
    let floor = basis.floors[basis.profiles[left]]
    let lowest = one.points.reduce(0) { $0 + $1.lowerBound }
    for key in byTotal ? [RankColumn.total] : basis.keys {
      guard var least = least(key, left, right, differences) else { return false }
      if case .total = key, floor > .min { least = min(least, max(lowest, floor) - floor) }
      if least > 0 { return true }
      if least < 0 { return false }
    }
    return false
  }

  /// The least that a column of the left is above the right's; nil where nothing is known.
  private func least(
    _ key: RankColumn, _ left: Int, _ right: Int, _ differences: [ClosedRange<Int64>]
  ) -> Int64? {
    func sum(_ categories: [Int]) -> ClosedRange<Int64> {
      let chosen = categories.map { differences[$0] }
      return chosen.reduce(0) { $0 + $1.lowerBound }...chosen.reduce(0) { $0 + $1.upperBound }
    }
    let categories = basis.rescoring.model.categories
    switch key {
    case .total: return sum(Array(categories.indices)).lowerBound
    case .fixed(let values): return values[left] - values[right]
    case .kept(let values, let place, _):
      return basis.keepsUnderWeights[place] ? values[left] - values[right] : nil
    case .score(_, .total, let sign):
      return sign > 0 && basis.floors.allSatisfy { $0 == .min }
        ? sum(Array(categories.indices)).lowerBound : nil
    case .score(_, let reference, let sign):
      let range = sum(categories.indices.filter { categories[$0].counts(in: reference) })
      return sign > 0 ? range.lowerBound : -range.upperBound
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
  fileprivate func counts(in reference: ScoreReference) -> Bool {
    switch reference {
    case .total: true
    case .base: role == .base
    case .bonus: role == .bonus
    case .deduction: role == .deduction
    case .category(let code): Key(node.code) == Key(code)
    }
  }
}
