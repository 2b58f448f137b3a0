import Testing

/// Checks 27–29 of model.md §6: joint authorship, real rules, index-type models.
struct ModelChecks {
  private static let header = """
    profiles: [委员, 常委]
    derive: {attendance: {opens: 120, closes: 60, late_after: 15, left_early_before: 15, exempt_leave: []}}

    """

  @Test(arguments: [(4, "12.50", "4.166666667"), (1, "25.00", ""), (8, "12.50", "1.785714286")])
  func `27: half and equal shares`(_ authors: Int, _ first: String, _ other: String) throws {
    let model =
      "model: HALF\n" + ModelChecks.header + """
        categories:
        - {code: S, name: 提案, indicators: [
            {code: S2, name: 一半加均分, from: authorship, points: 25, share: {first: 1/2}}]}
        """
    var data = Scenario()
    for k in 1...authors { data.member("020\(k)", name: "示例\(k)") }
    data.proposal(
      "T1", (1...authors).map { ("020\($0)", "示例\($0)", $0 == 1 ? "第一提案人" : "附议人") })
    let outcome = try Outcome(data, model: model)
    #expect(outcome.points("0201", "S2") == first)
    if authors > 1 { #expect(outcome.points("0202", "S2") == other) }
  }

  /// model.md §3.3, the five splits at once: four proposals led by 0201 and one by 0202, each with the same four authors.
  @Test func `27: the five splits of a joint proposal`() throws {
    let model =
      "model: SPLITS\n" + ModelChecks.header + """
        categories:
        - {code: S, name: 提案, indicators: [
            {code: S1, name: 只计第一提案人, from: authorship, where: {role: 第一提案人}, points: 10},
            {code: S2, name: 一半加均分, from: authorship, points: 25, share: {first: 1/2}},
            {code: S3, name: 固定一对, from: authorship, points: {by: role, values: {第一提案人: 20, 附议人: 15}}},
            {code: S4, name: 前三名, from: authorship, where: {position: {at_most: 3}}, points: 5}]}
        - {code: T, name: 联名子上限, indicators: [
            {code: S5, name: 联名子上限, cap: 9, indicators: [
              {code: S5.1, name: 主提, from: authorship, where: {role: 第一提案人}, points: 3},
              {code: S5.2, name: 联名, from: authorship, where: {role: 附议人}, points: 1, cap: 3}]}]}
        """
    var data = Scenario()
    for k in 1...4 { data.member("020\(k)", name: "示例\(k)") }
    for number in 1...5 {
      let order = number == 5 ? [2, 1, 3, 4] : [1, 2, 3, 4]
      let people = order.map { ("020\($0)", "示例\($0)", $0 == order[0] ? "第一提案人" : "附议人") }
      data.proposal("T\(number)", on: "2025-02-1\(number)", people)
    }
    let outcome = try Outcome(data, model: model)
    // an indicator without records has no line
    let points = ["0201", "0202", "0203", "0204"].map { member in
      ["S1", "S2", "S3", "S4"].map { outcome.points(member, $0) ?? "–" } + [outcome[member, "T"] ?? "–"]
    }
    #expect(
      points == [
        ["40.00", "54.166666667", "95.00", "25.00", "9.00"],
        ["10.00", "29.166666668", "80.00", "25.00", "6.00"],
        ["–", "20.833333335", "75.00", "25.00", "3.00"],
        ["–", "20.833333335", "75.00", "–", "3.00"],
      ])
  }

  @Test func `28: Anqing, everything missed`() throws {
    var data = Scenario()
    data.member("0147")
    data.activity("Q1", "全会", audience: "全体委员", [("2025-01-06 09:00", "2025-01-06 11:30")])
    for k in 1...9 {
      data.activity("A\(k)", "专委会", audience: "全体委员", [("2025-0\(k)-20 09:00", "2025-0\(k)-20 11:30")])
    }
    let outcome = try Outcome(data, modelFile: "anqing-2018.yaml")
    #expect(outcome["0147", "A"] == "0.00")
    #expect(outcome.ledger("0147", "A1")?["shared"] == "-5.00")
  }

  @Test func `28: Jinan, leave and four filed`() throws {
    var data = Scenario()
    data.member("0147")
    data.plenary(halfDays: 2)
    data.leave("0147", activity: "Q1", from: "2025-01-06", to: "2025-01-06")
    for k in 1...4 { data.proposal("T\(k)", on: "2025-02-1\(k)", [("0147", "示例甲", "第一提案人")]) }
    #expect(try Outcome(data, modelFile: "jinan-2015.yaml")["0147", "total"] == "75.00")
  }

  @Test func `28: Yanbian, open-ended`() throws {
    var data = Scenario()
    data.member("0147")
    data.member("0201", name: "示例乙")
    data.proposal("T1", [("0147", "示例甲", "第一提案人")])
    data.outcome("提案", "T1", "上报", on: "2025-05-01")
    data.proposal("T2", status: "已提交", on: "2025-03-01", [("0147", "示例甲", "第一提案人")])
    data.proposal("T3", [("0201", "示例乙", "第一提案人"), ("0147", "示例甲", "附议人")])
    data.proposal("T9", status: "已提交", [("0201", "示例乙", "第一提案人")])
    data.report("R1", "0147")
    data.outcome("社情民意", "R1", "采用", level: "市", on: "2025-04-01")
    data.outcome("社情民意", "R1", "采用", level: "省", on: "2025-06-01")
    data.report("R2", "0147", from: "T9")
    #expect(try Outcome(data, modelFile: "yanbian-2022.yaml")["0147", "total"] == "55.00")
  }

  /// Four members with 2, 4, 4 and 10 study days of one minute; x is the sum of minutes.
  private func fourMembers() -> Scenario {
    var data = Scenario()
    for (k, minutes) in [2, 4, 4, 10].enumerated() {
      data.member("020\(k + 1)", name: "示例\(k + 1)")
      data.add(
        "study",
        [
          "record_no": "X\(k)", "member_no": "020\(k + 1)", "kind": "学习日", "dated_on": "2025-05-01",
          "minutes": "\(minutes)",
        ])
    }
    return data
  }

  @Test(arguments: [
    ("min_max", ["0.00", "0.25", "0.25", "1.00"]),
    ("z_score", ["-0.866025404", "-0.288675135", "-0.288675135", "1.443375673"]),
    ("percentile", ["0.125", "0.50", "0.50", "0.875"]),
  ])
  func `29: normalisations`(_ method: String, _ expected: [String]) throws {
    let model =
      "model: INDEX\n" + ModelChecks.header + """
        categories:
        - {code: I, name: 指数, compose: arithmetic, indicators: [
            {code: I1, name: 学习, from: study, measure: {sum: minutes}, normalise: \(method)}]}
        """
    let outcome = try Outcome(fourMembers(), model: model)
    #expect((1...4).map { outcome.ledger("020\($0)", "")?["raw"] } == expected)
  }

  @Test(arguments: [("geometric", "39.6850263", "39.69"), ("arithmetic", "50.00", "50.00")])
  func `29: weighted means`(_ compose: String, _ raw: String, _ points: String) throws {
    let model =
      "model: INDEX\n" + ModelChecks.header + """
        categories:
        - {code: I, name: 指数, compose: \(compose), full: 100, indicators: [
            {code: I1, name: 学习, from: study, measure: {sum: minutes}, normalise: {goalposts: [0, 16]}, weight: 2},
            {code: I2, name: 天数, from: study, measure: count, normalise: {goalposts: [0, 1]}, weight: 1}]}
        """
    let outcome = try Outcome(fourMembers(), model: model)
    #expect(outcome.ledger("0202", "")?["raw"] == raw)
    #expect(outcome["0202", "total"] == points)
  }
}
