import Foundation
import Testing

/// `review.csv`: what is open, by its effect, which must be what a run with the answer gives.
struct ReviewTests {
  /// Two rows of unclear members, and one member at two places at once.
  private static func data() -> Scenario {
    var data = Scenario()
    data.member("0147")
    data.member("0201", name: "示例乙")
    data.member("0301", name: "示例丙")
    for k in 1...2 { data.report("R\(k)", "0147", on: "2025-03-0\(k)") }
    data.report("R8", "0202", on: "2025-03-08")
    data.report("R9", "0148", on: "2025-03-09")
    data.activity("H1", "调研", [("2025-05-06T08:30", "2025-05-06T11:30")])
    data.activity("H2", "视察", [("2025-05-06T09:00", "2025-05-06T11:00")])
    for activity in ["H1", "H2"] {
      data.register(activity, "0301")
      data.scan(activity, "0301", "2025-05-06T08:40")
    }
    return data
  }

  private static let decisions =
    "decision_no,action,source,record_key,member_no,other_key,undoes,decided_by,decided_on,reason\n"

  private static func totals(_ workspace: Workspace) throws -> [[String]] {
    try workspace.publication().table("ranking.csv").select(["member_no", "total"]).sorted { $0[0] < $1[0] }
  }

  @Test func `the points that an answer is said to bring are those that it brings`() throws {
    let workspace = try Workspace(ReviewTests.data())
    let before = try ReviewTests.totals(workspace)
    let review = try workspace.publication().table("review.csv")
    #expect(
      try review.select(["record_key", "answer", "points"], where: ["kind": "claim"])
        == [["R8", "0201", "1.00"], ["R9", "0147", "1.00"]])
    #expect(
      try review.select(["remedy"], where: ["record_key": "R8"]) == [
        ["裁定文件加一行：<决定号>,same,reports,R8,0201,,,<决定人>,<日期>,<理由>  append this line to the decisions file"]
      ])
    var ledger = ReviewTests.decisions
    for (key, member, after) in [("R8", "0201", "21.00"), ("R9", "0147", "23.00")] {
      ledger += "D\(key),same,reports,\(key),\(member),,,甲,2025-12-01,原件\n"
      try workspace.write(ledger, to: "Pipelines/decisions.csv")
      let expected = before.map { $0[0] == member ? [member, after] : $0 }
      #expect(before != expected)
      #expect(try ReviewTests.totals(workspace) == expected)
      ledger += "U\(key),undo,,,,,D\(key),甲,2025-12-02,误判\n"
    }
  }

  @Test func `a clash asks which activity holds, with what each answer would change`() throws {
    let workspace = try Workspace(ReviewTests.data())
    let review = try workspace.publication().table("review.csv")
    let answers = try review.select(
      ["record_key", "answer", "supports", "points"], where: ["kind": "clash"])
    #expect(
      answers == [
        ["0301@H1+H2", "H1", "已报名 registered", "2.00"], ["0301@H1+H2", "H2", "已报名 registered", "2.00"],
      ])
    #expect(Set(try review.select(["question"], where: ["kind": "clash"])).count == 1)
  }

  @Test func `a clash resolved by an adjustment moves the total by what was told`() throws {
    #expect(
      try ReviewTests.totals(Workspace(ReviewTests.data())).first { $0[0] == "0301" } == ["0301", "20.00"])
    var resolved = ReviewTests.data()
    resolved.add(
      "adjustments",
      [
        "adjustment_no": "Z1", "action": "作废", "source": "scans", "record_key": "S00001", "reason": "误扫",
        "document_no": "示1号", "approver": "甲", "approved_on": "2025-05-09",
      ])
    let workspace = try Workspace(resolved)
    #expect(try ReviewTests.totals(workspace).first { $0[0] == "0301" } == ["0301", "22.00"])
    #expect(
      try workspace.publication().table("review.csv").select(["kind"], where: ["kind": "clash"]).isEmpty)
  }

  @Test func `a pipeline without review asks nothing and says so`() throws {
    let workspace = try Workspace(ReviewTests.data())
    let asked = try workspace.publication().text("quality.html")
    #expect(asked.contains("会改变等次"))
    try workspace.replace("review: true", in: "Pipelines/evaluation.yaml", with: "review: false")
    let publication = try workspace.publication()
    let page = try publication.text("quality.html")
    #expect(!page.contains("会改变等次") && page.contains("本流程不列待决定的问题"))
    #expect(throws: (any Error).self) { try publication.text("review.csv") }
  }

  @Test func `questions keep their ids when rows are cut into other files`() throws {
    let whole = try Workspace(ReviewTests.data()).publication().table("review.csv")
    let parts = try Workspace()
    try ReviewTests.data().write(to: parts.url("data"), parts: 3)
    #expect(
      try parts.publication().table("review.csv").select(["question", "answer"])
        == whole.select(["question", "answer"]))
  }

  /// Two members' reports with nearly one text, and a third that is another.
  private static func nearData() -> Scenario {
    let text = "城西菜市场周边道路坑洼积水，雨天老人孩子出行不便，建议尽快修补路面并疏通排水管网。"
    var data = Scenario()
    data.member("0147")
    data.member("0201", name: "示例乙")
    for (number, member, text) in [
      ("R1", "0147", text), ("R2", "0201", text.replacing("。", with: "吧。")),
      ("R3", "0201", text.replacing("城西菜市场", with: "东山公园")),
    ] {
      data.add(
        "reports",
        [
          "report_no": number, "member_no": member, "title": "信息\(number)", "text": text,
          "submitted_on": "2025-03-0\(number.dropFirst())", "status": "收录", "accepted_on": "2025-04-01",
        ])
    }
    return data
  }

  @Test func `near texts are asked about, removed by a decision alone, and not asked about again`() throws {
    let workspace = try Workspace(ReviewTests.nearData())
    let before = try ReviewTests.totals(workspace)
    let publication = try workspace.publication()
    let asked = try publication.table("review.csv").select(
      ["record_key", "answer", "points"], where: ["kind": "near_same"])
    #expect(asked == [["R2", "same R1", "-1.00"], ["R2", "not_same R1", "0.00"]])
    let page = try publication.text("quality.html")
    #expect(page.contains("none missed"))
    let same = "D1,same,reports,R2,,R1,,甲,2025-12-01,同一件\n"
    try workspace.write(ReviewTests.decisions + same, to: "Pipelines/decisions.csv")
    #expect(try ReviewTests.totals(workspace) == before.map { $0[0] == "0201" ? ["0201", "21.00"] : $0 })
    try workspace.write(
      ReviewTests.decisions + same
        + "D2,undo,,,,,D1,甲,2025-12-02,看错\nD3,not_same,reports,R1,,R2,,甲,2025-12-02,两处\n",
      to: "Pipelines/decisions.csv")
    #expect(try ReviewTests.totals(workspace) == before)
    #expect(
      try workspace.publication().table("review.csv").select(["kind"], where: ["kind": "near_same"]).isEmpty)
  }

  @Test func `near texts of a source that holds no papers have the effect that a decision has`() throws {
    var data = Scenario()
    data.member("0147")
    for (number, document) in [("M1", "示例委办〔2025〕第十二号文件"), ("M2", "示例委办〔2025〕第十二号文件一")] {
      data.add(
        "merits",
        [
          "merit_no": number, "member_no": "0147", "kind": "公益", "dated_on": "2025-03-01", "verified": "是",
          "document_no": document,
        ])
    }
    let workspace = try Workspace(data)
    let contract = "Pipelines/contracts/merits.yaml"
    let text = try workspace.read(contract)
    try workspace.write(
      text + "\nnear_same: {columns: document_no, threshold: 0.8, minimum_length: 5}\n", to: contract)
    let before = try ReviewTests.totals(workspace)
    let asked = try workspace.publication().table("review.csv").select(
      ["record_key", "answer", "points"], where: ["kind": "near_same"])
    let same = "D1,same,merits,M2,,M1,,甲,2025-12-01,同一件\n"
    try workspace.write(ReviewTests.decisions + same, to: "Pipelines/decisions.csv")
    let after = try ReviewTests.totals(workspace)
    let (total, left) = (try #require(Double(before[0][1])), try #require(Double(after[0][1])))
    #expect(left < total)
    #expect(
      asked == [["M2", "same M1", String(format: "%.2f", left - total)], ["M2", "not_same M1", "0.00"]])
  }

  @Test(arguments: [(20, ["proxy", "own"]), (61, [])])
  func `one device for several members is asked about, deducts nothing and can be settled`(
    _ gap: Int, _ answers: [String]
  ) throws {
    var data = Scenario()
    data.activity("H1", "调研", [("2025-05-06T08:30", "2025-05-06T11:30")])
    for (index, member) in ["0147", "0201", "0301"].enumerated() {
      data.member(member, name: "示例\("甲乙丙".dropFirst(index).prefix(1))")
      data.register("H1", member)
      let seconds = index * gap
      data.add(
        "scans",
        [
          "scan_no": "S\(index)", "activity_no": "H1", "member_no": member, "device": "SJ9",
          "scanned_at": "2025-05-06 08:\(10 + seconds / 60):\(String(seconds % 60 + 100).dropFirst())",
        ])
    }
    let workspace = try Workspace(data)
    let before = try ReviewTests.totals(workspace)
    #expect(before.map { $0[1] } == ["23.00", "23.00", "23.00"])
    let asked = try workspace.publication().table("review.csv").select(
      ["record_key", "answer", "points"], where: ["kind": "shared_device"])
    #expect(asked.map { $0[1] } == answers)
    guard !answers.isEmpty else { return }
    #expect(asked == [["H1@S0", "proxy", "-4.00"], ["H1@S0", "own", "0.00"]])
    try workspace.write(
      ReviewTests.decisions + "D1,not_same,scans,S2,,S0,,甲,2025-12-01,签到台代扫\n", to: "Pipelines/decisions.csv")
    #expect(try ReviewTests.totals(workspace) == before)
    #expect(
      try workspace.publication().table("review.csv").select(["kind"], where: ["kind": "shared_device"])
        .isEmpty)
  }
}
