package import Ranking
package import Records
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
  package func standings(at nano: Int64) -> TurnedStandings? { turned(at: nano)?.standings }

  /// The same with the seats of all quotas.
  package func turned(at nano: Int64) -> Turned? {
    guard let parts else { return wholeTurn(at: nano) }
    let members = parts.scored(basis, knob, at: nano)
    guard !members.isTooLarge else { return nil }
    let orders = parts.still?.orders ?? parts.orders(basis, members)
    let ranks = parts.still?.ranks ?? orders.ranks(count: basis.profiles.count)
    let (grades, seats) = grades(parts, members, orders, ranks, share: parts.share.map { ($0, nano) })
    return Turned(
      standings: TurnedStandings(totals: members.totals, ranks: ranks, grades: grades), seats: seats,
      whole: nil)
  }

  private func grades(
    _ parts: TurnParts, _ members: TurnedMembers, _ orders: [PackedOrder], _ ranks: [Int32],
    share: (grade: Int, nano: Int64)?
  ) -> (grades: [Int32], seats: [GroupSeats]) {
    let model = basis.rescoring.model
    var grades = [Int32](repeating: TurnedStandings.none, count: ranks.count)
    var seats: [GroupSeats] = []
    guard basis.rescoring.input.period.isYear, !model.grades.isEmpty else { return (grades, seats) }
    for (profile, order) in orders.enumerated() {
      for member in order.members { grades[Int(member)] = members.grades[Int(member)] }
      guard var unit = parts.start.units[profile] else { continue }
      if let share { unit = unit.sharing(Fraction(share.nano, Points.one), grade: share.grade, model) }
      let last = unit.rounds.map(\.grade).max() ?? -1
      let candidates = order.members.filter { Int(members.grades[Int($0)]) <= last }.map { Int($0) }
      let seating = Seating(
        unit.restricted(to: candidates.map { parts.start.places[$0] }),
        own: candidates.map { Int(members.grades[$0]) }, lastGrade: model.grades.count - 1,
        total: { members.totals[candidates[$0]] },
        compare: { Int(ranks[candidates[$1]]) - Int(ranks[candidates[$0]]) })
      for (member, grade) in zip(candidates, seating.grades) { grades[member] = Int32(grade) }
      seats += seating.seats(unit, sizes: parts.start.sizes[profile], model)
    }
    return (grades, seats)
  }

  /// By the whole model.
  private func wholeTurn(at nano: Int64) -> Turned? {
    let turned = basis.rescoring.model.turning([KnobSetting(knob, Fraction(nano, Points.one))])
    guard let turned, let outcome = try? Outcome(turned, basis.rescoring.input) else { return nil }
    return Turned(standings: TurnedStandings(outcome), seats: outcome.ranking.seats, whole: outcome)
  }

  /// What the one category whose points a turn moves gives some members, with the number at a place; nil where no category's
  /// points move, where the whole model was made anew, and where an amount leaves exact arithmetic.
  package func category(of members: some Collection<Int>, at nano: Int64) -> TurnedCategory? {
    guard let parts, let category = parts.rescorer.category, let now = knob.single(in: basis.rescoring.model)
    else { return nil }
    let decimals = basis.rescoring.model.decimals
    var rescorer = parts.rescorer
    rescorer.turn(to: Points(nearest: now).nano)
    let before = members.map { rescorer.lost($0)?.lost }
    rescorer.turn(to: nano)
    var points: [Points] = []
    var lost: [Points] = []
    for (member, before) in zip(members, before) {
      guard let before, let after = rescorer.lost(member) else { return nil }
      points.append(Points(nano: after.raw).rounded(decimals: decimals))
      lost.append(Points(nano: after.lost - before))
    }
    return TurnedCategory(category: category, points: points, lost: lost)
  }
}

/// A committee with one number turned.
package struct Turned: Sendable {
  package let standings: TurnedStandings
  /// As a ranking of the turned model has them.
  package let seats: [GroupSeats]
  /// Where the whole model was scored.
  package let whole: Outcome?
}

/// The one category that a turn moves, of some members.
package struct TurnedCategory: Sendable {
  /// Index into the model's categories.
  package let category: Int
  package let points: [Points]
  /// What upper bounds take of it, after less before.
  package let lost: [Points]
}

extension Seating {
  /// Of a unit that is a whole profile; `sizes` are members by round and group.
  fileprivate func seats(_ unit: SeatUnit, sizes: [[Int]], _ model: Model) -> [GroupSeats] {
    zip(zip(unit.rounds, rounds), sizes).flatMap { pair, sizes in
      let (round, seated) = pair
      return seated.indices.map { group in
        let found = seated[group]
        return GroupSeats(
          profile: unit.profile, grade: model.grades[round.grade].name, group: round.groups[group].name.text,
          members: sizes[group], seats: found.seats, candidates: found.order.count,
          holders: found.staying + (round.tie == .include ? found.tied : 0), tied: found.tied)
      }
    }
  }
}
