import Records
import Scoring
import TestSupport
import Testing

/// Laws of scoring on random models and records; a failing seed is printed.
struct LawTests {
  private static let seeds = Array(1...80 as ClosedRange<UInt64>)

  @Test(arguments: seeds) func `every ledger adds up`(seed: UInt64) throws {
    let run = RandomRun(seed: seed, hasMeans: seed % 2 == 0)
    let scores = try Evaluation.score(run.model, run.input)
    LedgerChecks.expectConsistent(run.model, scores, "seed \(seed)")
    for card in scores.cards {
      for (node, leaf) in zip(run.model.leaves.map(\.node), card.leaves) {
        #expect(leaf.kept <= leaf.events, "seed \(seed)")
        // A floor above may raise a leaf's negative amounts past its cap.
        guard let cap = node.cap, let points = leaf.points, leaf.shared >= .zero else { continue }
        #expect(points <= Points(nearest: cap[0]), "seed \(seed)")
      }
    }
  }

  @Test(arguments: seeds) func `the order of rows changes nothing`(seed: UInt64) throws {
    var run = RandomRun(seed: seed, hasMeans: true)
    let scores = try Evaluation.score(run.model, run.input)
    let again = try Evaluation.score(run.model, run.shuffled())
    #expect(scores.cards == again.cards, "seed \(seed)")
    #expect(scores.records.map(\.amounts) == again.records.map(\.amounts), "seed \(seed)")
  }

  @Test(arguments: seeds) func `records stand by member, leaf and record order`(seed: UInt64) throws {
    let run = RandomRun(seed: seed)
    let scores = try Evaluation.score(run.model, run.input)
    let leaves = run.model.leaves.map(\.node)
    for (left, right) in zip(scores.records, scores.records.dropFirst()) {
      let places = (left.member, left.leaf) == (right.member, right.leaf)
      #expect((left.member, left.leaf) <= (right.member, right.leaf), "seed \(seed)")
      guard places else { continue }
      #expect(
        run.input.order(left, leaves) <= run.input.order(right, leaves), "seed \(seed)")
    }
  }

  /// Holds where no `skip` and no part-period rounding stands between a record and the total.
  @Test(arguments: seeds) func `one more positive record never lowers a total`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let model = Make.model(
      Make.group(
        "F",
        [
          Make.leaf(
            "F1", points: Make.constant("1.5"), limits: [Limit(per: [.date], rule: .best(Make.amount("2")))],
            cap: "9"),
          Make.leaf("F2", from: "others", points: Make.constant("0.7")),
        ], cap: "11"), Make.leaf("F3", from: "others", points: Make.constant("-0.2")), cap: "10", floor: "0",
      start: "1")
    func record(_ key: Int) -> RecordFixture {
      RecordFixture(0, "2025-0\(1 + random.next() % 9)-1\(random.next() % 3)", "\(key)")
    }
    let items = (0..<Int(random.next() % 8)).map(record)
    let more = items + [record(99)]
    let others = Relation.fixture("others", [], (0..<6).map(record))
    let totals = try [items, more].map { records in
      let input = ScoringInput(
        period: Period(year: 2025), members: [.fixture()],
        relations: [Relation.fixture("items", [], records), others], entered: [])
      return try Evaluation.score(model, input).cards[0].total
    }
    #expect(totals[0] <= totals[1], "seed \(seed)")
  }

  @Test(arguments: seeds.prefix(60)) func `members do not touch each other outside means`(seed: UInt64) throws
  {
    let run = RandomRun(seed: seed)
    let scores = try Evaluation.score(run.model, run.input)
    let all = Array(run.input.members.indices).map(Int32.init)
    let choices: [[Int32]] = all.map { [$0] } + [all.reversed(), [4, 1, 2], all, []]
    for chosen in choices {
      let alone = try Evaluation.score(run.model, run.input.only(chosen))
      let cards = zip(chosen, alone.cards).map { $1.moved(to: $0) }
      #expect(cards == chosen.map { scores.cards[Int($0)] }, "seed \(seed): \(chosen)")
      #expect(
        alone.recordCounts == chosen.map { scores.recordCounts[Int($0)] }, "seed \(seed): \(chosen)")
      for (relation, isUsed) in zip(run.input.relations, zip(alone.isUsed, scores.isUsed)) {
        let own = relation.members.indices.filter { chosen.contains(relation.members[$0]) }
        #expect(own.map { isUsed.0[$0] } == own.map { isUsed.1[$0] }, "seed \(seed): \(chosen)")
        #expect(isUsed.0.count { $0 } == own.count { isUsed.1[$0] }, "seed \(seed): \(chosen)")
      }
    }
  }
}

extension RecordScore {
  /// Everything but where the record stands in its table.
  fileprivate var amounts: [Int64] {
    [Int64(member), Int64(leaf)]
      + [raw, limited, prorated, entered, capped, shared, points].map(\.nano)
  }
}

extension ScoringInput {
  /// Time and key of a line, as text that sorts like `≺` within a leaf.
  fileprivate func order(_ line: RecordScore, _ leaves: [Node]) -> Key {
    switch line.subject {
    case .measure: return Key("")
    case .entered(let index):
      let entry = entered[Int(index)]
      return Key("\(entry.datedOn.start) 记分/\(entry.number)")
    case .record(let row):
      guard case .leaf(let leaf) = leaves[Int(line.leaf)].content,
        let relation = leaf.selection.flatMap({ relation($0.relation) })
      else { return Key("no relation") }
      let key = String(decoding: relation.keys.utf8(Int(row)), as: UTF8.self)
      return Key("\(Instant(seconds: relation.times[Int(row)])) \(key)")
    }
  }
}
