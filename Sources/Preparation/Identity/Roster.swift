import Records

/// Every member of the list, and who of them belongs to the run.
package struct Roster: Sendable {
  /// Those whose office meets the period, by number in byte order.
  let members: [Member]
  /// First and last day in office of each member of the run; `Int32.max` = open.
  let joined: [Int32]
  let left: [Int32]
  /// The day from which a member of the run is 常委; `Int32.max` = never, `Int32.min` = all along.
  let standingFrom: [Int32]
  /// Places of the members whose records are asked for, ascending.
  let asked: [Int32]
  /// True where all are.
  let isWhole: Bool
  private let runIndex: [Key: Int32]

  /// The profile of the standing committee, which a member has from `profile_from` on.
  static let standing = "常委"
  static let ordinary = "委员"
  /// A member of the list who is none of the run.
  static let outside: Int32 = -2
  /// Nobody of the list.
  static let unknown: Int32 = -1

  /// O(members), shared out.
  init(_ rows: Staged, period: Period, leave: LeaveLedger, asked: Set<Key>? = nil) {
    guard let position = rows.position("members") else {
      self.init(RosterRows([]), asked: asked)
      return
    }
    let table = rows.tables[position]
    let reader = MemberReader(table: table, position: position, period: period, leave: leave)
    let ranges = Workers.ranges(table.live.count, of: 4096)
    let parts = rows.workers.map(ranges.count) { task in
      RosterRows(table.live[ranges[task]].map(reader.draft))
    }
    self.init(RosterRows(joining: parts, rows.workers).sorted, asked: asked)
  }

  /// Rows of members who are not asked for read as those of others.
  private init(_ rows: RosterRows, asked: Set<Key>?) {
    members = rows.members
    joined = rows.members.map(\.joinedOn.number)
    left = rows.members.map { $0.leftOn?.number ?? Int32.max }
    standingFrom = rows.standingFrom
    var index = Dictionary(
      rows.others.map { ($0, Roster.outside) }, uniquingKeysWith: { first, _ in first })
    index.reserveCapacity(rows.others.count + rows.members.count)
    var places: [Int32] = []
    for (place, number) in rows.numbers.enumerated() {
      let isAsked = asked?.contains(number) ?? true
      index[number] = isAsked ? Int32(place) : Roster.outside
      if isAsked { places.append(Int32(place)) }
    }
    runIndex = index
    self.asked = places
    isWhole = asked == nil
  }

  /// The member of the run that a number names, else `outside` or `unknown`.
  func index(_ number: String?) -> Int32 {
    number.flatMap { runIndex[Key($0)] } ?? Roster.unknown
  }

  /// For each row the member of the run that a column names, else `outside` or `unknown`.
  func indices(_ column: CodedColumn) -> [Int32] {
    let byCode = column.dictionary.map { index($0) }
    return column.codes.map { $0 == CodedColumn.missing ? Roster.unknown : byCode[Int($0)] }
  }

  func indices(_ table: Table, _ key: String = "member_no") -> [Int32] { indices(table.coded(key)) }

  /// For each number who it is and when he is in office.
  func offices(of numbers: [String], workers: Workers) -> [Office] {
    let ranges = Workers.ranges(numbers.count, of: 8192)
    let parts = workers.map(ranges.count) { task in
      numbers[ranges[task]].map { number in
        let member = index(number)
        if member == Roster.outside, !isWhole { return Office.none }
        return member < 0
          ? Office(member: Office.doubtful, first: 0, last: 0)
          : Office(
            member: member, first: Day(number: joined[Int(member)]).start.seconds,
            last: left[Int(member)] == Int32.max
              ? Int64.max : Day(number: left[Int(member)]).end.seconds)
      }
    }
    return workers.joined(parts)
  }

  func isInOffice(_ member: Int32, on day: Int32) -> Bool {
    joined[Int(member)] <= day && day <= left[Int(member)]
  }

  func isStanding(_ member: Int32, on day: Int32) -> Bool { standingFrom[Int(member)] <= day }
}

/// A member of the run and his time in office, in seconds, both ends included.
struct Office: Sendable {
  let member: Int32
  let first: Int64
  let last: Int64

  /// In place of a member who may not have a record: not in office, or none of the run.
  static let doubtful = Int32.min
  /// Of a member who is not asked for: at no time anybody's.
  static let none = Office(member: Relation.nobody, first: Int64.min, last: Int64.max)

  func member(at time: Int64) -> Int32 { first <= time && time <= last ? member : Office.doubtful }
}

/// Reads members' rows and works out the facts of model.md §2.5.
struct MemberReader {
  private let position: Int
  private let period: Period
  private let leave: LeaveLedger
  private let midMonths: [Day]
  private let numbers: Column?
  private let names: Column?
  private let profiles: Column?
  private let posts: Column?
  private let sectors: Column?
  private let committees: Column?
  private let joined: [Int32]
  private let left: [Int32]
  private let profileFrom: [Int32]

  init(table: Table, position: Int, period: Period, leave: LeaveLedger) {
    self.position = position
    self.period = period
    self.leave = leave
    midMonths = period.midMonths
    numbers = table.column("member_no")
    names = table.column("name")
    profiles = table.column("profile")
    posts = table.column("post")
    sectors = table.column("sector")
    committees = table.column("committee")
    joined = table.days("joined_on")
    left = table.days("left_on")
    profileFrom = table.days("profile_from")
  }

  func draft(_ row: Int32) -> MemberDraft {
    let index = Int(row)
    let number = text(numbers, index)
    let joined = day(joined, index) ?? Day(number: -719_162)
    let left = day(left, index)
    let cell = text(profiles, index)
    let standingFrom = standingFrom(cell, index)
    let last = left.map { min($0, period.last) } ?? period.last
    let isOrdinary = Key(cell) == Key(Roster.standing) && standingFrom > last.number
    let post = text(posts, index)
    let inOffice = { (day: Day) in joined <= day && (left.map { day <= $0 } ?? true) }
    let member = Member(
      number: number, name: text(names, index), profile: isOrdinary ? Roster.ordinary : cell,
      post: post.isEmpty ? cell : post, sector: filled(sectors, index),
      committee: filled(committees, index),
      joinedOn: joined, leftOn: left, isInOffice: inOffice(period.last),
      months: midMonths.count(where: inOffice),
      sickMonths: sickMonths(number),
      row: RowReference(table: position, row: index))
    let ends = left ?? period.last
    let meets = joined <= period.last && ends >= period.first && joined <= (left ?? joined)
    return MemberDraft(number: Key(number), member: member, meetsPeriod: meets, standingFrom: standingFrom)
  }

  private func sickMonths(_ number: String) -> Int {
    leave.isEmpty ? 0 : midMonths.count { leave.isSick(Key(number), at: $0.start) }
  }

  private func standingFrom(_ profile: String, _ row: Int) -> Int32 {
    guard Key(profile) == Key(Roster.standing) else { return Int32.max }
    return day(profileFrom, row)?.number ?? Int32.min
  }

  private func day(_ days: [Int32], _ row: Int) -> Day? {
    days[row] == Column.missingDay ? nil : Day(number: days[row])
  }

  private func text(_ column: Column?, _ row: Int) -> String { column?.canonicalText(row) ?? "" }

  private func filled(_ column: Column?, _ row: Int) -> String? {
    column.flatMap { $0.isMissing(row) ? nil : $0.canonicalText(row) }
  }
}
