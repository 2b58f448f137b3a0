import Foundation
import Testing

/// What the answers of `dutyrank tune` say to people and to machines.
struct TuneReportTests {
  /// Two members of one category; 0147 passes 0201 when a record is worth more.
  private func small(_ edits: [(String, String)] = []) throws -> Workspace {
    let model = "Pipelines/models/yy-default-1.yaml"
    var data = Scenario()
    data.member("0147", name: "=示例甲")
    data.member("0201", name: "示例乙")
    for number in 1...3 { data.report("R\(number)", "0147", on: "2025-03-0\(number)") }
    let workspace = try Workspace(data)
    for (passage, other) in edits { try workspace.replace(passage, in: model, with: other) }
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
