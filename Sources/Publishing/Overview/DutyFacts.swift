import Records

/// Online duty: shifts of who owes them, and messages under the date of their shift. Nothing tells who wrote.
struct DutyFacts {
  /// Signed in, not signed in, cancelled; under the member who owes the shift.
  let shifts: RowCount?
  /// Shifts that another member took over.
  let swapped: CountGrid
  /// Days on which a shift stood that was not cancelled, by month, then what has no date.
  let days: [Int]
  /// Answered, not answered, spam.
  let messages: RowCount?
  /// Messages answered within the working days of the rules, as the model counts them.
  let inTime: Share

  static let states = ["已签到", "未签到", "取消"]
  static let answers = ["已答复", "未答复", "无效"]

  init(_ run: RunRecord, _ frame: OverviewFrame) {
    var swapped = CountGrid(frame)
    var days = Array(repeating: Set<Int32>(), count: frame.undated + 1)
    guard let table = run.table("duty_shifts") else {
      (shifts, messages, self.swapped, self.days) = (nil, nil, swapped, days.map(\.count))
      inTime = Share(part: 0, whole: 0)
      return
    }
    let roster = DutyRoster(table)
    let sectors = frame.sectors(of: roster.owing)
    for row in table.live.lazy.map({ Int($0) }) {
      guard let month = frame.month(of: roster.starts[row]) else { continue }
      if roster.isSwapped[row] { swapped.add(month: month, sector: sectors[row]) }
      if roster.state[row] != 2, month != frame.undated {
        days[month].insert(Instant(seconds: roster.starts[row]).day.number)
      }
    }
    shifts = RowCount(
      table, frame, times: roster.starts, sectors: sectors, classes: DutyFacts.states
    ) { roster.state[$0] }
    messages = run.table("duty_messages").map { DutyFacts.count($0, frame, table, roster, sectors) }
    self.swapped = swapped
    self.days = days.map(\.count)
    inTime = DutyFacts.inTime(run.relation("shifts"), frame)
  }

  private static func count(
    _ messages: Table, _ frame: OverviewFrame, _ shifts: Table, _ roster: DutyRoster, _ sectors: [Int]
  ) -> RowCount {
    let shiftOf = DutyRoster.shifts(of: messages, shifts)
    let spam = messages.flags("spam")
    let received = messages.times("received_at")
    let answered = messages.times("answered_at")
    return RowCount(
      messages, frame,
      times: received.indices.map { row in shiftOf[row].map { roster.starts[$0] } ?? received[row] },
      sectors: shiftOf.map { $0.map { sectors[$0] } ?? frame.unassigned }, classes: answers
    ) { row in spam[row] ? 2 : answered[row] == Column.missingTime ? 1 : 0 }
  }

  private static func inTime(_ shifts: Relation?, _ frame: OverviewFrame) -> Share {
    guard let shifts, case .integer(let messages) = shifts.column("messages"),
      case .integer(let answered) = shifts.column("answered")
    else { return Share(part: 0, whole: 0) }
    var (part, whole) = (0, 0)
    for record in 0..<shifts.count where frame.month(of: shifts.times[record]) != nil {
      part += Int(answered[record])
      whole += Int(messages[record])
    }
    return Share(part: part, whole: whole)
  }
}

/// The columns of `duty_shifts` as both pages read them.
struct DutyRoster {
  /// Who owes the shift: who took it over, else who was planned.
  let owing: CodedColumn
  let starts: [Int64]
  let isSwapped: [Bool]
  /// Places in `DutyFacts.states`.
  let state: [Int]

  init(_ table: Table) {
    let (planned, swapped) = (table.coded("member_no"), table.coded("swapped_to"))
    let starts = table.times("starts_at")
    let signed = table.times("signed_in_at")
    let isCancelled = table.classes("status", ["取消"])
    isSwapped = swapped.codes.map { $0 != CodedColumn.missing }
    owing = CodedColumn((0..<table.rowCount).map { swapped.text($0) ?? planned.text($0) })
    self.starts = starts
    state = (0..<table.rowCount).map { row in
      guard isCancelled[row] != 0 else { return 2 }
      let isServed =
        signed[row] != Column.missingTime && starts[row] != Column.missingTime
        && Instant(seconds: signed[row]).day == Instant(seconds: starts[row]).day
      return isServed ? 0 : 1
    }
  }

  /// For each message the surviving row of its shift.
  static func shifts(of messages: Table, _ shifts: Table) -> [Int?] {
    var rows: [Key: Int] = [:]
    for row in shifts.live { rows[Key(shifts.recordKey(Int(row)))] = Int(row) }
    let numbers = messages.coded("shift_no")
    let byCode = numbers.dictionary.map { rows[Key($0)] }
    return numbers.codes.map { $0 == CodedColumn.missing ? nil : byCode[Int($0)] }
  }
}
