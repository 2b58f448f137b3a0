import Definitions
import Records
import Testing

/// The exact texts of the table in model.md §3, and of its settled readings.
@Suite struct ModelErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let expected: [String]
    var testDescription: String { name }

    init(_ name: String, _ model: ModelText, _ expected: String...) {
      self.name = name
      text = model.text
      self.expected = expected
    }

    init(_ name: String, top: String, _ expected: String...) {
      self.name = name
      text = ModelText(top: top).text
      self.expected = expected
    }

    init(_ name: String, bottom: String, _ expected: String...) {
      self.name = name
      text = ModelText(bottom: bottom).text
      self.expected = expected
    }
  }

  static let head = "model: M\nprofiles: [委员, 常委]\n"

  static let table: [Case] = [
    Case("no model", top: "profiles: [委员, 常委]", "model: missing"),
    Case("decimals", top: head + "decimals: 9", "decimals: 0 to 4, found 9"),
    Case(
      "profiles", top: "model: M\nprofiles: [委员, 常务委员]",
      "profiles: '常务委员' is not a value of profile; nearest '常委'"),
    Case(
      "window", top: head + "windows: {proposal: {from: \"12-32\"}}", "windows.proposal: '12-32' is not a day"
    ),
    Case(
      "leap day", top: head + "windows: {proposal: {from: \"02-29\"}}",
      "windows.proposal: '02-29' is not in every year"),
    Case("prorate", bottom: "prorate: [X]", "prorate: no category 'X'; there is A"),
    Case("floor", top: head + "floor: zero", "floor: expected a number, found 'zero'"),
    Case(
      "code twice",
      ModelText(
        categories: """
          - code: A
            name: 甲
            indicators:
            - {code: B1, name: 乙, from: study, points: 1}
            - {code: B1, name: 丙, from: study, points: 1}
          """), "code 'B1' was used on line 10"),
    Case("role", .leaf("from: study, points: 1, role: bonus"), "role stands on a category, not on A1"),
    Case(
      "start on a leaf", .leaf("from: study, points: 1, start: 1"), "start stands on a category, not on A1"),
    Case(
      "start above cap",
      .category("start: 60, cap: 50, indicators: [{code: A1, name: 乙, from: study, points: 1}]"),
      "start 60 is above cap 50"),
    Case(
      "floor above start", .category("floor: 10, indicators: [{code: A1, name: 乙, from: study, points: 1}]"),
      "floor 10 is above start 0"),
    Case("cap below an event", .leaf("from: study, points: 8, cap: 5"), "cap 5 is below one event of 8"),
    Case(
      "both", .leaf("from: study, points: 1, indicators: [{code: A2, name: 丙, from: study, points: 1}]"),
      "A1 has both indicators and points"),
    Case(
      "relation", .leaf("from: attendence, points: 1"), "from: no relation 'attendence'; nearest 'attendance'"
    ),
    Case(
      "field", .leaf("from: attendance, where: {statue: present}, points: 1"),
      "where: attendance has no field 'statue'; nearest 'status'"),
    Case(
      "signs", .leaf("from: study, points: [{points: 3}, {points: -1}]"), "points: 3 and -1 in one indicator"),
    Case("times", .leaf("from: attendance, points: 1, times: basis"), "times: 'basis' is not a number"),
    Case(
      "share", .leaf("from: authorship, points: 1, share: {first: 3/2}"),
      "share.first: between 0 and 1, found 3/2"),
    Case(
      "limits", .leaf("from: study, points: 1, limits: [{per: date}]"), "limits: one of best, points, skip"),
    Case("measure", .leaf("from: study, measure: count"), "measure needs one of full, tiers, normalise"),
    Case(
      "tiers", .leaf("from: study, measure: count, tiers: [{from: 0.9, points: 1}, {from: 0.8, points: 2}]"),
      "tiers: 0.8 follows 0.9"),
    Case("entered", .leaf("entered: true, points: 1"), "entered stands alone; remove points"),
    Case(
      "z_score",
      .category(
        "compose: geometric, indicators: [{code: X, name: 乙, from: study, measure: count, normalise: z_score}]"
      ),
      "geometric: child X is a z_score and can be negative"),
    Case(
      "weight",
      .category(
        "compose: arithmetic, indicators: [{code: X, name: 乙, from: study, points: 1, weight: entropy}]"),
      "weight: 'entropy' is not a number; compute weights first and write them here"),
    Case(
      "direction",
      .category(
        "compose: arithmetic, indicators: [{code: X, name: 乙, from: study, points: 1, direction: down}]"),
      "direction needs normalise"),
    Case(
      "entered with normalise",
      .category("compose: arithmetic, indicators: [{code: X, name: 乙, entered: true, normalise: min_max}]"),
      "entered stands alone; remove normalise"),
    Case(
      "gate effect", bottom: "gates: [{code: V2, name: 门, when: {months: {less_than: 3}}}]",
      "V2: one of ceiling, set_aside, alert"),
    Case(
      "set_aside on a score",
      bottom: "gates: [{code: V2, name: 门, when: {score: total, less_than: 3}, set_aside: 不参评}]",
      "set_aside cannot depend on a score or a leaf"),
    Case(
      "set_aside on a leaf",
      bottom: "gates: [{code: V2, name: 门, when: {count: {leaf: A1}, less_than: 3}, set_aside: 不参评}]",
      "set_aside cannot depend on a score or a leaf"),
    Case("rank key", bottom: "rank: {keys: [{name: 键, count: {leaf: B9}}]}", "rank.keys: no leaf 'B9'"),
    Case(
      "grades", bottom: "grades: [{grade: 合格, from: 60}, {grade: 基本合格, from: 60}, {grade: 不合格}]",
      "基本合格: 60.00 is not below 合格's 60.00"),
    Case(
      "unreachable grade",
      ModelText(
        categories:
          "- {code: A, name: 甲, cap: 80, indicators: [{code: A1, name: 乙, from: study, points: 1}]}",
        bottom: "grades: [{grade: 优秀, from: 90}, {grade: 合格}]"), "优秀 can never be reached: at most 80.00"),
    Case(
      "quota", bottom: "grades: [{grade: 优秀, from: 90, quota: {share: 10}}, {grade: 合格}]",
      "share: at most 1, found 10; write 0.10"),
    Case(
      "quota on the last grade", bottom: "grades: [{grade: 优秀, from: 90}, {grade: 合格, quota: {share: 0.1}}]",
      "合格: the last grade has no quota"),
  ]

  @Test(arguments: table)
  func aMistakeHasItsText(_ item: Case) throws {
    #expect(messages(item.text, try Shipped.vocabulary.get()) == item.expected)
  }

  @Test func codesRunFromTheFirstToTheLastCategory() throws {
    let text = specifiedModel.replacing("prorate: [B, C, D, E, F]", with: "prorate: [X]")
    #expect(messages(text, try Shipped.vocabulary.get()) == ["prorate: no category 'X'; there are A to H"])
  }

  @Test func derivationIsNeededByWhoReadsIt() throws {
    let vocabulary = try Shipped.vocabulary.get()
    let noCloses = specifiedModel.replacing("closes: 60, ", with: "")
    #expect(messages(noCloses, vocabulary) == ["derive.attendance.closes: missing; A1 reads attendance"])
    let never = specifiedModel.replacing("answer_within: 3", with: "answer_within: 0")
    #expect(messages(never, vocabulary) == ["answer_within: at least 1, found 0"])
    let none = specifiedModel.replacing("  duty: {answer_within: 3}\n", with: "")
    #expect(messages(none, vocabulary) == ["derive.duty.answer_within: missing; E1 reads shifts"])
    let kind = specifiedModel.replacing("[上级会议, 出国出境]", with: "[上级会议, 出国]")
    #expect(messages(kind, vocabulary) == ["exempt_leave: '出国' is not a kind of leave; nearest '出国出境'"])
  }

  @Test func aCapThatNothingFillsIsAWarning() throws {
    let model = ModelText(
      categories: """
        - {code: B, name: 提案, cap: 20, indicators: [
            {code: B1, name: 甲, from: study, where: {kind: 学习日}, points: 4, limits: [{best: 2}]},
            {code: B2, name: 乙, from: study, where: {kind: 心得}, points: 3, cap: 6}]}
        """)
    let file = try ModelFile.decode(text: model.text, path: "m.yaml", vocabulary: Shipped.vocabulary.get())
    #expect(
      file.warnings.flatMap(\.lines) == [
        "提示：m.yaml:7:23  B到不了上限20：下面的指标至多给14.00分",
        "warning: m.yaml:7:23  B can never reach its cap of 20: its indicators give at most 14.00",
      ])
  }

  @Test func aPeriodOutsideEffectiveIsRefused() throws {
    let model = ModelText(
      top: Self.head + "effective: {from: \"2026-01-01\", to: \"2026-12-31\"}")
    let file = try ModelFile.decode(text: model.text, path: "m.yaml", vocabulary: Shipped.vocabulary.get())
    #expect(
      file.problem(for: Period(year: 2025))?.description
        == "m.yaml:3:12  2025 begins before 2026-01-01, when this model takes effect")
    #expect(file.problem(for: Period(year: 2026, quarter: 3)) == nil)
    #expect(
      file.problem(for: Period(year: 2027))?.message == "2027 begins after 2026-12-31, when this model ends")
  }
}
