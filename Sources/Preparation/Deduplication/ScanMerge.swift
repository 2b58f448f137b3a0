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

  /// By row: member code, half-day, direction and method in 32 + 30 + 1 + 1 bits; `outside` for a row in no window,
  /// `none` for one that is not placed.
  private let things: [UInt64]

  /// O(rows · half-days of an activity), shared out.
  init(scans: Table, programme: Programme, rules: AttendanceRules, workers: Workers = .one) {
    let placed = PlacedScans(scans, programme: programme, rules: rules)
    let members = scans.coded("member_no")
    let ranges = Workers.ranges(scans.live.count, of: ScanMerge.rowsOfTask)
    let parts = workers.map(ranges.count) { part in
      scans.live[ranges[part]].map { row in
        placed.isHeld(row) ? ScanMerge.thing(row, placed, members) : ScanMerge.none
      }
    }
    var things = [UInt64](repeating: ScanMerge.none, count: scans.rowCount)
    for (range, part) in zip(ranges, parts) {
      for (row, thing) in zip(scans.live[range], part) { things[Int(row)] = thing }
    }
    self.scans = placed
    self.members = members
    self.things = things
    halfDays = programme.halfDays
  }

  private static let rowsOfTask = 8192

  private static func thing(_ row: Int32, _ scans: PlacedScans, _ members: CodedColumn) -> UInt64 {
    let place = scans.place(row)
    return place < 0
      ? outside
      : UInt64(members.codes[Int(row)]) << 32 | UInt64(place) << 2 | scans.direction(row).rawValue << 1
        | (scans.isManual[Int(row)] ? 1 : 0)
  }

  /// The rows that lie in no window.
  func outOfWindow() -> [Int32: Fate] {
    var fates: [Int32: Fate] = [:]
    for row in scans.table.live where things[Int(row)] == ScanMerge.outside {
      fates[row] = .filtered(code: "OUT_OF_WINDOW", message: ScanMerge.outOfWindow)
    }
    return fates
  }

  /// The rows that another states better. O(rows) expected: one pass that finds each thing's survivor in a table of
  /// packed keys, one that lists the rest.
  func merged(_ position: Int) -> MergedRows {
    var slots = ThingSlots(capacity: scans.table.live.count)
    for row in scans.table.live where things[Int(row)] < ScanMerge.outside {
      slots.offer(row, for: things[Int(row)]) { precedes($0, $1) }
    }
    var rows: [Int32] = []
    var survivors: [Int32] = []
    var texts: [String] = []
    for row in scans.table.live where things[Int(row)] < ScanMerge.outside {
      let survivor = slots.survivor(of: things[Int(row)])
      guard survivor != row else { continue }
      rows.append(row)
      survivors.append(survivor)
      texts.append(text(of: row, things[Int(row)]))
    }
    return MergedRows(
      stage: .deduplicateThing, table: position, rows: rows, survivors: survivors, naming: .texts(texts))
  }

  private static let none = UInt64.max
  private static let outside = UInt64.max - 1
  private static let outOfWindow = Message(
    zh: "不在任何场次的签到签退时段内；如确已到会，请主办方补签",
    en: "outside every half-day's window; if the member was there, the organiser must sign for it (补签)")

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
    var slot = Int(truncatingIfNeeded: RowHashes.mixed(key)) & mask
    while rows[slot] >= 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }
}
