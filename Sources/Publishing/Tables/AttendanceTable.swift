import CSV
import Records
import Scoring

/// `attendance.csv`: a line per member and half-day of an activity, with the rows that decided its status.
package enum AttendanceTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    let lines = run.attendance
    let order = ordered(lines)
    return Artifact(
      file: .attendance,
      header: [
        "member_no", "activity_no", "kind", "half_day", "starts_at", "basis", "status", "late", "left_early",
        "evidence",
      ],
      lines: EntryLines(lines.count) { index, csv in write(lines.span[order[index]], run, to: &csv) })
  }

  private static func write(_ line: AttendanceLine, _ run: RunRecord, to csv: inout CSVWriter) {
    csv.text(run.input.members.span[Int(line.member)].number)
    csv.text(line.activity)
    csv.text(line.kind)
    csv.number(line.halfDay)
    csv.text(utf8: line.startsAt.utf8[...])
    csv.text(line.basis)
    csv.text(line.status)
    csv.text(line.isLate ? "是" : "否")
    csv.text(line.leftEarly ? "是" : "否")
    writeEvidence(line.evidence, run, to: &csv)
    csv.endRow()
  }

  /// Places of the lines by member, start, activity and half-day.
  private static func ordered(_ lines: [AttendanceLine]) -> [Int] {
    lines.indices.map { (member: lines[$0].member, start: lines[$0].startsAt.seconds, place: $0) }
      .sorted { left, right in
        (left.member, left.start) == (right.member, right.start)
          ? precedes(lines[left.place], lines[right.place])
          : (left.member, left.start) < (right.member, right.start)
      }
      .map(\.place)
  }

  /// Of two half-days of a member that start together.
  private static func precedes(_ left: AttendanceLine, _ right: AttendanceLine) -> Bool {
    let (a, b) = (Key(left.activity), Key(right.activity))
    return a == b ? left.halfDay < right.halfDay : a < b
  }

  /// `path:line` of each row, joined by `;`.
  private static func writeEvidence(
    _ rows: [RowReference], _ run: RunRecord, to csv: inout CSVWriter
  ) {
    csv.openText()
    for (index, row) in rows.enumerated() {
      let (file, line) = run.tables.fileAndLine(row)
      if index > 0 { csv.append(";") }
      run.sourceFiles.appendPath(ofFile: file, to: &csv)
      csv.append(":")
      csv.append(Int64(line))
    }
    csv.closeText()
  }
}
