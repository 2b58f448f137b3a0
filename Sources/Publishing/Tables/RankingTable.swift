import CSV
import Ranking
import Records
import Scoring

/// `ranking.csv`, a line per member in the order of the ranking (model.md §5).
package enum RankingTable {
  /// With a byte order mark, since a person opens it in a spreadsheet.
  package static func artifact(_ run: RunRecord) -> Artifact {
    var csv = CSVWriter(byteOrderMark: true)
    let base = run.model.categories.indices.filter { run.model.categories[$0].role == .base }
    csv.row(
      ["profile", "rank", "member_no", "name", "sector", "committee", "total", "grade"]
        + base.map { run.model.categories[$0].node.code } + ["bonus", "deduction", "reasons"])
    for standing in run.ranking.standings {
      write(standing, base: base, run, to: &csv)
    }
    return Artifact(file: .ranking, bytes: csv.drain(), rows: run.ranking.standings.count)
  }

  private static func write(_ standing: Standing, base: [Int], _ run: RunRecord, to csv: inout CSVWriter) {
    let member = run.members[Int(standing.member)]
    let card = run.cards[Int(standing.member)]
    let decimals = run.model.decimals
    csv.text(member.profile)
    if let rank = standing.rank { csv.number(rank) } else { csv.missing() }
    csv.text(member.number)
    csv.text(member.name)
    csv.text(member.sector ?? "")
    csv.text(member.committee ?? "")
    csv.number(card.total.text(decimals: decimals))
    csv.text(standing.grade ?? "")
    for category in base { csv.number(card.categories[category].points.text(decimals: decimals)) }
    csv.number(card.bonus.text(decimals: decimals))
    csv.number(card.deduction.text(decimals: decimals))
    csv.text(standing.reasons.map(\.text).joined(separator: "；"))
    csv.endRow()
  }
}
