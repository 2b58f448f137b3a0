import Ranking
import Records
import Robustness
import Scoring

/// Where a grade ends among those who compete for its seats: below the last of a group who holds it or a better one.
package struct GradeLine: Hashable, Codable, Sendable {
  /// Index in the view of the row above it; -1 where it stands above all rows.
  package let after: Int
  package let profile: String
  /// The group of the quota; nil where all of the profile compete, or where there is no quota.
  package let sector: String?
  package let grade: String
  /// The least total that holds the grade; nil where nobody does.
  package let cut: String?
  /// nil without a quota.
  package let seats: Int?
  /// Members who hold the grade.
  package let taken: Int
  /// Members tied at the last seat who are not simply in.
  package let ties: Int
}

/// Finds the lines of one profile's table.
struct GradeLines {
  private let model: Model
  private let profile: Int
  private let standings: Standings
  private let seats: [GroupSeats]
  private let groups: SeatGroups
  private let isGraded: Bool

  /// `isGraded` says whether the run gives grades at all.
  init(
    _ model: Model, isGraded: Bool, profile: Int, _ standings: Standings, _ seats: [GroupSeats],
    _ groups: SeatGroups
  ) {
    self.isGraded = isGraded
    self.model = model
    self.profile = profile
    self.standings = standings
    self.seats = seats
    self.groups = groups
  }

  /// None where no grades are given. Of groups that have a row in the view, in the order of the grades, then of the groups. O(members of the view and of the
  /// profile) for each grade.
  func all(in view: BenchView) -> [GradeLine] {
    guard isGraded else { return [] }
    return model.grades.indices.dropLast().flatMap { grade -> [GradeLine] in
      guard let round = groups.rounds.first(where: { $0.grade == grade }) else {
        let one = SeatGroups.Round(grade: grade, names: [""], groupOf: [], isWhole: true)
        return lines(one, view, seats: [:])
      }
      let own = seats.filter { $0.profile == profile && Key($0.grade) == Key(model.grades[grade].name) }
      return lines(
        round, view, seats: Dictionary(own.map { (Key($0.group), $0) }) { first, _ in first })
    }
  }

  private struct Found {
    var first = Int.max
    var last = -1
    var cut = Int64.max
    var holders = 0
  }

  private func lines(_ round: SeatGroups.Round, _ view: BenchView, seats: [Key: GroupSeats]) -> [GradeLine] {
    var found = [Found](repeating: Found(), count: round.names.count)
    let (grades, totals) = (standings.turned.grades, standings.turned.totals)
    let grade = Int32(round.grade)
    for member in standings.order[profile].lazy.map({ Int($0) }) where grades[member] == grade {
      guard let group = round.group(member) else { continue }
      found[group].holders += 1
      found[group].cut = min(found[group].cut, totals[member])
    }
    for (place, member) in view.members.enumerated() {
      guard standings.turned.ranks[Int(member)] > 0, let group = round.group(Int(member)) else { continue }
      found[group].first = min(found[group].first, place)
      if 0...grade ~= grades[Int(member)] { found[group].last = place }
    }
    return found.indices.compactMap { group in
      guard found[group].first < .max else { return nil }
      return line(round, group, found[group], seats[Key(round.names[group])])
    }
  }

  private func line(
    _ round: SeatGroups.Round, _ group: Int, _ found: Found, _ seats: GroupSeats?
  ) -> GradeLine {
    GradeLine(
      after: found.last >= 0 ? found.last : found.first - 1, profile: model.profiles[profile],
      sector: round.isWhole ? nil : round.names[group], grade: model.grades[round.grade].name,
      cut: found.holders > 0 ? Points(nano: found.cut).text(decimals: model.decimals) : nil,
      seats: seats?.seats, taken: found.holders, ties: seats?.tied ?? 0)
  }
}

extension SeatGroups.Round {
  /// Index into `names`; nil for who does not compete. Without a quota all are one group.
  fileprivate func group(_ member: Int) -> Int? {
    guard !groupOf.isEmpty else { return 0 }
    return groupOf[member] >= 0 ? Int(groupOf[member]) : nil
  }
}
