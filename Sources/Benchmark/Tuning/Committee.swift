import Records
import Scoring

/// Members of whom about one in six reaches 90 points, with their records: all from a seed.
struct Committee {
  let members: [Member]
  let books: [RecordBook]

  static let mostMembers = 900_000
  private static let sectors = (1...34).map { "界别\($0 < 10 ? "0" : "")\($0)" }

  init(members count: Int, seed: UInt64, _ workers: Workers) {
    let chance = Chance(seed: seed)
    let ranges = Workers.ranges(count, of: 2048)
    let parts = workers.map(ranges.count) { Committee.part(ranges[$0], chance) }
    members = parts.flatMap(\.members)
    var books = CommitteeBooks()
    for part in parts { books.add(part.books) }
    self.books = books.all
  }

  func input(_ workers: Workers) -> ScoringInput {
    ScoringInput(
      period: Period(year: 2025), members: members, relations: books.map(\.relation), entered: [],
      workers: workers)
  }

  /// `member,profile,post,sector,in_office,months,sick_months`, a line for each; the member as his place.
  var memberBytes: [UInt8] {
    var text = Text()
    text.add("member,profile,post,sector,in_office,months,sick_months\n")
    for (place, member) in members.enumerated() {
      text.add(place, width: 1)
      text.add(",\(member.profile),\(member.post),\(member.sector ?? ""),")
      text.add("\(member.isInOffice ? 1 : 0),\(member.months),\(member.sickMonths)")
      text.endLine()
    }
    return text.bytes
  }

  private static func part(_ range: Range<Int>, _ chance: Chance) -> (
    members: [Member], books: CommitteeBooks
  ) {
    var books = CommitteeBooks()
    let members = range.map { index in
      var draws = Draws(chance, member: index)
      let member = member(index, &draws)
      let diligence = max(draws.below(1000), draws.below(1000))
      books.addRecords(of: index, isStanding: member.profile == "常委", diligence: diligence, &draws)
      return member
    }
    return (members, books)
  }

  private static func member(_ index: Int, _ draws: inout Draws) -> Member {
    var number = Text()
    number.add(index + 1, width: 6)
    let isStanding = index % 7 == 3
    return Member(
      number: String(decoding: number.bytes, as: UTF8.self), name: "示例", profile: isStanding ? "常委" : "委员",
      post: draws.isHit(4) ? "副主席" : isStanding ? "常委" : "委员", sector: sectors[draws.below(34)],
      committee: nil, joinedOn: Day(number: 18_993), leftOn: nil, isInOffice: !draws.isHit(4),
      months: draws.isHit(40) ? 1 + draws.below(11) : 12, sickMonths: draws.isHit(4) ? 7 : 0,
      row: RowReference(table: 0, row: index))
  }
}
