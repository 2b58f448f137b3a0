import Foundation
import Orchestration
import Records
import Testing

@testable import Workbench

/// Whose fault it is that a request has no answer.
@Suite struct BenchProblemTests {
  @Test(arguments: [
    (RunError.operation(Message(zh: "满", en: "full")), BenchProblem.Kind.failed),
    (.usage(Message(zh: "满", en: "full")), .wrong), (.data([Message(zh: "满", en: "full")]), .wrong),
  ])
  func whatTheMachineCannotDoIsNoWrongRequest(error: RunError, kind: BenchProblem.Kind) {
    let problem = BenchProblem(error)
    #expect(problem.kind == kind)
    #expect(problem.message == Message(zh: "满", en: "full"))
  }

  @Test func aFolderThatCannotBeMadeIsAFailure() throws {
    let fixture = try RunFixture()
    defer { withExtendedLifetime(fixture) {} }
    try fixture.publish()
    try fixture.write("file", "")
    let workshop = try Workshop(Tuning(run: "latest", in: fixture.root + "/out"), in: fixture.root + "/file")
    let problem = #expect(throws: BenchProblem.self) {
      try workshop.answer(try BenchRequest("save", ["state": "D1.cap=3", "name": "a"]))
    }
    #expect(problem?.kind == .failed)
    #expect(problem?.message.en.hasPrefix("\(fixture.root)/file/scenarios: cannot create: ") == true)
  }
}
