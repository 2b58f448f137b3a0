import Records

/// Every member of the list, and who of them belongs to the run.
struct Roster {
  /// Those whose office meets the period, by number in byte order.
  let members: [Member]
  /// First and last day in office of each member of the run; `Int32.max` = open.
  let joined: [Int32]
  let left: [Int32]
  /// The day from which a member of the run is 常委; `Int32.max` = never, `Int32.min` = all along.
  let standingFrom: [Int32]
  private let runIndex: [Key: Int32]

  /// The profile of the standing committee, which a member has from `profile_from` on.
  static let standing = "常委"
  static let ordinary = "委员"
  /// A member of the list who is none of the run.
  static let outside: Int32 = -2
  /// Nobody of the list.
  static let unknown: Int32 = -1

  init(_ rows: Staged, period: Period, leave: LeaveLedger) {
    guard let position = rows.position("members") else {
      self.init(drafts: [], others: [])
      return
    }
    let table = rows.tables[position]
    var reader = MemberReader(table: table, position: position, period: period, leave: leave)
    let drafts = table.live.map { reader.draft($0) }
    self.init(
      drafts: drafts.filter { $0.meetsPeriod }.sorted { $0.number < $1.number },
      others: drafts.filter { !$0.meetsPeriod }.map(\.number))
  }

  private init(drafts: [MemberDraft], others: [Key]) {
    members = drafts.map(\.member)
    joined = drafts.map(\.member.joinedOn.number)
    left = drafts.map { $0.member.leftOn?.number ?? Int32.max }
    standingFrom = drafts.map(\.standingFrom)
    var index = Dictionary(others.map { ($0, Roster.outside) }, uniquingKeysWith: { first, _ in first })
    for (place, draft) in drafts.enumerated() { index[draft.number] = Int32(place) }
    runIndex = index
  }

  /// For each row the member of the run that a column names, else `outside` or `unknown`.
  func indices(_ column: CodedColumn) -> [Int32] {
    let byCode = column.dictionary.map { runIndex[Key($0)] ?? Roster.unknown }
    return column.codes.map { $0 == CodedColumn.missing ? Roster.unknown : byCode[Int($0)] }
  }

  func indices(_ table: Table, _ key: String = "member_no") -> [Int32] { indices(table.coded(key)) }

  func isInOffice(_ member: Int32, on day: Int32) -> Bool {
    joined[Int(member)] <= day && day <= left[Int(member)]
  }

  func isStanding(_ member: Int32, on day: Int32) -> Bool { standingFrom[Int(member)] <= day }
}

/// A member before it is known who belongs to the run.
struct MemberDraft {
  let number: Key
  let member: Member
  let meetsPeriod: Bool
  let standingFrom: Int32
}

/// Reads members' rows and works out the facts of model.md §2.5.
struct MemberReader {
  let table: Table
  let position: Int
  let period: Period
  let leave: LeaveLedger

  mutating func draft(_ row: Int32) -> MemberDraft {
    let index = Int(row)
    let number = table.text("member_no", index)
    let joined = day("joined_on", index) ?? Day(number: -719_162)
    let left = day("left_on", index)
    let cell = table.text("profile", index)
    let standingFrom = standingFrom(cell, index)
    let last = left.map { min($0, period.last) } ?? period.last
    let isOrdinary = Key(cell) == Key(Roster.standing) && standingFrom > last.number
    let post = table.text("post", index)
    let inOffice = { (day: Day) in joined <= day && (left.map { day <= $0 } ?? true) }
    let member = Member(
      number: number, name: table.text("name", index), profile: isOrdinary ? Roster.ordinary : cell,
      post: post.isEmpty ? cell : post, sector: filled("sector", index),
      committee: filled("committee", index),
      joinedOn: joined, leftOn: left, isInOffice: inOffice(period.last),
      months: period.midMonths.count(where: inOffice),
      sickMonths: period.midMonths.count { leave.isSick(Key(number), at: $0.start) },
      row: RowReference(table: position, row: index))
    let ends = left ?? period.last
    let meets = joined <= period.last && ends >= period.first && joined <= (left ?? joined)
    return MemberDraft(number: Key(number), member: member, meetsPeriod: meets, standingFrom: standingFrom)
  }

  private func standingFrom(_ profile: String, _ row: Int) -> Int32 {
    guard Key(profile) == Key(Roster.standing) else { return Int32.max }
    return day("profile_from", row)?.number ?? Int32.min
  }

  private func day(_ key: String, _ row: Int) -> Day? {
    switch table.value(key, row) {
    case .day(let day): day
    case .time(let instant): instant.day
    default: nil
    }
  }

  private func filled(_ key: String, _ row: Int) -> String? {
    let text = table.text(key, row)
    return text.isEmpty ? nil : text
  }
}
