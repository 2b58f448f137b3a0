import Records
import Scoring
import Testing

/// Everything of model.md §4 and §5 that must hold for any scores.
enum LedgerChecks {
  static func expectConsistent(_ model: Model, _ scores: Scores, _ comment: Comment) {
    let leafCount = model.leaves.count
    var sums = [[Points]](
      repeating: Array(repeating: .zero, count: leafCount), count: scores.cards.count)
    for record in scores.records {
      let points =
        record.raw - record.limited + record.prorated + record.entered - record.capped - record.shared
      if scores.cards[Int(record.member)].leaves[Int(record.leaf)].points != nil {
        #expect(record.points == points, comment)
      }
      sums[Int(record.member)][Int(record.leaf)] += record.points
    }
    for (member, card) in scores.cards.enumerated() {
      for (index, leaf) in card.leaves.enumerated() {
        guard let points = leaf.points else { continue }
        #expect(points == sums[member][index], comment)
        #expect(
          points == leaf.raw - leaf.limited + leaf.prorated + leaf.entered - leaf.capped - leaf.shared,
          comment)
      }
      expectCategories(model, card, comment)
    }
  }

  private static func expectCategories(_ model: Model, _ card: Scorecard, _ comment: Comment) {
    var first = 0
    for (category, score) in zip(model.categories, card.categories) {
      let leaves = card.leaves[first..<first + category.node.leaves.count]
      first += leaves.count
      #expect(score.points == score.raw.rounded(decimals: model.decimals), comment)
      guard leaves.allSatisfy({ $0.points != nil }) else { continue }
      let start = category.start.map { Points(nearest: $0[card.profile]) } ?? .zero
      let sum = leaves.reduce(start) { $0 + ($1.points ?? .zero) }
      #expect(score.raw == sum, comment)
    }
    #expect(card.sum == card.base + card.bonus + card.deduction, comment)
  }
}
