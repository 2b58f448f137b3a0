import CSV
import Records

/// `attendance.csv`: a line per member and half-day of an activity, with the rows that decided its status.
package enum AttendanceTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    let lines = run.attendance
    let order = lines.indices.sorted { precedes(lines[$0], lines[$1]) }
    return Artifact(
      file: .attendance,
      header: [
        "member_no", "activity_no", "kind", "half_day", "starts_at", "basis", "status", "late", "left_early",
        "evidence",
      ],
      lines: EntryLines(lines.count) { index, csv in write(lines[order[index]], run, to: &csv) })
  }

  private static func write(_ line: AttendanceLine, _ run: RunRecord, to csv: inout CSVWriter) {
    csv.text(run.members[Int(line.member)].number)
    csv.text(line.activity)
    csv.text(line.kind)
    csv.number(line.halfDay)
    csv.text(line.startsAt.description)
    csv.text(line.basis)
    csv.text(line.status)
    csv.text(line.isLate ? "是" : "否")
    csv.text(line.leftEarly ? "是" : "否")
    writeEvidence(line.evidence, run, to: &csv)
    csv.endRow()
  }

  /// By member, start, activity and half-day.
  private static func precedes(_ left: AttendanceLine, _ right: AttendanceLine) -> Bool {
    if left.member != right.member { return left.member < right.member }
    if left.startsAt != right.startsAt { return left.startsAt < right.startsAt }
    let (a, b) = (Key(left.activity), Key(right.activity))
    return a == b ? left.halfDay < right.halfDay : a < b
  }

  /// `path:line` of each row, joined by `;`.
  private static func writeEvidence(_ rows: [RowReference], _ run: RunRecord, to csv: inout CSVWriter) {
    csv.openText()
    for (index, row) in rows.enumerated() {
      let origin = run.origin(row)
      if index > 0 { csv.append(";") }
      csv.append(run.file(origin).path)
      csv.append(":")
      csv.append(Int64(origin.firstLine))
    }
    csv.closeText()
  }
}
