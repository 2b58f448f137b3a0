import Ranking
import Records
import Robustness
import Scoring
import Testing

@Suite("two runs compared")
struct RunComparisonTests {
  private static let seeds = Array(1...30) as [UInt64]

  private static func comparison(_ pair: RandomPair) throws -> RunComparison {
    RunComparison(
      try Mixtures(differing: pair.differing, before: pair.before, after: pair.after, inputs: pair.inputs))
  }

  /// What each mixture gives when it is simply run.
  private struct Direct {
    let numbers: [String]
    let standings: [Standing]
    let cards: [Scorecard]
    let model: Model
    let profiles: [String]

    init(_ pair: RandomPair, _ causes: Causes) throws {
      let input = pair.input(causes)
      model = pair.model(causes)
      let outcome = try Outcome(model, input)
      numbers = input.members.map(\.number)
      standings = outcome.ranking.standings.sorted { $0.member < $1.member }
      cards = outcome.cards
      profiles = input.members.map(\.profile)
    }

    func place(_ number: String, in profile: String) -> Int64 {
      let last = standings.indices.count { profiles[$0] == profile && standings[$0].rank != nil }
      guard let member = numbers.firstIndex(of: number) else { return Int64(last + 1) }
      return Int64(standings[member].rank ?? last + 1)
    }

    func total(_ number: String) -> Int64 { numbers.firstIndex(of: number).map { cards[$0].total.nano } ?? 0 }

    func grade(_ number: String) -> String? {
      numbers.firstIndex(of: number).flatMap { standings[$0].grade }
    }

    func halfSteps(_ number: String) -> Int64 {
      guard let member = numbers.firstIndex(of: number), let grade = standings[member].grade else { return 6 }
      return ["优秀": 0, "并列待审": 1, "合格": 2, "不合格": 4][grade] ?? 6
    }
  }

  @Test(
    "ranks, grades and totals are split as running all sixteen mixtures in 24 orders says", arguments: seeds)
  func direct(_ seed: UInt64) throws {
    let pair = try RandomPair(seed: seed)
    let comparison = try Self.comparison(pair)
    let mixtures = try Causes.subsets.map { try Direct(pair, $0) }
    #expect(!comparison.members.isEmpty)
    for change in comparison.members {
      let number = pair.input(.all).members[change.after].number
      let profiles = [
        pair.input([]).members[change.before].profile, pair.input(.all).members[change.after].profile,
      ]
      let rank = SplitTests.byOrders {
        mixtures[$0.rawValue].place(number, in: profiles[$0.contains(.population) ? 1 : 0])
      }
      #expect(change.isProfileChange == (profiles[0] != profiles[1]), "seed \(seed), \(number)")
      #expect(
        change.rank.parts == (profiles[0] == profiles[1] ? rank : Split.zero.parts), "seed \(seed), \(number)"
      )
      #expect(
        change.total.parts == SplitTests.byOrders { mixtures[$0.rawValue].total(number) },
        "seed \(seed), \(number)")
      #expect(
        change.step.parts == SplitTests.byOrders { mixtures[$0.rawValue].halfSteps(number) },
        "seed \(seed), \(number)")
      let turn = SplitTests.byOrders {
        mixtures[$0.rawValue].grade(number) == mixtures[0].grade(number) ? 0 : 1
      }
      #expect(change.gradeTurn.parts == turn, "seed \(seed), \(number)")
      #expect(
        change.isGradeChange == (change.gradeTurn.sum == 1), "seed \(seed), \(number): each has parts")
    }
  }

  @Test("causes add up to each change, and indicators to each cause", arguments: seeds)
  func addUp(_ seed: UInt64) throws {
    let comparison = try Self.comparison(RandomPair(seed: seed))
    for change in comparison.members {
      #expect(
        change.isProfileChange
          || change.rank.sum == Int128(change.counted.after - change.counted.before), "seed \(seed)")
      let difference = change.totals.after - change.totals.before
      #expect(change.total.sum == Int128(difference.nano), "seed \(seed)")
      let lines = change.lines.map(\.split).reduce(.zero, +)
      #expect(lines == change.total, "seed \(seed)")
      #expect(
        change.total[.quota] == 0 && change.rank[.quota] == 0, "seed \(seed): quotas decide grades alone")
    }
  }

  @Test(
    "a pair that differs in one cause has all of it from there",
    arguments: Cause.allCases, seeds.prefix(8))
  func alone(_ cause: Cause, _ seed: UInt64) throws {
    let comparison = try Self.comparison(RandomPair(seed: seed, differing: Causes(cause)))
    for change in comparison.members {
      for split in [change.rank, change.step, change.total] + change.lines.map(\.split) {
        #expect(split[cause] == 24 * split.sum, "seed \(seed)")
        #expect(Cause.allCases.allSatisfy { $0 == cause || split[$0] == 0 }, "seed \(seed)")
      }
    }
    if cause != .population { #expect(comparison.joined.isEmpty && comparison.left.isEmpty) }
  }

  @Test("members of one list only joined or left", arguments: seeds)
  func membership(_ seed: UInt64) throws {
    let pair = try RandomPair(seed: seed)
    let comparison = try Self.comparison(pair)
    let (before, after) = (pair.input([]).members.map(\.number), pair.input(.all).members.map(\.number))
    #expect(Set(comparison.joined.map { after[$0] }) == Set(after).subtracting(before))
    #expect(Set(comparison.left.map { before[$0] }) == Set(before).subtracting(after))
    #expect(Set(comparison.members.map { after[$0.after] }) == Set(after).intersection(before))
  }

  @Test("the same run twice differs in nothing")
  func same() throws {
    let comparison = try Self.comparison(RandomPair(seed: 3, differing: []))
    #expect(comparison.isUnchanged && comparison.members.allSatisfy { $0.rank.isZero && $0.total.isZero })
  }
}
