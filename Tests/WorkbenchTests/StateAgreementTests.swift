import Foundation
import Orchestration
import Records
import Testing

@testable import Workbench

/// What is a state is one for the page, while it is dragged to, and for `dutyrank tune`.
@Suite("one rule for states")
struct StateAgreementTests {
  private static let model = RunFixture.model.replacing("profiles: [委员]", with: "profiles: [委员]\nfloor: 1")
    .replacing("name: 线上履职,", with: "name: 线上履职, floor: 0,")
  private let fixture: RunFixture
  private let workshop: Workshop
  private let window = BenchWindow(profile: 0, from: 0, count: 60)

  init() throws {
    fixture = try RunFixture()
    try fixture.write("floors.yaml", StateAgreementTests.model)
    workshop = try fixture.workshop(model: fixture.root + "/floors.yaml")
  }

  /// By number of the member.
  private func totals(_ rows: [BoardRow]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: rows.map { ($0.memberNo, $0.total) })
  }

  /// What a drag of the last number says.
  private func dragged(_ settings: [String]) throws -> [String: String] {
    let last = try #require(settings.last?.split(separator: "="))
    let at = try #require(Fraction(text: last[1]))
    let before = settings.dropLast().joined(separator: "&")
    return totals(try workshop.store.dragAnswer(before, String(last[0]), at, window).rows)
  }

  @Test(arguments: [
    (["D1.cap=3"], ["3.00", "1.00"]), (["D1.cap@委员=3"], ["3.00", "1.00"]),
    (["D1.cap=200"], ["3.00", "1.00"]),
    (["D1.cap=8/3"], ["2.67", "1.00"]), (["D1.cap=3", "D1.cap@委员=2.5"], ["2.50", "1.00"]),
    (["D1.cap@委员=2.5", "D1.cap=3"], ["3.00", "1.00"]), (["D1.cap=3", "D1.cap=2.5"], ["2.50", "1.00"]),
    (["D.factor=2", "D1.cap=3"], ["3.00", "2.00"]), (["D1.cap=3", "D.factor=2"], ["6.00", "2.00"]),
    (["D1.cap=3", "D.factor=2", "D1.cap=2.5"], ["2.50", "2.00"]),
    (["D.factor=2", "D.factor=3"], ["6.00", "3.00"]),
    (["D.factor=2", "D1.factor=3", "D.factor=1"], ["12.00", "6.00"]), (["floor=-5"], ["2.00", "1.00"]),
    (["floor=1.5"], ["2.00", "1.50"]), (["D1.cap=2"], ["2.00", "1.00"]),
  ])
  func `accepted everywhere, with the same totals`(_ settings: [String], _ expected: [String]) throws {
    let text = settings.joined(separator: "&")
    let rows = totals(try workshop.store.rowsAnswer(text, window).rows)
    #expect([rows["0147"], rows["0201"]] == expected)
    #expect(try dragged(settings) == rows)
    let published = totals(try workshop.store.rowsAnswer("", window).rows)
    let told = try workshop.tuning.whatIf(settings).changes
    let changed = Dictionary(uniqueKeysWithValues: told.map { ($0.memberNo, $0.totalAfter) })
    #expect(published.merging(changed) { $1 } == rows)
  }

  @Test(arguments: [
    (["D1.cap=0.5"], "D1.cap: cap 0.5 is below one event of 1; no model may say so"),
    (["D1.cap=-5"], "D1.cap: cap -5 is below one event of 1; no model may say so"),
    (["D.floor=5"], "D.floor: floor 5 is above start 0; no model may say so"),
    (["D.factor=-1"], "D.factor: a factor is 0 or more"),
    (["D1.points=0"], "优秀.from: 优秀 can never be reached: at most 1.00; no model may say so"),
    (["优秀.from=1.234"], "优秀.from: at most 2 digits after the point, found 1.234; no model may say so"),
    (["优秀.from=3"], "优秀.from: 优秀 can never be reached: at most 2.00; no model may say so"),
    (["D1.cap=3", "D1.cap=0.5"], "D1.cap: cap 0.5 is below one event of 1; no model may say so"),
  ])
  func `refused everywhere, for the same reason`(_ settings: [String], _ message: String) throws {
    let text = settings.joined(separator: "&")
    let stated = #expect(throws: BenchProblem.self) { try workshop.store.rowsAnswer(text, window) }
    #expect(stated?.message.en == message && stated?.kind == .wrong)
    let drag = #expect(throws: BenchProblem.self) { try dragged(settings) }
    #expect(drag == stated)
    let told = #expect(throws: RunError.self) { try workshop.tuning.whatIf(settings) }
    let reason = message.hasPrefix("D.factor") ? " a factor is 0 or more" : " \(message)"
    #expect(told?.lines().last?.hasSuffix(":\(reason)") == true, "\(told?.lines() ?? [])")
  }
}
