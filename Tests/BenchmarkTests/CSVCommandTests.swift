import Foundation
import Testing

@testable import Benchmark

@Suite struct CSVCommandTests {
  @Test(arguments: [
    ("csv", "--rows: 1 to 999999999"), ("csv --rows 5 --passes 0", "--passes: at least 1"),
    ("csv --members 5", "unknown option --members"),
  ])
  func `mistakes are said`(_ arguments: String, _ problem: String) {
    let error = #expect(throws: UsageError.self) {
      try CSVCommand(arguments.split(separator: " ").map(String.init))
    }
    #expect(error?.problem == problem)
  }

  @Test func `each side is timed in each way of quoting`() throws {
    let line = try #require(try CSVCommand(["csv", "--rows", "3000", "--passes", "2"]).run().first)
    let found = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let files = try #require(found["files"] as? [[String: Any]])
    #expect(files.map { $0["quoting"] as? String } == Quoting.allCases.map(\.rawValue))
    #expect(files.allSatisfy { $0["rows"] as? Int == 3_001 })
    #expect(files.allSatisfy { ($0["ours_ms"] as? [Double])?.count == 2 })
  }

  @Test func `cells are quoted as asked`() {
    let book = CheckinBook(rows: 400, members: 50, activities: Roll.activities, seed: 1)
    let needed = String(decoding: Quoting.needed.file(book), as: UTF8.self).split(separator: "\n")
    let others = [Quoting.none, .all, .escaped].map { String(decoding: $0.file(book), as: UTF8.self) }
    #expect(!others[0].contains("\""))
    #expect(others[0].split(separator: "\n").count == needed.count)
    let all = others[1].split(separator: "\n")
    #expect(all.first == "\"流水号\",\"活动编号\",\"委员编号\",\"时间\",\"类别\",\"地点\"")
    #expect(all.allSatisfy { $0.hasPrefix("\"") && $0.hasSuffix("\"") })
    #expect(others[2].hasPrefix("\"流水号\",\"活动编号\",\"委员编号\",\"时间\",\"类别\",\"地点\"\"\n\"\n\"C00000001\","))
  }
}
