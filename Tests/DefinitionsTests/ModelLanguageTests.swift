import Definitions
import Records
import Scoring
import Testing

/// What well-formed parts of a model decode to, and what is refused beyond the table.
@Suite struct ModelLanguageTests {
  @Test func everyMistakeIsToldAtOnce() throws {
    let text = """
      model: yes
      profiles: [委员, 常委]
      example: on
      categories:
      - code: A
        name: 甲
        cap: 5
        cap: 6
        indicators:
        - {code: A3, name: 乙, from: study, points: 1, capp: 3}
        - {code: A3, name: 丙, from: study, points: x, where: {kind: 学习}}
      """
    do {
      _ = try ModelFile.decode(
        text: text, path: "Pipelines/models/mine.yaml", vocabulary: Shipped.vocabulary.get())
      Issue.record("decoded")
    } catch let errors as DefinitionErrors {
      #expect(
        errors.description == """
          Pipelines/models/mine.yaml:1:8  model: bare 'yes'; write "yes" in quotes
          Pipelines/models/mine.yaml:3:10  example: expected true or false, found 'on'
          Pipelines/models/mine.yaml:8:3  key 'cap' was used on line 7
          Pipelines/models/mine.yaml:10:49  unknown key 'capp' in indicator A3
              nearest 'cap'; keys of a leaf: code, name, clause, from, window, where, points, times, share, limits, \
          measure, full, tiers, cap, floor, entered, weight, normalise, direction
          Pipelines/models/mine.yaml:11:12  code 'A3' was used on line 10
          Pipelines/models/mine.yaml:11:46  points: expected a number, found 'x'
          Pipelines/models/mine.yaml:11:63  where: '学习' is not a value of kind; nearest '学习日'
          7 problems; nothing was run.
          """)
    }
  }

  @Test func oneProblemIsCountedAsOne() throws {
    let errors = DefinitionErrors([DefinitionProblem(file: "m.yaml", place: nil, message: "no such file")])
    #expect(errors.description == "m.yaml  no such file\n1 problem; nothing was run.")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let model: ModelText
    let expected: [String]
    var testDescription: String { name }

    init(_ name: String, _ model: ModelText, _ expected: String...) {
      self.name = name
      self.model = model
      self.expected = expected
    }
  }

  static let refused: [Case] = [
    Case("a quoted number", .leaf("from: study, points: \"1\""), "points: expected a number, found \"1\""),
    Case(
      "too large", .leaf("from: study, points: 2000000"),
      "points: numbers go to 1000000 and in parts of 1000000, found 2000000"),
    Case("a float", .leaf("from: study, points: 1e3"), "points: expected a number, found '1e3'"),
    Case("a profile is missing", .leaf("from: study, points: {委员: 1}"), "points: no number for 常委"),
    Case(
      "a profile is unknown", .leaf("from: study, points: {委员: 1, 常委: 1, 常: 2}"),
      "points: no profile '常'; nearest '常委'"),
    Case(
      "a window", .leaf("from: study, window: yaer, points: 1"), "window: no window 'yaer'; nearest 'year'"),
    Case(
      "a fact", .leaf("from: study, where: {member.profil: 委员}, points: 1"),
      "where: a member has no fact 'profil'; nearest 'profile'"),
    Case(
      "a fact's value", .leaf("from: study, where: {member.profile: 委}, points: 1"),
      "where: '委' is not a value of member.profile; nearest '委员'"),
    Case(
      "a value in the words of the paper", .leaf("from: attendance, where: {status: 缺席}, points: 1"),
      "where: '缺席' is not a value of status; there are present, leave, absent, exempt"),
    Case(
      "a kind of activity that a comment cannot have",
      .leaf("from: comments, where: {kind: 热点关住}, points: 1"),
      "where: '热点关住' is not a value of kind; nearest '热点关注'"),
    Case(
      "a level that the contract lacks", .leaf("from: outcomes, points: {by: level, values: {县: 1}}"),
      "points: '县' is not a value of level; there are 市, 省, 全国"),
    Case(
      "an enumeration", .leaf("from: study, points: 1, limits: [{per: dat, best: 1}]"),
      "limits.per: study has no field 'dat'; nearest 'date'"),
    Case(
      "a comparison of text", .leaf("from: study, where: {kind: {at_least: 1}}, points: 1"),
      "where: 'kind' is not a number; at_least compares numbers"),
    Case(
      "share without authors", .leaf("from: study, points: 1, share: equal"), "share: study has no authors"),
    Case("nothing to give", .leaf("from: study"), "A1: one of points, measure, entered"),
    Case(
      "a mean's key in a sum", .leaf("from: study, points: 1, weight: 2"),
      "weight stands in a mean; A is a sum"),
    Case(
      "times of a measure", .leaf("from: study, measure: count, full: 1, times: minutes"),
      "times needs points, not measure"),
    Case(
      "no leaf",
      ModelText(bottom: "gates: [{code: V, name: 门, when: {count: {leaf: A2}, at_least: 1}, alert: true}]"),
      "when: no leaf 'A2'"),
    Case(
      "no comparison",
      ModelText(bottom: "gates: [{code: V, name: 门, when: {count: {from: study}}, alert: true}]"),
      "when: count needs one of at_least, at_most, more_than, less_than beside it"),
    Case(
      "no grade",
      ModelText(
        bottom:
          "gates: [{code: V, name: 门, when: {months: 3}, ceiling: 合各}]\ngrades: [{grade: 合格, from: 6}, {grade: 不合格}]"
      ), "V: no grade '合各'; nearest '合格'"),
    Case(
      "a grade of another 办法",
      ModelText(
        bottom:
          "gates: [{code: V, name: 门, when: {months: 3}, ceiling: 称职}]\ngrades: [{grade: 优秀, from: 6}, {grade: 不合格}]"
      ), "V: no grade '称职'; there are 优秀, 不合格"),
    Case(
      "no category", ModelText(bottom: "rank: {keys: [{name: 键, score: Z}]}"),
      "rank.keys: no category 'Z'; there is A"),
    Case(
      "a nested group",
      .category(
        "indicators: [{code: B, name: 乙, indicators: [{code: C, name: 丙, indicators: [{code: D, name: 丁, from: study, points: 1}]}]}]"
      ), "C is a group in the group B; groups hold leaves"),
    Case(
      "a date without quotes", ModelText(top: "model: M\nprofiles: [委员, 常委]\neffective: {from: 2025-01-01}"),
      "effective.from: write the date in quotes, \"2025-01-01\""),
  ]

  @Test(arguments: refused)
  func aMistakeIsNamed(_ item: Case) throws {
    #expect(messages(item.model.text, try Shipped.vocabulary.get()) == item.expected)
  }

  @Test func numbersAreReadFromTheirText() throws {
    let model = try decode(
      .leaf("from: study, where: {minutes: {at_least: {委员: 1/3, 常委: 0.1}}}, points: 2/3"))
    let third = Amount(byProfile: [Fraction(1, 3), Fraction(1, 10)])
    let leaf = try #require(model.leaves.first?.node)
    guard case .leaf(let content) = leaf.content else { return }
    #expect(
      content.selection?.condition == .test(.field("minutes"), .compares([Comparison(.atLeast, third)])))
    #expect(
      content.award == .perRecord(.constant(Amount(Fraction(2, 3), profiles: 2)), times: nil, share: .whole))
  }

  @Test func literalsHaveTheTypeOfTheirField() throws {
    let model = try decode(
      .leaf(
        "from: study, where: {verified: true, dated_on: \"2025-03-01\", minutes: {is: present, not: [0, 5]}}, points: 1"
      ))
    guard case .leaf(let content)? = model.leaves.first?.node.content else { return }
    let day = try #require(Day(year: 2025, month: 3, day: 1))
    #expect(
      content.selection?.condition
        == .all([
          .test(.field("verified"), .isOneOf([.flag(true)])),
          .test(.field("dated_on"), .isOneOf([.day(day)])),
          .all([
            .test(.field("minutes"), .isNoneOf([.number(.zero), .number(Fraction(5))])),
            .test(.field("minutes"), .isPresent),
          ]),
        ]))
  }

  @Test func aNotBesideCountNegatesACondition() throws {
    let model = try decode(
      ModelText(
        bottom:
          "gates: [{code: V, name: 门, alert: true, when: {count: {from: study}, at_most: 0, not: {post: 主席}}}]"
      ))
    let zero = Amount(.zero, profiles: 2)
    #expect(
      model.gates.first?.when
        == .all([
          .not(.test(.member("post"), .isOneOf([.text("主席")]))),
          .count(
            .records(relation: "study", window: "year", condition: .always), [Comparison(.atMost, zero)]),
        ]))
  }

  @Test func theYearIsAWindowWithoutBeingDeclared() throws {
    let model = try decode(
      ModelText(top: "model: M\nprofiles: [委员, 常委]\nwindows: {term: {since: \"2022-01-01\"}}"))
    #expect(model.windows.map(\.name) == ["year", "term"])
  }

  static let pieces: [(name: String, text: String)] = [
    ("only the first", "{code: S1, name: 只计第一提案人, from: authorship, where: {role: 第一提案人}, points: 10}"),
    ("half and equal parts", "{code: S2, name: 一半加均分, from: authorship, points: 25, share: {first: 1/2}}"),
    (
      "a fixed pair",
      "{code: S3, name: 固定一对, from: authorship, points: {by: role, values: {第一提案人: 20, 附议人: 15}}}"
    ),
    (
      "the first three", "{code: S4, name: 前三名, from: authorship, where: {position: {at_most: 3}}, points: 5}"
    ),
    (
      "a sub-cap",
      """
      {code: S5, name: 联名子上限, cap: 9, indicators: [
        {code: S5.1, name: 主提, from: authorship, where: {role: 第一提案人}, points: 3},
        {code: S5.2, name: 联名, from: authorship, where: {role: 附议人}, points: 1, cap: 3}]}
      """
    ),
  ]

  @Test(arguments: pieces)
  func thePiecesOfJointAuthorshipDecode(_ piece: (name: String, text: String)) throws {
    _ = try decode(ModelText(categories: "- {code: A, name: 甲, indicators: [\(piece.text)]}"))
  }

  @Test func anIndexDecodes() throws {
    let model = try decode(
      ModelText(
        categories: """
          - {code: I, name: 综合指数, compose: geometric, full: 100, indicators: [
            {code: I1, name: 出勤率, from: attendance, measure: {rate: {of: {present: 1}, over: [present, leave, absent]}}, normalise: {goalposts: [0, 1]}, weight: 2},
            {code: I2, name: 立案数, from: authorship, where: {status: [立案, 归并]}, measure: count, normalise: min_max, weight: 1}]}
          """))
    let one = Amount(.one, profiles: 2)
    guard case .group(.geometric(let full), let children)? = model.categories.first?.node.content else {
      Issue.record("not a geometric mean")
      return
    }
    #expect(full == Amount(Fraction(100), profiles: 2))
    #expect(children.map(\.share.normalisation) == [.goalposts(Amount(.zero, profiles: 2), one), .minMax])
    #expect(children.map(\.share.weight) == [Amount(Fraction(2), profiles: 2), one])
  }

  private func decode(_ model: ModelText) throws -> Model {
    try ModelFile.decode(text: model.text, path: "m.yaml", vocabulary: Shipped.vocabulary.get()).model
  }
}
