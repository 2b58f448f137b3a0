import Records

/// A member's scans of one half-day.
struct Presence {
  /// Place in the programme's half-days.
  let halfDay: Int32
  /// Seconds of the earliest 签到 by 扫码; missing for none.
  var checkIn = Column.missingTime
  /// Signed in by the organiser (补签).
  var isSignedFor = false
  /// Seconds of the latest 签退; missing for none.
  var checkOut = Column.missingTime
  /// Rows of `scans`.
  var scans: [Int32] = []
  /// Overlaps an attended half-day of another activity.
  var isClash = false

  /// A counted 签到 or 补签; a 签退 alone is not enough.
  var isAttended: Bool { isSignedFor || checkIn != Column.missingTime }
}

/// The kept scans by member and half-day.
struct AttendedHalfDays {
  private let programme: Programme
  private let scans: PlacedScans?
  /// By member of the run, those of one in the order of the table.
  private let entries: [Entry]
  /// By member of the run where his entries begin, and where the last one's end.
  private let starts: [Int32]
  /// Scans that belong to no member's half-day in office, with the reason.
  let unplaced: [UnplacedScan]

  struct UnplacedScan {
    let row: Int32
    let reason: WithoutRecord
  }

  /// Where not all members are asked for, the scans of the others are passed over.
  init(_ derivation: Derivation, programme: Programme, rules: AttendanceRules) {
    self.programme = programme
    let count = derivation.roster.members.count
    guard let table = derivation.rows.table("scans") else {
      (scans, entries, unplaced) = (nil, [], [])
      starts = Array(repeating: 0, count: count + 1)
      return
    }
    let scans = PlacedScans(table, programme: programme, rules: rules)
    let members = derivation.roster.indices(table)
    let ranges = Workers.ranges(table.live.count, of: 8192)
    let parts = derivation.rows.workers.map(ranges.count) { part in
      AttendedHalfDays.collect(table.live[ranges[part]], of: members, scans, programme, derivation)
    }
    self.scans = scans
    (entries, starts) = AttendedHalfDays.byMember(parts.map(\.entries), members: count)
    unplaced = parts.flatMap(\.unplaced)
  }

  /// A scan that counts for a half-day.
  private struct Entry {
    let member: Int32
    /// Place in the programme's half-days.
    let halfDay: Int32
    let row: Int32
    let time: Int64
  }

  private static func collect(
    _ rows: ArraySlice<Int32>, of members: [Int32], _ scans: PlacedScans, _ programme: Programme,
    _ derivation: Derivation
  ) -> (entries: [Entry], unplaced: [UnplacedScan]) {
    let roster = derivation.roster
    var entries: [Entry] = []
    var unplaced: [UnplacedScan] = []
    entries.reserveCapacity(rows.count)
    for row in rows {
      let member = members[Int(row)]
      if member == Roster.outside, !roster.isWhole { continue }
      if let reason = obstacle(row, member, scans, roster) {
        unplaced.append(UnplacedScan(row: row, reason: reason))
        continue
      }
      let place = scans.place(row)
      let reason =
        place < 0 ? WithoutRecord.noRecord : derivation.obstacle(member, Int(place), programme)
      if let reason {
        unplaced.append(UnplacedScan(row: row, reason: reason))
      } else {
        entries.append(Entry(member: member, halfDay: place, row: row, time: scans.times[Int(row)]))
      }
    }
    return (entries, unplaced)
  }

  /// Why a scan belongs to no half-day of a member.
  private static func obstacle(
    _ row: Int32, _ member: Int32, _ scans: PlacedScans, _ roster: Roster
  ) -> WithoutRecord? {
    guard member >= 0 else { return member == Roster.outside ? .outsideRun : .noMember }
    return scans.isHeld(row) ? nil : .cancelled
  }

  /// Deals entries to their members in their order. O(entries + members).
  private static func byMember(
    _ parts: [[Entry]], members: Int
  ) -> (entries: [Entry], starts: [Int32]) {
    var starts = [Int32](repeating: 0, count: members + 1)
    for part in parts {
      for entry in part { starts[Int(entry.member) + 1] += 1 }
    }
    for member in 0..<members { starts[member + 1] += starts[member] }
    var next = starts
    let count = Int(starts[members])
    let nothing = Entry(member: 0, halfDay: 0, row: 0, time: 0)
    var dealt = [Entry](repeating: nothing, count: count)
    for part in parts {
      for entry in part {
        dealt[Int(next[Int(entry.member)])] = entry
        next[Int(entry.member)] += 1
      }
    }
    return (dealt, starts)
  }

  /// A member's presences by half-day. O(scans · log scans) of the member's own.
  func presences(of member: Int32) -> [Presence] {
    guard let scans else { return [] }
    let own = entries[Int(starts[Int(member)])..<Int(starts[Int(member) + 1])]
      .sorted { ($0.halfDay, $0.time, $0.row) < ($1.halfDay, $1.time, $1.row) }
    var presences: [Presence] = []
    for entry in own { AttendedHalfDays.add(entry, scans: scans, to: &presences) }
    AttendedHalfDays.markClashes(&presences, programme: programme)
    return presences
  }

  private static func add(_ entry: Entry, scans: PlacedScans, to presences: inout [Presence]) {
    if presences.last?.halfDay != entry.halfDay { presences.append(Presence(halfDay: entry.halfDay)) }
    let last = presences.count - 1
    presences[last].scans.append(entry.row)
    if scans.direction(entry.row) == .checkOut {
      presences[last].checkOut = max(presences[last].checkOut, entry.time)
    } else if scans.isManual[Int(entry.row)] {
      presences[last].isSignedFor = true
    } else if presences[last].checkIn == Column.missingTime {
      presences[last].checkIn = entry.time
    }
  }

  /// Marks attended half-days of different activities that overlap by more than 0 s.
  private static func markClashes(_ presences: inout [Presence], programme: Programme) {
    let attended = presences.indices.filter { presences[$0].isAttended }
    let ordered = attended.sorted {
      let (left, right) = (halfDay(presences[$0], programme), halfDay(presences[$1], programme))
      return (left.start, left.end) < (right.start, right.end)
    }
    for (place, index) in ordered.enumerated() {
      let first = halfDay(presences[index], programme)
      for other in ordered[(place + 1)...] {
        let second = halfDay(presences[other], programme)
        if second.start >= first.end { break }
        guard second.activity != first.activity, second.end > second.start else { continue }
        presences[index].isClash = true
        presences[other].isClash = true
      }
    }
  }

  private static func halfDay(_ presence: Presence, _ programme: Programme) -> HalfDay {
    programme.halfDays[Int(presence.halfDay)]
  }
}

extension Derivation {
  /// Why a half-day does not concern a member.
  func obstacle(_ member: Int32, _ halfDay: Int, _ programme: Programme) -> WithoutRecord? {
    let halfDay = programme.halfDays[halfDay]
    guard roster.isInOffice(member, on: halfDay.day) else { return .outOfOffice }
    return isVoided(member, halfDay, programme) ? .voidedPart : nil
  }

  /// True when the member's part in the half-day or its activity was voided.
  func isVoided(_ member: Int32, _ halfDay: HalfDay, _ programme: Programme) -> Bool {
    hasVoidedPart(member, in: programme.halfDayPosition, row: halfDay.row)
      || hasVoidedPart(member, in: programme.activityPosition, row: halfDay.activity)
  }
}
