import Records

/// The list of members, in the order of their numbers.
struct Roster {
  private(set) var members: [Member] = []

  /// Posts of the leaders, who come first and are all 常委.
  private static let leaders = ["主席", "副主席", "副主席", "副主席", "副主席", "秘书长", "驻会常委", "驻会常委"]
  private static let leaderSectors = [0, 2, 14, 9, 0, 0, 0, 33]
  /// Since the start of the term.
  private static let termStart = civil(2022, 1, 1)

  private var names = NameStock()
  private var draw = Draw("roster")

  init() {
    for (index, post) in Roster.leaders.enumerated() {
      add(sector: Roster.leaderSectors[index], position: 0, isStanding: true, post: post)
    }
    for (index, sector) in Sector.all.enumerated() {
      for _ in 0..<sector.standing { add(sector: index, position: 0, isStanding: true) }
    }
    for (index, sector) in Sector.all.enumerated() {
      for position in 1...sector.ordinary { add(sector: index, position: position, isStanding: false) }
    }
    castParts()
    admitLater()
  }

  /// The members who play a part, in order of number.
  func players(of part: Part) -> [Member] {
    members.filter { $0.part == part }
  }

  private mutating func add(sector: Int, position: Int, isStanding: Bool, post: String? = nil) {
    let name = names.name(sector: Sector.all[sector].name, position: position)
    members.append(
      Member(
        number: members.count + 1, name: name, isStanding: isStanding, post: post, sector: sector,
        committee: (members.count + draw.below(3)) % Committee.all.count, joinedOn: Roster.termStart,
        leftOn: nil,
        standingSince: nil, diligence: diligence(sector: sector), part: nil))
  }

  /// Nobody in the twins' sector does as much as they do.
  private mutating func diligence(sector: Int) -> Int {
    let drawn = draw.weighted([(92, 25), (78, 35), (64, 24), (50, 12), (30, 4)]) + draw.within(-8...8)
    return Sector.all[sector].name == "体育界" ? min(drawn, 66) : min(drawn, 100)
  }

  private mutating func castParts() {
    for part in Part.allCases {
      for place in part.places {
        guard let index = seat(place) else { preconditionFailure("no seat for \(part)") }
        members[index].part = part
        Roster.dress(&members[index], for: part)
      }
    }
  }

  private func seat(_ place: (sector: String, position: Int)) -> Int? {
    if place.sector == "常委" { return Roster.leaders.count + place.position - 1 }
    let seats = members.indices.filter {
      !members[$0].isStanding && Sector.all[members[$0].sector].name == place.sector
    }
    return seats.indices.contains(place.position - 1) ? seats[place.position - 1] : nil
  }

  private static func dress(_ member: inout Member, for part: Part) {
    switch part {
    case .departed: member.leftOn = civil(2025, 8, 31)
    case .resigned: member.leftOn = civil(2025, 5, 20)
    case .latecomer: member.joinedOn = civil(2025, 11, 3)
    case .joinedInMarch: member.joinedOn = civil(2025, 3, 10)
    case .joinedInJuly: member.joinedOn = civil(2025, 7, 1)
    case .risen: member.standingSince = civil(2025, 7, 1)
    default: break
    }
    switch part {
    case .idler, .sleeper: member.diligence = 12
    case .absentee, .paperless, .clashing, .threePlenaries, .threeStandings, .sevenStandings:
      member.diligence = 80
    case .joinedInMarch, .joinedInJuly, .risen: member.diligence = 74
    default: break
    }
  }

  /// A few seats that were filled in 2023 or 2026, so that lists of different years differ.
  private mutating func admitLater() {
    for (sector, position, day) in [
      ("民革界", 10, civil(2023, 3, 1)), ("共青团界", 5, civil(2026, 1, 6)), ("农业界", 14, civil(2026, 1, 6)),
      ("特邀人士界", 8, civil(2026, 4, 1)),
    ] {
      if let index = seat((sector, position)) { members[index].joinedOn = day }
    }
  }
}

/// A date that is known to exist; traps otherwise.
func civil(_ year: Int, _ month: Int, _ day: Int) -> Day {
  guard let day = Day(year: year, month: month, day: day) else { preconditionFailure("no such day") }
  return day
}
