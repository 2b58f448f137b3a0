import Records

/// A person's row on a proposal, of a member of the list.
struct Author {
  /// Index into the run's members, or `Roster.outside`.
  let member: Int32
  /// Row of `proposals` that is the item.
  let item: Int32
  /// Row of `proposals` that names him.
  let proposal: Int32
  let isFiled: Bool
  /// Place in `Role.authors`; one more for any other text.
  let role: Int
  /// Seconds; missing last.
  let time: Int64
  let number: Key
  let position: Int64
  /// Row of `proposal_people`.
  let row: Int32

  /// The stronger claim to the item (model.md §2.4).
  static func isStronger(_ left: Author, _ right: Author) -> Bool {
    if left.isFiled != right.isFiled { return left.isFiled }
    if left.role != right.role { return left.role < right.role }
    if left.time != right.time {
      return left.time != Column.missingTime && (right.time == Column.missingTime || left.time < right.time)
    }
    if left.number != right.number { return left.number < right.number }
    return (left.position, left.row) < (right.position, right.row)
  }
}

/// Who is credited with which item.
struct Authorship {
  /// One per member of the run × item: his strongest row.
  var strongest: [Author] = []
  /// By row of `proposals` that is an item: places in `strongest`.
  var byItem: [Int32: [Int]] = [:]
  /// By row of `proposals`: the item's row.
  var items: [Int32] = []
}

/// Reads proposals and the persons named on them.
struct AuthorReader {
  let proposals: Table
  let people: Table
  let items: [Int32]
  /// By row of `proposal_people`: row of `proposals`.
  let proposalOfPerson: [Int32]
  private let members: [Int32]
  private let isFiled: [Bool]
  private let times: [Int64]
  private let roles: [Int8]
  private let positions: [Int64]

  init(proposals: Table, people: Table, roster: Roster) {
    self.proposals = proposals
    self.people = people
    items = Items.ends(of: proposals)
    proposalOfPerson = KeyIndex(proposals).rows(people.coded("proposal_no"))
    members = roster.indices(people)
    isFiled = proposals.classes("status", ["立案", "归并"]).map { $0 >= 0 }
    let (filed, submitted) = (proposals.times("filed_on"), proposals.times("submitted_on"))
    times = isFiled.indices.map { [isFiled] row in
      isFiled[row] && filed[row] != Column.missingTime ? filed[row] : submitted[row]
    }
    roles = people.classes("role", Role.authors.map(\.rawValue))
    positions = people.integers("position")
  }

  /// nil for a person who is no member.
  func author(_ row: Int32) -> Author? {
    let index = Int(row)
    let proposal = proposalOfPerson[index]
    guard members[index] != Roster.unknown, proposal >= 0 else { return nil }
    return Author(
      member: members[index], item: items[Int(proposal)], proposal: proposal, isFiled: isFiled[Int(proposal)],
      role: roles[index] < 0 ? Role.authors.count : Int(roles[index]), time: times[Int(proposal)],
      number: Key(proposals.recordKey(Int(proposal))), position: positions[index], row: row)
  }

  /// By row of `proposals`: how many persons it names, each once by number, else by name.
  func authorCounts() -> [Int64] {
    let (numbers, names) = (people.coded("member_no"), people.column("name")?.encoded())
    var seen: Set<NamedPerson> = []
    var counts = [Int64](repeating: 0, count: proposals.rowCount)
    for row in people.live where proposalOfPerson[Int(row)] >= 0 {
      let number = numbers.codes[Int(row)]
      let isMember = number != CodedColumn.missing
      let person = NamedPerson(
        proposal: proposalOfPerson[Int(row)], isMember: isMember,
        code: isMember ? number : names?.codes[Int(row)] ?? CodedColumn.missing)
      if seen.insert(person).inserted { counts[Int(person.proposal)] += 1 }
    }
    return counts
  }
}

private struct NamedPerson: Hashable {
  let proposal: Int32
  let isMember: Bool
  let code: UInt32
}
