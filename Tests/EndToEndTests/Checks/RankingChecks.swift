import Testing

/// Checks 6, 8, 22, 23 and 26 of model.md §6: rounding, quotas, floors, ceilings, ties.
struct RankingChecks {
  /// Points that bring a member to `total`, entered leaf by leaf, with what V2 asks for.
  private func candidate(_ data: inout Scenario, _ number: String, bonus: String) {
    for (leaf, points) in [("A3", "20"), ("B1", "20"), ("C2", "15"), ("G2", bonus)] {
      data.enter(number, leaf, points)
    }
    data.report("R\(number)", number, status: "已提交")
    data.scan("Y1", number, "2025-04-10 09:00")
  }

  private func fieldTrip(_ data: inout Scenario) {
    data.activity("Y1", "调研", [("2025-04-10 09:00", "2025-04-10 11:30")])
  }

  @Test(arguments: [
    ("17.995", "18.00", "T 90.00≥90.00 优秀"), ("17.994999", "17.99", "T 89.99≥60.00 合格"),
  ])
  func `6: each category is rounded once`(_ b: String, _ printed: String, _ reason: String) throws {
    var data = Scenario()
    data.member("0147")
    let rest = [
      ("A3", "20"), ("C2", "15"), ("D1", "6"), ("E1", "4"), ("E2", "2"), ("E3", "2"), ("F1", "3"), ("B1", b),
    ]
    for (leaf, points) in rest { data.enter("0147", leaf, points) }
    let outcome = try Outcome(data)
    #expect(outcome["0147", "B"] == printed)
    #expect(outcome.reasons("0147").contains(reason))
  }

  @Test func `6: 20 × 28.6 ÷ 32 is 17.88`() throws {
    var data = Scenario()
    data.member("0147")
    data.plenary(halfDays: 32)
    data.attendPlenary("0147", halfDays: 1...25)
    data.leave("0147", activity: "Q1", from: "2025-01-18 14:00", to: "2025-01-21 12:00")
    let outcome = try Outcome(data)
    #expect(outcome.ledger("0147", "A1")?["raw"] == "17.875")
    #expect(outcome["0147", "A"] == "17.88")
  }

  @Test func `8: largest remainders over sectors`() throws {
    var data = Scenario()
    fieldTrip(&data)
    var serial = 1000
    func add(_ count: Int, sector: String, candidates: Int) {
      for k in 0..<count {
        serial += 1
        data.member("\(serial)", sector: sector)
        if k < candidates { candidate(&data, "\(serial)", bonus: "\(15 + k % 5).\(100 + serial % 800)") }
      }
    }
    for k in 1...11 { add(37, sector: "界别\(k)", candidates: k <= 8 ? 5 : 3) }
    for (k, size) in [4, 4, 3, 2].enumerated() { add(size, sector: "小界别\(k)", candidates: k == 0 ? 2 : 0) }
    let outcome = try Outcome(data)
    var seats: [String: Int] = [:]
    for row in outcome.ranking where row["grade"] == "优秀" { seats[row["sector"] ?? "", default: 0] += 1 }
    for k in 1...8 { #expect(seats["界别\(k)"] == 4) }
    for k in 9...11 { #expect(seats["界别\(k)"] == 3) }
    #expect(seats["小界别0"] == 1)
    #expect(outcome.ranking.contains { ($0["reasons"] ?? "").contains("Q1 合并第1名/1席，优秀") })
    #expect(outcome.ranking.count == 420)
  }

  @Test func `22: everything missed`() throws {
    var data = Scenario()
    data.member("0147")
    data.plenary()
    data.activity("A1", "专委会", audience: "名单", [("2025-04-10 09:00", "2025-04-10 11:30")])
    data.require("A1", "0147")
    data.activity("H1", "热点关注", [])
    data.comment("H1", "0147", "2025-03-01 09:00")
    let outcome = try Outcome(data)
    #expect(outcome["0147", "total"] == "0.00")
    #expect(outcome["0147", "grade"] == "不合格")
    #expect(
      outcome["0147", "reasons"]
        == "T 0.00<50.00 不合格；V1 全会全程无故缺席，最高基本合格；"
        + "V2 三个一未完成（未参加全会、无提案和社情民意、未参加调研视察），最高基本合格；F 合计-11.50，按0.00计")
  }

  @Test func `23: a ceiling comes before the quota`() throws {
    var data = Scenario()
    data.member("0147")
    for (leaf, points) in [("A3", "20"), ("B1", "20"), ("C2", "15"), ("G2", "20")] {
      data.enter("0147", leaf, points)
    }
    for k in 200..<219 { data.member("0\(k)") }
    data.report("R1", "0147", status: "已提交")
    let outcome = try Outcome(data)
    #expect(outcome["0147", "total"] == "95.00")
    #expect(outcome["0147", "grade"] == "基本合格")
    #expect(!outcome.reasons("0147").contains { $0.hasPrefix("Q") })
  }

  /// 20 ranked in one sector, 2 seats; a has 95.00, b and c have 92.00.
  private func threeCandidates(sameKeys: Bool) -> Scenario {
    var data = Scenario()
    fieldTrip(&data)
    for k in 201...220 { data.member("0\(k)") }
    candidate(&data, "0201", bonus: "20")
    candidate(&data, "0202", bonus: "17")
    candidate(&data, "0203", bonus: sameKeys ? "17" : "15")
    if !sameKeys {
      data.enter("0202", "D1", "2")
      data.enter("0202", "H6", "-2")
      data.enter("0203", "D1", "2")
    }
    return data
  }

  struct Tie: CustomTestStringConvertible, Sendable {
    let tied: String
    let tie: String
    let sameKeys: Bool
    let grades: [String]
    var testDescription: String { "\(tied), \(tie), \(sameKeys ? "equal keys" : "keys that differ")" }
  }

  @Test(arguments: [
    Tie(tied: "same_total", tie: "exclude", sameKeys: false, grades: ["优秀", "合格", "合格"]),
    Tie(tied: "same_total", tie: "include", sameKeys: false, grades: ["优秀", "优秀", "优秀"]),
    Tie(tied: "same_total", tie: "refer", sameKeys: false, grades: ["优秀", "并列待审", "并列待审"]),
    Tie(tied: "same_rank", tie: "refer", sameKeys: false, grades: ["优秀", "合格", "优秀"]),
    Tie(tied: "same_rank", tie: "exclude", sameKeys: true, grades: ["优秀", "合格", "合格"]),
    Tie(tied: "same_rank", tie: "include", sameKeys: true, grades: ["优秀", "优秀", "优秀"]),
    Tie(tied: "same_rank", tie: "refer", sameKeys: true, grades: ["优秀", "并列待审", "并列待审"]),
  ])
  func `26: the tie at the last seat`(_ item: Tie) throws {
    let shipped = try Outcome.shippedModel().replacing("tied: same_rank", with: "tied: \(item.tied)")
    let model = try Outcome.ModelText(text: shipped).replacing("tie: refer", with: "tie: \(item.tie)")
    let outcome = try Outcome(threeCandidates(sameKeys: item.sameKeys), model: model)
    #expect(["0201", "0202", "0203"].map { outcome[$0, "grade"] } == item.grades)
  }
}
