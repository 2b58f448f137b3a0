import Foundation
import Testing

@testable import Benchmark

@Suite struct TuneCommandTests {
  @Test(arguments: [
    ("tune --members 0 --out d", "--members: 1 to 900000"), ("tune --members 5", "--out: missing"),
    ("tune --rows 5", "unknown option --rows"),
    ("tune --members 5 --out d --searches x", "--searches needs a number that is not negative, found 'x'"),
  ])
  func mistakesAreSaid(_ arguments: String, _ problem: String) {
    let error = #expect(throws: UsageError.self) {
      try TuneCommand(arguments.split(separator: " ").map(String.init))
    }
    #expect(error?.problem == problem)
  }

  @Test func committeeTurnsAndStandingsAreWritten() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tune-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let command = try TuneCommand(["tune", "--members", "300", "--out", folder.path])
    let line = try #require(try command.run().first)
    let found = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(found["members"] as? Int == 300)
    #expect(
      (found["turns"] as? [[String: Any]])?.compactMap { $0["path"] as? String } == Turn.all.map(\.path))
    let searches = try #require(found["searches"] as? [[String: Any]])
    #expect(searches.count == 1 && searches.allSatisfy { $0["ticks"] as? Int ?? 0 > 100 })

    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    let first = try ["members.csv", "attendance.csv", "turned.csv"].map(text)
    #expect(first[0].split(separator: "\n").count == 301)
    #expect(first[2].split(separator: "\n").count == 1 + 300 * (Turn.all.count + 1))
    let lines = first[2].split(separator: "\n").dropFirst().map { $0.split(separator: ",", maxSplits: 2) }
    let unturned = lines.prefix(300).map { $0[2] }
    for turn in Turn.all.indices
    where Turn.all[turn].path == "B.cap" || Turn.all[turn].path == "A3.points.else" {
      #expect(lines[(turn + 1) * 300..<(turn + 2) * 300].map { $0[2] } != unturned, "\(Turn.all[turn].path)")
    }

    _ = try command.run()
    #expect(try ["members.csv", "attendance.csv", "turned.csv"].map(text) == first)
  }
}
