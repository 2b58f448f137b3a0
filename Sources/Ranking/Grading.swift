import Records
import Scoring

/// Grades of a year run: thresholds, then ceilings, then quotas, top grade first (model.md §4, step 12).
package struct Grading: Sendable {
  /// 并列待审: tied at the last seat and referred to the committee.
  package static let referred = "并列待审"

  /// Index into the model's grades by total alone; nil for who is set aside.
  let thresholds: [Int?]
  /// What each quota did to the members who met it, by member, in the order of grades.
  let decisions: [[SeatDecision]]
  /// By profile, grade, group.
  let seats: [GroupSeats]
  /// Index into the model's grades after the quotas; of who is referred the grade below the one that is not given yet.
  let steps: [Int?]
  private let grades: [String?]

  /// nil where the model grants no grades.
  init?(_ model: Model, _ input: ScoringInput, _ cards: [Scorecard], order: RankOrder, gates: [GateOutcome]) {
    guard !model.grades.isEmpty else { return nil }
    let limits = model.profiles.indices.map { model.gradeLimits($0) }
    let thresholds: [Int?] = cards.map { card in
      guard card.setAsideBy == nil else { return nil }
      return limits[card.profile].firstIndex { $0 <= Int128(card.total.nano) } ?? model.grades.count - 1
    }
    var current = Grading.lowered(thresholds, by: gates, model)
    var decisions = [[SeatDecision]](repeating: [], count: cards.count)
    var seats: [GroupSeats] = []
    var steps = current
    for profile in model.profiles.indices {
      for (grade, quota) in model.grades.map(\.quota).enumerated() {
        guard let quota else { continue }
        let round = QuotaRound(
          quota, grade: grade, profile: profile, model: model, input: input, cards: cards, order: order)
        let candidates = cards.indices.filter { cards[$0].profile == profile && current[$0] == grade }
        seats += round.fill(&current, &decisions)
        for member in candidates { steps[member] = current[member] ?? min(grade + 1, model.grades.count - 1) }
      }
    }
    self.thresholds = thresholds
    self.decisions = decisions
    self.seats = seats
    self.steps = steps
    grades = cards.indices.map { member in
      if let gate = cards[member].setAsideBy {
        return if case .setAside(let text) = model.gates[gate].effect { text } else { nil }
      }
      return current[member].map { model.grades[$0].name } ?? Grading.referred
    }
  }

  func grade(_ member: Int) -> String? { grades[member] }

  /// Grades by total, none better than a ceiling that holds.
  private static func lowered(_ thresholds: [Int?], by gates: [GateOutcome], _ model: Model) -> [Int?] {
    var current = thresholds
    for gate in gates {
      guard case .ceiling(let name) = gate.gate.effect,
        let ceiling = model.grades.firstIndex(where: { Key($0.name) == Key(name) })
      else { continue }
      for member in current.indices where gate.holds[member] {
        current[member] = current[member].map { max($0, ceiling) }
      }
    }
    return current
  }
}

extension Model {
  /// The least total in nano of each grade for a profile.
  package func gradeLimits(_ profile: Int) -> [Int128] {
    grades.map { grade in
      guard let from = grade.from?[profile] else { return .min }
      let scaled = Int128(from.numerator) * Int128(Points.one)
      let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: Int128(from.denominator))
      return remainder > 0 ? quotient + 1 : quotient
    }
  }
}
