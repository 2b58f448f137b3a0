import Foundation
import Testing

/// How `dutyrank compare` splits changes by cause.
struct CompareCauseTests {
  /// Of a published run by member: rank (one below the last without one), half grades down, total in hundredths.
  private static func standings(_ publication: Publication) throws -> [String: [Int]] {
    let rows = try publication.table("ranking.csv").select(["member_no", "profile", "rank", "grade", "total"])
    let grades = ["优秀": 0, "并列待审": 1, "合格": 2, "基本合格": 4, "不合格": 6]
    var standings: [String: [Int]] = [:]
    for row in rows {
      let last = rows.count { $0[1] == row[1] && !$0[2].isEmpty }
      let isRanked = !row[2].isEmpty
      let total = Int((Double(row[4]) ?? 0) * 100 + ((Double(row[4]) ?? 0) < 0 ? -0.5 : 0.5))
      standings[row[0]] = [Int(row[2]) ?? last + 1, isRanked ? grades[row[3]] ?? 8 : 8, total]
    }
    return standings
  }

  /// The exact text of a part times 24.
  private static func times24(_ text: String, unit: Int = 1) throws -> Int {
    let parts = text.split(separator: "/")
    if parts.count == 2, let top = Int(parts[0]), let bottom = Int(parts[1]) {
      return top * 24 * unit / bottom
    }
    let decimal = text.split(separator: ".")
    let sign = text.hasPrefix("-") ? -1 : 1
    guard let whole = Int(decimal[0]) else { throw Outcome.Failed(description: "no number: \(text)") }
    guard decimal.count == 2, let fraction = Int(decimal[1]) else { return whole * 24 * unit }
    let scale = (0..<decimal[1].count).reduce(1) { scale, _ in scale * 10 }
    return whole * 24 * unit + sign * fraction * 24 * unit / scale
  }

  @Test func `each part is what running all sixteen mixtures says`() throws {
    let workspace = try CompareFixture.mixtures()
    var runs: [[String: [Int]]] = []
    var names: [String] = []
    for mask in 0..<16 {
      let bit = { (cause: Int) in mask >> cause & 1 }
      let publication = try workspace.publication([
        "--data", "d\(bit(0))\(bit(2))", "--model", "m\(bit(1))\(bit(3)).yaml",
      ])
      runs.append(try CompareCauseTests.standings(publication))
      names.append(publication.name)
    }
    let report = try CompareFixture.report(workspace, names[0], names[15])
    #expect(report.differing == CompareFixture.causes && !report.isNumbersOnly)
    #expect(
      report.joined.map(\.memberNo) == ["0198"] && Set(report.left.map(\.memberNo)) == ["0103", "0115"])
    #expect(report.changes.count > 40)
    var movers = [0, 0, 0, 0]
    for change in report.changes {
      for (measure, parts) in [change.rank, change.grade, change.total].compactMap(\.self).enumerated() {
        let expected = try CompareCauseTests.byOrders { try #require(runs[$0][change.memberNo])[measure] }
        let found = try parts.texts.map { try CompareCauseTests.times24($0, unit: [1, 2, 100][measure]) }
        #expect(found == expected, "\(change.memberNo) \(["rank", "grade", "total"][measure])")
        for cause in 0..<4 where expected[cause] != 0 { movers[cause] += 1 }
      }
      let lines = try change.lines.map { try CompareCauseTests.times24($0.points.data, unit: 1000) }.reduce(
        0, +)
      #expect(try lines == CompareCauseTests.times24(change.total.data, unit: 1000), "\(change.memberNo)")
    }
    #expect(movers.allSatisfy { $0 > 0 }, "each cause does something: \(movers)")
    let told = try workspace.run(["compare", names[0], names[15], "--out", "out", "--page", "page.html"])
    let page = try workspace.read("page.html")
    #expect(told.output.contains(" H1 ") || told.output.contains(" H3.1 "), "the office sees each deduction")
    #expect(page.contains("<li>H 扣分 ") && page.contains("<li>A3 "))
    #expect(page.matches(of: /<li>H\d/).isEmpty, "a page that travels has deductions as a sum")
  }

  private static func byOrders(_ value: (Int) throws -> Int) rethrows -> [Int] {
    var sums = [0, 0, 0, 0]
    for first in 0..<4 {
      for second in 0..<4 where second != first {
        for third in 0..<4 where third != first && third != second {
          var mask = 0
          for cause in [first, second, third, 6 - first - second - third] {
            let next = mask | 1 << cause
            sums[cause] += try value(next) - value(mask)
            mask = next
          }
        }
      }
    }
    return sums
  }

  @Test(arguments: [
    ("d00", "m01.yaml", "quota"), ("d01", "m00.yaml", "population"), ("d10", "m00.yaml", "data"),
    ("d00", "m10.yaml", "rules"),
  ])
  func `one cause alone has all of it`(_ data: String, _ model: String, _ cause: String) throws {
    let workspace = try CompareFixture.mixtures()
    let before = try workspace.publication(["--data", "d00", "--model", "m00.yaml"])
    let after = try workspace.publication(["--data", data, "--model", model])
    let report = try CompareFixture.report(workspace, before.name, after.name)
    #expect(report.differing == [cause] && !report.changes.isEmpty)
    for change in report.changes {
      for parts in [change.rank, change.grade, change.total].compactMap(\.self) {
        let own = zip(CompareFixture.causes, parts.texts)
        #expect(own.allSatisfy { $0.1 == ($0.0 == cause ? parts.change : "0") }, "\(change.memberNo)")
      }
    }
  }

  /// What is told of each parameter of derivation and each entry of the quota is what a run with it alone shows.
  @Test func `a word of derivation or quota says what it does alone`() throws {
    let edits = [
      ("优秀.by", "by: sector", "by: committee"), ("优秀.rounding", "rounding: down", "rounding: up"),
      ("优秀.tied", "tied: same_rank", "tied: same_total"), ("优秀.tie", "tie: refer ", "tie: include "),
      ("derive.attendance.closes", "closes: 60 ", "closes: 5 "),
      ("derive.attendance.late_after", "late_after: 15 ", "late_after: 2 "),
      ("derive.attendance.left_early_before", "left_early_before: 15 ", "left_early_before: 90 "),
      ("derive.duty.answer_within", "answer_within: 3 ", "answer_within: 1 "),
      (
        "derive.attendance.exempt_leave", "exempt_leave: [上级会议, 出国出境]",
        "exempt_leave: [上级会议, 出国出境, 事假, 病假]"
      ),
    ]
    let workspace = try Workspace(Scenario.rich(seed: 11))
    let base = try CompareFixture.modelText(rules: false, quota: false)
    func published(_ edits: [(place: String, passage: String, other: String)]) throws -> String {
      var text = Outcome.ModelText(text: base)
      for edit in edits { text = Outcome.ModelText(text: try text.replacing(edit.passage, with: edit.other)) }
      let file = edits.count == 1 ? "\(edits[0].place).yaml" : "m\(edits.count).yaml"
      try workspace.write(text.text, to: file)
      return try workspace.publication(["--model", file]).name
    }
    let before = try published([])
    let told = try CompareFixture.report(workspace, before, try published(edits)).structure
    #expect(told.map(\.place) == edits.map(\.0))
    var moved = 0
    for (change, edit) in zip(told, edits) {
      let alone = try CompareFixture.report(workspace, before, try published([edit]))
      #expect(change.ranksAlone == alone.rankChanges, "\(change.place)")
      #expect(change.gradesAlone == alone.gradeChanges, "\(change.place)")
      moved += alone.rankChanges + (alone.gradeChanges ?? 0) > 0 ? 1 : 0
    }
    #expect(moved > 4, "words that do something")
    for (edit, line) in [
      (edits[1], "  优秀.rounding             down → up  名次变动 0 ranks move · 等次变动 2 grades change\n"),
      (
        edits[5],
        "  derive.attendance.late_after             15 → 2   名次变动 8 ranks move · 等次变动 1 grade changes\n"
      ),
    ] {
      let text = try workspace.run(["compare", before, try published([edit]), "--out", "out"])
      #expect(text.output.contains(line), "\(text.output)")
    }
  }
}
