import CSV
import Records
import Scoring

/// `ledger.csv`: per member and category a line, then its leaves (model.md §5).
package enum LedgerTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    var csv = CSVWriter()
    csv.row([
      "member_no", "profile", "category", "indicator", "clause", "events", "kept", "raw", "limited",
      "prorated", "entered", "capped", "shared", "rounding", "points",
    ])
    let leaves = run.model.leaves
    let byCategory = run.model.categories.indices.map { category in
      leaves.indices.filter { leaves[$0].category == category }
    }
    var rows = 0
    for card in run.cards {
      for (category, leaves) in byCategory.enumerated() {
        rows += write(card, category: category, leaves: leaves, run, to: &csv)
      }
    }
    return Artifact(file: .ledger, bytes: csv.drain(), rows: rows)
  }

  /// The lines of one category of one member; returns their number.
  private static func write(
    _ card: Scorecard, category: Int, leaves: [Int], _ run: RunRecord, to csv: inout CSVWriter
  ) -> Int {
    let member = run.members[Int(card.member)]
    let node = run.model.categories[category].node
    let leafNodes = node.leaves
    let decimals = run.model.decimals
    let score = card.categories[category]
    let scores = leaves.map { card.leaves[$0] }
    writeHead(member, node.code, "", node.clause, to: &csv)
    csv.number(scores.reduce(0) { $0 + $1.events })
    csv.number(scores.reduce(0) { $0 + $1.kept })
    csv.number(score.raw.text(atLeast: decimals))
    let zero = Points.zero.text(atLeast: decimals)
    for _ in 0..<5 { csv.number(zero) }
    csv.number((score.points - score.raw).text(atLeast: decimals))
    csv.number(score.points.text(atLeast: decimals))
    csv.endRow()
    var rows = 1
    for (leaf, leafNode) in zip(scores, leafNodes) where isListed(leaf) {
      writeHead(member, node.code, leafNode.code, leafNode.clause, to: &csv)
      writeAmounts(leaf, decimals: decimals, to: &csv)
      rows += 1
    }
    return rows
  }

  private static func writeHead(
    _ member: Member, _ category: String, _ indicator: String, _ clause: String, to csv: inout CSVWriter
  ) {
    csv.text(member.number)
    csv.text(member.profile)
    csv.text(category)
    csv.text(indicator)
    csv.text(clause)
  }

  private static func writeAmounts(_ leaf: LeafScore, decimals: Int, to csv: inout CSVWriter) {
    csv.number(leaf.events)
    csv.number(leaf.kept)
    for amount in [leaf.raw, leaf.limited, leaf.prorated, leaf.entered, leaf.capped, leaf.shared, .zero] {
      csv.number(amount.text(atLeast: decimals))
    }
    if let points = leaf.points { csv.number(points.text(atLeast: decimals)) } else { csv.missing() }
    csv.endRow()
  }

  private static func isListed(_ leaf: LeafScore) -> Bool {
    leaf.events > 0 || leaf.entered != .zero || (leaf.points.map { $0 != .zero } ?? false)
  }
}
