import CSV

extension ComparisonReport {
  private static let causes = ["data", "rules", "population", "quota"]

  /// A row for each member who moved, joined or left; the parts of each change are exact and add up to it.
  package var csv: String {
    var writer = CSVWriter()
    writer.row(
      [
        "state", "member_no", "name", "sector", "profile_before", "profile_after", "grade_before",
        "grade_after",
        "rank_before", "rank_after", "total_before", "total_after",
      ]
        + ["rank", "grade", "total"].flatMap { measure in
          (["change"] + ComparisonReport.causes).map { "\(measure)_\($0)" }
        } + ["rank_cause", "grade_cause"])
    for change in changes { write(change, to: &writer) }
    for member in joined { write(member, isJoined: true, to: &writer) }
    for member in left { write(member, isJoined: false, to: &writer) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func write(_ change: Change, to writer: inout CSVWriter) {
    for text in [
      "both", change.memberNo, change.name, change.sector ?? "", change.profileBefore, change.profileAfter,
      change.gradeBefore ?? "", change.gradeAfter ?? "",
    ] { writer.text(text) }
    for rank in [change.rankBefore, change.rankAfter] { writer.number(rank.map(String.init) ?? "") }
    for total in [change.totalBefore, change.totalAfter] { writer.number(total) }
    for parts in [change.rank, change.grade, change.total] {
      for number in parts?.texts ?? [String](repeating: "", count: 5) { writer.number(number) }
    }
    for cause in [change.rankCause, change.gradeCause] { writer.text(cause ?? "") }
    writer.endRow()
  }

  private func write(_ member: Member, isJoined: Bool, to writer: inout CSVWriter) {
    let place = { (text: String, isAfter: Bool) in isAfter == isJoined ? text : "" }
    for text in [isJoined ? "joined" : "left", member.memberNo, member.name, member.sector ?? ""] {
      writer.text(text)
    }
    for text in [member.profile, member.grade ?? ""] {
      for isAfter in [false, true] { writer.text(place(text, isAfter)) }
    }
    for number in [member.rank.map(String.init) ?? "", member.total] {
      for isAfter in [false, true] { writer.number(place(number, isAfter)) }
    }
    for _ in 0..<15 { writer.number("") }
    for text in ["population", member.grade == nil ? "" : "population"] { writer.text(text) }
    writer.endRow()
  }

  /// A row for each member who moved and each thing that his total is made of; and what the data did to his rank, category
  /// by category. The rows of a member and a measure add up to the member's row of `csv`.
  package var indicatorCSV: String {
    var writer = CSVWriter()
    writer.row(
      ["member_no", "measure", "category", "part", "name", "state", "change"] + ComparisonReport.causes)
    for change in changes {
      for line in change.lines {
        for text in [change.memberNo, "total", line.category, line.part, line.name, line.state] {
          writer.text(text)
        }
        for number in line.points.texts { writer.number(number) }
        writer.endRow()
      }
      for part in change.rankByCategory {
        for text in [change.memberNo, "rank", part.category, "", part.name, ""] { writer.text(text) }
        for number in [part.rank, part.rank, "", "", ""] { writer.number(number) }
        writer.endRow()
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
