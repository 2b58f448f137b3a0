import Records

/// The scores of a run whose records of one relation were scored some members at a time.
///
/// Each part was scored with all other records of its members, so that their cards are whole; `rest` was scored without any
/// record of that relation.
package struct ScoresByMember: Sendable {
  private let rest: Scores
  private var cards: [Scorecard]
  private var keptCounts: [[Int64]]
  private var recordCounts: [Int32]

  package init(rest: Scores) {
    self.rest = rest
    cards = rest.cards
    keptCounts = rest.keptCounts.map(\.counts)
    recordCounts = rest.recordCounts
  }

  /// Takes over the scores of the members whose records were all in a part. O(members).
  package mutating func take(_ part: MemberScores) {
    for (index, member) in part.members.enumerated() {
      cards[Int(member)] = part.cards[index]
      recordCounts[Int(member)] = part.recordCounts[index]
      for (query, counts) in part.keptCounts.enumerated() { keptCounts[query][Int(member)] = counts[index] }
    }
  }

  /// Of all members; of the relation's records none is said to be used.
  package var scores: Scores {
    Scores(
      cards: cards, records: [], recordCounts: recordCounts, isUsed: rest.isUsed, isEntered: rest.isEntered,
      findings: rest.findings, facts: rest.facts,
      keptCounts: zip(rest.keptCounts, keptCounts).map { KeptCounts(query: $0.query, counts: $1) })
  }
}

/// The scores of some members alone.
package struct MemberScores: Sendable {
  /// Indices into the run's members.
  fileprivate let members: [Int32]
  /// Parallel to the members.
  fileprivate let cards: [Scorecard]
  /// By query, parallel to the members.
  fileprivate let keptCounts: [[Int64]]
  /// Parallel to the members.
  fileprivate let recordCounts: [Int32]

  /// `scores` are those of the members alone, in their order. O(members).
  package init(_ members: [Int32], of scores: Scores) {
    self.members = members
    precondition(members.count == scores.cards.count, "one card for each member")
    let held = scores.cards.flatMap(\.leaves.listed)
    var start = 0
    cards = zip(members, scores.cards).map { member, card in
      let range = start..<start + card.leaves.listed.count
      start = range.upperBound
      return card.with(leaves: card.leaves.moved(to: held, range)).moved(to: member)
    }
    keptCounts = scores.keptCounts.map(\.counts)
    recordCounts = scores.recordCounts
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
