import Records

/// Scans of one (member, activity, half-day, direction): the earliest 签到 and the latest 签退 stay, then the
/// least `scan_no` (model.md §2.2 c, §2.3).
///
/// A 补签 and a 扫码 are not merged with each other: that there is a 补签 decides lateness, when the 扫码 was made is
/// evidence. Scans of an activity that was cancelled or is gone are not placed and stay.
struct ScanMerge {
  private let scans: PlacedScans
  private let members: CodedColumn
  private let halfDays: [HalfDay]

  init(scans: Table, programme: Programme, rules: AttendanceRules) {
    self.scans = PlacedScans(scans, programme: programme, rules: rules)
    members = scans.coded("member_no")
    halfDays = programme.halfDays
  }

  /// O(rows) expected: one pass that finds each thing's survivor in a table of packed keys, one that lists
  /// the rest.
  func fates() -> [Int32: Fate] {
    let rows = scans.table.live
    var things = [UInt64](repeating: ScanMerge.none, count: scans.table.rowCount)
    var slots = ThingSlots(capacity: rows.count)
    var fates: [Int32: Fate] = [:]
    for row in rows where scans.isHeld(row) {
      let place = scans.place(row)
      guard place >= 0 else {
        fates[row] = .filtered(code: "OUT_OF_WINDOW", message: ScanMerge.outOfWindow)
        continue
      }
      let thing = pack(row, halfDay: place)
      things[Int(row)] = thing
      slots.offer(row, for: thing) { precedes($0, $1) }
    }
    for row in rows where things[Int(row)] != ScanMerge.none {
      let survivor = slots.survivor(of: things[Int(row)])
      if survivor != row { fates[row] = .merged(survivor: survivor, key: text(of: row, things[Int(row)])) }
    }
    return fates
  }

  private static let none = UInt64.max
  private static let outOfWindow = Message(
    zh: "不在任何场次的签到签退时段内；如确已到会，请主办方补签",
    en: "outside every half-day's window; if the member was there, the organiser must sign for it (补签)")

  /// Member code, half-day, direction and method in 32 + 30 + 1 + 1 bits.
  private func pack(_ row: Int32, halfDay: Int32) -> UInt64 {
    UInt64(members.codes[Int(row)]) << 32 | UInt64(halfDay) << 2 | scans.direction(row).rawValue << 1
      | (scans.isManual[Int(row)] ? 1 : 0)
  }

  private func precedes(_ left: Int32, _ right: Int32) -> Bool {
    let (a, b) = (scans.times[Int(left)], scans.times[Int(right)])
    if a != b { return scans.isCheckOut[Int(left)] ? a > b : a < b }
    return scans.table.keyPrecedes(left, right)
  }

  private func text(of row: Int32, _ thing: UInt64) -> String {
    let halfDay = halfDays[Int(thing & 0xFFFF_FFFF) >> 2]
    let direction = scans.isCheckOut[Int(row)] ? "签退" : "签到"
    let (member, activity) = (members.text(Int(row)) ?? "", scans.table.text("activity_no", Int(row)))
    return "\(member)/\(activity)/\(halfDay.number)/\(direction)"
  }
}

/// Packed keys with the best row of each, in an open-addressing table.
struct ThingSlots {
  private var keys: [UInt64]
  private var rows: [Int32]

  init(capacity: Int) {
    let size = EqualRows.capacity(for: capacity)
    keys = Array(repeating: 0, count: size)
    rows = Array(repeating: -1, count: size)
  }

  mutating func offer(_ row: Int32, for key: UInt64, precedes: (Int32, Int32) -> Bool) {
    let slot = slot(of: key)
    if rows[slot] < 0 {
      keys[slot] = key
      rows[slot] = row
    } else if precedes(row, rows[slot]) {
      rows[slot] = row
    }
  }

  /// The best row of a key that was offered.
  func survivor(of key: UInt64) -> Int32 { rows[slot(of: key)] }

  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: EqualRows.mixed(key)) & mask
    while rows[slot] >= 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }
}
