import Publishing
import Records

/// The rows that name a member, as lines for a terminal.
struct Journey {
  private let run: RunRecord
  private let member: Member
  private let rows: [MemberRows.Row]
  private let rowText: (Origin) throws(RunError) -> String

  init(
    _ run: RunRecord, member: Int, rows: [MemberRows.Row],
    rowText: @escaping (Origin) throws(RunError) -> String
  ) {
    self.run = run
    self.member = run.members[member]
    self.rows = rows
    self.rowText = rowText
  }

  func lines() throws(RunError) -> [String] {
    var lines = [
      [member.number, member.name, member.sector ?? "", member.profile, run.identity.period.description]
        .filter { !$0.isEmpty }.joined(separator: " · "),
      counts,
    ]
    var last = -1
    for row in rows {
      if row.table != last {
        let table = run.tables[row.table]
        lines += ["", "  \(table.source) \(table.shape.title)"]
        last = row.table
      }
      lines += try self.lines(of: row)
    }
    return lines
  }

  private var counts: String {
    let ends = MemberRows.End.allCases.compactMap { end -> String? in
      let count = rows.count { $0.end == end }
      return count > 0 ? "\(Journey.words(end)) \(count)" : nil
    }
    return "  写着这位委员的行 rows that name the member \(rows.count)"
      + (ends.isEmpty ? "" : "：" + ends.joined(separator: " · "))
  }

  private func lines(of row: MemberRows.Row) throws(RunError) -> [String] {
    let place = "\(run.files[Int(row.origin.file)].path):\(row.origin.firstLine)"
    return [
      "    \(DisplayWidth.padded(place, 34)) \(DisplayWidth.padded(Journey.words(row.end), 16)) \(row.key)"
    ]
      + row.reasons.map { "      \(VisibleText.of($0))" }
      + ["      \(VisibleText.of(try rowText(row.origin)))"]
  }

  private static func words(_ end: MemberRows.End) -> String {
    switch end {
    case .used: "计入 used"
    case .merged: "合并 merged"
    case .rejected: "退回 rejected"
    case .filtered: "过滤 filtered"
    case .unused: "未用 unused"
    case .context: "参照 context"
    }
  }
}
