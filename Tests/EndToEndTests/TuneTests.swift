import Foundation
import Testing

/// `dutyrank tune RUN QUESTION`.
struct TuneTests {
  private static let model = "Pipelines/models/yy-default-1.yaml"

  private struct Report: Decodable {
    struct Change: Decodable {
      let memberNo: String
      let rankBefore: Int?
      let rankAfter: Int?
      let totalBefore: String
      let totalAfter: String
      let gradeBefore: String?
      let gradeAfter: String?
    }
    struct Count: Decodable {
      let grade: String
      let before: Int
      let after: Int
      let isRanked: Bool
    }
    let grades: [Count]
    let rankChanges: Int
    let gradeChanges: Int
    let changes: [Change]
  }

  private static func rows(_ publication: Publication) throws -> [[String]] {
    try publication.table("ranking.csv").select(["member_no", "rank", "total", "grade"])
  }

  @Test(
    arguments: [
      (["A3.points.else=5"], [("{walk_in: 1.5}, else: 3}", "{walk_in: 1.5}, else: 5}")]),
      (
        ["优秀.from=40", "合格.from=30", "基本合格.from=20"],
        [
          ("  from: 90\n", "  from: 40\n"), ("{grade: 合格, from: 60}", "{grade: 合格, from: 30}"),
          ("{grade: 基本合格, from: 50}", "{grade: 基本合格, from: 20}"),
        ]
      ),
      (
        ["B.factor=1.1"],
        [
          ("name: 提案\n  cap: 20", "name: 提案\n  cap: 22"),
          ("[立案, 归并], role: 第一提案人}\n    points: 8", "[立案, 归并], role: 第一提案人}\n    points: 8.8"),
          (
            "转送参考], role: 第一提案人}\n    points: 1\n    cap: 2",
            "转送参考], role: 第一提案人}\n    points: 1.1\n    cap: 2.2"
          ),
          ("role: 附议人}\n    points: 2\n    cap: 4", "role: 附议人}\n    points: 2.2\n    cap: 4.4"),
          ("position: {at_most: 3}}\n    points: 4", "position: {at_most: 3}}\n    points: 4.4"),
        ]
      ),
      (
        ["H4.where.lapses.at_least=3", "V1.when.count.at_least=9", "V6.when.any.2.months.less_than=7"],
        [
          ("lapses: {at_least: 1}", "lapses: {at_least: 3}"),
          ("{kind: 全会, status: absent}}, at_least: 1}", "{kind: 全会, status: absent}}, at_least: 9}"),
          ("months: {less_than: 3}", "months: {less_than: 7}"),
        ]
      ),
    ] as [([String], [(String, String)])])
  func `what if says what a run with the other file gives`(_ settings: [String], _ edits: [(String, String)])
    throws
  {
    let workspace = try Workspace.soiled()
    let before = try TuneTests.rows(workspace.publication())
    let arguments =
      ["tune", "latest", "whatif", "--out", "out", "--json"] + settings.flatMap { ["--set", $0] }
    let said = try workspace.run(arguments)
    #expect(said.status == 0, "\(said.error)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let report = try decoder.decode(Report.self, from: Data(said.output.utf8))
    for (passage, other) in edits { try workspace.replace(passage, in: TuneTests.model, with: other) }
    let after = try TuneTests.rows(workspace.publication(out: "other"))
    let then = Dictionary(uniqueKeysWithValues: before.map { ($0[0], $0) })
    let expected = after.compactMap { now in then[now[0]].flatMap { $0 == now ? nil : $0 + now.dropFirst() } }
    let found = report.changes.map {
      [
        $0.memberNo, $0.rankBefore.map(String.init) ?? "", $0.totalBefore, $0.gradeBefore ?? "",
        $0.rankAfter.map(String.init) ?? "", $0.totalAfter, $0.gradeAfter ?? "",
      ]
    }
    #expect(found == expected && found.count > 3)
    for isRanked in [true, false] {
      for (rows, count) in [(before, \Report.Count.before), (after, \Report.Count.after)] {
        let counts = report.grades.filter { $0.isRanked == isRanked }.map { ($0.grade, $0[keyPath: count]) }
        let found = Dictionary(counts, uniquingKeysWith: +).filter { $1 > 0 }
        let listed = Dictionary(grouping: rows.filter { ($0[1] != "") == isRanked }) { $0[3] }
        #expect(found == listed.mapValues(\.count))
      }
    }
    #expect(report.grades.contains { !$0.isRanked && $0.grade == "不合格" && $0.before > 0 })
    #expect(report.rankChanges == expected.count { $0[1] != $0[4] })
    #expect(report.gradeChanges == expected.count { $0[3] != $0[6] })
  }

  @Test(
    arguments: [
      (["whatif"], "whatif: nothing to change; give --set PATH=NUMBER, knobs lists the paths"),
      (["whatif", "--set", "A3.kap=25"], "--set A3.kap=25: the model has no 'A3.kap'; nearest 'A3.cap'"),
      (
        ["whatif", "--set", "A3.cap=25", "--set", "A3.cap@常委=12"],
        "--set A3.cap@常委=12: it turns a number that --set A3.cap=25 turns too; one of them is meant"
      ),
      (
        ["whatif", "--set", "A3.points.else=2", "--set", "A.factor=2"],
        "--set A.factor=2: it turns a number that --set A3.points.else=2 turns too; one of them is meant"
      ),
      (
        ["whatif", "--set", "A3.cap=viel"],
        "--set A3.cap=viel: PATH=NUMBER is meant, with a number such as 25, 0.5 or 2/3"
      ),
      (
        ["whatif", "--set", "F2.1.where.minutes=45"],
        "--set F2.1.where.minutes=45: the model has no 'F2.1.where.minutes'; nearest 'F2.1.where.minutes.at_least'"
      ),
      (["whatif", "--set", "A3.cap@长委=1"], "--set A3.cap@长委=1: no profile '长委'; nearest '常委'"),
      (
        ["whatif", "--set", "优秀.from=60"],
        "--set: 合格.from: 60.00 is not below 优秀's 60.00; no model may say so"
      ),
      (
        ["whatif", "--set", "C1.cap=1/2"],
        "--set: C1.cap: cap 0.5 is below one event of 1; no model may say so"
      ),
      (["whatif", "--set", "优秀.from=1000"], "--set: 优秀.from: 优秀 can never be reached: at most "),
      (["knobs", "--set", "A3.cap=1"], "--set belongs to whatif"),
      (["knobs", "--knob", "A3.cap"], "--knob belongs to ticks"),
      (["whatif", "--set", "A3.cap@委员=1", "--within", "5"], "--within belongs to radius"),
      (
        ["radius", "--within", "51"],
        "--within 51: per cent between 0 and 50 with at most one digit after the point are meant"
      ),
      (["counterfactual"], "counterfactual: whose? give the member's number"),
      (["counterfactual", "9999"], "this run has no member with number 9999"),
      (["knobs", "0147"], "0147: only counterfactual is about one member"),
      (["ticks", "--knob", "A3.kap"], "--knob A3.kap: the model has no 'A3.kap'; nearest 'A3.cap'"),
      (["whatif", "--json", "--csv"], "--json and --csv: choose one"),
    ])
  func `what cannot be asked is refused`(_ question: [String], _ message: String) throws {
    let workspace = try Workspace.soiled()
    _ = try workspace.publication()
    let result = try workspace.run(["tune", "latest"] + question + ["--out", "out"])
    #expect(result.status == 2 && result.complaint.contains(message), "\(result.complaint)")
  }

  @Test func `knobs lists every number, as text and as CSV`() throws {
    let workspace = try Workspace.soiled()
    _ = try workspace.publication()
    let text = try workspace.run(["tune", "latest", "knobs", "--out", "out"])
    #expect(text.output.contains("A1.full                             委员 20 · 常委 16\n"))
    #expect(text.output.contains("V6.when.any.3.sick_months.at_least  6\n"))
    let csv = try workspace.run(["tune", "latest", "knobs", "--out", "out", "--csv"])
    #expect(csv.output.hasPrefix("path,委员,常委\r\nfloor,0,0\r\nA1.of.present,1,1\r\n"))
    #expect(csv.output.contains("\r\nA.factor,1,1\r\n"))
  }

  private struct Ticks: Decodable {
    struct Knob: Decodable {
      struct Tick: Decodable {
        let at: String
        let changes: [[String: String]]
      }
      let knob: String
      let holdsFrom: String?
      let holdsTo: String?
      let step: String?
      let ticks: [Tick]
      let ticksBelow: Int
    }
    let knobs: [Knob]
  }

  /// By the whole program: inside the stretch nobody's grade changes, a step beyond it those change that are named.
  @Test(
    arguments: [
      "A3.points.else", "B.cap", "G.factor", "优秀.from", "D1.limits.1.best", "H1.where.covered.less_than",
      "V3.when.count.at_least", "V2.when.any.3.count.at_most",
    ])
  func `ticks are where what if sees grades change`(_ knob: String) throws {
    let workspace = try Workspace.soiled()
    _ = try workspace.publication()
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    func changed(_ value: String) throws -> Int {
      let said = try workspace.run([
        "tune", "latest", "whatif", "--out", "out", "--json", "--set", "\(knob)=\(value)",
      ])
      #expect(said.status == 0, "\(said.complaint)")
      return try decoder.decode(Report.self, from: Data(said.output.utf8)).gradeChanges
    }
    let said = try workspace.run(["tune", "latest", "ticks", "--out", "out", "--json", "--knob", knob])
    let found = try #require(try decoder.decode(Ticks.self, from: Data(said.output.utf8)).knobs.first)
    let ends = try [#require(found.holdsFrom), #require(found.holdsTo)]
    for end in ends { #expect(try changed(end) == 0, "\(knob)=\(end)") }
    try #require(found.ticks.count > found.ticksBelow || found.ticksBelow > 0)
    if found.ticksBelow < found.ticks.count {
      let tick = found.ticks[found.ticksBelow]
      #expect(try changed(tick.at) == tick.changes.count, "\(knob)=\(tick.at)")
    }
    if found.ticksBelow > 0 {
      let tick = found.ticks[found.ticksBelow - 1]
      let below = try #require(Decimal(string: tick.at)) - #require(Decimal(string: found.step ?? ""))
      #expect(try changed("\(below)") == tick.changes.count, "\(knob)=\(below)")
    }
  }

  /// Two members of one category; 0147 passes 0201 when a record is worth more.
  private func small(_ edits: [(String, String)] = []) throws -> Workspace {
    var data = Scenario()
    data.member("0147", name: "=示例甲")
    data.member("0201", name: "示例乙")
    for number in 1...3 { data.report("R\(number)", "0147", on: "2025-03-0\(number)") }
    let workspace = try Workspace(data)
    for (passage, other) in edits { try workspace.replace(passage, in: TuneTests.model, with: other) }
    _ = try workspace.publication()
    return workspace
  }

  @Test func `what if tells the change, the counts, who and why`() throws {
    let workspace = try small()
    let arguments = ["tune", "latest", "whatif", "--out", "out", "--set", "C1.points=2", "--set", "C1.cap=6"]
    let text = try workspace.run(arguments).output
    #expect(
      text == """
        示例市政协 委员履职量化考核 · 2025 · model YY-DEFAULT-1（示例）
          C1.points  1 → 2
          C1.cap  3 → 6
          总分变动 totals 1 · 名次变动 ranks 0 · 等次变动 grades 0

          委员  优秀 0 · 合格 0 · 基本合格 0 · 不合格 2
          常委  优秀 0 · 合格 0 · 基本合格 0 · 不合格 0

          其他变动 others that move
          编号 no  姓名 name  界别 sector  等次 grade  名次 rank     总分 total  类别 categories  新理由 new reasons
          0147     =示例甲    经济界       不合格              1  23.00 → 26.00  C +3.00          T 26.00<50.00 不合格

        """)
    let csv = try workspace.run(arguments + ["--csv"]).output
    #expect(
      csv
        == "profile,member_no,name,sector,rank_before,rank_after,total_before,total_after,grade_before,grade_after,C,reasons\r\n"
        + "委员,0147,'=示例甲,经济界,1,1,23.00,26.00,不合格,不合格,3.00,T 26.00<50.00 不合格\r\n")
  }

  @Test func `importance shares what decides between two members`() throws {
    let workspace = try small()
    let text = try workspace.run(["tune", "latest", "importance", "--out", "out"]).output
    #expect(
      text.hasPrefix(
        """
        示例市政协 委员履职量化考核 · 2025 · model YY-DEFAULT-1（示例）

          委员
                                       上限 cap  平均 mean  影响 share  相关比 η²  达上限 at cap  去掉后等次变动 grades if removed
          A 会议活动                                 20.00       0.00%      0.00%                                                0
            A1 全体会议                              20.00       0.00%      0.00%                                                0
            A2 常委会议                      12       0.00       0.00%      0.00%          0 / 2                                 0

        """))
    #expect(
      text.hasSuffix(
        "\n\n  A、D、E、F没有上限，上限占比不可比  without a cap of A, D, E, F no shares of the caps can be compared\n"))
    let csv = try workspace.run(["tune", "latest", "importance", "--out", "out", "--csv"]).output
    let lines = csv.split(separator: "\r\n").map(String.init)
    #expect(
      lines.first
        == "profile,code,name,depth,cap,nominal_percent,mean,share_percent,correlation_ratio_percent,at_cap,ranked,"
        + "grade_changes,far_from_nominal")
    #expect(lines.contains("委员,C,社情民意,0,15,,1.50,100.00,100.00,0,2,0,否"))
    #expect(lines.contains("委员,C1,收录,1,3,,1.50,100.00,100.00,1,2,0,否"))
    #expect(lines.contains("委员,A,会议活动,0,,,20.00,0.00,0.00,,2,0,否"))
  }

  @Test func `importance tells what decides far more or less than its cap promises`() throws {
    let caps = [("会议活动", 40), ("线上履职", 8), ("值班与工作室", 8), ("学习培训", 7)]
    let workspace = try small(caps.map { ("  name: \($0)\n", "  name: \($0)\n  cap: \($1)\n") })
    let text = try workspace.run(["tune", "latest", "importance", "--out", "out"]).output
    let note = "\n  相差一倍以上且至少10个百分点才提示  told where the two differ by a factor of 2 and by 10 points\n"
    #expect(
      text.contains(
        """

          A 会议活动：上限占40.82%，影响占0.00%  its cap promises 40.82 %, it decides 0.00 %
          B 提案：上限占20.41%，影响占0.00%  its cap promises 20.41 %, it decides 0.00 %
          C 社情民意：上限占15.31%，影响占100.00%  its cap promises 15.31 %, it decides 100.00 %
        """ + note))
    #expect(text.contains("  A 会议活动                         40            40.82%      20.00       0.00%"))
    #expect(!text.contains("没有上限"))
    let json = try workspace.run(["tune", "latest", "importance", "--out", "out", "--json"]).output
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let parts = try decoder.decode(Parts.self, from: Data(json.utf8)).parts.filter { $0.profile == "委员" }
    #expect(parts.filter(\.isFarFromNominal).map(\.code) == ["A", "B", "C"])
    #expect(parts.compactMap(\.nominalShare) == ["40.82", "20.41", "15.31", "8.16", "8.16", "7.14"])
    #expect(parts.filter { $0.code == "C1" }.map(\.correlationRatio) == ["100.00"])
  }

  private struct Parts: Decodable {
    struct Part: Decodable {
      let profile: String
      let code: String
      let nominalShare: String?
      let correlationRatio: String?
      let isFarFromNominal: Bool
    }
    let parts: [Part]
  }

  @Test func `ticks tells where grades change, who, and where nothing does`() throws {
    let workspace = try small([
      ("{grade: 合格, from: 60}", "{grade: 合格, from: 23}"),
      ("{grade: 基本合格, from: 50}", "{grade: 基本合格, from: 21}"),
    ])
    let text = try workspace.run(["tune", "latest", "ticks", "--out", "out", "--knob", "C1.points"]).output
    #expect(
      text == """
        示例市政协 委员履职量化考核 · 2025 · model YY-DEFAULT-1（示例）
          C1.points  现值 now 1  等次不变 grades hold 0.331667–2*
          查过 searched 0–2，每步 step 0.000001：变动点 ticks 1，涉及 members 1

           数值 at  等次变动 grades  谁 who（数值升到此处时 going up）
          0.331667                1  0147 =示例甲 不合格→基本合格

          * 查到此为止，不是变动点：再远没有查，或没有哪个办法可以这样写  the search ends here, no tick: beyond was not searched, or no model may say so

        """)
    let other = ["F2.1.where.minutes.at_least", "B.cap"].flatMap { ["--knob", $0] }
    let both = try workspace.run(["tune", "latest", "ticks", "--out", "out"] + other).output
    #expect(both.contains("  30  0*–60*  "), "\(both)")
    #expect(both.contains("  20  8*–40*  "), "\(both)")
    #expect(both.contains("\n  * 查到此为止，不是变动点："), "\(both)")
  }

  /// Of B1, worth 8 each, no member has any; A3.cap stands at one number for each profile.
  @Test func `CSV of ticks has a row for each change, and one for a knob without any`() throws {
    let workspace = try small([
      ("{grade: 合格, from: 60}", "{grade: 合格, from: 23}"),
      ("{grade: 基本合格, from: 50}", "{grade: 基本合格, from: 21}"),
    ])
    let knobs = ["C1.points", "B.cap"].flatMap { ["--knob", $0] }
    let csv = try workspace.run(["tune", "latest", "ticks", "--out", "out", "--csv"] + knobs).output
    #expect(
      csv
        == "knob,now,searched_from,searched_to,holds_from,holds_to,at,profile,member_no,name,grade_before,grade_after,obstacle\r\n"
        + "C1.points,1,0,2,0.331667,2,0.331667,委员,0147,'=示例甲,不合格,基本合格,\r\n"
        + "B.cap,20,8,40,8,40,,,,,,,\r\n")
    let all = try workspace.run(["tune", "latest", "ticks", "--out", "out", "--csv"]).output
    let named = Set(all.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != "," } })
    let listed = try workspace.run(["tune", "latest", "ticks", "--out", "out", "--json"]).output
      .matches(of: /"knob" : "([^"]+)"/).map(\.1)
    #expect(named == Set(listed) && listed.count > 50)
  }

  /// 0147 has 20 + 3 points, and 基本合格 begins at 21: at 8.7 per cent less he has 18.26 + 2.74, at 8.8 less 20.98. 0201 has 20: at
  /// 4.9 per cent more 20.98, at 5 more 21.
  @Test func `radius tells how far the weights may move`() throws {
    let workspace = try small([
      ("{grade: 合格, from: 60}", "{grade: 合格, from: 23}"),
      ("{grade: 基本合格, from: 50}", "{grade: 基本合格, from: 21}"),
    ])
    let question = ["tune", "latest", "radius", "--out", "out"]
    #expect(
      try workspace.run(question + ["--csv"]).output
        == [
          "profile,member_no,name,sector,rank,grade,radius_percent,within_percent,possible",
          "委员,0201,示例乙,经济界,2,不合格,4.9,5.0,基本合格、不合格", "委员,0147,'=示例甲,经济界,1,基本合格,8.7,5.0,基本合格", "",
        ].joined(separator: "\r\n"))
    let text = try workspace.run(question + ["--within", "4.9"]).output
    #expect(text.contains("  全名单 the whole list: ±4.9%  各项权重各自变动在此之内，谁的等次都不变\n"), "\(text)")
    #expect(text.contains("  委员  基本合格         1               1              1\n"), "\(text)")
    #expect(text.contains("  委员  不合格           1               1              1\n"), "\(text)")
    #expect(
      text.contains("  ±4.9%  不合格\n"), "\(text)")
  }

  /// Two share the one seat, by different indicators: no weight may move.
  @Test func `a radius of nothing is 0.0 in every form`() throws {
    var data = Scenario()
    for member in ["0101", "0102"] { data.member(member) }
    data.report("R1", "0101", status: "收录", on: "2025-03-01")
    data.report("R2", "0102", status: "不收录", on: "2025-03-01")
    let workspace = try Workspace(data)
    let leaves = ["收录", "不收录"].enumerated().map {
      "{code: C\($0 + 1), name: \($1), from: reports, where: {status: \($1)}, points: 1}"
    }
    try workspace.write(
      """
      model: K-1
      title: 测试
      profiles: [委员]
      categories: [{code: C, name: 丙, indicators: [\(leaves.joined(separator: ", "))]}]
      grades: [{grade: 优秀, from: 1, quota: {share: 0.5, tie: refer}}, {grade: 合格}]
      """, to: "model.yaml")
    _ = try workspace.publication(["--model", "model.yaml"])
    let question = ["tune", "latest", "radius", "--out", "out", "--within", "0"]
    let text = try workspace.run(question).output
    #expect(text.contains("  全名单 the whole list: ±0.0%  各项权重"), "\(text)")
    let json = try workspace.run(question + ["--json"]).output
    #expect(json.contains("\n  \"list\" : \"0.0\",\n") && json.contains("\"radius\" : \"0.0\""), "\(json)")
    let csv = try workspace.run(question + ["--csv"]).output
    #expect(csv.contains("委员,0101,示例甲,经济界,1,并列待审,0.0,0.0,"), "\(csv)")
  }

  /// 0201 lacks one point, a report of the kind that 0147 has; 0147 keeps his grade until all three are gone.
  @Test func `counterfactual tells what would lift a member and what would cost the grade`() throws {
    let workspace = try small([
      ("{grade: 合格, from: 60}", "{grade: 合格, from: 23}"),
      ("{grade: 基本合格, from: 50}", "{grade: 基本合格, from: 21}"),
    ])
    let question = ["tune", "latest", "counterfactual", "--out", "out"]
    let up = try workspace.run(question + ["0201"]).output
    #expect(
      up.contains("  升到基本合格 to reach 基本合格: 最少 the fewest 1件 events → 21.00 基本合格 第2名\n    C1 收录 ×1\n"), "\(up)"
    )
    let down = try workspace.run(question + ["0147"]).output
    #expect(down.contains("  先要解除 first to lift: V2 三个一未完成\n"), "\(down)")
    #expect(
      down.contains("  会失去基本合格 to lose 基本合格: 最少 the fewest 3件 events → 20.00 不合格 第1名\n    C1 收录 ×3："),
      "\(down)")
    let csv = try workspace.run(question + ["0201", "--csv"]).output
    #expect(
      csv
        == [
          "code,name,worth,most,events_alone,own_items,events_in_gain,gain_is_fewest,gain_items,"
            + "gain_kinds,events_in_loss,loss_is_fewest,loss_records",
          "C1,收录,1,3.00,1,,1,是,,,,,", "",
        ].joined(separator: "\r\n"), "\(csv)")
  }
}
