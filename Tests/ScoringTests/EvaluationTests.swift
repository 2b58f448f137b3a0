import Records
import Scoring
import TestSupport
import Testing

/// What must not show: how many workers share the members, into what parts and waves, and rows that give no record.
struct EvaluationTests {
  private static let seeds = Array(1...60 as ClosedRange<UInt64>)
  private static let cuts = [(1, 1, 1), (1, 2, 30), (1, 4, 7), (2, 2, 1 << 21), (4, 1, 20), (64, 2, 5)]

  @Test(arguments: seeds) func `parts and workers change nothing`(seed: UInt64) throws {
    let run = RandomRun(seed: seed, hasMeans: seed % 3 == 0)
    let whole = try Evaluation.score(run.model, run.input, membersPerPart: run.input.members.count)
    for (members, workers, records) in Self.cuts {
      let input = run.input.with(workers: Workers(workers))
      let scores = try Evaluation.score(
        run.model, input, membersPerPart: members, recordsPerWave: records)
      let cut: Comment = "seed \(seed), \(members) members, \(records) records, \(workers) workers"
      #expect(scores.cards == whole.cards, cut)
      #expect(scores.records == whole.records, cut)
      #expect(scores.isUsed == whole.isUsed, cut)
      #expect(scores.findings == whole.findings, cut)
    }
  }

  @Test(arguments: seeds) func `what is used is what the lines rest on`(seed: UInt64) throws {
    let run = RandomRun(seed: seed)
    let scores = try Evaluation.score(run.model, run.input)
    var isUsed = run.input.relations.map { [Bool](repeating: false, count: $0.count) }
    var isEntered = [Bool](repeating: false, count: run.input.entered.count)
    let leaves = run.model.leaves.map(\.node)
    for record in scores.records {
      if case .entered(let index) = record.subject { isEntered[Int(index)] = true }
      guard case .record(let row) = record.subject, case .leaf(let leaf) = leaves[Int(record.leaf)].content,
        let name = leaf.selection?.relation,
        let relation = run.input.relations.firstIndex(where: { Key($0.name) == Key(name) })
      else { continue }
      isUsed[relation][Int(row)] = true
    }
    #expect(scores.isUsed == isUsed, "seed \(seed)")
    #expect(scores.isEntered == isEntered, "seed \(seed)")
  }

  @Test(arguments: seeds.prefix(20)) func `records need not be kept`(seed: UInt64) throws {
    let run = RandomRun(seed: seed, hasMeans: true)
    let kept = try Evaluation.score(run.model, run.input)
    let scores = try Evaluation.score(run.model, run.input, keepsRecords: false)
    #expect(scores.cards == kept.cards, "seed \(seed)")
    #expect(scores.records.isEmpty)
    #expect(scores.recordCount == kept.records.count, "seed \(seed)")
  }

  @Test(arguments: seeds) func `records of nobody are passed over`(seed: UInt64) throws {
    let run = RandomRun(seed: seed, hasMeans: true)
    let scores = try Evaluation.score(run.model, run.input)
    let more = try Evaluation.score(run.model, run.input.withNobody())
    #expect(more.cards == scores.cards, "seed \(seed)")
    #expect(more.records.map(\.points) == scores.records.map(\.points), "seed \(seed)")
  }

  @Test func `a run without members or records gives nothing`() throws {
    let model = Make.model(Make.leaf("A1", points: Make.constant("1")))
    let relation = Relation.fixture("items", [], [])
    for relations in [[], [relation]] {
      let input = ScoringInput(
        period: Period(year: 2025), members: [], relations: relations, entered: [], workers: Workers(2))
      let scores = try Evaluation.score(model, input)
      #expect(scores.cards.isEmpty && scores.records.isEmpty && scores.recordCount == 0)
      #expect(scores.isUsed == relations.map { _ in [] })
    }
  }

  @Test func `gates do not count records of nobody`() throws {
    let query = CountQuery.records(relation: "items", window: "year", condition: .not(.field("kind", "a")))
    let gate = Gate(
      code: "X1", name: "x", when: .count(query, [Comparison(.atLeast, Make.amount("1"))]),
      effect: .setAside("不参评"))
    let model = Make.model([Make.category(Make.leaf("A1", points: Make.constant("1")))], gates: [gate])
    let records = [
      RecordFixture(0, "2025-03-01", "a", ["kind": .text("a")]),
      RecordFixture(Relation.nobody, "2025-03-01", "b", ["kind": .text("b")]),
    ]
    let relation = Relation.fixture("items", [("kind", .category([]))], records)
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()], relations: [relation], entered: [])
    #expect(try Evaluation.score(model, input).cards[0].setAsideBy == nil)
  }

  /// Seconds of a window of 225 years do not fit 32 bits, so that neighbours are told apart by their times.
  @Test func `a window of centuries keeps the order of seconds`() throws {
    let windows = [NamedWindow(name: "all", window: .since(try #require(Day(text: "1800-01-01"))))]
    let leaf = Make.leaf(
      "A1", window: "all", points: Make.constant("1"),
      limits: [Limit(per: [], rule: .skip(Make.amount("1")))])
    let model = Make.model([Make.category(leaf)], windows: windows)
    let times = ["2025-03-01T00:00:01", "2025-03-01T00:00:00", "1800-01-01T00:00:03", "1800-01-01T00:00:02"]
    let records = zip(times, ["a", "b", "c", "d"]).map { RecordFixture(0, $0, $1) }
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture()],
      relations: [Relation.fixture("items", [], records)], entered: [])
    let scores = try Evaluation.score(model, input)
    #expect(scores.records.map(\.subject) == [3, 2, 1, 0].map { .record($0) })
    #expect(scores.records.map(\.points.nano) == [0, 1, 1, 1].map { $0 * Points.one })
  }

  /// The leaf before the step, the step before the member: amounts of one record before sums.
  @Test(
    arguments: [
      ([(1, "1"), (1, "1"), (5, "1"), (5, "1")], "A1 0001"),
      ([(1, "1"), (1, "1"), (5, "1000000")], "A1 0005"),
      ([(2, "1000000"), (5, "1000000")], "A1 0002"),
      ([(0, "x"), (5, "1"), (5, "1")], "A1 0005"),
      ([(4, "x"), (2, "x")], "B1 0002"),
    ] as [([(Int, String)], String)])
  func `the first amount that is too large is named`(_ records: [(Int, String)], expected: String) {
    let rows = records.enumerated().map { index, record in
      RecordFixture(
        Int32(record.0), "2025-03-01", "\(index)",
        [
          "n": .integer(Int64(record.1) ?? 0), "kind": record.1 == "x" ? .text("x") : .missing,
        ])
    }
    let model = Make.model(
      [
        Make.category(Make.leaf("A1", points: Make.constant("9000000"), times: "n")),
        Make.category(
          Make.leaf("B1", where: .field("kind", "x"), points: Make.constant("999999999999"))),
      ])
    let members = (0..<6).map { Member.fixture("000\($0)") }
    let relation = Relation.fixture("items", [("n", .integer), ("kind", .category([]))], rows)
    for (size, workers, records) in Self.cuts {
      let input = ScoringInput(
        period: Period(year: 2025), members: members, relations: [relation], entered: [],
        workers: Workers(workers))
      let error = #expect(throws: ScoringError.self) {
        try Evaluation.score(model, input, membersPerPart: size, recordsPerWave: records)
      }
      guard case .tooLarge(let leaf, let member) = error else {
        Issue.record("another error: \(String(describing: error))")
        continue
      }
      #expect("\(leaf) \(member)" == expected)
    }
  }
}

extension ScoringInput {
  fileprivate func with(relations: [Relation]? = nil, workers: Workers = .one) -> ScoringInput {
    ScoringInput(
      period: period, members: members, relations: relations ?? self.relations, entered: entered,
      workers: workers)
  }

  /// The same run with a copy of each record that belongs to nobody.
  fileprivate func withNobody() -> ScoringInput {
    with(
      relations: relations.map { relation in
        let rows = (0..<2 * Int32(relation.count)).map { $0 / 2 }
        return Relation(
          name: relation.name,
          members: rows.indices.map { $0 % 2 == 0 ? relation.members[Int(rows[$0])] : Relation.nobody },
          times: rows.map { relation.times[Int($0)] }, keys: relation.keys.gathered(rows),
          schema: relation.schema, columns: relation.columns.map { $0.gathered(rows) },
          evidence: .ownRow(table: 0))
      })
  }
}
