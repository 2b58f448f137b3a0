import Ranking
import Records
import Scoring

/// One number of a model, prepared to be turned again and again while all else stays: what it cannot move is made once.
///
/// Agrees with `Outcome` of the turned model in every total, rank and grade.
package struct KnobTurn: Sendable {
  private let basis: TickBasis
  private let knob: Knob
  /// nil where the number is turned in the whole model.
  private let parts: TurnParts?

  /// O(members log members).
  package init(_ basis: TickBasis, _ knob: Knob) {
    self.basis = basis
    self.knob = knob
    parts = TurnParts(basis, knob)
  }

  /// Whether members are scored again one by one; else the whole model is.
  var isByMember: Bool { parts != nil }

  /// All members with the number at a place that a model may have, in nano; nil where an amount leaves exact arithmetic.
  ///
  /// O(members · records of one in the turned category). Several cores share the members.
  package func standings(at nano: Int64) -> TurnedStandings? {
    guard let parts else { return wholeStandings(at: nano) }
    let members = parts.scored(basis, knob, at: nano)
    guard !members.isTooLarge else { return nil }
    let orders = parts.still?.orders ?? parts.orders(basis, members)
    let ranks = parts.still?.ranks ?? orders.ranks(count: basis.profiles.count)
    return TurnedStandings(
      totals: members.totals, ranks: ranks,
      grades: grades(parts, members, orders, ranks, share: parts.share.map { ($0, nano) }))
  }

  private func grades(
    _ parts: TurnParts, _ members: TurnedMembers, _ orders: [PackedOrder], _ ranks: [Int32],
    share: (grade: Int, nano: Int64)?
  ) -> [Int32] {
    let model = basis.rescoring.model
    var grades = [Int32](repeating: TurnedStandings.none, count: ranks.count)
    guard basis.rescoring.input.period.isYear, !model.grades.isEmpty else { return grades }
    for (profile, order) in orders.enumerated() {
      for member in order.members { grades[Int(member)] = members.grades[Int(member)] }
      guard var unit = parts.units[profile] else { continue }
      if let share { unit = unit.sharing(Fraction(share.nano, Points.one), grade: share.grade, model) }
      let last = unit.rounds.map(\.grade).max() ?? -1
      let candidates = order.members.filter { Int(members.grades[Int($0)]) <= last }.map { Int($0) }
      let seating = Seating(
        unit.restricted(to: candidates.map { parts.places[$0] }),
        own: candidates.map { Int(members.grades[$0]) }, lastGrade: model.grades.count - 1,
        total: { members.totals[candidates[$0]] },
        compare: { Int(ranks[candidates[$1]]) - Int(ranks[candidates[$0]]) })
      for (member, grade) in zip(candidates, seating.grades) { grades[member] = Int32(grade) }
    }
    return grades
  }

  /// By the whole model.
  private func wholeStandings(at nano: Int64) -> TurnedStandings? {
    let turned = basis.rescoring.model.turning([KnobSetting(knob, Fraction(nano, Points.one))])
    guard let turned, let outcome = try? Outcome(turned, basis.rescoring.input) else { return nil }
    return TurnedStandings(outcome)
  }
}
