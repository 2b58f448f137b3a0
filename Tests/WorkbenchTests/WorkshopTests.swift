import Foundation
import Orchestration
import Publishing
import Records
import Testing

@testable import Workbench

@Suite("an opened run")
struct WorkshopTests {
  private func answer<Answer: Decodable>(
    _ workshop: Workshop, _ name: String, _ parameters: [String: String] = [:], as type: Answer.Type
  ) throws -> Answer {
    let json = try workshop.answer(try BenchRequest(name, parameters))
    return try JSONDecoder().decode(type, from: Data(json))
  }

  @Test func `a row is the file's text, without what is withheld`() throws {
    let fixture = try RunFixture()
    defer { withExtendedLifetime(fixture) {} }
    let workshop = try fixture.workshop()
    let why = try answer(workshop, "member", ["member": "0147"], as: MemberAnswer.self)
    let line = try #require(why.categories.first?.leaves.first?.lines.first)
    #expect(line.words.zh == "2025-03-01 微建议 一,二 W1")
    let row = try #require(line.rows.first)
    let raw = try answer(
      workshop, "row", ["source": row.source, "file": row.file, "line": "\(row.line)"], as: SourceRow.self)
    #expect(raw.columns == ["编号", "委员编号", "类别", "标题", "提交时间", "状态", ""])
    #expect(
      raw.cells == ["W1", "0147", "微建议", "一,二", "2025-03-01 09:00", "有效", SourceRow.withheld])
    let phone = try answer(
      workshop, "row", ["source": "micro_items", "file": "micro_items.csv", "line": "5"], as: SourceRow.self)
    #expect(phone.cells[3] == SourceRow.withheld && phone.cells[0] == "W5")
    let person = try answer(
      workshop, "row", ["source": "members", "file": "members.csv", "line": "2"], as: SourceRow.self)
    #expect(person.cells == ["0147", "示例甲", "委员", "经济界", "2022-01-01", SourceRow.withheld])
  }

  @Test func `a line withholds what its row withholds`() throws {
    let fixture = try RunFixture()
    defer { withExtendedLifetime(fixture) {} }
    let why = try answer(fixture.workshop(), "member", ["member": "0201"], as: MemberAnswer.self)
    let lines = why.categories.flatMap(\.leaves).flatMap(\.lines)
    #expect(lines.map(\.words) == [Words(zh: "2025-03-05 （不公开）", en: "2025-03-05 (withheld)")])
    #expect(lines[0].rows.map(\.line) == [5] && lines[0].points == "1.00")
  }

  @Test(arguments: [
    ["source": "members", "file": "members.csv", "line": "99"],
    ["source": "members", "file": "../small.yaml", "line": "1"],
    ["source": "members", "file": "/etc/passwd", "line": "1"],
  ])
  func `no other line of a file, and no other file, is shown`(_ parameters: [String: String]) throws {
    let fixture = try RunFixture()
    defer { withExtendedLifetime(fixture) {} }
    let workshop = try fixture.workshop()
    let place = "\(parameters["file"] ?? ""):\(parameters["line"] ?? "")"
    #expect(throws: BenchProblem(.missing, zh: "\(place)：没有这一行", en: "\(place): there is no such row")) {
      try workshop.answer(try BenchRequest("row", parameters))
    }
  }

  @Test func `no row is shown of a file that was written since the run was opened, or is gone`() throws {
    let fixture = try RunFixture()
    let workshop = try fixture.workshop()
    let request = BenchRequest.row(source: "micro_items", file: "micro_items.csv", line: 2)
    _ = try workshop.answer(request)
    let text = try fixture.read("data/micro_items.csv")
    let changed = BenchProblem(
      .wrong, zh: "\(fixture.root)/data/micro_items.csv：打开之后文件变了，这一行不再可信；请取回当时的文件，重新打开",
      en:
        "\(fixture.root)/data/micro_items.csv: it changed since this was opened, so its rows may be others; restore it and open this again"
    )
    try fixture.write("data/micro_items.csv", text.replacing("一,二", with: "三,四"))
    #expect(throws: changed) { try workshop.answer(request) }
    _ = try workshop.answer(.row(source: "members", file: "members.csv", line: 2))
    try FileManager.default.removeItem(atPath: fixture.root + "/data/micro_items.csv")
    #expect(throws: changed) { try workshop.answer(request) }
  }

  @Test func `a row is shown by the definitions of its opening, and nothing is written for it`() throws {
    let fixture = try RunFixture()
    let workshop = try fixture.workshop()
    try fixture.decideAcceptance()
    try fixture.write("privacy.yaml", "internal: {words: [标题]}")
    let json = try workshop.answer(.row(source: "micro_items", file: "micro_items.csv", line: 2))
    #expect(String(decoding: json, as: UTF8.self).contains("一,二"))
    #expect(try fixture.acceptance() == ["items.csv"])
  }

  @Test func `a run whose claims are not all in their places is not opened, nor compared, and they stay`()
    throws
  {
    let fixture = try RunFixture()
    try fixture.publish()
    try fixture.write("other.yaml", RunFixture.model.replacing("points: 1", with: "points: 2"))
    let workshop = try fixture.workshop(model: fixture.root + "/other.yaml")
    try fixture.decideAcceptance()
    let message = Message(
      zh: "\(fixture.root)/data：采纳的申诉还没有全部就位；请等采纳的命令结束，或执行dutyrank plan把它做完，再重新打开",
      en:
        "\(fixture.root)/data: accepted claims are not all in their places; wait until the command that accepts them ends, or let "
        + "dutyrank plan finish it, then open this again")
    #expect(throws: BenchProblem(.failed, message)) {
      try workshop.answer(.compare(with: workshop.tuning.otherRuns[0]))
    }
    let error = #expect(throws: RunError.self) { try fixture.tuning() }
    #expect(error?.lines() == [message.zh, message.en])
    #expect(try fixture.acceptance() == ["items.csv"])
  }

  @Test func `a saved model is told with the run's own date and folders, quoted for a shell`() throws {
    let fixture = try RunFixture()
    try fixture.publish(period: Period(text: "2025"), asOf: Day(text: "2026-02-01"))
    let workshop = try Workshop(fixture.tuning(), in: fixture.root)
    let saved = try answer(workshop, "save", ["state": "D1.cap=3", "name": "三分"], as: SaveAnswer.self)
    #expect(
      saved.command
        == "dutyrank run \(fixture.quoted("small.yaml")) --period 2025 --as-of 2026-02-01 --data \(fixture.quoted("data")) "
        + "--out \(fixture.quoted("out")) --model \(fixture.quoted("scenarios/三分.yaml"))")
  }

  @Test func `a number whose path is no knob is in the diff by its path`() throws {
    let fixture = try RunFixture()
    try fixture.write(
      "at.yaml",
      RunFixture.model.replacing("points: 1", with: "points: {by: title, values: {\"a@b\": 1}, else: 2}"))
    let workshop = try fixture.workshop(model: fixture.root + "/at.yaml")
    let answer = try answer(workshop, "diff", ["state": "D1.factor=2"], as: DiffAnswer.self)
    #expect(
      answer.diff.map(\.zh) == ["D1 五微 上限：2 → 4", "D1.points.a@b：1 → 2", "D1 五微 分值（其他）：2 → 4"])
    #expect(answer.diff[1].en == "D1.points.a@b: 1 → 2")
  }

  @Test func `a saved state runs to the table that it showed`() throws {
    let fixture = try RunFixture()
    let workshop = try fixture.workshop()
    let state = ["state": "D1.cap=3&优秀.from=3"]
    let shown = try answer(workshop, "rows", state, as: RowsAnswer.self)
    let saved = try answer(workshop, "save", state.merging(["name": "三分"]) { $1 }, as: SaveAnswer.self)
    #expect(saved.path == fixture.root + "/scenarios/三分.yaml")
    #expect(saved.diff.map(\.zh) == ["D1 五微 上限：2 → 3", "优秀 分数线：2 → 3"])
    #expect(saved.diff.map(\.en) == ["D1 五微 cap: 2 → 3", "优秀 least total: 2 → 3"])
    #expect(
      try fixture.read("scenarios/三分.yaml").hasPrefix(
        """
        # 由model.yaml改动而来 made of model.yaml by:
        #   D1 五微 上限：2 → 3
        #   优秀 分数线：2 → 3
        model: SMALL

        """))
    let again = try answer(fixture.workshop(model: saved.path), "rows", as: RowsAnswer.self)
    #expect(
      again.rows.map(\.total) == shown.rows.map(\.total) && again.rows.map(\.total) == ["3.00", "1.00"])
    #expect(
      again.rows.map(\.grade) == shown.rows.map(\.grade) && again.rows.map(\.rank) == shown.rows.map(\.rank))
  }

  @Test func `a name that is no plain name is refused, and nothing is written`() throws {
    let fixture = try RunFixture()
    let workshop = try fixture.workshop()
    for (name, problem) in [
      ("", BenchProblem(.wrong, zh: "name：没有写", en: "name: missing")),
      (
        "../x",
        BenchProblem(
          .wrong, zh: "名称用文字、数字、-和_，以文字或数字开头，1至60个字符",
          en: "a name is 1 to 60 letters of any script, digits, - and _, and begins with a letter or digit")
      ),
      (
        "NUL",
        BenchProblem(.wrong, zh: "NUL：Windows不许文件叫这个名称", en: "NUL: Windows lets no file have this name")
      ),
    ] {
      #expect(throws: problem) {
        try workshop.answer(try BenchRequest("save", ["state": "D1.cap=3", "name": name]))
      }
    }
    #expect(!FileManager.default.fileExists(atPath: fixture.root + "/scenarios"))
  }

  @Test
  func `no file is written over, nothing is written where the folder leads elsewhere or nothing changed`()
    throws
  {
    let fixture = try RunFixture()
    let workshop = try fixture.workshop()
    let request = try BenchRequest("save", ["state": "D1.cap=3", "name": "a"])
    _ = try workshop.answer(request)
    let written = try fixture.read("scenarios/a.yaml")
    #expect(
      throws: BenchProblem(
        .conflict, zh: "\(fixture.root)/scenarios/a.yaml已存在；请另取一个名称",
        en: "\(fixture.root)/scenarios/a.yaml is there already; choose another name")
    ) {
      try workshop.answer(request)
    }
    #expect(try fixture.read("scenarios/a.yaml") == written)
    #expect(throws: BenchProblem(.wrong, zh: "没有改动，不必保存", en: "nothing was changed")) {
      try workshop.answer(try BenchRequest("save", ["name": "b"]))
    }
    try FileManager.default.removeItem(atPath: fixture.root + "/scenarios")
    try FileManager.default.createDirectory(
      atPath: fixture.root + "/elsewhere", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: fixture.root + "/scenarios", withDestinationPath: fixture.root + "/elsewhere")
    #expect(
      throws: BenchProblem(
        .conflict, zh: "\(fixture.root)/scenarios不是目录", en: "\(fixture.root)/scenarios is no folder")
    ) { try workshop.answer(request) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.root + "/elsewhere").isEmpty)
  }

  @Test func `two runs are compared by cause`() throws {
    let fixture = try RunFixture()
    defer { withExtendedLifetime(fixture) {} }
    try fixture.publish()
    try fixture.write("other.yaml", RunFixture.model.replacingOccurrences(of: "points: 1", with: "points: 2"))
    let workshop = try fixture.workshop(model: fixture.root + "/other.yaml")
    let others = workshop.tuning.otherRuns
    #expect(others.count == 1)
    let answer = try answer(workshop, "compare", ["with": others[0]], as: CompareAnswer.self)
    #expect(answer.before == others[0] && answer.after == workshop.tuning.run.identity.directory)
    #expect(answer.pictures.map(\.profile) == ["委员"])
    #expect(answer.pictures[0].svg.hasPrefix("<svg class=\"wide\""))
    let row = try #require(answer.rows.first { $0.memberNo == "0201" })
    #expect(row.totalBefore == "1.00" && row.totalAfter == "2.00" && row.gradeAfter == "优秀")
    #expect(answer.total == answer.rows.count)
    #expect(
      throws: BenchProblem(
        .missing, zh: "没有运行../out/\(others[0])", en: "there is no run '../out/\(others[0])'")
    ) { try workshop.answer(.compare(with: "../out/\(others[0])")) }
  }

  @Test func `what changed is listed, grades first`() throws {
    let fixture = try RunFixture()
    defer { withExtendedLifetime(fixture) {} }
    let workshop = try fixture.workshop()
    let answer = try answer(workshop, "changes", ["state": "D1.points=2"], as: ChangesAnswer.self)
    #expect(answer.total == 1)
    #expect(answer.changes.map(\.memberNo) == ["0201"])
    #expect(answer.changes[0].gradePublished == "合格" && answer.changes[0].grade == "优秀")
    #expect(answer.changes[0].total == "2.00" && answer.changes[0].totalPublished == "1.00")
  }

  @Test(arguments: [
    ("nothing", [:], "nothing：没有这样的问题", "nothing: there is no such question"),
    ("rows", ["from": "-1"], "from：应为0到99999999的整数", "from: a whole number from 0 to 99999999 is meant"),
    ("rows", ["count": "501"], "count：应为0到500的整数", "count: a whole number from 0 to 500 is meant"),
    ("drag", ["knob": "D1.cap"], "at：没有写", "at: missing"),
    (
      "drag", ["knob": "D1.cap", "at": "x"], "at：应为数值，如 25、0.5、2/3",
      "at: a number such as 25, 0.5 or 2/3 is meant"
    ),
    ("row", ["source": "members"], "file：没有写", "file: missing"),
    ("rows", ["profile": "x"], "profile：应为0到999的整数", "profile: a whole number from 0 to 999 is meant"),
  ])
  func `a request that says nothing clear is refused`(
    _ name: String, _ parameters: [String: String], _ zh: String, _ en: String
  ) {
    #expect(throws: BenchProblem(name == "nothing" ? .missing : .wrong, zh: zh, en: en)) {
      try BenchRequest(name, parameters)
    }
  }
}
