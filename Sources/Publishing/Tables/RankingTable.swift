import CSV
import Ranking
package import Records
import Scoring

/// `ranking.csv`, a line per member in the order of the ranking (model.md §5).
package enum RankingTable {
  /// With a byte order mark, since a person opens it in a spreadsheet.
  package static func artifact(_ run: RunRecord, _ workers: Workers = .one) -> Artifact {
    let base = run.model.categories.indices.filter { run.model.categories[$0].role == .base }
    var head = CSVWriter(byteOrderMark: true)
    head.row(
      ["profile", "rank", "member_no", "name", "sector", "committee", "total", "grade"]
        + base.map { run.model.categories[$0].node.code } + ["bonus", "deduction", "reasons"])
    let lines = EntryLines(run.ranking.standings.count) { index, csv in
      let standing = run.ranking.standings.span[index]
      write(
        standing, run.members.span[Int(standing.member)], run.cards.span[Int(standing.member)], base: base,
        decimals: run.model.decimals, to: &csv)
    }
    return Artifact(
      file: .ranking, bytes: lines.bytes(after: head.drain(), workers), rows: run.ranking.standings.count)
  }

  private static func write(
    _ standing: Standing, _ member: Member, _ card: Scorecard, base: [Int], decimals: Int,
    to csv: inout CSVWriter
  ) {
    csv.text(member.profile)
    if let rank = standing.rank { csv.number(rank) } else { csv.missing() }
    csv.text(member.number)
    csv.text(member.name)
    csv.text(member.sector ?? "")
    csv.text(member.committee ?? "")
    csv.points(card.total, rounded: decimals)
    csv.text(standing.grade ?? "")
    for category in base { csv.points(card.categories[category].points, rounded: decimals) }
    csv.points(card.bonus, rounded: decimals)
    csv.points(card.deduction, rounded: decimals)
    csv.openText()
    for (index, reason) in standing.reasons.enumerated() {
      if index > 0 { csv.append("；") }
      csv.append(reason.text)
    }
    csv.closeText()
    csv.endRow()
  }
}

extension CSVWriter {
  /// A cell of points with exactly `decimals` digits.
  fileprivate mutating func points(_ points: Points, rounded decimals: Int) {
    number(points.rounded(decimals: decimals).nano, scale: 9, atLeast: decimals)
  }
}
