import Records
import Scoring

/// How far all weights of a model may move, each by itself, before a grade can change: proved, not sampled (scoring.md B7,
/// B8).
///
/// A weight is the points and limits of an indicator, or the bounds of a group; within a radius no choice of weights changes
/// the member's grade. Beyond it one may, or the proof is too weak: the true radius is not less.
package struct Radius: Sendable {
  /// What a member may be under weights of a box.
  package enum Prospect: Hashable, Sendable {
    /// Index into the model's grades.
    case certain(Int)
    /// Best and worst; a tie may be referred.
    case possible(best: Int, worst: Int, mayBeReferred: Bool)
  }

  /// Radii are searched up to this, in thousandths.
  package static let most: Int64 = 500

  /// By member in thousandths, `most` for that or more; nil where not even equal weights prove the grade, as beside an
  /// exact tie, and for members without rank.
  package let members: [Int64?]
  /// Of the whole list: the least radius of any ranked member; nil where one has none.
  package let list: Int64?
  /// By member under weights within a given number of thousandths; nil for members without rank, and none where they were not
  /// asked for.
  package let prospects: [Prospect?]

  /// nil for a run without grades. `within` is 0 to `most`; nil for no prospects.
  package init?(_ basis: TickBasis, within: Int64? = nil) {
    guard basis.rescoring.input.period.isYear, !basis.rescoring.model.grades.isEmpty else { return nil }
    let search = RadiusSearch(basis)
    let radii = search.radii()
    members = radii
    let ranked = Array(basis.ranked.joined())
    list = ranked.contains { radii[$0] == nil } ? nil : ranked.compactMap { radii[$0] }.min()
    prospects = within.map(search.prospects) ?? []
  }
}

/// Committees cut into what is searched together: units with seats, and members whom no quota reaches.
private struct RadiusSearch {
  private let basis: TickBasis
  private let tree: WeightTree
  private let units: [SeatUnit]
  private let single: [Int]
  /// By member: his place in his unit, or among the single.
  private let slots: [Int]

  init(_ basis: TickBasis) {
    self.basis = basis
    units = basis.units
    let seated = Set(basis.units.flatMap(\.members))
    let single = basis.ranked.joined().filter { !seated.contains($0) }
    self.single = single
    tree = WeightTree(basis.rescoring)
    var slots = [Int](repeating: 0, count: basis.profiles.count)
    for members in basis.units.map(\.members) + [single] {
      for (slot, member) in members.enumerated() { slots[member] = slot }
    }
    self.slots = slots
  }

  /// By member, by bisection: boxes lie in one another, so that what is proved of one holds in all within.
  func radii() -> [Int64?] {
    var radii = [Int64?](repeating: nil, count: basis.profiles.count)
    let found = basis.rescoring.input.workers.map(units.count + 1) { index in
      var found: [(member: Int, radius: Int64)] = []
      if index < units.count {
        let members = Array(units[index].members.indices)
        let findings = NestedFindings(slots: members.count)
        search(units[index], members, among: members, -1, Radius.most + 1, findings, &found)
      } else {
        search(single, -1, Radius.most + 1, NestedFindings(slots: single.count), &found)
      }
      return found
    }
    for (member, radius) in found.joined() { radii[member] = radius }
    return radii
  }

  /// Of the members of a unit asked for, all are proved at `low` and none at `high`; none but the rivals can be a candidate
  /// below `high`.
  private func search(
    _ unit: SeatUnit, _ asked: [Int], among rivals: [Int], _ low: Int64, _ high: Int64,
    _ findings: NestedFindings, _ found: inout [(member: Int, radius: Int64)]
  ) {
    guard !asked.isEmpty else { return }
    guard high - low > 1 else {
      if low >= 0 { found += asked.map { (unit.members[$0], low) } }
      return
    }
    let middle = low + (high - low) / 2
    var reach = reach(unit.members.count, thousandths: middle, findings)
    let candidates = reach.candidates(unit, among: rivals)
    let spans = reach.spans(unit, asked, among: candidates)
    let split = zip(asked, spans)
    search(unit, split.filter { !$1.isCertain }.map(\.0), among: candidates, low, middle, findings, &found)
    search(unit, split.filter { $1.isCertain }.map(\.0), among: rivals, middle, high, findings, &found)
  }

  /// The same of members whom no quota reaches.
  private func search(
    _ asked: [Int], _ low: Int64, _ high: Int64, _ findings: NestedFindings,
    _ found: inout [(member: Int, radius: Int64)]
  ) {
    guard !asked.isEmpty else { return }
    guard high - low > 1 else {
      if low >= 0 { found += asked.map { ($0, low) } }
      return
    }
    let middle = low + (high - low) / 2
    var reach = reach(single.count, thousandths: middle, findings)
    let outcomes = asked.map { reach.own($0).isCertain }
    search(zip(asked, outcomes).filter { !$1 }.map(\.0), low, middle, findings, &found)
    search(zip(asked, outcomes).filter(\.1).map(\.0), middle, high, findings, &found)
  }

  private func reach(_ count: Int, thousandths: Int64, _ findings: NestedFindings) -> GradeReach {
    GradeReach(basis, tree, MemberSlots(slots, count: count), thousandths: thousandths, findings)
  }

  func prospects(within thousandths: Int64) -> [Radius.Prospect?] {
    var prospects = [Radius.Prospect?](repeating: nil, count: basis.profiles.count)
    let found = basis.rescoring.input.workers.map(units.count + 1) { index in
      let members = index < units.count ? units[index].members : single
      var reach = reach(members.count, thousandths: thousandths, NestedFindings(slots: members.count))
      let spans =
        index < units.count
        ? reach.spans(units[index], Array(members.indices), among: Array(members.indices))
        : members.map { reach.own($0) }
      return zip(members, spans).map { ($0, $1) }
    }
    for (member, span) in found.joined() { prospects[member] = Radius.Prospect(span) }
    return prospects
  }
}

extension Radius.Prospect {
  fileprivate init(_ span: GradeReach.Span) {
    self =
      span.isCertain
      ? .certain(span.best)
      : .possible(best: span.best, worst: span.worst, mayBeReferred: span.mayBeReferred)
  }
}
