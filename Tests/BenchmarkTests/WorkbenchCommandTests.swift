import Foundation
import Testing

@testable import Benchmark

@Suite struct WorkbenchCommandTests {
  @Test(arguments: [("workbench", "--members: 1 to 900000"), ("workbench --out d", "unknown option --out")])
  func `mistakes are said`(_ arguments: String, _ problem: String) {
    let error = #expect(throws: UsageError.self) {
      try WorkbenchCommand(arguments.split(separator: " ").map(String.init))
    }
    #expect(error?.problem == problem)
  }

  @Test func `every drag is timed`() throws {
    let line = try #require(try WorkbenchCommand(["workbench", "--members", "200"]).run().first)
    let found = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(found["members"] as? Int == 200)
    let drags = try #require(found["drags"] as? [[String: Any]])
    #expect(drags.compactMap { $0["path"] as? String } == Turn.all.map(\.path))
    #expect(drags.allSatisfy { $0["ms"] as? Double ?? 0 > 0 && $0["bytes"] as? Int ?? 0 > 1_000 })
  }
}
