import Publishing
import Records
import Robustness
import Scoring
import Testing

@testable import Workbench

@Suite("histogram of an indicator")
struct ValuesAnswerTests {
  @Test("counts every member of the profile once, and who reaches the cap", arguments: StoreFixture.seeds)
  func counts(seed: UInt64) throws {
    let store = try StoreFixture.store(StoreFixture.committee(seed))
    let paths = Set(try store.knobs.map(\.path))
    for (index, leaf) in store.model.leaves.enumerated() {
      for profile in store.model.profiles.indices {
        let answer = try store.valuesAnswer("", leaf.node.code, profile: profile)
        let cards = store.record.cards.filter { $0.profile == profile }
        #expect(answer.bins.reduce(0) { $0 + $1.members } == cards.count)
        try expectBins(answer, values(store, leaf.node, index, profile), "seed \(seed) \(leaf.node.code)")
        for (bin, next) in zip(answer.bins, answer.bins.dropFirst()) { #expect(bin.to == next.from) }
        // Who reaches the cap has lost to it, or stands right at it.
        if let cap = leaf.node.cap.map({ Points(nearest: $0[profile]) }) {
          let reaching = cards.count { card in
            let score = card.leaves[index]
            return score.capped > .zero || (score.points ?? .zero) + score.shared == cap
          }
          #expect(answer.atCap == reaching, "seed \(seed) \(leaf.node.code)")
        }
        try expectTiers(answer, leaf.node, cards, index, paths)
      }
    }
  }

  /// Each bin holds just those between its ends.
  private func expectBins(_ answer: ValuesAnswer, _ values: [Points], _ comment: Comment) throws {
    for bin in answer.bins {
      let from = Points(nearest: try #require(Fraction(text: bin.from)))
      let to = Points(nearest: try #require(Fraction(text: bin.to)))
      #expect(bin.members == values.count { from <= $0 && $0 < to }, comment)
    }
  }

  /// Points with what bounds took of them given back, or what tiers look at.
  private func values(_ store: BenchStore, _ node: Node, _ leaf: Int, _ profile: Int) throws -> [Points] {
    let members = store.record.cards.indices.filter { store.record.cards[$0].profile == profile }
    if case .leaf(let content) = node.content, case .measure(_, .tiers) = content.award {
      return members.map { store.start.basis.rescoring.measure(leaf: leaf, $0) ?? .zero }
    }
    return try members.map { member in
      let score = store.record.cards[member].leaves[leaf]
      return try #require(score.points) + score.capped + score.shared
    }
  }

  /// The points of a tier are those of its members, before bounds.
  private func expectTiers(
    _ answer: ValuesAnswer, _ node: Node, _ cards: [Scorecard], _ index: Int, _ paths: Set<String>
  ) throws {
    guard case .leaf(let leaf) = node.content, case .measure(_, .tiers(let tiers)) = leaf.award else {
      #expect(answer.tiers.isEmpty)
      return
    }
    #expect(answer.tiers.allSatisfy { paths.contains($0.path) })
    for (tier, count) in zip(tiers, answer.tiers) {
      let points = cards.count { card in
        card.leaves[index].raw == Points(nearest: tier.points[card.profile])
      }
      let isTold = Set(tiers.map { $0.points[cards.first?.profile ?? 0] }).count == tiers.count
      if isTold { #expect(points == count.members) }
    }
  }

  @Test func `an unknown indicator is refused`() throws {
    let store = try StoreFixture.store(StoreFixture.committee(StoreFixture.seeds[0]))
    let problem = BenchProblem(.missing, zh: "办法里没有指标Z9", en: "the model has no indicator 'Z9'")
    #expect(throws: problem) { try store.valuesAnswer("", "Z9", profile: 0) }
  }

  @Test func `an unknown profile is named, whatever else is asked for`() throws {
    let store = try StoreFixture.store(StoreFixture.committee(StoreFixture.seeds[0]))
    let problem = BenchProblem(.missing, zh: "profile：没有第7类", en: "profile: there is no profile 7")
    for leaf in [store.model.leaves[0].node.code, "Z9"] {
      #expect(throws: problem) { try store.valuesAnswer("", leaf, profile: 7) }
    }
  }
}
