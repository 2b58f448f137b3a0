import Records

/// Writes judged activities down as records and lines.
struct AttendanceRegister {
  private(set) var records = RecordList()
  private(set) var lines: [AttendanceLine] = []
  private let comments: ContributedComments
  private let tables: EvidenceTables
  private let activityNumbers: [Key]
  private let kinds: CodedColumn

  private static let basisChoices = Basis.allCases
  private static let statusChoices = HalfDayStatus.allCases

  private var bases: [UInt32] = []
  private var statuses: [UInt32] = []
  /// By place of the status in `statusChoices`.
  private var counts = statusChoices.map { _ in [Int64]() }
  private var late: [Int64] = []
  private var leftEarly: [Int64] = []
  private var attended: [Fraction?] = []
  private var covered: [Fraction?] = []
  private var contributed: [UInt8] = []

  init(judge: AttendanceJudge, activities: Table, rows: Staged) {
    comments = judge.comments
    activityNumbers = judge.numbers
    kinds = activities.coded("kind")
    tables = EvidenceTables(rows)
  }

  mutating func add(_ judged: JudgedActivity, member: Int32) {
    let comment = comments.row(member: member, activity: judged.activity)
    records.append(
      member: member, time: judged.halfDays.first?.halfDay.start ?? Column.missingTime,
      key: activityNumbers[Int(judged.activity)].text, row: judged.activity,
      evidence: tables.evidence(of: judged, comment: comment))
    bases.append(place(of: judged.basis, in: AttendanceRegister.basisChoices))
    statuses.append(place(of: judged.status, in: AttendanceRegister.statusChoices))
    for (place, status) in AttendanceRegister.statusChoices.enumerated() {
      counts[place].append(judged.tally.count(status))
    }
    late.append(judged.tally.late)
    leftEarly.append(judged.tally.leftEarly)
    attended.append(judged.share(withLeave: false))
    covered.append(judged.share(withLeave: true))
    contributed.append(comment == nil ? 0 : 1)
    for halfDay in judged.halfDays { lines.append(line(halfDay, of: judged, member: member)) }
  }

  /// What was registered of members range by range, in the order of the ranges.
  init(joining parts: [AttendanceRegister], empty: AttendanceRegister) {
    self = empty
    let count = parts.reduce(0) { $0 + $1.bases.count }
    records.reserveCapacity(count, evidence: parts.reduce(0) { $0 + $1.records.evidence.count })
    lines.reserveCapacity(parts.reduce(0) { $0 + $1.lines.count })
    bases.reserveCapacity(count)
    statuses.reserveCapacity(count)
    for place in counts.indices { counts[place].reserveCapacity(count) }
    late.reserveCapacity(count)
    leftEarly.reserveCapacity(count)
    attended.reserveCapacity(count)
    covered.reserveCapacity(count)
    contributed.reserveCapacity(count)
    for part in parts { append(part) }
  }

  private mutating func append(_ later: AttendanceRegister) {
    records.append(later.records)
    lines += later.lines
    bases += later.bases
    statuses += later.statuses
    for place in counts.indices { counts[place] += later.counts[place] }
    late += later.late
    leftEarly += later.leftEarly
    attended += later.attended
    covered += later.covered
    contributed += later.contributed
  }

  /// The derived fields.
  var columns: [String: Column] {
    var columns: [String: Column] = [
      "basis": .coded(CodedColumn(codes: bases, dictionary: Basis.allCases.map(\.rawValue))),
      "status": .coded(CodedColumn(codes: statuses, dictionary: HalfDayStatus.allCases.map(\.rawValue))),
      "late": .integer(late), "left_early": .integer(leftEarly),
      "lapses": .integer(zip(late, leftEarly).map { $0 + $1 }), "attended": .number(attended),
      "covered": .number(covered), "contributed": .flag(contributed),
    ]
    for (status, counts) in zip(AttendanceRegister.statusChoices, counts) {
      columns[status.rawValue] = .integer(counts)
    }
    return columns
  }

  private func place<Choice: Equatable>(of choice: Choice, in choices: [Choice]) -> UInt32 {
    choices.firstIndex(of: choice).map(UInt32.init) ?? CodedColumn.missing
  }

  private func line(_ halfDay: JudgedHalfDay, of judged: JudgedActivity, member: Int32) -> AttendanceLine {
    AttendanceLine(
      member: member, activity: activityNumbers[Int(judged.activity)].text,
      kind: kinds.text(Int(judged.activity)) ?? "", halfDay: halfDay.halfDay.number,
      startsAt: Instant(seconds: halfDay.halfDay.start), basis: judged.basis.rawValue,
      status: halfDay.status.rawValue, isLate: halfDay.isLate, leftEarly: halfDay.leftEarly,
      evidence: tables.evidence(of: halfDay, invitation: judged.invitation))
  }
}

/// Where the rows that attendance rests on stand.
private struct EvidenceTables {
  private let activities: Int?
  private let halfDays: Int?
  private let scans: Int?
  private let invitations: Int?
  private let leave: Int?
  private let comments: Int?

  init(_ rows: Staged) {
    activities = rows.position("activities")
    halfDays = rows.position("half_days")
    scans = rows.position("scans")
    invitations = rows.position("invitations")
    leave = rows.position("leave")
    comments = rows.position("comments")
  }

  /// The activity, its half-days, what decided them, the invitation and a comment; each row once.
  func evidence(of judged: JudgedActivity, comment: Int32?) -> [RowReference] {
    var evidence: [RowReference] = []
    evidence.reserveCapacity(4 + 2 * judged.halfDays.count)
    add(judged.activity, of: activities, to: &evidence)
    for halfDay in judged.halfDays { add(halfDay.halfDay.row, of: halfDays, to: &evidence) }
    for halfDay in judged.halfDays {
      for scan in halfDay.scans { add(scan, of: scans, to: &evidence) }
    }
    add(judged.invitation?.row, of: invitations, to: &evidence)
    let leaves = evidence.count
    for case let row? in judged.halfDays.lazy.map({ $0.leave?.row })
    where !evidence[leaves...].contains(where: { $0.row == row }) {
      add(row, of: leave, to: &evidence)
    }
    add(comment, of: comments, to: &evidence)
    return evidence
  }

  func evidence(of halfDay: JudgedHalfDay, invitation: Invitation?) -> [RowReference] {
    var evidence: [RowReference] = []
    evidence.reserveCapacity(2 + halfDay.scans.count)
    for scan in halfDay.scans { add(scan, of: scans, to: &evidence) }
    add(halfDay.leave?.row, of: leave, to: &evidence)
    add(invitation?.row, of: invitations, to: &evidence)
    return evidence
  }

  private func add(_ row: Int32?, of table: Int?, to evidence: inout [RowReference]) {
    if let row, let table { evidence.append(RowReference(table: table, row: Int(row))) }
  }
}
