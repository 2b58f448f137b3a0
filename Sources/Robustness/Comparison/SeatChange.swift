package import Ranking
import Records
import Scoring

/// Who got and who lost a grade with a quota in one of its groups: within a group a seat that one got is one that another
/// lost, but for seats that came or went.
package struct SeatChange: Hashable, Sendable {
  /// A member who got or lost the grade.
  package struct Holder: Hashable, Sendable {
    package let number: String
    package let name: String
  }

  package let profile: String
  package let grade: String
  /// As in the seats of the run after.
  package let group: String
  /// nil where the run before had no such group.
  package let seatsBefore: Int?
  package let seatsAfter: Int
  /// In the order of the ranking after; who joined is among them.
  package let gained: [Holder]
  /// In the order of the ranking after, then who left.
  package let lost: [Holder]

  /// The groups of the run after in which somebody got or lost the grade, in their order. Members stand in the group of
  /// their list after, who left in that of the list before; empty where the run after has no quota, or where the runs do not
  /// give the same grades.
  package static func list(
    _ comparison: RunComparison, before: RankingResult, after: RankingResult
  ) -> [SeatChange] {
    guard comparison.ladders.areEqual else { return [] }
    let moves = GradeMoves(comparison)
    let model = comparison.mixtures.after
    return after.seats.compactMap { seats in
      let profile = model.profiles[seats.profile]
      guard let quota = model.grades.first(where: { Key($0.name) == Key(seats.grade) })?.quota else {
        return nil
      }
      let groups = Set(
        after.seats.filter { $0.profile == seats.profile && Key($0.grade) == Key(seats.grade) }.map {
          Key($0.group)
        })
      let mine = moves.all.filter { move in
        guard Key(move.member.profile) == Key(profile) else { return false }
        guard let fact = quota.by else { return true }
        let name = Key(move.member.fact(fact)?.canonicalText ?? "")
        return (groups.contains(name) ? name : Key(QuotaGroups.pool)) == Key(seats.group)
      }
      let gained = mine.filter { $0.gained(seats.grade) }
      let lost = mine.filter { $0.lost(seats.grade) }
      guard !gained.isEmpty || !lost.isEmpty else { return nil }
      let then = before.seats.first { old in
        Key(comparison.mixtures.before.profiles[old.profile]) == Key(profile)
          && Key(old.grade) == Key(seats.grade) && Key(old.group) == Key(seats.group)
      }
      return SeatChange(
        profile: profile, grade: seats.grade, group: seats.group, seatsBefore: then?.seats,
        seatsAfter: seats.seats, gained: gained.map(\.holder), lost: lost.map(\.holder))
    }
  }
}

/// Members with their grades in both runs.
private struct GradeMoves {
  struct Move {
    let member: Member
    let before: String?
    let after: String?

    var holder: SeatChange.Holder { SeatChange.Holder(number: member.number, name: member.name) }

    func gained(_ grade: String) -> Bool { Move.holds(after, grade) && !Move.holds(before, grade) }
    func lost(_ grade: String) -> Bool { Move.holds(before, grade) && !Move.holds(after, grade) }

    private static func holds(_ own: String?, _ grade: String) -> Bool { own.map(Key.init) == Key(grade) }
  }

  let all: [Move]

  init(_ comparison: RunComparison) {
    let (before, after) = (comparison.mixtures[[]], comparison.mixtures[.all])
    let stayed = comparison.members.filter(\.isGradeChange).map { change in
      Move(
        member: after.input.members[change.after], before: change.places.before.grade,
        after: change.places.after.grade)
    }
    let joined = comparison.joined.map { index in
      Move(member: after.input.members[index], before: nil, after: after.places[index].grade)
    }
    let left = comparison.left.map { index in
      Move(member: before.input.members[index], before: before.places[index].grade, after: nil)
    }
    all = stayed + joined + left
  }
}
