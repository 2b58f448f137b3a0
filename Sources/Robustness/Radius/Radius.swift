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
  /// By member under weights within a given number of thousandths; nil for members without rank.
  package let prospects: [Prospect?]

  /// nil for a run without grades. `within` is 0 to `most`.
  package init?(_ basis: TickBasis, within: Int64) {
    guard basis.rescoring.input.period.isYear, !basis.rescoring.model.grades.isEmpty else { return nil }
    let search = RadiusSearch(basis)
    let radii = search.radii()
    members = radii
    let ranked = Array(basis.ranked.joined())
    list = ranked.contains { radii[$0] == nil } ? nil : ranked.compactMap { radii[$0] }.min()
    prospects = search.prospects(within: within)
  }
}

/// Committees cut into what is searched together: units with seats, and members whom no quota reaches.
private struct RadiusSearch {
  private let basis: TickBasis
  private let units: [SeatUnit]
  private let single: [Int]

  init(_ basis: TickBasis) {
    self.basis = basis
    units = basis.units
    let seated = Set(units.flatMap(\.members))
    single = basis.ranked.joined().filter { !seated.contains($0) }
  }

  /// By member, by bisection: boxes lie in one another, so that what is proved of one holds in all within.
  func radii() -> [Int64?] {
    var radii = [Int64?](repeating: nil, count: basis.profiles.count)
    let found = basis.rescoring.input.workers.map(units.count + 1) { index in
      var boxes: [Int64: GradeReach] = [:]
      var found: [(member: Int, radius: Int64)] = []
      if index < units.count {
        let unit = units[index]
        search(Array(unit.members.indices), -1, Radius.most + 1, &boxes, &found, unit.members) {
          $0.spans(unit, $1).map(\.isCertain)
        }
      } else {
        search(Array(single.indices), -1, Radius.most + 1, &boxes, &found, single) { reach, asked in
          asked.map { reach.own(single[$0]).isCertain }
        }
      }
      return found
    }
    for (member, radius) in found.joined() { radii[member] = radius }
    return radii
  }

  /// Of the members asked for, all are proved at `low` and none at `high`.
  private func search(
    _ asked: [Int], _ low: Int64, _ high: Int64, _ boxes: inout [Int64: GradeReach],
    _ found: inout [(member: Int, radius: Int64)], _ members: [Int],
    _ isCertain: (inout GradeReach, [Int]) -> [Bool]
  ) {
    guard !asked.isEmpty else { return }
    guard high - low > 1 else {
      if low >= 0 { found += asked.map { (members[$0], low) } }
      return
    }
    let middle = low + (high - low) / 2
    let outcomes = isCertain(&boxes[middle, default: GradeReach(basis, thousandths: middle)], asked)
    search(zip(asked, outcomes).filter { !$1 }.map(\.0), low, middle, &boxes, &found, members, isCertain)
    search(zip(asked, outcomes).filter(\.1).map(\.0), middle, high, &boxes, &found, members, isCertain)
  }

  func prospects(within thousandths: Int64) -> [Radius.Prospect?] {
    var reach = GradeReach(basis, thousandths: thousandths)
    var prospects = [Radius.Prospect?](repeating: nil, count: basis.profiles.count)
    for unit in units {
      for (member, span) in zip(unit.members, reach.spans(unit, Array(unit.members.indices))) {
        prospects[member] = Radius.Prospect(span)
      }
    }
    for member in single { prospects[member] = Radius.Prospect(reach.own(member)) }
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
