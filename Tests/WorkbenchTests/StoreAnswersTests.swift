import Foundation
import Orchestration
import Publishing
import Records
import Robustness
import Scoring
import Testing

@testable import Workbench

/// What is answered of one small run, text by text.
@Suite("answers of a run")
struct StoreAnswersTests {
  private let fixture: RunFixture
  private let store: BenchStore

  init() throws {
    fixture = try RunFixture()
    store = try fixture.workshop().store
  }

  private let window = BenchWindow(profile: 0, from: 0, count: 60)

  @Test func `the run says what it is and what can be turned`() throws {
    let answer = try store.runAnswer(others: ["2025-x"])
    #expect(answer.run == store.record.identity.directory && answer.title == "示例" && answer.period == "2025")
    #expect(answer.model == RunAnswer.ModelName(name: "SMALL", version: "SMALL") && answer.decimals == 2)
    #expect(answer.profiles == ["委员"] && answer.members == [2] && answer.sectors == ["经济界", "教育界"])
    #expect(answer.grades.map(\.name) == ["优秀", "合格"] && answer.grades.allSatisfy { !$0.quota })
    #expect(answer.categories == [RunAnswer.CategoryName(code: "D", name: "线上履职", role: "base", caps: nil)])
    #expect(answer.runs == ["2025-x"])
    #expect(answer.knobs.map(\.path) == ["D1.cap", "D1.points", "优秀.from", "D.factor", "D1.factor"])
    let cap = answer.knobs[0]
    #expect(cap.label == Words(zh: "D1 五微 上限", en: "D1 五微 cap") && cap.node == "D1" && cap.category == "D")
    #expect(cap.kind == .cap && cap.unit == "points" && cap.published == "2" && !cap.negative)
    #expect([cap.lowest, cap.highest, cap.step] == ["2", "4", "0.000001"])
  }

  @Test func `a state says what was turned, what it costs and where knobs stand`() throws {
    let answer = try store.stateAnswer("优秀.from=1&D1.cap=2&D1.factor=2")
    #expect(answer.state == "%E4%BC%98%E7%A7%80.from=1&D1.factor=2")
    #expect(answer.settings.map(\.path) == ["优秀.from", "D1.factor"])
    #expect(answer.settings.map(\.label.zh) == ["优秀 分数线", "D1 五微 整体倍数"])
    #expect(answer.settings.map(\.words.zh) == ["优秀 分数线　2 → 1", "D1 五微 整体倍数　1 → 2"])
    #expect(answer.settings.map(\.words.en) == ["优秀 least total  2 → 1", "D1 五微 weight, as a factor  1 → 2"])
    #expect(answer.values == ["优秀.from": "1", "D1.points": "2", "D1.cap": "4", "D1.factor": "2"])
    #expect(answer.cost.totals == 2 && answer.cost.ranks == 0 && answer.cost.grades == 1)
    #expect(answer.cost.crossings.map(\.memberNo) == ["0201"])
    #expect(answer.cost.groups == [Readout.Group(profile: "委员", sector: "教育界", risen: 1, fallen: 0)])
  }

  @Test func `a run that gives no grades says so, and has no lines of them`() throws {
    let year = try store.rowsAnswer("", window)
    #expect(try store.runAnswer(others: []).isGraded && year.lines.map(\.grade) == ["优秀"])
    try fixture.publish(period: Period(text: "2025-Q2"))
    let quarter = try BenchStore(fixture.tuning().run)
    try fixture.write("plain.yaml", RunFixture.model.components(separatedBy: "\ngrades")[0])
    let plain = try fixture.workshop(model: fixture.root + "/plain.yaml").store
    for store in [quarter, plain] {
      #expect(try !store.runAnswer(others: []).isGraded)
      let rows = try store.rowsAnswer("", window)
      #expect(rows.lines.isEmpty && rows.rows.map(\.rank) == [1, 2] && rows.rows.map(\.grade) == [nil, nil])
      #expect(rows.rows.map(\.total) == year.rows.map(\.total))
      let drag = try store.dragAnswer("", "D1.points", Fraction(2), window)
      #expect(drag.lines.isEmpty && drag.cost.totals == 1 && drag.cost.grades == 0)
    }
  }

  @Test func `a number that differs by profile is called by its name too`() throws {
    try fixture.write(
      "split.yaml",
      RunFixture.model.replacing("[委员]", with: "[委员, 常委]").replacing("cap: 2", with: "cap: {委员: 2, 常委: 3}"))
    let split = try fixture.workshop(model: fixture.root + "/split.yaml").store
    let setting = try #require(try split.stateAnswer("D1.cap=4").settings.first)
    #expect(setting.path == "D1.cap" && setting.published == nil)
    #expect(setting.label == Words(zh: "D1 五微 上限", en: "D1 五微 cap"))
  }

  @Test func `what would bring a member over the next line is one sentence, of the state at hand`() throws {
    #expect(
      try store.prospectAnswer("", "0201").words
        == Words(
          zh: "升到优秀最少再有1件：D1 五微1件（其他人不变）",
          en: "To reach 优秀: at least 1 more, D1 五微 1 (others stay as they are)"))
    let best = Words(zh: "已是最高等次", en: "The best grade already")
    #expect(try store.prospectAnswer("", "0147").words == best)
    #expect(try store.prospectAnswer("优秀.from=1", "0201").words == best)
    #expect(throws: BenchProblem(.missing, zh: "没有编号为9999的委员", en: "there is no member with number 9999")) {
      try store.prospectAnswer("", "9999")
    }
    try fixture.publish(period: Period(text: "2025-Q2"))
    let quarter = try BenchStore(fixture.tuning().run)
    #expect(throws: BenchProblem(.wrong, zh: "这次运行不评等次", en: "this run grants no grades")) {
      try quarter.prospectAnswer("", "0201")
    }
  }

  @Test func `a member is found where the view has him`() throws {
    #expect(try store.findAnswer("", window, "0201").place == 1)
    let sector = BenchWindow(profile: 0, from: 0, count: 60, sector: "教育界")
    #expect(try store.findAnswer("", sector, "0201").place == 0)
    #expect(
      throws: BenchProblem(.missing, zh: "这张表里没有编号为0147的委员", en: "this table has no member with number 0147")
    ) { try store.findAnswer("", sector, "0147") }
    #expect(throws: BenchProblem(.missing, zh: "profile：没有第1类", en: "profile: there is no profile 1")) {
      try store.findAnswer("", BenchWindow(profile: 1, from: 0, count: 60), "0201")
    }
  }

  @Test func `a radius is told once it was searched, and then with the rows`() throws {
    #expect(try store.rowsAnswer("", window).rows.map(\.radius) == [nil, nil])
    let answer = try store.radiusAnswer("", window)
    #expect(answer.rows.map(\.memberNo) == ["0147", "0201"])
    #expect(answer.rows.map(\.radius) == ["0.2", "50.0"])
    #expect(try store.rowsAnswer("", window).rows.map(\.radius) == answer.rows.map(\.radius))
  }

  @Test func `the diff is of all numbers that a state moves`() throws {
    #expect(try store.diffAnswer("").diff.isEmpty)
    let answer = try store.diffAnswer("D.factor=1.5")
    #expect(answer.diff.map(\.zh) == ["D1 五微 上限：2 → 3", "D1 五微 每件分值：1 → 1.5"])
    #expect(answer.diff.map(\.en) == ["D1 五微 cap: 2 → 3", "D1 五微 points each: 1 → 1.5"])
  }

  @Test func `changes say who rose`() throws {
    let answer = try store.changesAnswer("D1.points=2")
    #expect(answer.changes.map(\.gradeShift) == [.risen] && answer.changes.map(\.isReferred) == [false])
    #expect(answer.changes.map(\.rankShift) == [.risen])
  }
}
