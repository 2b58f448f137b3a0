import CSV
import Records

/// `attendance.csv`: a line per member and half-day of an activity, with the rows that decided its status.
package enum AttendanceTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    var csv = CSVWriter()
    csv.row([
      "member_no", "activity_no", "kind", "half_day", "starts_at", "basis", "status", "late", "left_early",
      "evidence",
    ])
    for line in run.attendance.sorted(by: precedes) {
      csv.text(run.members[Int(line.member)].number)
      csv.text(line.activity)
      csv.text(line.kind)
      csv.number(line.halfDay)
      csv.text(line.startsAt.description)
      csv.text(line.basis)
      csv.text(line.status)
      csv.text(line.isLate ? "是" : "否")
      csv.text(line.leftEarly ? "是" : "否")
      csv.text(line.evidence.map { place($0, run) }.joined(separator: ";"))
      csv.endRow()
    }
    return Artifact(file: .attendance, bytes: csv.drain(), rows: run.attendance.count)
  }

  /// By member, start, activity and half-day.
  private static func precedes(_ left: AttendanceLine, _ right: AttendanceLine) -> Bool {
    if left.member != right.member { return left.member < right.member }
    if left.startsAt != right.startsAt { return left.startsAt < right.startsAt }
    let (a, b) = (Key(left.activity), Key(right.activity))
    return a == b ? left.halfDay < right.halfDay : a < b
  }

  /// `path:line`.
  private static func place(_ row: RowReference, _ run: RunRecord) -> String {
    let origin = run.origin(row)
    return "\(run.file(origin).path):\(origin.firstLine)"
  }
}
