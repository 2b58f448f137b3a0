import Records
import Robustness
import Scoring
import Testing

@Suite("knobs of a model")
struct KnobTests {
  private static func setting(_ text: String, _ model: Model) throws -> KnobSetting {
    let parts = text.split(separator: "=").map(String.init)
    return KnobSetting(try Knob(parts[0], of: model), try #require(Fraction(text: parts[1])))
  }

  @Test(
    "a turned knob is the file with another number",
    arguments: [
      ("A3.cap@委员=25", "cap: {委员: 20, 常委: 12}", "cap: {委员: 25, 常委: 12}"),
      ("A1.of.leave=1/2", "of: {present: 1, leave: 0.6}", "of: {present: 1, leave: 0.5}"),
      ("A1.full@常委=17.5", "full: {委员: 20, 常委: 16}", "full: {委员: 20, 常委: 17.5}"),
      ("C2.points.省=9", "values: {市: 5, 省: 8, 全国: 12}", "values: {市: 5, 省: 9, 全国: 12}"),
      (
        "D1.limits.1.best=3", "values: {有效: 1}, else: 2}\n    limits: [{per: date, best: 2}]",
        "values: {有效: 1}, else: 2}\n    limits: [{per: date, best: 3}]"
      ),
      ("F1.points.2=1.5", "- {points: 1}\n    cap", "- {points: 1.5}\n    cap"),
      ("H5.2.floor=-4", "floor: -3\n", "floor: -4\n"),
      ("floor=5", "floor: 0  ", "floor: 5  "),
      ("优秀.from=92.5", "from: 90\n", "from: 92.5\n"),
      ("优秀.share=0.15", "share: 0.10", "share: 0.15"),
      ("优秀.pool_under=6", "pool_under: 5", "pool_under: 6"),
      ("F2.1.where.minutes.at_least=45", "minutes: {at_least: 30}", "minutes: {at_least: 45}"),
      ("H1.where.covered.less_than@常委=0.5", "less_than: 2/3", "less_than: {委员: 2/3, 常委: 0.5}"),
      ("V6.when.any.2.months.less_than=6", "months: {less_than: 3}", "months: {less_than: 6}"),
    ])
  func sameAsFile(_ setting: String, _ passage: String, _ other: String) throws {
    let text = try ModelFiles.text()
    #expect(text.ranges(of: passage).count == 1)
    let model = try ModelFiles.shipped.get()
    let turned = try #require(model.turning([Self.setting(setting, model)]))
    #expect(try turned == ModelFiles.decode(text.replacing(passage, with: other)))
    #expect(turned != model && turned.disorder == nil)
  }

  @Test(
    "each path turns its own number and nothing else",
    arguments: ModelFiles.names + ["dense"])
  func eachAlone(_ name: String) throws {
    let model = try ModelFiles.decode(ModelFiles.text(name))
    #expect(model.disorder == nil)
    let numbers = model.numbers
    #expect(Set(numbers.map(\.path.description)).count == numbers.count, "no two have one path")
    for (place, number) in numbers.enumerated() {
      for profile in model.profiles.indices {
        let knob = try Knob("\(number.path)@\(model.profiles[profile])", of: model)
        let same = KnobSetting(knob, number.amount[profile])
        #expect(model.turning([same]) == model, "\(knob)")
        let turned = try #require(model.turning([KnobSetting(knob, Fraction(987, 7))])).numbers
        let differing = turned.indices.filter { turned[$0].amount != numbers[$0].amount }
        #expect(differing == [place] && turned[place].amount[profile] == Fraction(987, 7), "\(knob)")
      }
    }
  }

  @Test(
    "a number of a condition is found by the keys that lead to it, in the order of the file",
    arguments: [
      (
        "yy-default-1",
        """
        B4.where.position.at_most 3
        E1.where.answered_share.at_least 0.9
        F2.1.where.minutes.at_least 30
        H1.where.covered.less_than 2/3
        H4.where.lapses.at_least 1
        V3.when.count.at_least 1
        V6.when.any.2.months.less_than 3
        V6.when.any.3.sick_months.at_least 6
        V1.when.count.at_least 1
        V2.when.any.1.count.1.at_least 1
        V2.when.any.1.count.2.at_most 0
        V2.when.any.2.count.1.at_most 0
        V2.when.any.2.count.2.at_most 0
        V2.when.any.3.count.at_most 0
        V4.when.count.at_least 1
        V5.when.any.1.count.at_least 3
        V5.when.any.2.count.at_least 3
        V5.when.any.3.count.at_least 7
        """
      ),
      (
        "dense",
        """
        A1.where.covered.at_least 0.2
        A1.where.covered.at_most 0.9
        A2.where.minutes.at_least 30
        A2.where.any.1.minutes.more_than 61
        A2.where.any.2.not.member.months.less_than 4
        A2.where.member.sick_months.1.at_most 5
        A2.where.member.sick_months.2.at_most 6
        A2.points.1.where.minutes.at_least 45
        V1.when.months.less_than 3
        V2.when.any.1.count.where.minutes.at_least 31
        V2.when.any.1.count.at_least 1
        V2.when.any.1.count.at_most 2
        V2.when.any.2.count.1.at_most 0
        V2.when.any.2.count.2.where.minutes.at_most 99
        V2.when.any.2.count.2.at_most 1
        V3.when.score.less_than 60
        rank.keys.2.count.where.minutes.at_least 90
        """
      ),
    ])
  func conditions(_ name: String, _ expected: String) throws {
    let model = try ModelFiles.decode(ModelFiles.text(name))
    let operators = Set(Comparison.Operator.allCases.map(\.rawValue))
    let found = model.numbers.filter {
      operators.contains($0.path.key.split(separator: ".").last.map(String.init) ?? "")
    }
    #expect(found.map { "\($0.path) \($0.amount[0])" }.joined(separator: "\n") == expected)
    #expect(found.allSatisfy { $0.path.role == .other })
  }

  @Test("a factor multiplies the points and bounds under its node, exactly, and nothing else")
  func factor() throws {
    let model = try ModelFiles.shipped.get()
    let turned = try #require(model.turning([Self.setting("F.factor=2/3", model)]))
    let changed = zip(model.numbers, turned.numbers).filter { $0.amount != $1.amount }.map {
      "\($0.path) \($0.amount[0]) \($1.amount[0])"
    }
    #expect(
      changed == [
        "F1.cap 4 8/3", "F1.points.1 2 4/3", "F1.points.2 1 2/3", "F2.cap 3 2", "F2.1.points 0.1 1/15",
        "F2.2.points 1 2/3",
      ])
    let rated = try #require(model.turning([Self.setting("A1.factor=0.5", model)]))
    #expect(
      rated.numbers.first { $0.path.description == "A1.of.leave" }?.amount[0] == Fraction(3, 5),
      "a rate is no amount")
    #expect(rated.numbers.first { $0.path.description == "A1.full" }?.amount[1] == Fraction(8))
    #expect(
      try model.turning([Self.setting("F.factor=2/3", model), Self.setting("F.factor=3/2", model)]) == model)
  }

  @Test("a knob stands where all that can be turned says", arguments: ModelFiles.names + ["dense"])
  func standsAt(_ name: String) throws {
    let model = try ModelFiles.decode(ModelFiles.text(name))
    for (path, value) in Knob.all(of: model) {
      #expect(try Knob(path, of: model).value(in: model) == value, "\(path)")
    }
    let turned = try #require(model.turning([Self.setting("\(Knob.paths(of: model)[0])=7", model)]))
    #expect(try Knob(Knob.paths(of: model)[0], of: model).value(in: turned)[0] == Fraction(7))
  }

  @Test(
    "a text that names no knob is refused",
    arguments: ["A3.kap", "A3", "", "X.factor", ".factor", "A3.cap.factor"])
  func unknown(_ text: String) throws {
    let model = try ModelFiles.shipped.get()
    #expect(throws: Knob.Problem.unknownPath(text)) { try Knob(text, of: model) }
  }

  @Test("a profile that the model lacks is refused")
  func unknownProfile() throws {
    let model = try ModelFiles.shipped.get()
    #expect(throws: Knob.Problem.unknownProfile("长委")) { try Knob("A3.cap@长委", of: model) }
  }

  @Test("a factor that leaves no number of 64 bits is none")
  func tooLarge() throws {
    let model = try ModelFiles.shipped.get()
    let huge = KnobSetting(try Knob("A.factor", of: model), Fraction(1, 3_000_000_007))
    #expect(model.turning([huge, huge, huge]) == nil)
  }

  @Test("a factor on a mean multiplies its full once, and nothing below it")
  func mean() throws {
    let model = try ModelFiles.decode(
      """
      model: INDEX
      profiles: [委员]
      categories:
      - {code: I, name: 指数, compose: arithmetic, full: 100, cap: 80, indicators: [
          {code: I1, name: 学习, from: study, points: 2},
          {code: I2, name: 天数, from: study, measure: count, normalise: {goalposts: [0, 9]}}]}
      """)
    let turned = try #require(model.turning([Self.setting("I.factor=1/2", model)]))
    #expect(
      zip(model.numbers, turned.numbers).filter { $0.amount != $1.amount }.map {
        "\($0.path) \($1.amount[0])"
      } == [
        "I.cap 40", "I.full 50",
      ])
  }
}
