import Records

/// Activities and who came: half-days of the derived attendance, by the month of the activity and the 界别 of the member.
struct AttendanceFacts {
  /// By kind, dated by the first half-day, or the first comment of an activity without one; they belong to no 界别.
  let activities: RowCount?
  /// Half-days: came, and owed (came, leave or absent). What is exempt or clashes is in neither.
  private(set) var present: CountGrid
  private(set) var owed: CountGrid
  /// Members at activities, once for each activity.
  private(set) var visits: CountGrid
  /// Of these at 远程协商.
  private(set) var remoteVisits: CountGrid

  /// What did not take place is a class of its own.
  static let cancelled = "取消"

  init(_ run: RunRecord, _ frame: OverviewFrame, _ dates: ActivityDates) {
    activities = run.table("activities").map { AttendanceFacts.count($0, frame, dates) }
    present = CountGrid(frame)
    owed = CountGrid(frame)
    visits = CountGrid(frame)
    remoteVisits = CountGrid(frame)
    if let relation = run.relation("attendance") { count(relation, frame) }
  }

  var share: Share { Share(part: present.total, whole: owed.total) }

  /// nil for a group too small.
  func share(_ sector: Int, _ frame: OverviewFrame) -> Share? {
    guard sector < frame.unassigned, frame.sectors[sector].members >= OverviewFrame.leastForAverages else {
      return nil
    }
    return Share(part: present.sectors[sector], whole: owed.sectors[sector])
  }

  /// The count of activities that took place.
  var held: Int { (activities?.all.total ?? 0) - (activities?.total(AttendanceFacts.cancelled) ?? 0) }

  private static func count(
    _ table: Table, _ frame: OverviewFrame, _ dates: ActivityDates
  ) -> RowCount {
    let kinds = table.values(of: "kind")
    let kindOf = table.classes("kind", kinds)
    let isCancelled = table.classes("status", [cancelled])
    return RowCount(table, frame, times: dates.times, classes: kinds + [cancelled]) { row in
      isCancelled[row] == 0 ? kinds.count : kindOf[row] < 0 ? nil : Int(kindOf[row])
    }
  }

  private mutating func count(_ relation: Relation, _ frame: OverviewFrame) {
    let counts = ["present", "leave", "absent"].map { key -> [Int64] in
      if case .integer(let values) = relation.column(key) { values } else { [] }
    }
    guard counts.allSatisfy({ $0.count == relation.count }) else { return }
    let kinds = relation.column("kind")?.encoded()
    let remote = kinds?.code(of: ActivityDates.remote)
    for record in 0..<relation.count {
      let member = relation.members[record]
      guard member != Relation.nobody, let month = frame.month(of: relation.times[record]) else { continue }
      let sector = frame.sectorOfMember[Int(member)]
      let came = Int(counts[0][record])
      present.add(came, month: month, sector: sector)
      owed.add(
        came + Int(counts[1][record]) + Int(counts[2][record]), month: month, sector: sector)
      guard came > 0 else { continue }
      visits.add(month: month, sector: sector)
      if let remote, kinds?.codes[record] == remote { remoteVisits.add(month: month, sector: sector) }
    }
  }
}

/// When each activity was: its first half-day, or the first comment of one without.
struct ActivityDates {
  /// By row of `activities`.
  let times: [Int64]
  /// Rows of `activities` by number.
  let rows: [Key: Int]

  static let remote = "远程协商"
  static let hot = "热点关注"

  init(_ run: RunRecord, comments: [Int32]) {
    guard let table = run.table("activities") else {
      (times, rows) = ([], [:])
      return
    }
    var rows: [Key: Int] = [:]
    for row in table.live { rows[Key(table.recordKey(Int(row)))] = Int(row) }
    var times = [Int64](repeating: Column.missingTime, count: table.rowCount)
    for (source, column, only) in [("half_days", "starts_at", nil), ("comments", "posted_at", comments)] {
      guard let other = run.table(source) else { continue }
      var first = [Int64](repeating: Column.missingTime, count: table.rowCount)
      let (owners, starts) = (ActivityDates.owners(other, rows), other.times(column))
      for row in (only ?? other.live).lazy.map({ Int($0) }) {
        guard let owner = owners[row], starts[row] != Column.missingTime else { continue }
        if first[owner] == Column.missingTime || starts[row] < first[owner] { first[owner] = starts[row] }
      }
      for row in times.indices where times[row] == Column.missingTime { times[row] = first[row] }
    }
    self.times = times
    self.rows = rows
  }

  /// For each row of a source the activity that it names.
  static func owners(_ table: Table, _ rows: [Key: Int]) -> [Int?] {
    let numbers = table.coded("activity_no")
    let byCode = numbers.dictionary.map { rows[Key($0)] }
    return numbers.codes.map { $0 == CodedColumn.missing ? nil : byCode[Int($0)] }
  }
}
