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
  /// By member of the run, each by half-day.
  private(set) var presences: [[Presence]]
  /// Scans that belong to no member's half-day in office, with the reason.
  private(set) var unplaced: [(row: Int32, reason: WithoutRecord)] = []

  init(_ derivation: Derivation, programme: Programme, rules: AttendanceRules) {
    presences = Array(repeating: [], count: derivation.roster.members.count)
    guard let table = derivation.rows.table("scans") else { return }
    let scans = PlacedScans(table, programme: programme, rules: rules)
    var entries = collect(scans, derivation: derivation, programme: programme)
    entries.sort { ($0.thing, $0.time) < ($1.thing, $1.time) }
    for entry in entries { add(entry, scans: scans) }
    for member in derivation.roster.asked {
      AttendedHalfDays.markClashes(&presences[Int(member)], programme: programme)
    }
  }

  private struct Entry {
    /// Member and half-day.
    let thing: UInt64
    let time: Int64
    let row: Int32

    var member: Int { Int(thing >> 32) }
    var halfDay: Int32 { Int32(truncatingIfNeeded: thing & 0xFFFF_FFFF) }
  }

  private mutating func collect(
    _ scans: PlacedScans, derivation: Derivation, programme: Programme
  ) -> [Entry] {
    let members = derivation.roster.indices(scans.table)
    var entries: [Entry] = []
    entries.reserveCapacity(scans.table.live.count)
    for row in scans.table.live {
      let member = members[Int(row)]
      guard member >= 0 else {
        unplaced.append((row, member == Roster.outside ? .outsideRun : .noMember))
        continue
      }
      guard scans.isHeld(row) else {
        unplaced.append((row, .cancelled))
        continue
      }
      let place = scans.place(row)
      guard place >= 0 else {
        unplaced.append((row, .noRecord))
        continue
      }
      let halfDay = programme.halfDays[Int(place)]
      if !derivation.roster.isInOffice(member, on: halfDay.day) {
        unplaced.append((row, .outOfOffice))
      } else if derivation.isVoided(member, halfDay, programme) {
        unplaced.append((row, .voidedPart))
      } else {
        entries.append(
          Entry(thing: UInt64(member) << 32 | UInt64(place), time: scans.times[Int(row)], row: row))
      }
    }
    return entries
  }

  private mutating func add(_ entry: Entry, scans: PlacedScans) {
    if presences[entry.member].last?.halfDay != entry.halfDay {
      presences[entry.member].append(Presence(halfDay: entry.halfDay))
    }
    let last = presences[entry.member].count - 1
    presences[entry.member][last].scans.append(entry.row)
    if scans.direction(entry.row) == .checkOut {
      presences[entry.member][last].checkOut = max(presences[entry.member][last].checkOut, entry.time)
    } else if scans.isManual[Int(entry.row)] {
      presences[entry.member][last].isSignedFor = true
    } else if presences[entry.member][last].checkIn == Column.missingTime {
      presences[entry.member][last].checkIn = entry.time
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
  /// True when the member's part in the half-day or its activity was voided.
  func isVoided(_ member: Int32, _ halfDay: HalfDay, _ programme: Programme) -> Bool {
    hasVoidedPart(member, in: programme.halfDayPosition, row: halfDay.row)
      || hasVoidedPart(member, in: programme.activityPosition, row: halfDay.activity)
  }
}
