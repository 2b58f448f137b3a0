import Records
import Robustness
import Scoring

/// What a state of the model costs against another: who moves, and who changes grade, by group.
package struct Readout: Hashable, Codable, Sendable {
  /// Grades that change in one sector of one profile.
  package struct Group: Hashable, Codable, Sendable {
    package let profile: String
    /// nil for members without one.
    package let sector: String?
    package let risen: Int
    package let fallen: Int
  }

  /// Grades are left out for who is set aside.
  package struct Crossing: Hashable, Codable, Sendable {
    package let memberNo: String
    package let name: String
    package let before: String?
    package let after: String?
  }

  package let totals: Int
  package let ranks: Int
  package let grades: Int
  /// In the order of the model's profiles, then of the first member of each.
  package let groups: [Group]
  /// The first `most` in the order of the members.
  package let crossings: [Crossing]

  /// More crossings than these are counted only.
  package static let most = 24

  /// Both of one committee. O(members).
  init(_ before: TurnedStandings, _ after: TurnedStandings, of bench: Bench) {
    let members = before.totals.indices
    totals = members.count { before.totals[$0] != after.totals[$0] }
    ranks = members.count { before.ranks[$0] != after.ranks[$0] }
    let changed = members.filter { before.grades[$0] != after.grades[$0] }
    grades = changed.count
    crossings = changed.prefix(Readout.most).map { member in
      let person = bench.input.members[member]
      return Crossing(
        memberNo: person.number, name: person.name, before: bench.grade(before.grades[member]),
        after: bench.grade(after.grades[member]))
    }
    groups = Readout.groups(changed, bench) { member in
      bench.height(after.grades[member]) < bench.height(before.grades[member])
    }
  }

  private static func groups(_ changed: [Int], _ bench: Bench, hasRisen: (Int) -> Bool) -> [Group] {
    struct Place: Hashable {
      let profile: Int
      let sector: Key?
    }
    var order: [Place] = []
    var counts: [Place: (risen: Int, fallen: Int)] = [:]
    for member in changed {
      let place = Place(
        profile: bench.profiles[member], sector: bench.input.members[member].sector.map(Key.init))
      if counts[place] == nil { order.append(place) }
      if hasRisen(member) {
        counts[place, default: (0, 0)].risen += 1
      } else {
        counts[place, default: (0, 0)].fallen += 1
      }
    }
    return order.enumerated().sorted { ($0.element.profile, $0.offset) < ($1.element.profile, $1.offset) }.map
    {
      let (risen, fallen) = counts[$0.element] ?? (0, 0)
      return Group(
        profile: bench.run.model.profiles[$0.element.profile], sector: $0.element.sector?.text,
        risen: risen, fallen: fallen)
    }
  }
}
