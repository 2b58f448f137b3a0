import Records
import Scoring
import TestSupport
import Testing

struct NormaliseCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let share: MeanShare
  /// Of the ranked members, then of one who is set aside, in nano.
  let nano: [Int64]
  let values: [Int64]
  let other: Int64

  init(
    _ name: String, _ normalisation: MeanShare.Normalisation, _ nano: [Int64],
    of values: [Int64] = [2, 4, 4, 10], other: Int64 = 4
  ) {
    self.init(name, normalisation, .up, nano, of: values, other: other)
  }

  init(
    _ name: String, _ normalisation: MeanShare.Normalisation, _ direction: MeanShare.Direction,
    _ nano: [Int64], of values: [Int64] = [2, 4, 4, 10], other: Int64 = 4
  ) {
    testDescription = name
    share = MeanShare(normalisation: normalisation, direction: direction)
    self.nano = nano
    self.values = values
    self.other = other
  }
}

struct MeansTests {
  /// A leaf that gives each member the number of his record.
  private static func number(_ code: String, _ mean: MeanShare, award: Award? = nil) -> Node {
    Make.leaf(code, from: code, award: award ?? .measure(.sum("n"), worth: .normalised), mean: mean)
  }

  private static func relation(_ name: String, _ values: [Fraction]) -> Relation {
    Relation.fixture(
      name, [("n", .number)],
      values.enumerated().map {
        RecordFixture(Int32($0.offset), "2025-01-01", "1", ["n": .number($0.element)])
      })
  }

  /// The last member is set aside by the gate.
  private static func score(
    _ category: Scoring.Category, _ columns: [(String, [Fraction])], setAsideLast: Bool = false,
    decimals: Int = 2
  ) throws -> (Model, Scores) {
    let count = columns[0].1.count
    let gate = Gate(
      code: "X1", name: "x", when: .test(.field("post"), .isOneOf([.text("主席")])), effect: .setAside("不参评"))
    let model = Make.model([category], decimals: decimals, gates: [gate])
    let members = (0..<count).map {
      Member.fixture("000\($0)", post: setAsideLast && $0 == count - 1 ? "主席" : "委员")
    }
    let input = ScoringInput(
      period: Period(year: 2025), members: members, relations: columns.map(relation), entered: [])
    let scores = try Evaluation.score(model, input)
    LedgerChecks.expectConsistent(model, scores, "mean")
    return (model, scores)
  }

  /// model.md §6, check 29, and its readings of §8. z-scores: 2, 4, 4, 10 have mean 5 and s = √12.
  ///
  /// The percentile of a value is (below + half the equal)/n, the "mean" convention of `percentileofscore` in
  /// SciPy's documentation: of 1, 2, 3, 3, 4 the score 3 is at 60 %.
  static let cases: [NormaliseCase] = [
    NormaliseCase("min-max", .minMax, [0, 250_000_000, 250_000_000, 1_000_000_000, 250_000_000]),
    NormaliseCase("min-max down", .minMax, .down, [1_000_000_000, 750_000_000, 750_000_000, 0, 750_000_000]),
    NormaliseCase(
      "min-max down rounds last", .minMax, .down, [1_000_000_000, 666_666_667, 0, 333_333_333],
      of: [0, 1, 3], other: 2),
    NormaliseCase("min-max cut above", .minMax, [0, 1_000_000_000, 1_000_000_000], of: [2, 4], other: 7),
    NormaliseCase("min-max cut below", .minMax, [0, 1_000_000_000, 0], of: [2, 4], other: -7),
    NormaliseCase("min-max of equal values", .minMax, [0, 0, 0], of: [3, 3], other: 9),
    NormaliseCase(
      "z-score", .zScore, [-866_025_404, -288_675_135, -288_675_135, 1_443_375_673, -288_675_135]),
    NormaliseCase(
      "z-score down", .zScore, .down, [866_025_404, 288_675_135, 288_675_135, -1_443_375_673, 288_675_135]),
    NormaliseCase("z-score of equal values", .zScore, [0, 0, 0], of: [3, 3], other: 9),
    NormaliseCase("z-score of one", .zScore, [0, 0], of: [3], other: 9),
    NormaliseCase("z-score of nobody", .zScore, [0], of: [], other: 9),
    NormaliseCase(
      "z-score outside the population", .zScore, [-707_106_781, 707_106_781, -2_121_320_344], of: [1, 3],
      other: -1),
    NormaliseCase(
      "percentile", .percentile, [125_000_000, 500_000_000, 500_000_000, 875_000_000, 500_000_000]),
    NormaliseCase(
      "percentile, SciPy's example", .percentile,
      [100_000_000, 300_000_000, 600_000_000, 600_000_000, 900_000_000, 600_000_000], of: [1, 2, 3, 3, 4],
      other: 3),
    NormaliseCase(
      "percentile down", .percentile, .down, [750_000_000, 250_000_000, 0], of: [1, 2], other: 3),
    NormaliseCase("percentile of nobody", .percentile, [0], of: [], other: 3),
    NormaliseCase("percentile of nobody down", .percentile, .down, [1_000_000_000], of: [], other: 3),
    NormaliseCase(
      "goalposts are cut", .goalposts(Make.amount("3"), Make.amount("6")),
      [0, 333_333_333, 333_333_333, 1_000_000_000, 1_000_000_000], other: 6),
    NormaliseCase(
      "goalposts down", .goalposts(Make.amount("3"), Make.amount("6")), .down,
      [1_000_000_000, 666_666_667, 666_666_667, 0, 0], other: 6),
    NormaliseCase(
      "goalposts that fall", .goalposts(Make.amount("6"), Make.amount("3")),
      [1_000_000_000, 666_666_667, 666_666_667, 0, 0], other: 6),
  ]

  @Test(arguments: cases) func `normalised`(_ test: NormaliseCase) throws {
    let mean = Make.group("I", [Self.number("I1", test.share)], composition: .arithmetic(full: nil))
    let values = (test.values + [test.other]).map { Fraction($0) }
    let (_, scores) = try Self.score(Make.category(mean), [("I1", values)], setAsideLast: true)
    #expect(scores.cards.map { $0.categories[0].raw.nano } == test.nano)
    #expect(scores.cards.map { $0.leaves[0].points } == values.map { _ in nil })
    #expect(scores.cards.map(\.leaves[0].raw) == values.map { Points(nearest: $0) })
  }

  @Test func `z-scores of fractions are those of the same whole numbers`() throws {
    let shares: [Fraction] = [Fraction(1, 7), Fraction(2, 9), Fraction(3, 11), Fraction(2, 13)]
    let whole = shares.map { Fraction($0.numerator * (9009 / $0.denominator)) }
    let mean = Make.group(
      "I", [Self.number("I1", MeanShare(normalisation: .zScore))], composition: .arithmetic(full: nil))
    let (_, first) = try Self.score(Make.category(mean), [("I1", shares)])
    let (_, second) = try Self.score(Make.category(mean), [("I1", whole)])
    #expect(first.cards.map { $0.categories[0].raw } == second.cards.map { $0.categories[0].raw })
    #expect(first.cards.contains { $0.categories[0].raw != .zero })
  }

  /// model.md §6, check 29: 0.25 (weight 2) and 1 (weight 1), full 100.
  @Test(arguments: [(true, "39.6850263", "39.69"), (false, "50.00", "50.00")])
  func `check 29: means of 0.25 and 1`(isGeometric: Bool, raw: String, rounded: String) throws {
    let posts = MeanShare.Normalisation.goalposts(Make.amount("0"), Make.amount("1"))
    let full: Amount? = Make.amount("100")
    let mean = Make.group(
      "I",
      [
        Self.number("I1", MeanShare(weight: Make.amount("2"), normalisation: posts)),
        Self.number("I2", MeanShare(weight: Make.amount("1"), normalisation: posts)),
      ], composition: isGeometric ? .geometric(full: full) : .arithmetic(full: full))
    let (_, scores) = try Self.score(Make.category(mean), [("I1", [Fraction(1, 4)]), ("I2", [.one])])
    #expect(scores.cards[0].categories[0].raw.text(atLeast: 2) == raw)
    #expect(scores.cards[0].total.text(decimals: 2) == rounded)
  }

  /// The Human Development Index as its makers reckon it step by step for three countries: UNDP, Mozambique Human
  /// Development Report 2000 (MHDR2000), technical notes. The income index has logarithms, so it is taken from there.
  @Test func `a published index: HDI of Germany, China and Mozambique`() throws {
    func index(_ code: String, _ low: String, _ high: String, weight: String = "1") -> Node {
      let posts = MeanShare.Normalisation.goalposts(Make.amount(low), Make.amount(high))
      return Self.number(code, MeanShare(weight: Make.amount(weight), normalisation: posts))
    }
    let education = Make.group(
      "I2", [index("I2.1", "0", "100", weight: "2"), index("I2.2", "0", "100")],
      composition: .arithmetic(full: nil), mean: MeanShare(weight: Make.amount("1")))
    let hdi = Make.group(
      "I", [index("I1", "25", "85"), education, index("I3", "0", "1")], composition: .arithmetic(full: nil))
    let columns: [(String, [String])] = [
      ("I1", ["77.2", "69.8", "42.3"]), ("I2.1", ["99.0", "82.9", "39.5"]),
      ("I2.2", ["88.1", "68.9", "32.0"]),
      ("I3", ["0.895", "0.575", "0.334"]),
    ]
    let (_, scores) = try Self.score(
      Make.category(hdi), columns.map { ($0, $1.compactMap { Fraction(text: $0) }) }, decimals: 3)
    #expect(scores.cards.map { $0.total.text(decimals: 3) } == ["0.906", "0.701", "0.331"])
  }

  /// The first's part is 0.142 853 101 857…, rounded to nano before it is multiplied by 7.
  @Test func `weights of seven denominators without a common factor are exact`() throws {
    let primes: [Int64] = [999_983, 999_979, 999_961, 999_959, 999_953, 999_931, 999_917]
    let posts = MeanShare.Normalisation.goalposts(Make.amount("0"), Make.amount("1"))
    let children = primes.enumerated().map {
      Self.number("I\($0)", MeanShare(weight: Make.amount("1/\($1)"), normalisation: posts))
    }
    let mean = Make.group("I", children, composition: .arithmetic(full: Make.amount("7")))
    let values = primes.indices.map { ("I\($0)", [$0 == 0 ? Fraction.one : .zero]) }
    let (_, scores) = try Self.score(Make.category(mean), values)
    #expect(scores.cards[0].categories[0].raw.text(atLeast: 0) == "0.999971714")
  }

  @Test func `scaling all weights changes nothing`() throws {
    let values: [(String, [Fraction])] = [
      ("I1", [2, 4, 9].map { Fraction($0) }), ("I2", [5, 1, 3].map { Fraction($0) }),
    ]
    func raw(_ first: String, _ second: String) throws -> [Points] {
      let mean = Make.group(
        "I",
        [
          Self.number("I1", MeanShare(weight: Make.amount(first), normalisation: .percentile)),
          Self.number("I2", MeanShare(weight: Make.amount(second), normalisation: .percentile)),
        ], composition: .geometric(full: Make.amount("100")))
      return try Self.score(Make.category(mean), values).1.cards.map { $0.categories[0].raw }
    }
    #expect(try raw("2", "3") == raw("0.2", "0.3"))
    #expect(try raw("2", "3") == raw("200", "300"))
    #expect(try raw("2", "3") != raw("3", "2"))
  }

  @Test func `a child without normalise enters with its points, and normalise takes points as x`() throws {
    let constant = Make.constant("2")
    let points = Award.perRecord(constant, times: "n", share: .whole)
    let plain = Make.group(
      "I", [Self.number("I1", MeanShare(), award: points)], composition: .arithmetic(full: Make.amount("10")))
    let (_, first) = try Self.score(Make.category(plain), [("I1", [Fraction(1), Fraction(3)])])
    #expect(first.cards.map { $0.categories[0].raw.text(atLeast: 0) } == ["20", "60"])
    #expect(first.cards[1].leaves[0].line == "1 1 6.00 0.00 0.00 0.00 0.00 0.00 -")
    let scaled = Make.group(
      "I", [Self.number("I1", MeanShare(normalisation: .minMax), award: points)],
      composition: .arithmetic(full: Make.amount("10")))
    let (_, second) = try Self.score(Make.category(scaled), [("I1", [Fraction(1), Fraction(3)])])
    #expect(second.cards.map { $0.categories[0].raw.text(atLeast: 0) } == ["0", "10"])
  }

  @Test func `in a mean a measure with full shows the measure and enters with its points`() throws {
    let award = Award.measure(.sum("n"), worth: .full(Make.amount("20")))
    let mean = Make.group(
      "I", [Self.number("I1", MeanShare(), award: award)], composition: .arithmetic(full: nil))
    let (_, scores) = try Self.score(Make.category(mean), [("I1", [Fraction(1, 2)])])
    #expect(scores.cards[0].categories[0].raw.text(atLeast: 0) == "10")
    #expect(scores.cards[0].leaves[0].raw.text(atLeast: 0) == "0.5")
  }

  @Test func `means nest, and what is below them counts no more`() throws {
    let inner = Make.group(
      "I1", [Self.number("I1.1", MeanShare(normalisation: .minMax))],
      composition: .arithmetic(full: Make.amount("4")), mean: MeanShare(normalisation: .percentile))
    let outer = Make.group("I", [inner], composition: .arithmetic(full: Make.amount("10")))
    let (_, scores) = try Self.score(Make.category(outer), [("I1.1", [1, 5, 3].map { Fraction($0) })])
    #expect(
      scores.cards.map { $0.categories[0].raw.text(atLeast: 3) } == ["1.66666667", "8.33333333", "5.000"])
  }

  @Test func `bounds above a mean take from records first and from the mean last`() throws {
    let mean = Make.group(
      "M", [Self.number("M1", MeanShare(normalisation: .goalposts(Make.amount("0"), Make.amount("10"))))],
      composition: .arithmetic(full: Make.amount("10")))
    let leaf = Self.number(
      "A1", MeanShare(), award: .perRecord(Make.constant("1"), times: "n", share: .whole))
    let category = Make.category(Make.group("K", [mean, leaf], cap: "5"), start: "1")
    let (_, scores) = try Self.score(
      category, [("M1", [Fraction(3), Fraction(9)]), ("A1", [Fraction(4), Fraction(2)])])
    #expect(scores.cards.map { $0.categories[0].raw.text(atLeast: 2) } == ["5.00", "5.00"])
    #expect(scores.cards.map { $0.leaves[1].points?.text(atLeast: 0) } == ["1", "0"])
    #expect(scores.cards.map { $0.leaves[0].shared } == [.zero, .zero])
  }

  @Test func `a mean's own cap`() throws {
    let mean = Make.group(
      "M", [Self.number("M1", MeanShare(normalisation: .minMax))], cap: "7",
      composition: .arithmetic(full: Make.amount("10")))
    let (_, scores) = try Self.score(Make.category(mean), [("M1", [Fraction(3), Fraction(9)])])
    #expect(scores.cards.map { $0.categories[0].raw.text(atLeast: 0) } == ["0", "7"])
  }

  @Test func `profiles are populations apart`() throws {
    let mean = Make.group(
      "I", [Self.number("I1", MeanShare(normalisation: .minMax))], composition: .arithmetic(full: nil))
    let model = Make.model([Make.category(mean)], profiles: ["委员", "常委"])
    let members = (0..<4).map { Member.fixture("000\($0)", profile: $0 < 2 ? "委员" : "常委") }
    let input = ScoringInput(
      period: Period(year: 2025), members: members,
      relations: [Self.relation("I1", [1, 3, 2, 7].map { Fraction($0) })], entered: [])
    let scores = try Evaluation.score(model, input)
    #expect(scores.cards.map { $0.categories[0].raw.text(atLeast: 0) } == ["0", "1", "0", "1"])
  }
}
