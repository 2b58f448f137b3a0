import Definitions
import Records
import Scoring
import Testing

/// Warnings of rules that can never act, or act twice; a model with them is taken all the same.
@Suite struct ModelLintTests {
  /// A model's text around what a case is about; A is the only category.
  static func leaves(_ leaves: String, category: String = "", top: String = "", bottom: String = "") -> String
  {
    var model = ModelText(
      categories: "- {code: A, name: 甲, \(category)indicators: [\n\(leaves)]}", bottom: bottom)
    if !top.isEmpty { model.top += "\n" + top }
    return model.text
  }

  /// One leaf of the entries.
  static func leaf(_ entries: String) -> String { leaves("{code: A1, name: 乙, \(entries)}") }

  static func bottom(_ text: String) -> String {
    leaves("{code: A1, name: 乙, from: study, points: 1}", bottom: text)
  }

  /// Each warning as `passage at which it stands… message / 提示`.
  static func warnings(_ text: String) throws -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let file = try ModelFile.decode(text: text, path: "m", vocabulary: Shipped.vocabulary.get())
    return try file.warnings.map { warning in
      let place = try #require(warning.place)
      let rest = lines[place.line - 1].unicodeScalars.dropFirst(place.column - 1)
      let passage = String(String.UnicodeScalarView(rest)).prefix(12)
      return "\(passage)… \(warning.message.en) / \(warning.message.zh)"
    }
  }

  @Test(arguments: [
    (
      "from: study, points: [{where: {kind: [学习日, 心得]}, points: 1}, {where: {kind: 心得}, points: 2}]",
      "{where: {kin… A1: case 2 of points is never reached: case 1 fits whatever it fits / A1：points的第2项用不上：第1项已包含它"
    ),
    (
      "from: study, points: [{points: 1}, {where: {minutes: {at_least: 30}}, points: 2}]",
      "{where: {min… A1: case 2 of points is never reached: case 1 fits whatever it fits / A1：points的第2项用不上：第1项已包含它"
    ),
    ("from: study, points: [{where: {kind: 心得}, points: 2}, {points: 1}]", nil),
    (
      "from: study, where: {kind: 心得}, points: [{where: {kind: {not: 学习日}}, points: 2}, {points: 1}]",
      "{points: 1}]… A1: case 2 of points is never reached: case 1 fits whatever it fits / A1：points的第2项用不上：第1项已包含它"
    ),
    (
      "from: study, points: [{where: {minutes: {at_least: 30}}, points: 1}, {where: {minutes: {more_than: 45}}, points: 2}]",
      "{where: {min… A1: case 2 of points is never reached: case 1 fits whatever it fits / A1：points的第2项用不上：第1项已包含它"
    ),
    (
      "from: study, points: [{where: {minutes: {more_than: 45}}, points: 2}, {where: {minutes: {at_least: 30}}, points: 1}]",
      nil
    ),
    (
      "from: study, where: {kind: 心得}, points: [{where: {kind: 学习日}, points: 2}, {points: 1}]",
      "{where: {kin… A1: case 1 of points is never reached: no record can fit it / A1：points的第1项用不上：没有记录能符合它"
    ),
    (
      "from: study, where: {kind: 心得}, points: {by: kind, values: {心得: 1, 学习日: 2}}",
      "学习日: 2}}}]}… A1: 学习日 of points is never met: where excludes it / A1：points的学习日用不上：where已排除它"
    ),
    ("from: study, where: {kind: {is: present}}, points: {by: kind, values: {心得: 1, 学习日: 2}}", nil),
    (
      "from: study, where: {minutes: {at_least: 60, less_than: 60}}, points: 1",
      "where: {minu… A1: no record can fit its where / A1：没有记录能符合where"
    ),
    ("from: study, where: {minutes: {at_least: 60, at_most: 60}}, points: 1", nil),
    (
      "from: study, where: {kind: 心得, any: [{kind: 学习日}, {all: [{minutes: {is: missing}}, {minutes: {at_least: 1}}]}]}, points: 1",
      "where: {kind… A1: no record can fit its where / A1：没有记录能符合where"
    ),
    ("from: study, where: {kind: 心得, any: [{kind: 学习日}, {minutes: {at_least: 1}}]}, points: 1", nil),
    (
      "from: study, where: {member.profile: 委员, any: [{member.profile: 常委}, {member.months: {at_least: 13}}]}, points: 1",
      "where: {memb… A1: no record can fit its where / A1：没有记录能符合where"
    ),
    ("from: study, where: {member.profile: 委员, member.months: {at_least: 12}}, points: 1", nil),
  ])
  func `a condition that leaves nothing is a warning`(_ entries: String, _ expected: String?) throws {
    #expect(try Self.warnings(Self.leaf(entries)) == [expected].compactMap { $0 })
  }

  @Test(arguments: [
    (
      "from: attendance, measure: {rate: {of: {present: 1}, over: [present, absent]}}, tiers: [{from: 0.5, points: 5}, {from: 1.1, points: 8}]",
      "{from: 1.1, … A1: the tier from 1.1 can never be reached: the rate is at most 1 / A1：从1.1起的一档达不到：比率至多1"
    ),
    (
      "from: attendance, measure: {rate: {of: {present: 1}, over: [absent]}}, tiers: [{from: 0.5, points: 5}, {from: 1.1, points: 8}]",
      nil
    ),
    (
      "from: study, measure: count, tiers: [{from: 1, points: 5}, {from: 3, points: 5}]",
      "{from: 3, po… A1: the tier from 3 gives the same points as the tier below it / A1：从3起的一档与低一档分值相同"
    ),
    ("from: study, points: 0", "points: 0}]}… A1: every record is worth 0 / A1：每条记录都是0分"),
    (
      "from: study, points: {by: kind, values: {心得: 0}}",
      "points: {by:… A1: every record is worth 0 / A1：每条记录都是0分"
    ),
    ("from: study, points: {by: kind, values: {心得: 0}, else: 1}", nil),
    ("from: study, points: {委员: 0, 常委: 1}", nil),
    ("from: study, measure: count, full: 0", "full: 0}]}… A1: gives 0 to everybody / A1：给所有人0分"),
    ("from: study, measure: count, full: {委员: 0, 常委: 1}", nil),
    (
      "from: study, measure: count, tiers: [{from: 1, points: 0}]",
      "tiers: [{fro… A1: gives 0 to everybody / A1：给所有人0分"
    ),
  ])
  func `what is worth nothing or the same again is a warning`(_ entries: String, _ expected: String?) throws {
    #expect(try Self.warnings(Self.leaf(entries)) == [expected].compactMap { $0 })
  }

  @Test(arguments: [
    (
      "points: 1, limits: [{per: date, best: 2}, {per: date, best: 3}]", 2, "limit 1 leaves it nothing",
      "第1项留下的已不超过它"
    ),
    ("points: 1, limits: [{best: 2}, {per: date, best: 2}]", 2, "limit 1 leaves it nothing", "第1项留下的已不超过它"),
    (
      "points: 1, limits: [{per: month, points: 4}, {per: [kind, date], points: 5}]", 2,
      "limit 1 leaves it nothing", "第1项留下的已不超过它"
    ),
    (
      "points: 1, limits: [{per: date, best: 3}, {per: date, best: 2}]", 1, "limit 2 takes whatever it would",
      "第2项会减去同样的"
    ),
    (
      "points: 1, limits: [{per: [kind, date], points: 3}, {per: month, points: 3}]", 1,
      "limit 2 takes whatever it would", "第2项会减去同样的"
    ),
    ("points: 1, limits: [{per: record, best: 1}]", 1, "each record is alone", "每条记录自成一组"),
    ("points: 1, cap: 6, limits: [{points: 6}]", 1, "the cap of 6 is reached first", "先到上限6"),
    (
      "points: {by: kind, values: {心得: 2}, else: 3}, cap: 6, limits: [{per: date, best: 3}]", 1,
      "the cap of 6 is reached first", "先到上限6"
    ),
    (
      "points: -1, floor: -3, limits: [{per: month, points: 4}]", 1, "the floor of -3 is reached first",
      "先到下限-3"
    ),
  ])
  func `a limit that something else outdoes is a warning`(
    _ entries: String, _ limit: Int, _ en: String, _ zh: String
  )
    throws
  {
    let found = try Self.warnings(Self.leaf("from: study, " + entries)).map { $0.split(separator: "… ")[1] }
    #expect(found == ["A1: limit \(limit) never acts: \(en) / A1：limits的第\(limit)项不起作用：\(zh)"])
  }

  @Test(arguments: [
    "points: 1, limits: [{per: date, best: 3}, {per: month, best: 4}, {per: kind, best: 2}]",
    "points: 1, limits: [{per: month, best: 2}, {per: kind, best: 2}]",
    "points: 1, limits: [{per: month, points: 2}, {per: date, best: 2}]",
    "points: 1, limits: [{per: date, best: 3}, {skip: 1}, {per: date, best: 2}]",
    "points: 1, limits: [{per: date, best: {委员: 1, 常委: 3}}, {per: date, best: 2}]",
    "points: 1, limits: [{per: record, points: 0.5}]",
    "points: 1, cap: 6, limits: [{per: date, points: 7}, {per: month, best: 1}]",
    "points: 1, cap: 6, limits: [{per: date, points: 5}]",
    "points: {by: kind, values: {心得: 2}, else: 3}, cap: 7, limits: [{per: date, best: 3}]",
    "points: 3, cap: 6, limits: [{per: date, points: 1}, {per: month, best: 2}]",
    "points: 3, times: minutes, cap: 6, limits: [{per: month, best: 2}]",
    "points: 1, cap: 6, limits: [{skip: 9}]",
    "points: -1, floor: -3, limits: [{per: month, points: 2}]",
  ])
  func `a limit that can act is none`(_ entries: String) throws {
    #expect(try Self.warnings(Self.leaf("from: study, " + entries)) == [])
  }

  @Test func `a limit that leaves nothing ends what can be said of a leaf's limits`() throws {
    let found = try Self.warnings(
      Self.leaf("from: study, points: 1, limits: [{per: date, best: 0}, {per: date, best: 1}]"))
    #expect(found == ["{per: date, … A1: limit 1 leaves nothing / A1：limits的第1项什么都不留"])
  }

  @Test func `a limit that a rank key counts by acts beside a cap`() throws {
    let key = "rank: {keys: [{name: 键, count: {leaf: A1}}]}"
    let leaf = "{code: A1, name: 乙, from: study, points: 1, cap: 6, limits: [{points: 6}]}"
    #expect(try Self.warnings(Self.leaves(leaf)).count == 1)
    #expect(try Self.warnings(Self.leaves(leaf, bottom: key)) == [])
  }

  @Test(arguments: [
    (
      "cap: 20, ", "{code: A1, name: 乙, from: study, points: 1, cap: 25}",
      ["cap: 25}]}… A1's cap of 25 never acts: A's cap of 20 is reached first / A1的上限25不起作用：先到A的上限20"]
    ),
    ("cap: 20, ", "{code: A1, name: 乙, from: study, points: 1, cap: 20}", []),
    (
      "cap: {委员: 20, 常委: 30}, ",
      "{code: A1, name: 乙, from: study, points: 1, cap: 25}, {code: A2, name: 丙, from: merits, points: 1}", []
    ),
    (
      "cap: 20, ",
      "{code: A1, name: 乙, from: study, points: 1, cap: 25}, {code: A2, name: 丙, from: merits, points: -1}",
      []
    ),
    ("cap: 20, start: -5, ", "{code: A1, name: 乙, from: study, points: 1, cap: 25}", []),
    (
      "", "{code: A1, name: 乙, from: study, points: 1, limits: [{best: 3}], cap: 5}",
      ["cap: 5}]}… A1 can never reach its cap of 5: it gives at most 3.00 / A1到不了上限5：至多给3.00分"]
    ),
    ("", "{code: A1, name: 乙, from: study, points: 1, limits: [{per: date, best: 3}], cap: 5}", []),
    (
      "cap: 20, ", "{code: A1, name: 乙, from: study, points: 2, limits: [{best: 7}]}",
      [
        "cap: 20, ind… A can never reach its cap of 20: its indicators give at most 14.00 / A到不了上限20：下面的指标至多给14.00分"
      ]
    ),
  ])
  func `a cap that never acts is a warning`(_ category: String, _ leaves: String, _ expected: [String]) throws
  {
    #expect(try Self.warnings(Self.leaves(leaves, category: category)) == expected)
  }

  /// Who served a month has twelve times the points of his records, after their limits.
  @Test func `proration carries records past their limits`() throws {
    let leaf = "{code: A1, name: 乙, from: study, points: 1, limits: [{best: 3}]}"
    let grades = "grades: [{grade: 优秀, from: 36}, {grade: 合格}]"
    #expect(
      messages(Self.leaves(leaf, bottom: grades), try Shipped.vocabulary.get()) == [
        "优秀 can never be reached: at most 3.00"
      ])
    #expect(
      try Self.warnings(Self.leaves(leaf, category: "cap: 36, ", bottom: grades + "\nprorate: [A]")) == [])
    #expect(
      messages(
        Self.leaves(leaf, bottom: grades.replacing("36", with: "36.01") + "\nprorate: [A]"),
        try Shipped.vocabulary.get())
        == ["优秀 can never be reached: at most 36.00"])
  }

  @Test(arguments: [
    (
      "{code: A1, name: 乙, from: study, points: 1}, {code: A2, name: 丙, from: study, where: {kind: 心得}, points: 2}",
      ["code: A2, na… A2 counts only records that A1 counts too / A2所计的记录，A1全都计入"]
    ),
    (
      "{code: A1, name: 乙, from: study, where: {kind: 心得}, points: 1}, {code: A2, name: 丙, from: study, where: {kind: {is: present}}, points: 2}",
      ["code: A2, na… A1 counts only records that A2 counts too / A1所计的记录，A2全都计入"]
    ),
    (
      "{code: A1, name: 乙, from: study, where: {kind: 心得}, points: 1}, {code: A2, name: 丙, from: study, where: {kind: 学习日}, points: 2}",
      []
    ),
  ])
  func `records that two indicators count are a warning`(_ leaves: String, _ expected: [String]) throws {
    #expect(try Self.warnings(Self.leaves(leaves)) == expected)
  }

  @Test(arguments: ["anqing-2018", "jinan-2015", "yanbian-2022"])
  func `of the three real rules only one counts a record twice`(_ name: String) throws {
    let file = try ModelFile.decode(
      text: Shipped.text("Pipelines/models/\(name).yaml"), path: name, vocabulary: Shipped.vocabulary.get())
    #expect(
      file.warnings.map(\.message.en)
        == (name == "yanbian-2022" ? ["B2 counts only records that B1 counts too"] : []))
  }
}
