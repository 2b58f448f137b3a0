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
    struct Count {
      /// Place in `changed` of the first member.
      var first = Int.max
      var risen = 0
      var fallen = 0
    }
    let (roster, profiles) = (bench.roster, bench.profiles)
    let sectors = roster.sectors.count + 1
    var counts = [Count](repeating: Count(), count: bench.run.model.profiles.count * sectors)
    for (place, member) in changed.enumerated() {
      let group = profiles[member] * sectors + Int(roster.sectorOf[member]) + 1
      counts[group].first = min(counts[group].first, place)
      if hasRisen(member) { counts[group].risen += 1 } else { counts[group].fallen += 1 }
    }
    let order = counts.indices.filter { counts[$0].first < .max }.sorted { left, right in
      (left / sectors, counts[left].first) < (right / sectors, counts[right].first)
    }
    return order.map { group in
      let sector = group % sectors
      return Group(
        profile: bench.run.model.profiles[group / sectors],
        sector: sector == 0 ? nil : roster.sectors[sector - 1], risen: counts[group].risen,
        fallen: counts[group].fallen)
    }
  }
}
