import Foundation
import Testing

/// `dutyrank compare RUN RUN`.
struct CompareTests {
  private static let model = "Pipelines/models/yy-default-1.yaml"
  private static let causes = ["data", "rules", "population", "quota"]

  private struct Report: Decodable {
    struct Parts: Decodable {
      let change: String
      let data: String
      let rules: String
      let population: String
      let quota: String

      var texts: [String] { [data, rules, population, quota] }
    }
    struct Line: Decodable {
      let part: String
      let points: Parts
    }
    struct CategoryPart: Decodable {
      let category: String
      let rank: String
    }
    struct Change: Decodable {
      let memberNo: String
      let rankBefore: Int?
      let rankAfter: Int?
      let rank: Parts
      let grade: Parts
      let total: Parts
      let lines: [Line]
      let rankByCategory: [CategoryPart]
    }
    struct Member: Decodable { let memberNo: String }
    struct Structure: Decodable {
      let place: String
      let zh: String
      let ranksAlone: Int?
      let gradesAlone: Int?
    }
    let structure: [Structure]
    let rankChanges: Int
    let gradeChanges: Int
    let differing: [String]
    let isNumbersOnly: Bool
    let changes: [Change]
    let joined: [Member]
    let left: [Member]
  }

  private static func report(_ workspace: Workspace, _ before: String, _ after: String) throws -> Report {
    let result = try workspace.run(["compare", before, after, "--out", "out", "--json"])
    guard result.status == 0 else { throw Outcome.Failed(description: result.error) }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Report.self, from: Data(result.output.utf8))
  }

  /// Two folders of data, in each the list of members of either, and a model file for each mixture of rules and quota.
  private static func mixtures() throws -> Workspace {
    let workspace = try Workspace()
    let data = [Scenario.rich(seed: 11), Scenario.rich(seed: 12)]
    for (name, records, people) in [("d00", 0, 0), ("d10", 1, 0), ("d01", 0, 1), ("d11", 1, 1)] {
      let url = workspace.url(name)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      try data[records].write(to: url)
      guard people == 1 else { continue }
      let lines = try String(contentsOf: url.appending(path: "members.csv"), encoding: .utf8)
        .components(separatedBy: "\r\n")
      let others = lines.filter { !$0.hasPrefix("0103,") && !$0.hasPrefix("0115,") }.map { line in
        line.hasPrefix("0112,") || line.hasPrefix("0126,") ? line.replacing("农业界", with: "教育界") : line
      }
      let joined = (lines.first { $0.hasPrefix("0104,") } ?? "").replacing("0104", with: "0198")
      try Data((others.dropLast() + [joined, ""]).joined(separator: "\r\n").utf8)
        .write(to: url.appending(path: "members.csv"))
    }
    for (rules, quota) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
      try workspace.write(try modelText(rules: rules == 1, quota: quota == 1), to: "m\(rules)\(quota).yaml")
    }
    return workspace
  }

  /// Grades within the scenario's reach; other rules change a cap, a late scan and a rank key, another quota its share,
  /// rounding and tie.
  private static func modelText(rules: Bool, quota: Bool) throws -> String {
    var text = try Outcome.shippedModel()
    func replace(_ passage: String, _ other: String) throws {
      text = Outcome.ModelText(text: try text.replacing(passage, with: other))
    }
    try replace("  from: 90\n", "  from: 45\n")
    try replace("{grade: 合格, from: 60}", "{grade: 合格, from: 35}")
    try replace("{grade: 基本合格, from: 50}", "{grade: 基本合格, from: 20}")
    if rules {
      try replace("cap: {委员: 20, 常委: 12}", "cap: {委员: 6, 常委: 12}")
      try replace("late_after: 15 ", "late_after: 2 ")
      try replace("  - {name: 会议活动分, score: A}\n", "")
    }
    if quota {
      try replace("share: 0.10", "share: 0.25")
      try replace("rounding: down", "rounding: up")
      try replace("tie: refer ", "tie: include ")
    }
    return text.text
  }

  /// Of a published run by member: rank (one below the last without one), grade as steps down, total in hundredths.
  private static func standings(_ publication: Publication) throws -> [String: [Int]] {
    let rows = try publication.table("ranking.csv").select(["member_no", "profile", "rank", "grade", "total"])
    let grades = ["优秀": 0, "合格": 1, "基本合格": 2, "不合格": 3, "并列待审": 1]
    var standings: [String: [Int]] = [:]
    for row in rows {
      let last = rows.count { $0[1] == row[1] && !$0[2].isEmpty }
      let isRanked = !row[2].isEmpty
      let total = Int((Double(row[4]) ?? 0) * 100 + ((Double(row[4]) ?? 0) < 0 ? -0.5 : 0.5))
      standings[row[0]] = [Int(row[2]) ?? last + 1, isRanked ? grades[row[3]] ?? 4 : 4, total]
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
    let workspace = try CompareTests.mixtures()
    var runs: [[String: [Int]]] = []
    var names: [String] = []
    for mask in 0..<16 {
      let bit = { (cause: Int) in mask >> cause & 1 }
      let publication = try workspace.publication([
        "--data", "d\(bit(0))\(bit(2))", "--model", "m\(bit(1))\(bit(3)).yaml",
      ])
      runs.append(try CompareTests.standings(publication))
      names.append(publication.name)
    }
    let report = try CompareTests.report(workspace, names[0], names[15])
    #expect(report.differing == CompareTests.causes && !report.isNumbersOnly)
    #expect(
      report.joined.map(\.memberNo) == ["0198"] && Set(report.left.map(\.memberNo)) == ["0103", "0115"])
    #expect(report.changes.count > 40)
    var movers = [0, 0, 0, 0]
    for change in report.changes {
      for (measure, parts) in [change.rank, change.grade, change.total].enumerated() {
        let expected = try CompareTests.byOrders { try #require(runs[$0][change.memberNo])[measure] }
        let found = try parts.texts.map { try CompareTests.times24($0, unit: measure == 2 ? 100 : 1) }
        #expect(found == expected, "\(change.memberNo) \(["rank", "grade", "total"][measure])")
        for cause in 0..<4 where expected[cause] != 0 { movers[cause] += 1 }
      }
      let lines = try change.lines.map { try CompareTests.times24($0.points.data, unit: 1000) }.reduce(0, +)
      #expect(try lines == CompareTests.times24(change.total.data, unit: 1000), "\(change.memberNo)")
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
    let workspace = try CompareTests.mixtures()
    let before = try workspace.publication(["--data", "d00", "--model", "m00.yaml"])
    let after = try workspace.publication(["--data", data, "--model", model])
    let report = try CompareTests.report(workspace, before.name, after.name)
    #expect(report.differing == [cause] && !report.changes.isEmpty)
    for change in report.changes {
      for parts in [change.rank, change.grade, change.total] {
        let own = zip(CompareTests.causes, parts.texts)
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
    let base = try CompareTests.modelText(rules: false, quota: false)
    func published(_ edits: [(place: String, passage: String, other: String)]) throws -> String {
      var text = Outcome.ModelText(text: base)
      for edit in edits { text = Outcome.ModelText(text: try text.replacing(edit.passage, with: edit.other)) }
      let file = edits.count == 1 ? "\(edits[0].place).yaml" : "m\(edits.count).yaml"
      try workspace.write(text.text, to: file)
      return try workspace.publication(["--model", file]).name
    }
    let before = try published([])
    let told = try CompareTests.report(workspace, before, try published(edits)).structure
    #expect(told.map(\.place) == edits.map(\.0))
    var moved = 0
    for (change, edit) in zip(told, edits) {
      let alone = try CompareTests.report(workspace, before, try published([edit]))
      #expect(change.ranksAlone == alone.rankChanges, "\(change.place)")
      #expect(change.gradesAlone == alone.gradeChanges, "\(change.place)")
      moved += alone.rankChanges + alone.gradeChanges > 0 ? 1 : 0
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

  /// The rules after know no 常委, whom the list of members before has.
  @Test func `a mixture that cannot be scored is refused with its causes`() throws {
    var data = Scenario()
    data.member("0147")
    data.member("0201", profile: "常委")
    data.report("R1", "0147", on: "2025-03-01")
    let workspace = try Workspace(data)
    func model(_ profiles: String) -> String {
      """
      model: K-1
      title: 测试
      profiles: [\(profiles)]
      categories:
      - {code: C, name: 丙, indicators: [{code: C1, name: 收录, from: reports, where: {status: 收录}, points: 1}]}
      """
    }
    try workspace.write(model("委员, 常委"), to: "before.yaml")
    try workspace.write(model("委员"), to: "after.yaml")
    let before = try workspace.publication(["--model", "before.yaml"]).name
    var other = Scenario()
    other.member("0147")
    other.report("R1", "0147", on: "2025-03-01")
    let url = workspace.url("data2")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try other.write(to: url)
    let after = try workspace.publication(["--data", "data2", "--model", "after.yaml"]).name
    let result = try workspace.run(["compare", before, after, "--out", "out"])
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(
      result.complaint == """
        无法按原因拆分：取后一次运行的规则、其余取前一次时算不出分；委员0201的类别“常委”在模型K-1中没有；请改委员名册，或在模型的profiles中列入
        the change cannot be split by cause: with the rules of the run after and the rest of the run before there is no score; member 0201 has profile '常委', which model K-1 lacks; mend the list of members, or name it in the model's profiles

        """, "\(result.complaint)")
  }

  /// Two members; then one more report of each, a third member, and reports worth more.
  private static func small() throws -> (Workspace, before: String, after: String) {
    var data = Scenario()
    data.member("0147", name: "=示例甲")
    data.member("0201", name: "示例乙")
    for number in 1...2 { data.report("R\(number)", "0147", on: "2025-03-0\(number)") }
    let workspace = try Workspace(data)
    let before = try workspace.publication().name
    data.member("0301", name: "示例丙")
    for number in 3...5 { data.report("R\(number)", "0201", on: "2025-04-0\(number)") }
    let url = workspace.url("data2")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try data.write(to: url)
    let other = try Outcome.shippedModel().replacing(
      "    points: 1\n    cap: 3\n", with: "    points: 2\n    cap: 6\n")
    try workspace.write(other, to: "other.yaml")
    let after = try workspace.publication(["--data", "data2", "--model", "other.yaml"]).name
    return (workspace, before, after)
  }

  /// 0147 has 2 reports and keeps them, 0201 gets 3. Data alone: 2 to 3 points, so that 0147 falls from 1 to 2; rules alone:
  /// 4 to 0, no rank moves. Points of 0201: 0, 3 with the data, 6 with both: data 3 + (6 − 3) ⁄ 2 and rules (6 − 3) ⁄ 2.
  @Test func `the report tells what differs, the model in words, who moved and why`() throws {
    let (workspace, before, after) = try CompareTests.small()
    let text = try workspace.run(["compare", before, after, "--out", "out"])
    #expect(text.status == 0, "\(text.error)")
    #expect(
      text.output == """
        示例市政协 委员履职量化考核 · 两次运行比较 two runs compared
          前 before  \(before) · model YY-DEFAULT-1（示例） · 截至 as of 2025-12-31 · 2人 members
          后 after   \(after) · model YY-DEFAULT-1（示例） · 截至 as of 2025-12-31 · 3人 members

          数据 data         reports
          规则 rules        YY-DEFAULT-1，只有数字不同 numbers only
          名册 population   members
          名额 quota        相同 same

          办法的改动 the models' differences
          路径 path  名称 name  前 → 后  单独改动 this alone
          C1.cap     收录       3 → 6    名次变动 0 ranks move · 等次变动 0 grades change
          C1.points  收录       1 → 2    名次变动 0 ranks move · 等次变动 0 grades change

          两次都有的2人中 of the members of both：总分变动 totals 2 · 名次变动 ranks 2 · 等次变动 grades 0；新进 joined 1 · 离开 left 0
          主要原因 main cause  数据 data  规则 rules  名册 population  名额 quota  相当 equal  共 all
          名次变动 ranks               2           0                0           0           0       2
          等次变动 grades              0           0                0           0           0       0

          委员  名次相近程度 Kendall τ-b -1.0000（2人） · 优秀 0 → 0，其中0人前后都是 in both

          新进 joined
          编号 no  姓名 name  类别 profile  等次 grade  名次 rank  总分 total
          0301     示例丙     委员          不合格              3       20.00

          其他变动 others that move
          编号 no  姓名 name  等次 grade  名次 rank     总分 total  名次原因 rank by  总分原因 total by      指标 indicators
          0201     示例乙     不合格          2 → 1  20.00 → 26.00  数据 ↑1           数据 +4.5 · 规则 +1.5  C1 +6
          0147     =示例甲    不合格          1 → 2  22.00 → 24.00  数据 ↓1           规则 +2                C1 +2

        """)
  }

  @Test func `CSV has a row for each member, and another for each indicator`() throws {
    let (workspace, before, after) = try CompareTests.small()
    let csv = try workspace.run(["compare", before, after, "--out", "out", "--csv"]).output
    #expect(
      csv
        == "state,member_no,name,sector,profile_before,profile_after,grade_before,grade_after,rank_before,rank_after,total_before,total_after,rank_change,rank_data,rank_rules,rank_population,rank_quota,grade_change,grade_data,grade_rules,grade_population,grade_quota,total_change,total_data,total_rules,total_population,total_quota,rank_cause,grade_cause\r\n"
        + "both,0201,示例乙,经济界,委员,委员,不合格,不合格,2,1,20.00,26.00,-1,-1,0,0,0,0,0,0,0,0,6,4.5,1.5,0,0,data,\r\n"
        + "both,0147,'=示例甲,经济界,委员,委员,不合格,不合格,1,2,22.00,24.00,1,1,0,0,0,0,0,0,0,0,2,0,2,0,0,data,\r\n"
        + "joined,0301,示例丙,经济界,,委员,,不合格,,3,,20.00,,,,,,,,,,,,,,,,population,population\r\n")
    let indicators = try workspace.run(["compare", before, after, "--out", "out", "--indicators"]).output
    #expect(
      indicators == "member_no,measure,category,part,name,change,data,rules,population,quota\r\n"
        + "0201,total,C,C1,收录,6,4.5,1.5,0,0\r\n0201,rank,C,,,-1,-1,,,\r\n"
        + "0147,total,C,C1,收录,2,0,2,0,0\r\n0147,rank,C,,,1,1,,,\r\n")
  }

  @Test func `the page is written whole, in place of an old one, and says the same`() throws {
    let (workspace, before, after) = try CompareTests.small()
    try workspace.write("old", to: "page.html")
    let result = try workspace.run(["compare", before, after, "--out", "out", "--page", "page.html"])
    #expect(result.status == 0, "\(result.error)")
    let page = try workspace.read("page.html")
    for part in [
      "两次都有的2人中，2人名次变动，0人等次变动；新进1人。", "名次变动的主要原因：数据2人。",
      "两个办法只有数字不同。", "<td class=\"words\">3 → 6</td>",
      "<path class=\"flow data\" d=\"M205 56C430 56 430 84 655 84\">",
      "<title>0147 =示例甲 · 名次 1 → 2 · 不合格 · 数据 ↓1</title>",
      "aria-label=\"数据 ↑1\"", "<summary>数据 +4.5 · 规则 +1.5</summary>",
      "<li>C1 收录 +6（数据 +4.5 · 规则 +1.5）</li>", "<li>名次中的数据部分：C ↑1</li>",
      "\(before) → \(after) · dutyrank 0.1.0 · 内部资料",
    ] { #expect(page.contains(part), "\(part)") }
    #expect(!page.contains("<script") && page.contains("default-src 'none'".replacing("'", with: "&#39;")))
    #expect(try workspace.names(in: ".").filter { $0.hasPrefix("page") } == ["page.html"])
  }

  @Test(
    arguments: [
      ("none/page.html", "No such file or directory"), ("data2", "Is a directory"),
      ("data2/members.csv/page.html", "Not a directory"),
    ])
  func `a page that cannot be written is told after the text, and leaves what stood there`(
    _ place: String, _ reason: String
  ) throws {
    let (workspace, before, after) = try CompareTests.small()
    let names = try workspace.names(in: ".") + workspace.names(in: "data2")
    let plain = try workspace.run(["compare", before, after, "--out", "out"])
    let result = try workspace.run(["compare", before, after, "--out", "out", "--page", place])
    #expect(result.status == 3 && result.output == plain.output)
    #expect(
      result.complaint.hasSuffix(
        """
        \(place)：比较页写不出（\(reason)），原有内容未动；请检查目录是否存在、可写、有空间，或给--page换一个位置
        \(place): the page cannot be written: \(reason); what stood there is untouched: check that the folder exists, can be written and has space, or give --page another place

        """), "\(result.complaint)")
    #expect(try workspace.names(in: ".") + workspace.names(in: "data2") == names)
  }

  @Test func `a quarter has no grades to compare, and the period is of the data`() throws {
    let (workspace, _, after) = try CompareTests.small()
    let quarter = try workspace.publication(["--data", "data2", "--period", "2025-Q1"])
    let text = try workspace.run(["compare", after, quarter.name, "--out", "out"])
    for line in [
      "\n  数据 data         2025 → 2025-Q1\n", "\n  名册 population   相同 same\n",
      "\n  其中一次不评等次，等次不比较  one of the runs gives no grades, so none are compared\n",
      "名次变动 ranks 3 · 等次变动 grades 0；",
    ] { #expect(text.output.contains(line), "\(text.output)\(text.error)") }
    let report = try CompareTests.report(workspace, after, quarter.name)
    #expect(report.differing == ["data", "rules"] && !report.changes.isEmpty)
    #expect(report.changes.allSatisfy { $0.grade.texts == ["0", "0", "0", "0"] })
  }

  @Test func `the same run twice differs in nothing`() throws {
    let (workspace, before, _) = try CompareTests.small()
    let result = try workspace.run(["compare", before, before, "--out", "out"])
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("\n\n  两次运行的数据、规则、名册和名额都相同，没有任何变动  nothing differs\n"))
  }

  @Test func `a run that cannot be made again is refused as verify refuses it`() throws {
    let (workspace, before, after) = try CompareTests.small()
    let unknown = try workspace.run(["compare", before, "none", "--out", "out"])
    #expect(
      unknown.status == 2 && unknown.complaint.contains("out/none/manifest.json: missing or no manifest"))
    let file = try workspace.read("data/reports.csv")
    try workspace.write(file + "\r\n", to: "data/reports.csv")
    let refused = try workspace.run(["compare", before, after, "--out", "out"])
    let verified = try workspace.run(["verify", before, "--out", "out"])
    #expect(refused.status == 1 && refused.status == verified.status && refused.error == verified.error)
    #expect(refused.complaint.contains("reports.csv: the input changed since that run"))
    let both = try workspace.run(["compare", before, after, "--json", "--csv"])
    #expect(both.status == 2 && both.complaint.contains("--json, --csv and --indicators: choose one"))
  }
}
