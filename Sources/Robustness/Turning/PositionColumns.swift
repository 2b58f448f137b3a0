import Records
import Scoring

/// Where some members stand with a knob at one place, by member in the order in which they were asked for.
struct PositionColumns {
  /// Of the turned category, rounded, in nano.
  let points: [Int64]
  let totals: [Int64]
  /// The grade before quotas.
  let grades: [Int32]
  /// By `Rescorer.keptPlaces`.
  let kept: [[Int64]]
}

extension TurnedCommittee {
  /// What `position` says of each member; nil where members must be asked for one by one.
  func positions(of members: ArraySlice<Int>, at nano: Int64) -> PositionColumns? {
    guard let category, let found = values(of: members, at: nano) else { return nil }
    let (sums, before, profiles) = (basis.sums, basis.points[category], basis.profiles)
    let (floors, unit) = (basis.floors, basis.unit)
    let points = found.raws.map { Points.nearest($0, multipleOf: unit) }
    let totals = zip(members, points).map { member, points in
      max(floors[profiles[member]], sums[member] + points - before[member])
    }
    let grades =
      basis.scoreGates.isEmpty
      ? grades(members, totals)
      : members.enumerated().map { place, member in
        Int32(position(member, found, place).own.grade)
      }
    return PositionColumns(points: points, totals: totals, grades: grades, kept: found.kept)
  }

  /// By limits and ceilings alone.
  private func grades(_ members: ArraySlice<Int>, _ totals: [Int64]) -> [Int32] {
    let (limits, count) = (limits, gradeCount)
    let (ceilings, profiles) = (basis.ceilings, basis.profiles)
    return zip(members, totals).map { member, total in
      let first = profiles[member] * count
      var grade = 0
      while grade < count - 1, limits[first + grade] > total { grade += 1 }
      return Int32(max(grade, ceilings[member]))
    }
  }

  /// A rank column's values.
  func values(_ column: RankColumn, _ members: ArraySlice<Int>, _ positions: PositionColumns) -> [Int64] {
    switch column {
    case .total: return positions.totals
    case .fixed(let values): return members.map { values[$0] }
    case .kept(let values, let place, let sign):
      guard let counts = keptPlaces.firstIndex(of: place).map({ positions.kept[$0] }) else {
        return members.map { values[$0] }
      }
      return counts.map { $0 * sign }
    case .score(let values, .total, let sign):
      return values.isEmpty ? positions.totals.map { _ in 0 } : positions.totals.map { $0 * sign }
    case .score(let values, let reference, let sign):
      guard let category, moves(reference) else { return members.map { values[$0] } }
      let before = basis.points[category]
      return zip(members, positions.points).map { values[$0] + sign * ($1 - before[$0]) }
    }
  }
}
