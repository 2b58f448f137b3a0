import Records

/// A shift as it is owed.
private struct Shift {
  let row: Int32
  let member: Int32
  let start: Int64
  let isSignedIn: Bool
  let excuse: Leave?
  /// Why it gives no record.
  let obstacle: WithoutRecord?
  var messages: Int64 = 0
  var answered: Int64 = 0
  var messageRows: [Int32] = []
}

extension Derivation {
  /// Shifts of who owes them, and their messages (model.md §2.5).
  mutating func deriveDuty() {
    guard let shiftPosition = rows.position("duty_shifts"), let shiftSchema = schema(.shifts) else { return }
    let shiftTable = rows.tables[shiftPosition]
    guard let duty = rules.duty else {
      relations.append(RecordList().relation(shiftSchema, own: shiftTable))
      setAsideAll(of: shiftTable)
      if let messages = rows.table("duty_messages"), let schema = schema(.messages) {
        relations.append(RecordList().relation(schema, own: messages))
        setAsideAll(of: messages)
      }
      return
    }
    var shifts = readShifts(shiftTable)
    let messages = deriveMessages(shiftTable, shiftPosition, &shifts, duty: duty)
    appendShifts(shiftTable, shiftPosition, shifts, schema: shiftSchema)
    if let messages { relations.append(messages) }
  }

  private mutating func setAsideAll(of table: Table) {
    for row in table.live { setAside(row, of: table, .notDerived) }
  }

  /// By row of `duty_shifts`; nil for rows that are gone.
  private func readShifts(_ table: Table) -> [Shift?] {
    let (scheduled, swapped) = (table.coded("member_no"), table.coded("swapped_to"))
    let (scheduledMembers, swappedMembers) = (roster.indices(scheduled), roster.indices(swapped))
    let (starts, signed) = (table.times("starts_at"), table.times("signed_in_at"))
    let cancelled = table.classes("status", ["取消"])
    var shifts = [Shift?](repeating: nil, count: table.rowCount)
    for row in table.live {
      let index = Int(row)
      let isSwapped = swapped.codes[index] != CodedColumn.missing
      let member = isSwapped ? swappedMembers[index] : scheduledMembers[index]
      let reason = cancelled[index] == 0 ? WithoutRecord.cancelled : obstacle(member, time: starts[index])
      let isSignedIn =
        signed[index] != Column.missingTime && reason == nil
        && Instant(seconds: signed[index]).day == Instant(seconds: starts[index]).day
      let excuse =
        reason == nil
        ? leave.general(of: Key(roster.members[Int(member)].number), at: starts[index]) : nil
      shifts[index] = Shift(
        row: row, member: member, start: starts[index], isSignedIn: isSignedIn, excuse: excuse,
        obstacle: reason)
    }
    return shifts
  }

  private func evidence(of excuse: Leave?) -> [RowReference] {
    guard let excuse, let position = leave.position else { return [] }
    return [RowReference(table: position, row: Int(excuse.row))]
  }

  private mutating func deriveMessages(
    _ shiftTable: Table, _ shiftPosition: Int, _ shifts: inout [Shift?], duty: DutyRules
  ) -> Relation? {
    guard let schema = schema(.messages), let position = rows.position("duty_messages") else { return nil }
    let table = rows.tables[position]
    let shiftRows = KeyIndex(shiftTable).rows(table.coded("shift_no"))
    let spam = table.flags("spam")
    var clock = AnswerClock(table, calendar: rows.table("calendar"), within: duty.answerWithin)
    var records = RecordList()
    var (overdue, excused): ([UInt8], [UInt8]) = ([], [])
    for row in table.live {
      let index = Int(row)
      guard shiftRows[index] >= 0, let shift = shifts[Int(shiftRows[index])] else {
        setAside(row, of: table, .noRecord)
        continue
      }
      if let reason = spam[index] ? .spam : shift.obstacle {
        setAside(row, of: table, reason)
        continue
      }
      let isInTime = clock.isInTime(row)
      shifts[Int(shiftRows[index])]?.messages += 1
      shifts[Int(shiftRows[index])]?.answered += isInTime ? 1 : 0
      shifts[Int(shiftRows[index])]?.messageRows.append(row)
      overdue.append(isInTime ? 0 : 1)
      excused.append(shift.excuse == nil ? 0 : 1)
      records.append(
        member: shift.member, time: shift.start, key: table.recordKey(index), row: row,
        evidence: [
          RowReference(table: position, row: index), RowReference(table: shiftPosition, row: Int(shift.row)),
        ] + evidence(of: shift.excuse))
    }
    findMissingYears(clock.missingYears)
    return records.relation(
      schema, own: table, derived: ["overdue": .flag(overdue), "excused": .flag(excused)])
  }

  private mutating func appendShifts(
    _ table: Table, _ position: Int, _ shifts: [Shift?], schema: RelationSchema
  ) {
    let messagePosition = rows.position("duty_messages")
    var records = RecordList()
    var kept: [Shift] = []
    for shift in shifts.compactMap({ $0 }) {
      if let reason = shift.obstacle {
        setAside(shift.row, of: table, reason)
        continue
      }
      kept.append(shift)
      let messages = shift.messageRows.compactMap { row in
        messagePosition.map { RowReference(table: $0, row: Int(row)) }
      }
      records.append(
        member: shift.member, time: shift.start, key: table.recordKey(Int(shift.row)), row: shift.row,
        evidence: [RowReference(table: position, row: Int(shift.row))] + messages + evidence(of: shift.excuse)
      )
    }
    relations.append(
      records.relation(
        schema, own: table,
        derived: [
          "signed_in": .flag(kept.map { $0.isSignedIn ? 1 : 0 }),
          "excused": .flag(kept.map { $0.excuse == nil ? 0 : 1 }),
          "messages": .integer(kept.map(\.messages)), "answered": .integer(kept.map(\.answered)),
          "answered_share": .number(
            kept.map { $0.messages == 0 ? Fraction.one : Fraction($0.answered, $0.messages) }),
        ]))
  }

  private mutating func findMissingYears(_ years: Set<Int>) {
    for year in years.sorted() {
      findings.append(
        Finding(
          code: "CALENDAR_YEAR_MISSING", severity: .warning,
          message: Message(
            zh: "节假日表没有\(year)年的任何一行，按周一至周五为工作日计算；请补上该年的放假和上班安排",
            en:
              "calendar has no row of \(year): Monday to Friday count as working days; add that year's arrangement"
          ),
          stage: .derive, source: "calendar"))
    }
  }
}

/// Tells which messages were answered in time (model.md §2.5).
private struct AnswerClock {
  private let received: [Int64]
  private let answered: [Int64]
  private let within: Int
  private var days: WorkingDays
  private var deadlines: [Int32: Int32] = [:]

  init(_ messages: Table, calendar: Table?, within: Int) {
    received = messages.times("received_at")
    answered = messages.times("answered_at")
    self.within = within
    days = WorkingDays(calendar)
  }

  var missingYears: Set<Int> { days.missingYears }

  /// Answered on or before the `within`-th working day after the day of receipt.
  mutating func isInTime(_ row: Int32) -> Bool {
    let (from, to) = (received[Int(row)], answered[Int(row)])
    guard from != Column.missingTime, to != Column.missingTime else { return false }
    let day = Instant(seconds: from).day
    let deadline = deadlines[day.number] ?? days.day(within, after: day).number
    deadlines[day.number] = deadline
    return Instant(seconds: to).day.number <= deadline
  }
}
