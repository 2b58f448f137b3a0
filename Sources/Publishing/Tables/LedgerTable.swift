package import CSV
package import Records
package import Scoring

/// `ledger.csv`: per member and category a line, then its leaves (model.md §5).
package struct LedgerTable: Sendable {
  package static let header = [
    "member_no", "profile", "category", "indicator", "clause", "events", "kept", "raw", "limited",
    "prorated", "entered", "capped", "shared", "rounding", "points",
  ]
  private let categories: [CategoryLines]
  /// What lines begin with, and zeros.
  private let texts: SharedCellsList
  private let decimals: Int

  /// What the lines of all members have in common.
  package init(_ model: Model) {
    var texts = SharedCellsList()
    categories = model.categories.indices.map { CategoryLines($0, model, &texts) }
    self.texts = texts
    decimals = model.decimals
  }

  package static func artifact(_ run: RunRecord) -> Artifact {
    let table = LedgerTable(run.model)
    return Artifact(
      file: .ledger, header: header,
      lines: EntryLines(run.cards.count) { index, csv in
        let cards = run.cards.span
        table.write(cards[index], of: run.members.span[Int(cards[index].member)], to: &csv)
      })
  }

  /// The lines of one member.
  package func write(_ card: Scorecard, of member: Member, to csv: inout CSVWriter) {
    let head = SharedCells([member.number, member.profile])
    let listed = card.leaves.listed
    let scores = listed.span
    for category in categories {
      category.write(
        card.categories[category.category], scores, head, texts, decimals: decimals, to: &csv)
    }
  }
}

/// The lines of one category, the same for every member; holds no references.
private struct CategoryLines {
  let category: Int
  /// Of the category's leaves, which follow each other in the model.
  private let leaves: Range<Int>
  /// Places of texts; those of the leaves' heads follow each other.
  private let head: Int
  private let zeros: Int
  private let firstLeafHead: Int

  init(_ category: Int, _ model: Model, _ texts: inout SharedCellsList) {
    self.category = category
    let node = model.categories[category].node
    let nodes = node.leaves
    let first = model.leaves.firstIndex { $0.category == category } ?? 0
    leaves = first..<first + nodes.count
    head = texts.append(SharedCells([node.code, "", node.clause]))
    zeros = texts.append(SharedCells(repeatElement(Points.zero.text(atLeast: model.decimals), count: 5)))
    firstLeafHead = texts.count
    for leaf in nodes { texts.append(SharedCells([node.code, leaf.code, leaf.clause])) }
  }

  /// `scores` are those of all categories, ascending by leaf.
  func write(
    _ score: CategoryScore, _ scores: Span<LeafScore>, _ member: SharedCells, _ texts: SharedCellsList,
    decimals: Int, to csv: inout CSVWriter
  ) {
    let listed = places(in: scores)
    var (events, kept) = (0, 0)
    for place in listed {
      events += scores[place].events
      kept += scores[place].kept
    }
    csv.cells(member)
    texts.write(head, to: &csv)
    csv.number(Int64(events))
    csv.number(Int64(kept))
    csv.points(score.raw, atLeast: decimals)
    texts.write(zeros, to: &csv)
    csv.points(score.points - score.raw, atLeast: decimals)
    csv.points(score.points, atLeast: decimals)
    csv.endRow()
    for place in listed where isListed(scores[place]) {
      csv.cells(member)
      texts.write(firstLeafHead + scores[place].leaf - leaves.lowerBound, to: &csv)
      writeAmounts(scores[place], decimals: decimals, to: &csv)
    }
  }

  /// Where the category's leaves stand among scores that ascend by leaf.
  private func places(in scores: Span<LeafScore>) -> Range<Int> {
    var start = 0
    while start < scores.count, scores[start].leaf < leaves.lowerBound { start += 1 }
    var end = start
    while end < scores.count, scores[end].leaf < leaves.upperBound { end += 1 }
    return start..<end
  }

  private func writeAmounts(_ leaf: LeafScore, decimals: Int, to csv: inout CSVWriter) {
    csv.number(Int64(leaf.events))
    csv.number(Int64(leaf.kept))
    csv.points(leaf.raw, atLeast: decimals)
    csv.points(leaf.limited, atLeast: decimals)
    csv.points(leaf.prorated, atLeast: decimals)
    csv.points(leaf.entered, atLeast: decimals)
    csv.points(leaf.capped, atLeast: decimals)
    csv.points(leaf.shared, atLeast: decimals)
    csv.points(.zero, atLeast: decimals)
    if let points = leaf.points { csv.points(points, atLeast: decimals) } else { csv.missing() }
    csv.endRow()
  }

  private func isListed(_ leaf: LeafScore) -> Bool {
    leaf.events > 0 || leaf.entered != .zero || (leaf.points.map { $0 != .zero } ?? false)
  }
}
