import Records

/// Writes judged activities down as records and lines.
struct AttendanceRegister {
  private(set) var records = RecordList()
  private(set) var lines: [AttendanceLine] = []
  private let comments: ContributedComments
  private let tables: EvidenceTables
  private let activityNumbers: [Key]
  private let kinds: CodedColumn

  private var bases: [UInt32] = []
  private var statuses: [UInt32] = []
  private var counts: [HalfDayStatus: [Int64]] = [:]
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
    bases.append(place(of: judged.basis, in: Basis.allCases))
    statuses.append(place(of: judged.status, in: HalfDayStatus.allCases))
    for status in HalfDayStatus.allCases { counts[status, default: []].append(judged.count(status)) }
    late.append(judged.late)
    leftEarly.append(judged.leftEarly)
    attended.append(judged.share(withLeave: false))
    covered.append(judged.share(withLeave: true))
    contributed.append(comment == nil ? 0 : 1)
    for halfDay in judged.halfDays { lines.append(line(halfDay, of: judged, member: member)) }
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
    for status in HalfDayStatus.allCases { columns[status.rawValue] = .integer(counts[status] ?? []) }
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
  private let positions: [String: Int]

  init(_ rows: Staged) {
    positions = Dictionary(
      uniqueKeysWithValues: ["activities", "half_days", "scans", "invitations", "leave", "comments"]
        .compactMap { name in rows.position(name).map { (name, $0) } })
  }

  /// The activity, its half-days, what decided them, the invitation and a comment; each row once.
  func evidence(of judged: JudgedActivity, comment: Int32?) -> [RowReference] {
    var evidence = reference("activities", judged.activity)
    evidence += judged.halfDays.flatMap { reference("half_days", $0.halfDay.row) }
    evidence += judged.halfDays.flatMap(\.scans).flatMap { reference("scans", $0) }
    evidence += judged.invitation.map { reference("invitations", $0.row) } ?? []
    var leaves: [Int32] = []
    for leave in judged.halfDays.compactMap(\.leave) where !leaves.contains(leave.row) {
      leaves.append(leave.row)
    }
    evidence += leaves.flatMap { reference("leave", $0) }
    evidence += comment.map { reference("comments", $0) } ?? []
    return evidence
  }

  func evidence(of halfDay: JudgedHalfDay, invitation: Invitation?) -> [RowReference] {
    halfDay.scans.flatMap { reference("scans", $0) }
      + (halfDay.leave.map { reference("leave", $0.row) } ?? [])
      + (invitation.map { reference("invitations", $0.row) } ?? [])
  }

  private func reference(_ source: String, _ row: Int32) -> [RowReference] {
    positions[source].map { [RowReference(table: $0, row: Int(row))] } ?? []
  }
}
