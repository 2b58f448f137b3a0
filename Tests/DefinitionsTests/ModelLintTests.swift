import Definitions
import Records
import Scoring
import Testing

/// Warnings of rules that can never act, or act twice; a model with them is taken all the same.
@Suite struct ModelLintTests {
  private static let head = "- {code: A, name: 甲, indicators: [\n"

  /// Each warning as `passage at which it stands: message`.
  private func warnings(_ leaves: String, bottom: String = "") throws -> [String] {
    let text = ModelText(categories: Self.head + leaves + "]}", bottom: bottom).text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let file = try ModelFile.decode(text: text, path: "m", vocabulary: Shipped.vocabulary.get())
    return try file.warnings.map { warning in
      let place = try #require(warning.place)
      let rest = lines[place.line - 1].unicodeScalars.dropFirst(place.column - 1)
      return "\(String(String.UnicodeScalarView(rest)).prefix(12))… \(warning.message)"
    }
  }

  @Test(arguments: [
    (
      "{code: A1, name: 乙, from: study, points: [{where: {kind: [学习日, 心得]}, points: 1}, {where: {kind: 心得}, points: 2}]}",
      ["{where: {kin… A1: case 2 of points is never reached: case 1 fits whatever it fits"]
    ),
    (
      "{code: A1, name: 乙, from: study, points: [{points: 1}, {where: {minutes: {at_least: 30}}, points: 2}]}",
      ["{where: {min… A1: case 2 of points is never reached: case 1 fits whatever it fits"]
    ),
    ("{code: A1, name: 乙, from: study, points: [{where: {kind: 心得}, points: 2}, {points: 1}]}", []),
    (
      "{code: A1, name: 乙, from: attendance, measure: {rate: {of: {present: 1}, over: [present, absent]}}, tiers: [{from: 0.5, points: 5}, {from: 1.1, points: 8}]}",
      ["{from: 1.1, … A1: the tier from 1.1 can never be reached: the rate is at most 1"]
    ),
    (
      "{code: A1, name: 乙, from: attendance, measure: {rate: {of: {present: 1}, over: [absent]}}, tiers: [{from: 0.5, points: 5}, {from: 1.1, points: 8}]}",
      []
    ),
    (
      "{code: A1, name: 乙, from: study, measure: count, tiers: [{from: 1, points: 5}, {from: 3, points: 5}]}",
      ["{from: 3, po… A1: the tier from 3 gives the same points as the tier below it"]
    ),
    (
      "{code: A1, name: 乙, from: study, points: 1, limits: [{per: date, best: 2}, {per: date, best: 3}]}",
      ["{per: date, … A1: limit 2 never acts: limit 1 leaves it nothing"]
    ),
    (
      "{code: A1, name: 乙, from: study, points: 1, limits: [{per: date, best: 3}, {per: date, best: 2}, {per: month, best: 9}]}",
      []
    ),
    (
      "{code: A1, name: 乙, from: study, points: 1}, {code: A2, name: 丙, from: study, where: {kind: 心得}, points: 2}",
      ["code: A2, na… A2 counts only records that A1 counts too"]
    ),
    (
      "{code: A1, name: 乙, from: study, where: {kind: 心得}, points: 1}, {code: A2, name: 丙, from: study, where: {kind: {is: present}}, points: 2}",
      ["code: A2, na… A1 counts only records that A2 counts too"]
    ),
    (
      "{code: A1, name: 乙, from: study, where: {kind: 心得}, points: 1}, {code: A2, name: 丙, from: study, where: {kind: 学习日}, points: 2}",
      []
    ),
  ])
  func `a rule that does nothing, or the same again, is a warning`(_ leaves: String, _ expected: [String])
    throws
  {
    #expect(try warnings(leaves) == expected)
  }

  @Test func `a ceiling at the top grade lowers nobody`() throws {
    let found = try warnings(
      "{code: A1, name: 乙, from: study, points: 1}",
      bottom: """
        gates:
        - {code: V1, name: 甲, when: {sick_months: {at_least: 6}}, ceiling: 优秀}
        - {code: V2, name: 乙, when: {sick_months: {at_least: 6}}, ceiling: 合格}
        grades: [{grade: 优秀, from: 9}, {grade: 合格}]
        """)
    #expect(found == ["{code: V1, n… V1: ceiling 优秀 is the top grade and lowers nobody"])
  }

  @Test(arguments: ["anqing-2018", "jinan-2015", "yanbian-2022"])
  func `of the three real rules only one counts a record twice`(_ name: String) throws {
    let file = try ModelFile.decode(
      text: Shipped.text("Pipelines/models/\(name).yaml"), path: name, vocabulary: Shipped.vocabulary.get())
    let overlaps = file.warnings.map(\.message).filter { $0.contains("counts only records") }
    #expect(overlaps == (name == "yanbian-2022" ? ["B2 counts only records that B1 counts too"] : []))
  }
}
