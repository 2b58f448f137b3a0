import Records

/// The scores of a run whose records of one relation were scored some members at a time.
///
/// Each part was scored with all members, so that a member's card is whole where his records of that relation are; `rest` was
/// scored without any of them.
package struct ScoresByMember: Sendable {
  private let rest: Scores
  private var cards: [Scorecard]
  private var keptCounts: [[Int64]]
  private var recordCount: Int

  package init(rest: Scores) {
    self.rest = rest
    cards = rest.cards
    keptCounts = rest.keptCounts.map(\.counts)
    recordCount = rest.recordCount
  }

  /// Takes over the scores of the members whose records were all in a part. O(members).
  package mutating func take(_ members: [Int32], of part: Scores) {
    recordCount += part.recordCount - rest.recordCount
    let held = members.flatMap { part.cards[Int($0)].leaves.listed }
    var start = 0
    for member in members {
      let card = part.cards[Int(member)]
      let range = start..<start + card.leaves.listed.count
      start = range.upperBound
      cards[Int(member)] = card.with(leaves: card.leaves.moved(to: held, range))
      for (index, counts) in part.keptCounts.enumerated() {
        keptCounts[index][Int(member)] = counts.counts[Int(member)]
      }
    }
  }

  /// Of all members; of the relation's records none is said to be used.
  package var scores: Scores {
    Scores(
      cards: cards, records: [], recordCount: recordCount, isUsed: rest.isUsed, isEntered: rest.isEntered,
      findings: rest.findings, facts: rest.facts,
      keptCounts: zip(rest.keptCounts, keptCounts).map { KeptCounts(query: $0.query, counts: $1) })
  }
}

extension Model {
  /// Whether members can be scored apart where they differ in one relation: no mean looks at all of them, and no gate or
  /// rank key counts records that no leaf keeps.
  package func scoresApart(_ relation: String) -> Bool {
    !categories.contains { $0.node.hasMean }
      && !countQueries.contains { query in
        if case .records(let name, _, _) = query { Key(name) == Key(relation) } else { false }
      }
  }
}
